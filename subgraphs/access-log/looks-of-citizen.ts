/** A citizen's looks out of the blocks in which they lie, newest first. */
import type { Collection } from 'mongoose';
import type { Place } from '#kit/storage/page.ts';
import { type AccessRecord, type CopiedBlock, recordsOf, type Sought, SPAN_MS, shownIn } from './copied-blocks.ts';

/** Fetched at once beside what is wanted: blocks whose looks are not shown, or not on this page. */
const MORE_BLOCKS = 20;
/** Without their texts. */
const COUNTED_AT_ONCE = 1_000;

/**
 * The newest looks behind a place.
 * @param name as the looks name the person.
 * @param wanted how many at most.
 */
export async function newest(
  copies: Collection<CopiedBlock>,
  name: string,
  person: string,
  from: Place<Date> | null,
  wanted: number,
): Promise<AccessRecord[]> {
  const found: AccessRecord[] = [];
  const blocks = copies.find(
    { citizen: name, ...(from ? { at: { $lte: from.at } } : {}) },
    { sort: { at: -1, _id: -1 }, batchSize: wanted + MORE_BLOCKS },
  );
  for await (const block of blocks) {
    if (shownIn(block, name, person) === 0) continue;
    const looks = recordsOf(block);
    if (looks.length === 0) continue;
    found.push(...looks.filter((look) => shownIn(look, name, person) === 1 && isBehind(look, from)));
    // Nothing of a later block is newer than this.
    const final = block.at.getTime() + SPAN_MS;
    if (found.filter(({ at }) => at.getTime() >= final).length >= wanted) break;
  }
  return found.sort(newestFirst).slice(0, wanted);
}

/** How many there are. */
export async function count(copies: Collection<CopiedBlock>, name: string, person: string): Promise<number> {
  let number = 0;
  const blocks = copies.find<Sought>(
    { citizen: name },
    { projection: { citizen: 1, asker: 1, by: 1 }, batchSize: COUNTED_AT_ONCE },
  );
  for await (const block of blocks) number += shownIn(block, name, person);
  return number;
}

/** By the instant, then by the id. */
export function newestFirst(one: AccessRecord, other: AccessRecord): number {
  return other.at.getTime() - one.at.getTime() || (one._id < other._id ? 1 : -1);
}

function isBehind({ _id, at }: AccessRecord, from: Place<Date> | null): boolean {
  if (!from) return true;
  const late = from.at.getTime() - at.getTime();
  return late > 0 || (late === 0 && _id < from.id);
}
