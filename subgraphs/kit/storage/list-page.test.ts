import { expect, test } from 'vitest';
import { listPage } from './list-page.ts';

const DIVISIONS = ['ঢাকা', 'রাজশাহী', 'খুলনা', 'সিলেট', 'বরিশাল'];
const pageOf = (first: number, after?: string | null) => listPage(DIVISIONS, (name) => name, { first, after });

test('the pages of a list show each item once and in order', () => {
  for (const first of [1, 2, 3, 5, 100]) {
    const walked: string[] = [];
    let after: string | null = null;
    do {
      const found: ReturnType<typeof pageOf> = pageOf(first, after);
      expect(found.hasPreviousPage).toBe(after !== null);
      walked.push(...found.edges.map(({ node }) => node));
      after = found.hasNextPage ? (found.edges.at(-1)?.cursor ?? null) : null;
    } while (after !== null);
    expect(walked).toEqual(DIVISIONS);
  }
});

test('a list counts all that it holds', async () => {
  expect(await pageOf(2).totalCount()).toBe(5);
});

test('an empty list has one empty page', () => {
  expect(listPage<string>([], (name) => name, { first: 1 })).toMatchObject({ edges: [], hasNextPage: false });
});

test.each([0, -1, 101, Number.NaN])('a page of %d is refused', (first) => {
  expect(() => pageOf(first)).toThrow(
    expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }),
  );
});

test('a cursor of another list is refused', () => {
  expect(() => pageOf(1, Buffer.from('Berlin').toString('base64url'))).toThrow(/not a cursor of this list/);
});
