/** Keeps one part running: starts it, brings it back when it ends by itself, ends it when asked. */
import { setTimeout as sleep } from 'node:timers/promises';
import { logFileOf, sizeOf, textFrom } from './log-files.ts';
import type { Part } from './parts.ts';
import { restartDelayMs, STEADY_MS } from './restart-delay.ts';
import type { RollKeeper } from './roll.ts';
import { type Run, runPart } from './run.ts';
import { StartProblem } from './start-problem.ts';

/** A part that does not listen by then will not: the slowest machine we know takes a tenth of it. */
const START_MS = 60_000;
/** What a part has to answer requests under way when it is started anew. */
const RESTART_GRACE_MS = 5_000;

export type Surroundings = {
  /** Folder of the log files. */
  readonly logs: string;
  readonly roll: RollKeeper;
  /** Prints a line. */
  readonly say: (line: string) => void;
  /**
   * What follows when a part that has run before ends before it listens: it is tried again, later each time; or it waits
   * until it is started anew, since its code is being edited.
   */
  readonly whenBroken: 'try-again' | 'wait';
  /**
   * What runs after an end; the same without it. It has the same name.
   * @param lastWords of the process that ended.
   */
  readonly successor?: (lastWords: readonly string[]) => Promise<Part>;
};

export class SupervisedPart {
  #part: Part;
  readonly #surroundings: Surroundings;
  readonly #logFile: string;
  #logStart = 0;
  #run: Run | undefined;
  #listensSince: number | undefined;
  #keeping: Promise<void> = Promise.resolve();
  #isEnding = false;
  /** Somebody asked for a new start; told whether that listens. */
  #restart: PromiseWithResolvers<boolean> | undefined;
  #pause = new AbortController();

  constructor(part: Part, surroundings: Surroundings) {
    this.#part = part;
    this.#surroundings = surroundings;
    this.#logFile = logFileOf(surroundings.logs, part.name);
  }

  get part(): Part {
    return this.#part;
  }

  /** How long its process has run and listened; 0 when it does not. */
  get steadyMs(): number {
    return this.#listensSince === undefined ? 0 : performance.now() - this.#listensSince;
  }

  /**
   * Starts the part, and keeps it running from then on.
   * @throws StartProblem with the part's own words, when it ends before it listens.
   */
  async start(): Promise<void> {
    const run = this.#launch();
    if (!(await run.listening)) throw new StartProblem(await this.#whyNot(run));
    this.#keeping = this.#keep(run);
  }

  /** Keeps the part running, whether its first start succeeds or not. */
  keep(): void {
    this.#keeping = this.#keep(this.#launch());
  }

  /**
   * Ends the process and starts it anew; a second request while that goes on is one more start.
   * @returns whether the new process listens.
   */
  restart(): Promise<boolean> {
    if (this.#isEnding) return Promise.resolve(false);
    this.#restart ??= Promise.withResolvers<boolean>();
    this.#pause.abort();
    void this.#endRun(RESTART_GRACE_MS);
    return this.#restart.promise;
  }

  /** Ends the part for good, by force when it takes longer than the grace. */
  async end(graceMs: number): Promise<void> {
    this.#isEnding = true;
    this.#pause.abort();
    await this.#endRun(graceMs);
    await this.#keeping;
  }

  /** Ends the part for good and at once. */
  kill(): void {
    this.#isEnding = true;
    this.#run?.kill();
  }

  async #endRun(graceMs: number): Promise<void> {
    const isInTime = (await this.#run?.end(graceMs)) ?? true;
    if (!isInTime) this.#surroundings.say(`${this.part.name} did not end when it was asked to, and was ended by force`);
  }

  #launch(): Run {
    const { name } = this.part;
    if (this.#isEnding) throw new StartProblem(`${name} was not started: everything ends`);
    this.#logStart = sizeOf(this.#logFile);
    const run = runPart(this.part, this.#logFile);
    const { pid } = run;
    if (pid !== undefined) {
      this.#surroundings.roll.add(name, pid);
      void run.ended.then(() => this.#surroundings.roll.remove(pid));
    }
    const timer = setTimeout(run.kill, START_MS);
    void run.listening.then((listens) => {
      clearTimeout(timer);
      if (listens) this.#listensSince = performance.now();
    });
    this.#run = run;
    return run;
  }

  async #keep(first: Run): Promise<void> {
    let run = first;
    let ends = 0;
    for (;;) {
      const how = await run.ended;
      this.#listensSince = undefined;
      ends = this.#restart ? 0 : performance.now() - run.startedAt >= STEADY_MS ? 1 : ends + 1;
      const words = this.#lastWords();
      const isAnother = !this.#isEnding && (await this.#succeed(words));
      // What it failed by is no longer in it.
      if (isAnother) ends = Math.min(ends, 1);
      const waitsForChange = this.#surroundings.whenBroken === 'wait' && !isAnother && !(await run.listening);
      if (ends > 0 && !this.#isEnding) await this.#wait(how, words, waitsForChange ? 'change' : restartDelayMs(ends));
      const restart = this.#restart;
      this.#restart = undefined;
      if (this.#isEnding) {
        restart?.resolve(false);
        return;
      }
      run = this.#launch();
      void run.listening.then((listens) => {
        if (restart) restart.resolve(listens);
        else if (listens) this.#surroundings.say(`${this.part.name} is back`);
      });
    }
  }

  /** @returns whether another part runs from now on. */
  async #succeed(words: readonly string[]): Promise<boolean> {
    const before = this.#part;
    this.#part = (await this.#surroundings.successor?.(words)) ?? before;
    return this.#part !== before;
  }

  /** @param until the files change, or so many milliseconds. */
  async #wait(how: string, words: readonly string[], until: 'change' | number): Promise<void> {
    const { name } = this.part;
    const next =
      until === 'change'
        ? 'it is tried again when its files change'
        : `it comes back ${until === 0 ? 'at once' : `in ${until / 1_000} s`}`;
    this.#surroundings.say([`${name} ended (${how}); ${next}`, ...words].join('\n'));
    this.#pause = new AbortController();
    if (this.#isEnding || this.#restart) return;
    // Unending when it waits for a change: only `restart` and `end` break it off.
    await sleep(until === 'change' ? 2 ** 31 - 1 : until, undefined, { signal: this.#pause.signal }).catch(
      () => undefined,
    );
  }

  async #whyNot(run: Run): Promise<string> {
    const words = this.#lastWords();
    return [
      `${this.part.name} could not start (${await run.ended})`,
      ...(words.length > 0 ? words : [`It did not say why; its log is ${this.#logFile}`]),
    ].join('\n');
  }

  /** What it wrote beside its log, which is JSON: why it ended. */
  #lastWords(): string[] {
    return textFrom(this.#logFile, this.#logStart)
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('{'));
  }
}
