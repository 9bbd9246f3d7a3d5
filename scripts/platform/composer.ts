import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type Compose, notComposed } from './composition.ts';
import { StartProblem } from './start-problem.ts';

export type Composer = {
  readonly compose: Compose;
  /** What composes has changed itself, or the SDL that it shares between all: the next time reads these anew. */
  forget(): void;
};

/**
 * Composes in a thread that stays. With 24 ministries the first time takes a second; the next ones, with what V8 has
 * compiled by then, a fraction of that.
 * @param folder for a first time at once, ahead of the one that somebody waits for.
 */
export function warmComposer(folder: string): Composer {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function ask(into: string): Promise<void> {
    worker ??= new Worker(new URL('./composer.worker.ts', import.meta.url));
    const own = worker;
    const answer = Promise.race([once(own, 'message'), once(own, 'exit').then(() => ['the thread has ended'])]);
    own.postMessage(into);
    try {
      const [problems]: unknown[] = await answer;
      if (problems !== '') throw notComposed(String(problems));
    } catch (error) {
      if (error instanceof StartProblem) throw error;
      // The code of the composition, or of schema/link.ts, is broken: it is read anew when it has changed.
      if (worker === own) worker = undefined;
      throw notComposed(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }

  const compose: Compose = (into) => {
    const asked = last.then(() => ask(into));
    last = asked.catch(() => undefined);
    return asked;
  };
  void compose(folder).catch(() => undefined);
  return {
    compose,
    forget: () => {
      void worker?.terminate();
      worker = undefined;
    },
  };
}
