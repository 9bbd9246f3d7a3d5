/**
 * Verifies the logs of looks: each subgraph's own chain, the copy of it that `access-log` keeps, the one against the other,
 * and both against the heads that were published. Read in the order of the chain and never held whole.
 */
import type { Connection } from 'mongoose';
import { COPIES, layoutOf } from '../../subgraphs/access-log/copied-blocks.ts';
import { ACCESSES, type Block, ChangedBlock, entriesAfter } from '../../subgraphs/kit/access-log/blocks.ts';
import { type AccessEntry, type Break, follow, genesis, type Head } from '../../subgraphs/kit/access-log/chain.ts';
import { strayOf } from './stray.ts';

/** Where entries lie. */
export type Place = 'own log' | 'copy';

/** The first thing that is wrong with a writer's log. */
type Broken = {
  readonly writer: string;
  readonly place: Place;
  readonly seq: number;
  /** UNLIKE_COPY, UNLIKE_HEAD: it follows from the one before, and is not what was copied or published. */
  readonly fault: Break['fault'] | 'UNLIKE_COPY' | 'UNLIKE_HEAD';
};

/** A copy that is no log's. */
type Added = { readonly id: string; readonly fault: 'ADDED' };

export type Finding = Broken | Added;

export type Verdict = {
  readonly entries: number;
  /** The first break of each writer's own log and of its copy, and the first copy that is no log's. */
  readonly findings: readonly Finding[];
};

type PublishedHead = { readonly _id: string; readonly writer: string; readonly seq: number; readonly head: string };

/** Most hold one entry where looks are written without a journal; of long ones the database gives fewer at once. */
const BLOCKS = 1_000;

/**
 * Verifies every log of a platform.
 * @param connection to its database server.
 * @param prefix begins the names of its databases.
 * @param tell is told after each writer.
 */
export async function verifyAccessLogs(
  connection: Connection,
  prefix: string,
  tell: (writer: string, entries: number) => void = () => {},
): Promise<Verdict> {
  const findings: Finding[] = [];
  let entries = 0;
  for (const writer of await writersOf(connection, prefix)) {
    const log = logsOf(connection, prefix, writer);
    const walk = await walkBoth(writer, log, await log.heads());
    findings.push(...walk.findings);
    entries += walk.entries;
    if (walk.entries > 0) tell(writer, walk.entries);
  }
  const copies = connection.useDb(`${prefix}access-log`).collection(COPIES);
  const stray = async () => strayOf(copies, await writersOf(connection, prefix));
  // Of a writer that has just begun the copies may be seen first: it is known before them.
  const id = (await stray()) && (await stray());
  if (id) findings.push({ id, fault: 'ADDED' });
  return { entries, findings };
}

