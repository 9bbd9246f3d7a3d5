/**
 * Serves one or several subgraphs in one process: `node subgraphs/kit/main.ts land health`. Each has its own HTTP
 * endpoint and its own database.
 */

import { systemClock } from './clock.ts';
import { culpritOf, lastWords, workFor } from './culprit.ts';
import { randomIds } from './ids.ts';
import { createLogger } from './log.ts';
import { readSettings, SettingsError, settingsHelp } from './settings.ts';
import { startSubgraph } from './start-subgraph.ts';
import type { SubgraphDefinition } from './subgraph.ts';
import { startWatchdog } from './watchdog.ts';

const SHUTDOWN_MS = 8_000;

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));

if (process.argv.includes('--help') || names.length === 0) {
  process.stdout.write(`node subgraphs/kit/main.ts <subgraph> [<subgraph> …]\n\nSettings:\n${settingsHelp()}\n`);
} else {
  await run().catch(fail);
}

async function run(): Promise<void> {
  const settings = readSettings(process.env);
  // What nobody caught, of promises too: the process is in no known state, and says whose it was.
  process.on('uncaughtException', fail);
  const starting = Promise.all(
    names.map((name) =>
      workFor(name, async () =>
        startSubgraph(name, await load(name), {
          settings,
          clock: systemClock,
          ids: randomIds,
          log: createLogger(name, settings.LOG_LEVEL),
        }),
      ),
    ),
  );
  let stopWatchdog = () => {};
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    stopWatchdog();
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
    starting.then((stops) => Promise.all(stops.map((end) => end()))).then(() => process.exit(0), fail);
  };
  // Before they have started, too: who starts us may end meanwhile.
  process.on('SIGTERM', stop);
  // Under a starter, Ctrl-C reaches every process of the terminal; the starter says in which order they end.
  process.on('SIGINT', process.send ? () => undefined : stop);
  process.on('disconnect', stop);
  if (process.connected === false) stop();
  await starting;
  // Not before: to load and compile takes a busy machine long, and in one piece.
  if (!isStopping) stopWatchdog = startWatchdog();
  if (process.connected) process.send?.({ type: 'listening', names });
}

async function load(name: string): Promise<SubgraphDefinition> {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new Error(`${name} is no subgraph's name`);
  const module: { default: SubgraphDefinition } = await import(new URL(`../${name}/index.ts`, import.meta.url).href);
  return module.default;
}

function fail(error: unknown): void {
  const text = error instanceof SettingsError ? error.message : error instanceof Error ? error.stack : String(error);
  const culprit = culpritOf(error, names);
  const words = culprit === undefined ? `${names.join(', ')}: ${text}\n` : lastWords(culprit, String(text));
  process.stderr.write(words, () => process.exit(1));
}
