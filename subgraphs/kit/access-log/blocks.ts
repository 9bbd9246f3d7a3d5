/**
 * How a chain lies in a database: what was written together is one document, and its id says the place of its first entry.
 * Of two processes that write behind the same entry the database so takes one.
 */
import type { Collection } from 'mongoose';
import { entriesAsJson, readEntries, readOpenEntry } from './access-event.ts';
import type { AccessEntry } from './chain.ts';

/** Where a subgraph's entries lie. */
export const ACCESSES = 'accesses';

/** The place of the first entry; where chains lie side by side, behind the name of its writer (`idBeside`). */
export type BlockId = number | string;
/** One entry, which lies open. */
type Single = Omit<AccessEntry, 'seq'> & { readonly _id: BlockId };
/** Several as JSON: nobody seeks in them, and as documents of their own each would cost the database as much as this. */
type Several = { readonly _id: BlockId; readonly last: number; readonly entries: string };
export type Block = Single | Several;

/** @param before the place of the entry before them. */
export function blockOf(before: number, entries: readonly AccessEntry[]): Block {
  const [only, second] = entries;
  const _id = before + 1;
  if (!only || second) return { _id, last: before + entries.length, entries: textOfEntries(entries) };
  const { seq: _place, ...entry } = only;
  return { _id, ...entry };
}

/** The text of a block. */
export function textOfEntries(entries: readonly AccessEntry[]): string {
  return JSON.stringify(entriesAsJson(entries));
}

/** How a chain lies in its collection. */
export type Layout = {
  /** Of the ids of blocks from one place to another, or to the end: those between. Later places have higher ids. */
  readonly between: (from: number, to?: number) => { readonly $gte: BlockId; readonly $lte: BlockId };
  /** Whether what a block says beside its entries is true of them. */
  readonly agrees: (block: Block, entries: readonly AccessEntry[]) => boolean;
};

/** Alone, in the database of its writer. */
const ALONE: Layout = { between: (from, to = Infinity) => ({ $gte: from, $lte: to }), agrees: () => true };

const DIGITS = 12;
/** Side by side with others a chain has no more. */
export const MOST_BESIDE = 10 ** DIGITS - 1;

/** The id of a block where chains of several writers lie side by side: `<writer>-<place, twelve digits>`. */
export function idBeside(writer: string, seq: number): string {
  return `${writer}-${String(seq).padStart(DIGITS, '0')}`;
}

/** The place that an id says. */
export function placeOf(id: BlockId): number {
  return typeof id === 'number' ? id : Number(id.slice(-DIGITS));
}

/** A block holds no entries, or others than it says: somebody has changed it. */
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

/** @throws ChangedBlock when it holds none. */
export function entriesOf(block: Block): readonly AccessEntry[] {
  const seq = placeOf(block._id);
  try {
    return 'entries' in block ? readEntries(JSON.parse(block.entries)) : [readOpenEntry({ ...block, seq })];
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
  { between, agrees }: Layout = ALONE,
): AsyncGenerator<AccessEntry> {
  const [last] = await blocks
    .find<{ readonly _id: BlockId; readonly last?: number }>(
      { _id: between(1, seq) },
      { sort: { _id: -1 }, limit: 1, projection: { last: 1 } },
    )
    .toArray();
  // The next one may lie within the block of this one; most read on from the end of a block, and do not read it again.
  const isWithin = last?.last !== undefined && last.last > seq;
  // From the beginning, what somebody has put before it is met, too.
  const from = isWithin ? placeOf(last._id) : seq === 0 ? 0 : seq + 1;
  const found = blocks.find({ _id: between(from) }, { sort: { _id: 1 }, batchSize: inARead });
  for await (const block of found) {
    const entries = entriesOf(block);
    for (const entry of entries) if (entry.seq > seq) yield entry;
    checkEnds(block, entries);
    if (!agrees(block, entries)) throw new ChangedBlock(placeOf(block._id));
  }
}

/** Who reads on believes what a block says of its ends. @throws ChangedBlock */
function checkEnds(block: Block, entries: readonly AccessEntry[]): void {
  const [first, last] = [entries[0]?.seq ?? 0, entries.at(-1)?.seq ?? 0];
  const begins = placeOf(block._id);
  const said = 'last' in block ? block.last : begins;
  if (first !== begins || begins < 1) throw new ChangedBlock(first);
  if (last !== said) throw new ChangedBlock(Math.min(last, said) + 1);
}
