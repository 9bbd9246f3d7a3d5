/**
 * How a chain lies in a subgraph's database: what was written together is one document, and its key is the place of its
 * first entry. Of two processes that write behind the same entry the database so takes one.
 */
import type { Collection } from 'mongoose';
import { readEntries } from './access-event.ts';
import type { AccessEntry } from './chain.ts';

/** Where a subgraph's entries lie. */
export const ACCESSES = 'accesses';

/** One entry, which lies open. */
type Single = Omit<AccessEntry, 'seq'> & { readonly _id: number };
/** Several as JSON: nobody seeks in them, and as documents of their own each would cost the database as much as this. */
type Several = { readonly _id: number; readonly last: number; readonly entries: string };
export type Block = Single | Several;

/** @param before the place of the entry before them. */
export function blockOf(before: number, entries: readonly AccessEntry[]): Block {
  const [only, second] = entries;
  const _id = before + 1;
  if (!only || second) return { _id, last: before + entries.length, entries: JSON.stringify(entries) };
  const { seq: _place, ...entry } = only;
  return { _id, ...entry };
}

/** The text of a block holds no entries, or others than the block says: somebody has changed it. */
export class ChangedBlock extends Error {
  /** From which place on. */
  readonly seq: number;

  constructor(seq: number, cause?: unknown) {
    super(`the looks at ${seq} are not as they were written; npm run verify-access-log names what is broken`, {
      cause,
    });
    this.seq = seq;
  }
}

/** @throws ChangedBlock when its text holds none. */
export function entriesOf(block: Block): readonly AccessEntry[] {
  const { _id: seq, ...entry } = block;
  if (!('entries' in entry)) return [{ ...entry, seq }];
  try {
    return readEntries(JSON.parse(entry.entries));
  } catch (error) {
    throw new ChangedBlock(seq, error);
  }
}

/**
 * Entries after a place, in order.
 * @param inARead how many blocks, of up to 250 KB each, are fetched at once.
 * @throws ChangedBlock, after those that can be read.
 */
export async function* entriesAfter(
  blocks: Collection<Block>,
  seq: number,
  inARead: number,
): AsyncGenerator<AccessEntry> {
  const [last] = await blocks
    .find<{ readonly _id: number; readonly last?: number }>(
      { _id: { $lte: seq } },
      { sort: { _id: -1 }, limit: 1, projection: { last: 1 } },
    )
    .toArray();
  // The next one may lie within the block of this one; most read on from the end of a block, and do not read it again.
  const from = last?.last !== undefined && last.last > seq ? last._id : seq + 1;
  const found = blocks.find({ _id: { $gte: from } }, { sort: { _id: 1 }, batchSize: inARead });
  for await (const block of found) {
    const entries = entriesOf(block);
    for (const entry of entries) if (entry.seq > seq) yield entry;
    checkEnds(block, entries);
  }
}

/** Who reads on believes what a block says of its ends. @throws ChangedBlock */
function checkEnds(block: Block, entries: readonly AccessEntry[]): void {
  const [first, last] = [entries[0]?.seq ?? 0, entries.at(-1)?.seq ?? 0];
  const said = 'last' in block ? block.last : block._id;
  if (first !== block._id) throw new ChangedBlock(first);
  if (last !== said) throw new ChangedBlock(Math.min(last, said) + 1);
}
