/** Which of the subgraphs in one process brings it down: the starter then runs that one alone, and the others go on. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { channel } from 'node:diagnostics_channel';

/** What asks who works at this moment, in the thread that is asked about: `watchdog.worker.ts` publishes a `Question`. */
export const WHO_WORKS = 'nagarik:who-works';

export type Question = { answer?: string | undefined };

/** What a server or timer of a subgraph calls, and all that follows from it, has the name of that subgraph. */
const working = new AsyncLocalStorage<string>();

channel(WHO_WORKS).subscribe((question) => {
  if (isQuestion(question)) question.answer = working.getStore();
});

/** Starts what is a subgraph's. */
export function workFor<Result>(name: string, work: () => Result): Result {
  return working.run(name, work);
}

/**
 * The subgraph whose work failed; else the one in whose folder the error arose.
 * @returns undefined when it is nobody's, as is a database that is down while all start.
 */
export function culpritOf(error: unknown, names: readonly string[]): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const folders = [...stack.matchAll(/\/subgraphs\/([a-z][a-z0-9-]*)\//g)].map(([, folder]) => folder);
  return working.getStore() ?? folders.find((folder) => folder !== undefined && names.includes(folder));
}

/** The last words of a process, which the starter reads. */
export function lastWords(culprit: string, what: string): string {
  return `culprit ${culprit}: ${what}\n`;
}

function isQuestion(message: unknown): message is Question {
  return typeof message === 'object' && message !== null;
}
