/**
 * Takes a subgraph that brought its process down out of it: the others are back without it, and it runs alone until it
 * is well. Once it is, it goes back when its group starts anew for whatever reason. The group is not restarted for that:
 * a process more costs memory, a restart would cost the others' citizens their answers.
 */
import { type Part, partOf } from './parts.ts';
import type { SupervisedPart } from './supervisor.ts';

/** What has run alone so long without an end is well. */
const WELL_MS = 300_000;
/** What one that goes back has to answer requests under way: its group waits for it. */
const GRACE_MS = 1_000;

/** What keeps a part running, as far as it is asked here. */
type Alone = Pick<SupervisedPart, 'steadyMs' | 'end'>;

/**
 * @param group a part of several subgraphs.
 * @param startAlone starts a part and keeps it running.
 * @param forget is told which part is started no more.
 * @returns what is to run in the group's place after each of its ends; gets the last words of what ended.
 */
export function isolation(
  group: Part,
  startAlone: (part: Part) => Alone,
  forget: (part: Part) => void,
  say: (line: string) => void,
  wellMs = WELL_MS,
): (lastWords: readonly string[]) => Promise<Part> {
  const alone = new Map<string, { readonly part: Part; readonly keeper: Alone }>();
  let running = group;
  return async (lastWords) => {
    const culprit = culpritIn(lastWords, running.subgraphs);
    const well = [...alone].filter(([, { keeper }]) => keeper.steadyMs >= wellMs);
    if (culprit !== undefined && running.subgraphs.length > 1) {
      say(`${culprit} brought ${group.name} down: it runs alone until it is well`);
      const part = partOf(group, culprit, [culprit]);
      alone.set(culprit, { part, keeper: startAlone(part) });
    }
    for (const [name, { part, keeper }] of well) {
      await keeper.end(GRACE_MS);
      alone.delete(name);
      forget(part);
      say(`${name} is well: it goes back into ${group.name}`);
    }
    const subgraphs = group.subgraphs.filter((name) => !alone.has(name));
    if (subgraphs.length !== running.subgraphs.length || well.length > 0)
      running = partOf(group, group.name, subgraphs);
    return running;
  };
}

/**
 * The subgraph that a process named when it ended: see `lastWords` of `subgraphs/kit/culprit.ts`.
 * @param subgraphs those that it served; no other can have been it.
 */
export function culpritIn(lastWords: readonly string[], subgraphs: readonly string[]): string | undefined {
  const named = lastWords.flatMap((line) => /^culprit ([a-z][a-z0-9-]*): /.exec(line)?.[1] ?? []);
  return named.find((name) => subgraphs.includes(name));
}
