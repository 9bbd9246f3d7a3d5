/** The whole platform on one machine: in which order its parts start, when they are ready, in which order they end. */
import { availableParallelism } from 'node:os';
import { createKeys } from '../../subgraphs/kit/auth/create-keys.ts';
import type { FolderLock } from '../../subgraphs/kit/storage/folder-lock.ts';
import { fillCompileCache } from './compile-cache.ts';
import { composeIfChanged, composeOnce } from './composition.ts';
import { type DataFolder, dataFolder } from './data-folder.ts';
import { lockData } from './data-lock.ts';
import { isolation } from './isolation.ts';
import { subgraphProcesses } from './layout.ts';
import { waitForLeftovers } from './leftovers.ts';
import { putLogsAside } from './log-files.ts';
import { ISSUER, issuerUrl, localUrl, type Part, type Parts, PORTS_BESIDE_SUBGRAPHS, platformParts } from './parts.ts';
import { keptPorts, type Ports, portProblem } from './ports.ts';
import { untilReady } from './ready.ts';
import { RollKeeper } from './roll.ts';
import { keptSecrets } from './secrets.ts';
import { type StartSettings, USUAL_PORT } from './settings.ts';
import { StartProblem } from './start-problem.ts';
import type { SubgraphFolder } from './subgraph-folders.ts';
import { SupervisedPart, type Surroundings } from './supervisor.ts';

export type PlatformOptions = {
  readonly settings: StartSettings;
  /** Every subgraph of the checkout. */
  readonly folders: readonly SubgraphFolder[];
  /** Those to run; the others' fields answer that they are not available. */
  readonly running: readonly SubgraphFolder[];
  readonly whenBroken: Surroundings['whenBroken'];
  readonly say: (line: string) => void;
};

/** A part that takes longer is ended by force: with all three behind each other, below the 10 s that Ctrl-C may take. */
const GATEWAY_ENDS_BY_MS = 3_500;
const SUBGRAPHS_END_BY_MS = 7_000;
const STORE_ENDS_BY_MS = 9_000;

/** A part waits for disk and database while it starts, so that a few more than there are cores keep these busy. */
const STARTS_AT_ONCE = availableParallelism() + 2;
const PROGRESS_EVERY_MS = 3_000;

export class Platform {
  readonly #options: PlatformOptions;
  readonly #supervised = new Map<string, SupervisedPart>();
  /** Those that were taken out of a part of several subgraphs. */
  readonly #alone = new Set<Part>();
  /** Breaks off a start that is under way. */
  readonly #ending = new AbortController();
  #starting: Promise<void> = Promise.resolve();
  #parts: Parts | undefined;
  #lock: FolderLock | undefined;
  #roll: RollKeeper | undefined;
  #data: DataFolder | undefined;
  #issuerUrl = '';

  constructor(options: PlatformOptions) {
    this.#options = options;
  }

