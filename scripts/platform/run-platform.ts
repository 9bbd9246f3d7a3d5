/** `npm start` and `npm run dev` as a command: settings, the platform from start to end, what a person is told, the exit code. */
import { banner } from './banner.ts';
import { onEndRequests } from './end-requests.ts';
import { Platform } from './platform.ts';
import { ROOT, readStartSettings, type StartSettings, startSettingsHelp } from './settings.ts';
import { StartProblem } from './start-problem.ts';
import { type SubgraphFolder, subgraphFolders } from './subgraph-folders.ts';
import type { Surroundings } from './supervisor.ts';

export type Command = {
  /** The first line of `--help`. */
  readonly usage: string;
  readonly whenBroken: Surroundings['whenBroken'];
  /** Chooses what runs by what stands on the command line. @throws StartProblem */
  readonly choose: (folders: readonly SubgraphFolder[], words: readonly string[]) => readonly SubgraphFolder[];
  /** What goes on while it runs; gives how to stop that. */
  readonly meanwhile?: (running: Running) => () => Promise<void>;
};

export type Running = {
  readonly platform: Platform;
  readonly folders: readonly SubgraphFolder[];
  readonly say: (line: string) => void;
};

const HANDED_ON = `What else the parts can be told, e.g. HOLIDAYS, is handed on:
  node subgraphs/kit/main.ts --help; node supergraph/gateway/main.ts --help`;

/** @returns the exit code: 0 when it was asked to end, at whatever moment. */
export async function runPlatform(command: Command, words: readonly string[]): Promise<number> {
  if (words.includes('--help')) {
    console.log(`${command.usage}\n\nSettings, by environment:\n${startSettingsHelp()}\n\n${HANDED_ON}`);
    return 0;
  }
  try {
    const settings = readStartSettings(process.env);
    const folders = subgraphFolders(ROOT);
    return await run(command, settings, folders, command.choose(folders, words));
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function run(
  command: Command,
  settings: StartSettings,
  folders: readonly SubgraphFolder[],
  running: readonly SubgraphFolder[],
): Promise<number> {
  const say = (line: string) => console.log(line);
  // A terminal that was closed hears nothing any more; the parts still end in their order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const platform = new Platform({ settings, folders, running, whenBroken: command.whenBroken, say });
  const request = Promise.withResolvers<'asked'>();
  onEndRequests(
    () => {
      say('ending …');
      request.resolve('asked');
    },
    () => {
      platform.kill();
      process.exit(130);
    },
  );
  let stopMeanwhile: (() => Promise<void>) | undefined;
  try {
    if ((await Promise.race([platform.start(), request.promise])) === 'asked') return 0;
    // Before it is said that all is ready: who changes a file at once changes one that is watched.
    stopMeanwhile = command.meanwhile?.({ platform, folders, say });
    say(banner(settings, platform.issuerUrl, platform.data, ministryNames(running)));
    await request.promise;
    return 0;
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error;
    // Before the parts end, so that it stands above what they say of that.
    console.error(error.message);
    return 1;
  } finally {
    await stopMeanwhile?.();
    await platform.end();
    say('ended; nothing is left running');
  }
}

function ministryNames(running: readonly SubgraphFolder[]): string[] {
  return running.filter(({ isMinistry }) => isMinistry).map(({ name }) => name);
}
