/**
 * Ends the process when its only thread is held: in an endless loop it answers nobody, and none of its other subgraphs
 * does. The starter brings it back, without the one that held it.
 */
import { url as debuggerUrl } from 'node:inspector';
import { Worker } from 'node:worker_threads';

const BEAT_EVERY_MS = 250;
/** 3 s: the longest that a subgraph may let the others wait by working in one piece. */
const HELD_LOOKS = 12;
/**
 * And that it worked, in processor time: on a machine that is too busy a third of a second's work takes many seconds, and
 * whoever does it holds nothing.
 */
const WORKED_MS = 2_000;
/** 10 s. Who waits without working, or is given no processor at all, is held too. */
const STILL_LOOKS = 40;

/** What the thread that looks is told. `beats` counts: it stands still while the main thread is held. */
export type Watch = {
  readonly beats: SharedArrayBuffer;
  readonly everyMs: number;
  readonly heldLooks: number;
  readonly workedMs: number;
  readonly stillLooks: number;
};

/** @returns how to stop. */
export function startWatchdog(): () => void {
  // Who debugs holds it on purpose.
  if (debuggerUrl() !== undefined) return () => undefined;
  const beats = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const count = new Int32Array(beats);
  const timer = setInterval(() => Atomics.add(count, 0, 1), BEAT_EVERY_MS).unref();
  const watch: Watch = {
    beats,
    everyMs: BEAT_EVERY_MS,
    heldLooks: HELD_LOOKS,
    workedMs: WORKED_MS,
    stillLooks: STILL_LOOKS,
  };
  const worker = new Worker(new URL('./watchdog.worker.ts', import.meta.url), { workerData: watch });
  worker.unref();
  return () => {
    clearInterval(timer);
    void worker.terminate();
  };
}
