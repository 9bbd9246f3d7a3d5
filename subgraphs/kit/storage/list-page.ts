/** Pages of a list that is whole in memory, in the shape of the pages that the database gives. It may grow, and loses nothing. */
import { checkFirst, type Page, type PageRequest, strangeCursor } from './page.ts';

/**
 * One page.
 * @param keyOf what tells an item from the others: a cursor holds it.
 * @throws GraphQLError BAD_USER_INPUT for a `first` out of range or a cursor that is none of the list's.
 */
export function listPage<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { first, after }: PageRequest,
): Page<Item> {
  checkFirst(first);
  const start = after ? items.findIndex((item) => cursorOf(keyOf(item)) === after) + 1 : 0;
  if (after && start === 0) throw strangeCursor();
  return {
    edges: items.slice(start, start + first).map((node) => ({ node, cursor: cursorOf(keyOf(node)) })),
    hasNextPage: start + first < items.length,
    hasPreviousPage: start > 0,
    totalCount: async () => items.length,
  };
}

function cursorOf(key: string): string {
  return Buffer.from(key).toString('base64url');
}
