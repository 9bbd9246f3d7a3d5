import fc from 'fast-check';
import { type Connection, type Model, Schema } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../test/database.ts';
import { connect } from './connect.ts';
import { connection as asConnection, type Order, page } from './page.ts';

type Item = { _id: string; list: string; dueAt: Date | null };

let connection: Connection;
let items: Model<Item>;
beforeAll(async () => {
  const { url, prefix } = testDatabase();
  connection = await connect(url, `${prefix}pages`);
  const schema = new Schema<Item>({ _id: String, list: String, dueAt: Date }, { versionKey: false });
  schema.index({ list: 1, dueAt: 1, _id: 1 });
  items = connection.model<Item>('Item', schema, 'items');
  await items.createIndexes();
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

const UP: Order = { field: 'dueAt', direction: 1 };
const DOWN: Order = { field: 'dueAt', direction: -1 };
const day = (number: number | null) => (number === null ? null : new Date(Date.UTC(2026, 2, number)));

let number = 0;
/** A list of its own with one item for each day (null: none); gives its name. Ids grow in the order of the days given. */
async function listOf(days: readonly (number | null)[]): Promise<string> {
  const list = `list-${++number}`;
  await items.insertMany(days.map((each, index) => ({ _id: `${list}-${1000 + index}`, list, dueAt: day(each) })));
  return list;
}

/** Walks through a list to its end. */
async function walk(list: string, order: Order, first: number): Promise<string[]> {
  const walked: string[] = [];
  let after: string | null = null;
  do {
    const found: Awaited<ReturnType<typeof page<Item>>> = await page(items, { list }, order, { first, after });
    expect(found.edges.length).toBeLessThanOrEqual(first);
    expect(found.hasPreviousPage).toBe(after !== null);
    walked.push(...found.edges.map(({ node }) => node._id));
    after = found.hasNextPage ? (found.edges.at(-1)?.cursor ?? null) : null;
  } while (after !== null && walked.length <= 1000);
  return walked;
}

/** The ids as one query gives them. */
const whole = async (list: string, { field, direction }: Order) =>
  (
    await items
      .find({ list })
      .sort({ [field]: direction, _id: direction })
      .lean()
  ).map(({ _id }) => _id);

describe.each([
  ['up', UP],
  ['down', DOWN],
] as const)('pages, %s', (_, order) => {
  test.each([
    ['different instants', [1, 2, 3, 4, 5, 6, 7]],
    ['equal instants', [1, 1, 1, 2, 2, 2, 2]],
    ['some without an instant', [null, 3, null, 1, null, 2, null]],
    ['none with an instant', [null, null, null, null, null]],
    ['one item', [1]],
    ['no item', []],
  ])('show each item once and in order: %s', async (_name, days) => {
    const list = await listOf(days);
    for (const first of [1, 2, 3, 7, 100]) expect(await walk(list, order, first)).toEqual(await whole(list, order));
  });

  test('show each item once, whatever the list', async () => {
    const days = fc.array(fc.option(fc.integer({ min: 1, max: 4 })), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(days, fc.integer({ min: 1, max: 5 }), async (list, first) => {
        const name = await listOf(list);
        expect(await walk(name, order, first)).toEqual(await whole(name, order));
      }),
      { numRuns: 15 },
    );
  });
});

test('an item that comes meanwhile shifts no page', async () => {
  const list = await listOf([1, 2, 3, 4]);
  const { edges } = await page(items, { list }, UP, { first: 2 });
  await items.create({ _id: `${list}-0000`, list, dueAt: day(1) });
  const next = await page(items, { list }, UP, { first: 2, after: edges.at(-1)?.cursor });
  expect(next.edges.map(({ node }) => node.dueAt)).toEqual([day(3), day(4)]);
});

test('what a list holds is counted only when asked for, and without the page', async () => {
  const list = await listOf([1, 2, null]);
  const { totalCount } = await page(items, { list }, UP, { first: 1 });
  expect(await totalCount()).toBe(3);
});

test.each([0, -1, 101, 1.5e9, Number.NaN])('a page of %d is refused', async (first) => {
  await expect(page(items, {}, UP, { first })).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
});

describe('a cursor that is none of the list', () => {
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test.each([
    ['words', 'next please'],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['another shape', encoded({ after: 1 })],
    ['a day for an instant', encoded(['dueAt', '2026-03-01', 'x'])],
    ['a query for an id', encoded(['dueAt', '2026-03-01T00:00:00.000Z', { $gt: '' }])],
    ['a cursor of another order', encoded(['submittedAt', '2026-03-01T00:00:00.000Z', 'x'])],
  ])('is refused: %s', async (_, after) => {
    await expect(page(items, {}, UP, { first: 1, after })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', messages: { bn: expect.stringContaining('অনুরোধে ভুল আছে') } },
    });
  });
});

test('a page is shown as a connection', async () => {
  const list = await listOf([1, 2, 3]);
  const shown = asConnection(await page(items, { list }, UP, { first: 2 }), ({ _id }) => ({ id: _id }));
  expect(shown.nodes).toEqual([{ id: `${list}-1000` }, { id: `${list}-1001` }]);
  expect(shown.edges.map(({ node }) => node)).toEqual(shown.nodes);
  expect(shown.pageInfo).toEqual({
    hasNextPage: true,
    hasPreviousPage: false,
    startCursor: shown.edges[0]?.cursor,
    endCursor: shown.edges[1]?.cursor,
  });
  const empty = asConnection(await page(items, { list: 'none' }, UP, { first: 2 }), (item) => item);
  expect(empty.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null });
});
