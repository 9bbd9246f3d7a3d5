/**
 * A subgraph's own log of looks, in its own database: one chain. The place in it is the key: of two processes that write at
 * once the database takes one's entry for a place, and the other chains anew behind it.
 */
import type { Collection, Connection } from 'mongoose';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import { type AccessEntry, genesis, type Head, link } from './chain.ts';
import { groupCommit } from './group-commit.ts';
import type { Look } from './look.ts';
import { tail } from './tail.ts';

/** An entry as it is stored: its place is its key. */
export type StoredEntry = Omit<AccessEntry, 'seq'> & { readonly _id: number };

export type AccessLog = {
  readonly writer: string;
  /** Settles when the looks are written. Rejects when they are not: then nothing of them may be shown. */
  record(looks: readonly Look[]): Promise<void>;
  /** The place of the last entry, or of one before it where another process has written meanwhile. */
  end(): Promise<number>;
  /** Entries after a place, in order. */
  after(seq: number, limit: number): Promise<AccessEntry[]>;
  /** Calls when something was written by this process. */
  whenWritten(tell: () => void): void;
};

/** Where a subgraph's entries lie. */
export const ACCESSES = 'accesses';

/**
 * Looks that meet within it are written together. A durable write costs the database as much processor time for one entry
 * as for many; what the log adds to a request's is in docs/decisions/0014-who-looked.md.
 */
const GATHER_MS = 3;

/** @param writer the subgraph. */
export function accessLog(connection: Connection, writer: string): AccessLog {
  const entries = connection.collection<StoredEntry>(ACCESSES);
  const recent = tail<AccessEntry>();
  let known: Head | null = null;
  let tell = () => {};

  async function write(looks: readonly Look[]): Promise<void> {
    try {
      await append(looks);
    } catch (error) {
      // What was written of it, if anything, only the database knows.
      known = null;
      throw error;
    }
    tell();
  }

  async function append(looks: readonly Look[]): Promise<void> {
    for (let left = looks; left.length > 0; ) {
      known ??= await headOf(entries, writer);
      const chained = link(known, left);
      try {
        await insert(chained.map(stored));
        known = chained.at(-1) ?? known;
        recent.add(chained);
        return;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        // Another process was first at one of these places; what lies before it is ours.
        left = left.slice(await countOwn(chained));
        const before = known;
        known = await headOf(entries, writer);
        // Nobody was: what the database refused is no place in the chain, and would be refused for ever.
        if (known.hash === before.hash) throw error;
      }
    }
  }

  /** One alone goes without the driver's bulk write, which takes a fifth more processor time here. */
  async function insert(documents: readonly StoredEntry[]): Promise<void> {
    const [only, second] = documents;
    if (only && !second) await entries.insertOne(only);
    else await entries.insertMany([...documents]);
  }

  async function countOwn(chained: readonly AccessEntry[]): Promise<number> {
    const there = await entries.find({ _id: { $in: chained.map(({ seq }) => seq) } }).toArray();
    const hashes = new Map(there.map(({ _id, hash }) => [_id, hash]));
    const firstForeign = chained.findIndex(({ seq, hash }) => hashes.get(seq) !== hash);
    return firstForeign < 0 ? chained.length : firstForeign;
  }

  return {
    writer,
    record: groupCommit(write, GATHER_MS),
    end: async () => {
      known ??= await headOf(entries, writer);
      return known.seq;
    },
    after: async (seq, limit) =>
      recent.after(seq, limit) ??
      (await entries.find({ _id: { $gt: seq } }, { sort: { _id: 1 }, limit }).toArray()).map(entryOf),
    whenWritten: (heard) => {
      tell = heard;
    },
  };
}

/** An entry as it was stored. */
export function entryOf({ _id, ...entry }: StoredEntry): AccessEntry {
  return { ...entry, seq: _id };
}

function stored({ seq, ...entry }: AccessEntry): StoredEntry {
  return { _id: seq, ...entry };
}

async function headOf(entries: Collection<StoredEntry>, writer: string): Promise<Head> {
  const [last] = await entries.find({}, { sort: { _id: -1 }, limit: 1 }).toArray();
  return last ? { seq: last._id, hash: last.hash } : genesis(writer);
}
