/** The thread of `watchdog.ts`: looks whether the main thread beats; if not, says who holds it, and ends the process. */
import { writeSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';
import { lastWords, WHO_WORKS } from './culprit.ts';
import type { Watch } from './watchdog.ts';

const STDERR = 2;
/** Between two callbacks nobody works: whoever calls itself again and again may be asked about just then. */
const ASKED_TIMES = 20;
const ASK_AGAIN_MS = 10;
/** Code that V8 cannot interrupt answers nothing. */
const ANSWER_MS = 1_000;

/** Run by the main thread where it stands, in the middle of its loop. */
const QUESTION = `(() => {
  const question = {};
  process.getBuiltinModule('node:diagnostics_channel').channel('${WHO_WORKS}').publish(question);
  return question.answer;
})()`;

await watch(workerData);

async function watch({ beats, everyMs, heldLooks, workedMs, stillLooks }: Watch): Promise<void> {
  const count = new Int32Array(beats);
  let [seen, since, looks] = [-1, process.cpuUsage(), 0];
  // Looks and not time: a machine that slept stood still for both threads.
  while (looks < heldLooks || (looks < stillLooks && processorMs(since) < workedMs)) {
    await sleep(everyMs);
    const now = Atomics.load(count, 0);
    if (now === seen) looks++;
    else [seen, since, looks] = [now, process.cpuUsage(), 0];
  }
  const held = `held the process for ${((looks * everyMs) / 1_000).toFixed(0)} s`;
  const culprit = await Promise.race([whoWorks(), sleep(ANSWER_MS)]);
  writeSync(STDERR, culprit === undefined ? `something ${held}\n` : lastWords(culprit, held));
  process.kill(process.pid, 'SIGKILL');
}

/** Of all threads: while the main one is held, the others have next to nothing to do. */
function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
}

async function whoWorks(): Promise<string | undefined> {
  const session = new Session();
  session.connectToMainThread();
  for (let asked = 0; asked < ASKED_TIMES; asked++) {
    const { result } = await session.post('Runtime.evaluate', { expression: QUESTION });
    if (typeof result.value === 'string') return result.value;
    await sleep(ASK_AGAIN_MS);
  }
  return undefined;
}
