/**
 * How copies lie in the database: as in a subgraph's own (kit/access-log/blocks.ts), the chains side by side, and found by the
 * citizens, too.
 */
import { isDeepStrictEqual } from 'node:util';
import {
  type Block,
  ChangedBlock,
  entriesOf,
  idBeside,
  type Layout,
  MOST_BESIDE,
  placeOf,
  textOfEntries,
} from '#kit/access-log/blocks.ts';
import type { AccessEntry } from '#kit/access-log/chain.ts';

/** Where copies lie. */
export const COPIES = 'copies';

export type AccessRecord = AccessEntry & {
  /** `<writer>-<place, twelve digits>`: the ids of a writer sort as its chain does. */
  readonly _id: string;
  readonly writer: string;
};

/** Several entries. `citizen` and `at` are where they are of one that lies open, so that an index holds both kinds. */
type Several = Extract<Block, { readonly last: number }> & {
  readonly _id: string;
  readonly writer: string;
  /** Whose data was looked at, one for each entry. */
  readonly citizen: readonly string[];
  /** Who looked as a citizen, one for each entry; null for everybody else. */
  readonly asker: readonly (string | null)[];
  /** Of the first look. */
  readonly at: Date;
  /** Of the last entry. */
  readonly hash: string;
};

export type CopiedBlock = AccessRecord | Several;
/** What of a block says where it ends. */
export type Ends = Pick<AccessRecord, '_id' | 'hash'> | Pick<Several, '_id' | 'hash' | 'last'>;

// What is verified is held against the blocks that these make: with others, earlier ones would seem changed.
/** Whoever reads a citizen's page reads whole blocks, for one look of each: of 25 that is up to 12 KB. */
const MOST_IN_BLOCK = 25;
/** From the first look of a block to the last: as far a list by `at` reads on, to be sure that nothing newer comes. */
export const SPAN_MS = 1_000;

/** Blocks of entries that follow one another. */
export function blocksOf(writer: string, entries: readonly AccessEntry[]): CopiedBlock[] {
  return together(entries).map((several): CopiedBlock => {
    const [first, second] = several;
    return second ? { ...besides(writer, several), entries: textOfEntries(several) } : recordOf(writer, first);
  });
}

/** What a block of several says beside their text. */
function besides(writer: string, several: NonEmpty<AccessEntry>): Omit<Several, 'entries'> {
  const [first] = several;
  const last = several.at(-1) ?? first;
  return {
    _id: idBeside(writer, first.seq),
    writer,
    last: last.seq,
    citizen: several.map(({ citizen }) => citizen),
    asker: several.map(askerOf),
    at: new Date(Math.min(...several.map(({ at }) => at.getTime()))),
    hash: last.hash,
  };
}

function askerOf({ by }: Looked): string | null {
  return by?.role === 'CITIZEN' ? by.person : null;
}

/** Blocks, when a chain is read: up to 1 MB. */
export const IN_A_READ = 100;

/** Where a writer's chain lies. What a block says of its entries is believed by whoever seeks them. */
export function layoutOf(writer: string) {
  return {
    between: (from: number, to = MOST_BESIDE) => ({ $gte: idBeside(writer, from), $lte: idBeside(writer, to) }),
    agrees: (block, entries) => {
      // What lies open is in the hash, all but the writer; and no block of several has been made of it.
      if (!('entries' in block)) return 'writer' in block && block.writer === writer && !('asker' in block);
      const { entries: _text, ...said } = block;
      return isDeepStrictEqual(
        [said],
        together(entries).map((several) => besides(writer, several)),
      );
    },
  } satisfies Layout;
}

/** An entry, as everybody reads it. */
export function recordOf(writer: string, entry: AccessEntry): AccessRecord {
  return { ...entry, _id: idBeside(writer, entry.seq), writer };
}

/** Those of one of many blocks: none where somebody has made it unreadable, which takes no other with it. */
export function recordsOf(block: CopiedBlock): AccessRecord[] {
  try {
    return entriesOf(block).map((entry) => recordOf(block.writer, entry));
  } catch (error) {
    if (!(error instanceof ChangedBlock)) throw error;
    return [];
  }
}

/** Filters of which one meets the block of an entry, where it is there. */
export function whereMayBe(id: string): object[] {
  const seq = placeOf(id);
  if (!Number.isSafeInteger(seq)) return [{ _id: id }];
  const { between } = layoutOf(id.slice(0, id.lastIndexOf('-')));
  return [{ _id: id }, { _id: between(Math.max(1, seq - MOST_IN_BLOCK + 1), seq), last: { $gte: seq } }];
}

/** One look, from which somebody may have taken who looked. */
type Looked = Partial<Pick<AccessRecord, 'by'>>;
/** What of a block tells whose looks are in it. */
export type Sought = (Looked & Pick<AccessRecord, 'citizen'>) | Pick<Several, 'asker' | 'citizen'>;

/**
 * How many looks of a block a person reads of under a name of theirs. Who writes of somebody by a number does not know when they
 * look themselves: no citizen is told of that.
 */
export function shownIn(block: Sought, name: string, person: string): number {
  if (!('asker' in block)) return block.citizen === name && askerOf(block) !== person ? 1 : 0;
  return block.citizen.filter((citizen, index) => citizen === name && block.asker[index] !== person).length;
}

type NonEmpty<Item> = [Item, ...Item[]];

/** In the order of the chain, which is that of time only roughly: several processes write. */
function together(entries: readonly AccessEntry[]): NonEmpty<AccessEntry>[] {
  const blocks: NonEmpty<AccessEntry>[] = [];
  let [from, to] = [0, 0];
  for (const entry of entries) {
    const at = entry.at.getTime();
    const block = blocks.at(-1);
    [from, to] = [Math.min(from, at), Math.max(to, at)];
    if (block && block.length < MOST_IN_BLOCK && to - from < SPAN_MS) block.push(entry);
    else {
      blocks.push([entry]);
      [from, to] = [at, at];
    }
  }
  return blocks;
}