async function writersOf(connection: Connection, prefix: string): Promise<string[]> {
  const { databases } = await connection.listDatabases();
  const own = databases.flatMap(({ name }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
  const copied = await connection.useDb(`${prefix}access-log`).collection<{ _id: string }>('writers').find().toArray();
  // Of a writer whose whole database is gone, the copy tells.
  return [...new Set([...own, ...copied.map(({ _id }) => _id)])].sort();
}

function logsOf(connection: Connection, prefix: string, writer: string) {
  const options = { useCache: true };
  const own = connection.useDb(`${prefix}${writer}`, options).collection<Block>(ACCESSES);
  const center = connection.useDb(`${prefix}access-log`, options);
  const copies = center.collection<Block>(COPIES);
  return {
    own: (after: number) => entriesAfter(own, after, BLOCKS),
    copy: () => entriesAfter(copies, 0, BLOCKS, layoutOf(writer)),
    heads: async () => {
      const published = await center.collection<PublishedHead>('heads').find({ writer }).toArray();
      return new Map(published.map(({ seq, head }) => [seq, head]));
    },
  };
}

type Logs = {
  readonly own: (after: number) => AsyncIterable<AccessEntry>;
  readonly copy: () => AsyncIterable<AccessEntry>;
};

/** Walks a log and its copy side by side: the copy may end earlier, what is not delivered yet is not missing. */
async function walkBoth(writer: string, logs: Logs, heads: ReadonlyMap<number, string>) {
  const own = new Walk(writer, 'own log', logs.own(0), heads);
  const copy = new Walk(writer, 'copy', logs.copy(), heads);
  let unlike: Broken | null = null;
  for (;;) {
    const [mine, copied] = await Promise.all([own.next(), copy.next()]);
    if (!mine && !copied) break;
    if (mine && copied && mine.hash !== copied.hash)
      unlike ??= { writer, place: 'own log', seq: mine.seq, fault: 'UNLIKE_COPY' };
  }
  // On a platform that runs, more was written and copied meanwhile.
  own.goOn(logs.own(own.head.seq));
  while (await own.next());
  const [latest] = [...heads.keys()].sort((one, other) => other - one);
  // What was copied or published was there once.
  own.mustReach(Math.max(copy.head.seq, latest ?? 0));
  copy.mustReach(latest ?? 0);
  const findings = [own.finding ?? unlike, copy.finding].filter((finding) => finding !== null);
  return { entries: own.count, findings };
}

/** One walk along a chain. */
class Walk {
  finding: Broken | null = null;
  head: Head;
  count = 0;
  #entries: AsyncIterator<AccessEntry>;
  readonly #writer: string;
  readonly #place: Place;
  readonly #heads: ReadonlyMap<number, string>;

  constructor(writer: string, place: Place, entries: AsyncIterable<AccessEntry>, heads: ReadonlyMap<number, string>) {
    this.#writer = writer;
    this.#place = place;
    this.#entries = entries[Symbol.asyncIterator]();
    this.#heads = heads;
    this.head = genesis(writer);
  }

  /** The next entry that follows; undefined at the end, and behind a break: what follows from it tells nothing. */
  async next(): Promise<AccessEntry | undefined> {
    if (this.finding) return undefined;
    const next = await this.#entries.next().catch((error: unknown) => {
      if (!(error instanceof ChangedBlock)) throw error;
      const due = this.head.seq + 1;
      // None where the block's id says no place.
      return this.#broken(Number.isNaN(error.seq) ? due : Math.min(error.seq, due), 'CHANGED');
    });
    if (!next || next.done) return undefined;
    const { value } = next;
    this.count += 1;
    const followed = follow(this.head, value);
    if ('broken' in followed) return this.#broken(followed.broken.seq, followed.broken.fault);
    this.head = followed.head;
    const published = this.#heads.get(value.seq);
    if (published !== undefined && published !== value.hash) return this.#broken(value.seq, 'UNLIKE_HEAD');
    return value;
  }

  /** Goes on from where it is. */
  goOn(entries: AsyncIterable<AccessEntry>): void {
    this.#entries = entries[Symbol.asyncIterator]();
  }

  /** Finds that the end is missing when it went further once. */
  mustReach(seq: number): void {
    if (!this.finding && this.head.seq < seq) this.#broken(this.head.seq + 1, 'MISSING');
  }

  #broken(seq: number, fault: Broken['fault']): undefined {
    this.finding = { writer: this.#writer, place: this.#place, seq, fault };
  }
}

const FAULTS: Readonly<Record<Broken['fault'], string>> = {
  MISSING: 'is missing: it was removed',
  REPEATED: 'is there twice: something was added',
  CHANGED: 'was changed, or is not where it was written',
  MOVED: 'does not follow from the one before: one of the two was written anew, added or moved',
  UNLIKE_COPY: 'is not what was copied when it was written: the log was written anew from here on',
  UNLIKE_HEAD: 'is not what was published: the log was written anew before it',
};

/** A finding as a sentence. */
export function inWords(finding: Finding): string {
  if (finding.fault === 'ADDED')
    return `In access-log lies ${finding.id}, which is the copy of no log’s entry: it was added.`;
  const { fault, place, seq, writer } = finding;
  const where = place === 'own log' ? `the log of ${writer}` : `the copy of ${writer}’s log in access-log`;
  return `In ${where}, entry ${seq} ${FAULTS[fault]}.`;
}