  /** The parts, once they were started. */
  get parts(): readonly SupervisedPart[] {
    return [...this.#supervised.values()];
  }

  /** Where everything lies, once it was started. */
  get data(): DataFolder {
    if (!this.#data) throw new Error('the platform was not started');
    return this.#data;
  }

  /** Where people log in, once it was started. */
  get issuerUrl(): string {
    return this.#issuerUrl;
  }

  /**
   * Starts everything and waits until the gateway can answer.
   * @throws StartProblem in words for a person; `end` is due then too.
   */
  start(): Promise<void> {
    this.#starting = this.#start();
    return this.#starting;
  }

  async #start(): Promise<void> {
    const { settings, folders, running, say } = this.#options;
    const ending = this.#ending.signal;
    await this.#takeData();
    await waitForLeftovers(settings.DATA_DIR, say, ending);
    const problem = await chosenPortProblem(settings);
    if (problem) throw new StartProblem(problem);
    const data = dataFolder(settings.DATA_DIR);
    this.#data = data;
    putLogsAside(data.logs);
    this.#roll = new RollKeeper(settings.DATA_DIR);
    const names = folders.map(({ name }) => name);
    const kept = await keptPorts(data.ports, [...PORTS_BESIDE_SUBGRAPHS, ...names], preferredPorts(settings), [
      settings.PORT,
    ]);
    const ports = settings.ISSUER_PORT === '' ? kept : { ...kept, [ISSUER]: Number(settings.ISSUER_PORT) };
    this.#issuerUrl = issuerUrl(ports, settings);
    const processes = subgraphProcesses(running, settings.LAYOUT);
    const parts = platformParts(processes, ports, keptSecrets(data.secrets), data, settings);
    this.#parts = parts;
    await Promise.all([
      createKeys(data.keys, ['gateway', ...names]),
      this.#compose(data),
      fillCompileCache(
        data.compileCache,
        running.map(({ name }) => name),
        ending,
      ).then(() => parts.store && this.#startAll([parts.store])),
    ]);
    // What takes longest first: the gateway, and the processes of many subgraphs.
    const subgraphs = [...parts.subgraphs].sort((one, other) => other.subgraphs.length - one.subgraphs.length);
    await this.#startAll([parts.gateway, ...subgraphs, parts.payments]);
    const absent = names.filter((name) => !running.some((folder) => folder.name === name));
    await untilReady(localUrl(settings), absent, say, ending);
  }

  /** Ends what runs: first who asks, then who answers. Safe at any moment, and nothing is left when it is done. */
  async end(): Promise<void> {
    this.#ending.abort();
    const since = performance.now();
    const stages: readonly (readonly [readonly (Part | undefined)[], number])[] = [
      [[this.#parts?.gateway], GATEWAY_ENDS_BY_MS],
      [[...(this.#parts?.subgraphs ?? []), ...this.#alone, this.#parts?.payments], SUBGRAPHS_END_BY_MS],
      [[this.#parts?.store], STORE_ENDS_BY_MS],
    ];
    for (const [parts, byMs] of stages) await this.#endAll(parts, byMs - (performance.now() - since));
    await this.#starting.catch(() => undefined);
    this.#roll?.close();
    this.#lock?.release();
  }

  /** Ends everything at once; the next start finds all that was answered. */
  kill(): void {
    this.#ending.abort();
    for (const part of this.parts) part.kill();
  }

  async #takeData(): Promise<void> {
    const { settings } = this.#options;
    try {
      this.#lock = lockData(settings.DATA_DIR);
    } catch (error) {
      // Mostly the same start a second time: then the port is taken too, and one hint is not enough.
      const problem = await chosenPortProblem(settings);
      if (!problem || !(error instanceof StartProblem)) throw error;
      throw new StartProblem(`${error.message}\n${problem}`);
    }
  }

  async #compose(data: DataFolder): Promise<void> {
    const { say } = this.#options;
    const since = performance.now();
    const compose = composeOnce(data.compileCache, this.#ending.signal);
    if (await composeIfChanged(data, compose)) say(`composed the supergraph in ${seconds(since)}`);
  }

  async #startAll(parts: readonly Part[]): Promise<void> {
    const { say } = this.#options;
    const since = performance.now();
    const waiting = parts.map((part) => this.#supervise(part));
    const notYet = new Set(parts.map(({ name }) => name));
    const progress = setInterval(
      () => say(`${parts.length - notYet.size} of ${parts.length} run; to come: ${[...notYet].join(', ')}`),
      PROGRESS_EVERY_MS,
    );
    const startWaiting = async () => {
      for (let part = waiting.shift(); part; part = waiting.shift()) {
        this.#ending.signal.throwIfAborted();
        this.#supervised.set(part.part.name, part);
        await part.start();
        notYet.delete(part.part.name);
      }
    };
    try {
      await Promise.all(Array.from({ length: STARTS_AT_ONCE }, startWaiting));
    } finally {
      clearInterval(progress);
    }
    say(`started ${parts.length === 1 ? parts[0]?.name : `${parts.length} processes`} in ${seconds(since)}`);
  }

  #supervise(part: Part): SupervisedPart {
    const { say, whenBroken } = this.#options;
    const roll = this.#roll;
    if (!roll) throw new Error('the platform was not started');
    const successor =
      part.subgraphs.length > 1
        ? isolation(
            part,
            (each) => this.#startAlone(each),
            (each) => this.#forget(each),
            say,
          )
        : undefined;
    return new SupervisedPart(part, { logs: this.data.logs, roll, say, whenBroken, ...(successor && { successor }) });
  }

  #startAlone(part: Part): SupervisedPart {
    const supervised = this.#supervise(part);
    this.#supervised.set(part.name, supervised);
    this.#alone.add(part);
    if (!this.#ending.signal.aborted) supervised.keep();
    return supervised;
  }

  #forget(part: Part): void {
    this.#supervised.delete(part.name);
    this.#alone.delete(part);
  }

  async #endAll(parts: readonly (Part | undefined)[], graceMs: number): Promise<void> {
    await Promise.all(parts.map((part) => part && this.#supervised.get(part.name)?.end(Math.max(0, graceMs))));
  }
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1_000).toFixed(1)} s`;
}

/** Why nothing can listen where a person said, if that is so. */
async function chosenPortProblem({ HOST, PORT, ISSUER_PORT }: StartSettings): Promise<string | undefined> {
  const problem = await portProblem(HOST, PORT);
  return problem ?? (ISSUER_PORT === '' ? undefined : portProblem(HOST, Number(ISSUER_PORT), 'ISSUER_PORT'));
}

/** Beside the usual port the usual one; beside another, any that is free: what follows it may be the next start's. */
function preferredPorts({ PORT }: StartSettings): Ports {
  return PORT === USUAL_PORT ? { [ISSUER]: USUAL_PORT + 1 } : {};
}
