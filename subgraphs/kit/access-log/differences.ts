/**
 * A list of which each item says only what is not as the one before would let expect: the looks of a request are alike but for
 * whose data it was, and in a chain the next place and the hash before are known. A list whose items say everything is such a
 * list, too, as earlier releases wrote them.
 */
import type { z } from 'zod';

/** What would be expected behind an item; the same again where nothing is known. */
type Behind<Item> = (before: Item) => Item;

/**
 * Objects are the same only when they are one object.
 * @param items each with all its properties.
 * @returns parts of the items, for JSON.
 */
export function differences<Item extends object>(
  items: readonly Item[],
  behind: Behind<Item> = (before) => before,
): Partial<Item>[] {
  let before: Item | undefined;
  return items.map((item) => {
    const expected = before && behind(before);
    const said: Partial<Item> = {};
    for (const name in item) if (!expected || item[name] !== expected[name]) said[name] = item[name];
    before = item;
    return said;
  });
}

/**
 * The items of such a list, which share what they did not say.
 * @param whole of the first one.
 * @param part of the others.
 * @throws ZodError
 */
export function readDifferences<Item extends object>(
  list: readonly unknown[],
  whole: z.ZodType<Item>,
  part: z.ZodType<Partial<Item>>,
  behind: Behind<Item> = (before) => before,
): Item[] {
  let before: Item | undefined;
  return list.map((said) => {
    before = before ? { ...behind(before), ...part.parse(said) } : whole.parse(said);
    return before;
  });
}
