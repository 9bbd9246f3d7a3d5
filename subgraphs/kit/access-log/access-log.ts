/**
 * A subgraph's own log of looks, in its own database: one chain. Of two processes that write at once the database takes one's
 * entries for a place (blocks.ts), and the other chains anew behind them.
 */
import type { Collection, Connection } from 'mongoose';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import { ACCESSES, type Block, blockOf, entriesAfter, entriesOf } from './blocks.ts';
import { type AccessEntry, genesis, type Head, link } from './chain.ts';
import { groupCommit } from './group-commit.ts';
import type { Look } from './look.ts';
import { tail } from './tail.ts';

export type AccessLog = {
  readonly writer: string;
  /** Settles when the looks are written. Rejects when they are not: then nothing of them may be shown. */
  record(looks: readonly Look[]): Promise<void>;
  /** The place of the last entry, or of one before it where another process has written meanwhile. */
  end(): Promise<number>;
  /** Entries after a place, in order. */
  after(seq: number, limit: number): Promise<AccessEntry[]>;
  /** Calls when this process has written something, or may have. */
  whenWritten(tell: () => void): void;
};

/**
 * Looks that meet within it are written together. A durable write costs the database as much processor time for one entry
 * as for many; what the log adds to a request's is in docs/decisions/0014-who-looked.md.
 */
const GATHER_MS = 3;
/** Up to 250 KB. */
const MOST_IN_BLOCK = 500;
/** Blocks; of the long ones two hold all that is asked for at once. */
const IN_A_READ = 20;

/** @param writer the subgraph. */
export function accessLog(connection: Connection, writer: string): AccessLog {
  const blocks = connection.collection<Block>(ACCESSES);
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
    } finally {
      tell();
    }
  }

  async function append(looks: readonly Look[]): Promise<void> {
    for (let left = looks; left.length > 0; ) {
      known ??= await headOf(blocks, writer);
      const chained = link(known, left.slice(0, MOST_IN_BLOCK));
      if (await isInChain(known, chained)) {
        known = chained.at(-1) ?? known;
        recent.add(chained);
        left = left.slice(chained.length);
        continue;
      }
      const { seq } = known;
      known = await headOf(blocks, writer);
      // Nobody else was: what the database refused is no place in the chain, and would be refused for ever.
      if (known.seq <= seq) throw new Error(`the database refuses the look at ${seq + 1}, and has none there`);
    }
  }

  /** Whether they are behind that entry now; not when another process was first there. */
  async function isInChain({ seq }: Head, chained: readonly AccessEntry[]): Promise<boolean> {
    try {
      await blocks.insertOne(blockOf(seq, chained));
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      // Ours, when only the answer to an earlier try was lost.
      const there = await upTo(chained.length, entriesAfter(blocks, seq, IN_A_READ));
      return there.at(-1)?.hash === chained.at(-1)?.hash;
    }
  }

  return {
    writer,
    record: groupCommit(write, GATHER_MS),
    end: async () => {
      known ??= await headOf(blocks, writer);
      return known.seq;
    },
    after: async (seq, limit) => recent.after(seq, limit) ?? (await upTo(limit, entriesAfter(blocks, seq, IN_A_READ))),
    whenWritten: (heard) => {
      tell = heard;
    },
  };
}

async function upTo<Item>(limit: number, items: AsyncIterable<Item>): Promise<Item[]> {
  const taken: Item[] = [];
  for await (const item of items) if (taken.push(item) === limit) break;
  return taken;
}

async function headOf(blocks: Collection<Block>, writer: string): Promise<Head> {
  const [last] = await blocks.find({ _id: { $gte: 1 } }, { sort: { _id: -1 }, limit: 1 }).toArray();
  return (last && entriesOf(last).at(-1)) ?? genesis(writer);
}
