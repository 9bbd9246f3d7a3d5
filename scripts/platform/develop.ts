/** What `npm run dev` does beside running: starts anew what a change concerns, and composes what its schema says. */
import { type Consequences, consequencesOf } from './changes.ts';
import { warmComposer } from './composer.ts';
import { composeIfChanged } from './composition.ts';
import { followLogs } from './follow-logs.ts';
import type { Running } from './run-platform.ts';
import { ROOT } from './settings.ts';
import { StartProblem } from './start-problem.ts';
import { typeGenerator } from './type-generator.ts';
import { watchFolders } from './watch-folders.ts';

const WATCHED = ['subgraphs', 'supergraph', 'schema'];

/** @returns how to stop. */
export function develop({ platform, folders, say }: Running): () => Promise<void> {
  const ending = new AbortController();
  const types = typeGenerator(say);
  const composer = warmComposer(platform.data.schema);
  const names = folders.map(({ name }) => name);
  /** Subgraphs whose schema changed and does not compose yet: they go on with the code and the schema that they have. */
  const held = new Set<string>();
  let changed = new Set<string>();
  let isWorking = false;

  /** One change after the other; what changes meanwhile is taken together. */
  async function workOff(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    while (changed.size > 0 && !ending.signal.aborted) {
      const files = [...changed];
      changed = new Set();
      // Gone with it is the SDL that all share, which is read once.
      if (files.some((file) => !file.startsWith('subgraphs/'))) composer.forget();
      await apply(consequencesOf(files, names), performance.now());
    }
    isWorking = false;
  }

  async function apply(consequences: Consequences, since: number): Promise<void> {
    types.pause();
    const restarts = new Set([...consequences.subgraphs, ...consequences.parts]);
    for (const name of consequences.subgraphs)
      if (!names.includes(name)) say(`subgraphs/${name} is new: to run it, end npm run dev and start it again`);
    if (consequences.recomposes) {
      if (await composes(since)) {
        for (const name of held) restarts.add(name);
        held.clear();
      } else for (const name of consequences.reshaped) held.add(name);
    }
    for (const name of held) restarts.delete(name);
    await restart(restarts, since);
    if (consequences.reshaped.size > 0) types.request();
    if (held.size === 0) types.run();
  }

  /** @returns whether the schemas compose. The gateway takes up another supergraph by itself. */
  async function composes(since: number): Promise<boolean> {
    try {
      if (await composeIfChanged(platform.data, composer.compose)) say(`composed after ${inSeconds(since)}`);
      return true;
    } catch (error) {
      if (!(error instanceof StartProblem)) throw error;
      if (!ending.signal.aborted) say(`${error.message}\nThe graph before goes on.`);
      return false;
    }
  }

  /** @param names of subgraphs and of other parts. */
  async function restart(affected: ReadonlySet<string>, since: number): Promise<void> {
    const parts = platform.parts.filter(
      ({ part }) => affected.has(part.name) || part.subgraphs.some((name) => affected.has(name)),
    );
    await Promise.all(
      parts.map(async (each) => {
        if (await each.restart()) say(`${each.part.name} started anew after ${inSeconds(since)}`);
      }),
    );
  }

  const stopWatching = watchFolders(ROOT, WATCHED, (files) => {
    for (const file of files) changed.add(file);
    void workOff();
  });
  const stopFollowing = followLogs(platform.data.logs, say);
  return async () => {
    ending.abort();
    types.pause();
    composer.forget();
    stopWatching();
    stopFollowing();
  };
}

function inSeconds(since: number): string {
  return `${((performance.now() - since) / 1_000).toFixed(1)} s`;
}
