/**
 * Pages of a list that grows, by keyset: a page costs what it shows, however far into the list it is.
 * Relay Cursor Connections Specification, forward pagination.
 */
import type { Model, QueryFilter } from 'mongoose';
import { z } from 'zod';
import { requestError } from '../errors/graphql.ts';

/** `first` from 1 to 100; `after`: a cursor of an earlier page. */
export type PageRequest = { readonly first: number; readonly after?: string | null | undefined };

export type Edge<Node> = { readonly cursor: string; readonly node: Node };

export type Page<Node> = {
  readonly edges: readonly Edge<Node>[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly totalCount: () => Promise<number>;
};

/** By a field that holds instants, or null where there is none yet, then by id. Null comes before every instant. */
export type Order = { readonly field: string; readonly direction: 1 | -1 };

const MOST = 100;

/**
 * Finds one page.
 * @throws GraphQLError BAD_USER_INPUT for a `first` out of range or a cursor that is none of ours.
 */
export async function page<Record extends { _id: string }>(
  model: Model<Record>,
  filter: QueryFilter<Record>,
  { field, direction }: Order,
  request: PageRequest,
): Promise<Page<Record>> {
  const from = startOf(request, field);
  const found = await model
    .find((from ? { $and: [filter, beyond(from, { field, direction })] } : filter) as QueryFilter<Record>)
    .sort({ [field]: direction, _id: direction })
    .limit(request.first + 1)
    .lean<Record[]>();
  return pageOf(found, field, request, () => model.countDocuments(filter).exec());
}

/**
 * Behind which place a page begins; null for the first.
 * @param field by which the list is ordered.
 * @throws GraphQLError BAD_USER_INPUT for a `first` out of range or a cursor that is none of ours.
 */
function startOf({ first, after }: PageRequest, field: string): Place | null {
  checkFirst(first);
  return after ? readCursor(after, field) : null;
}

/** The same of a field that is never null. @throws GraphQLError BAD_USER_INPUT also for a cursor that says null. */
export function startAt(request: PageRequest, field: string): Place<Date> | null {
  const start = startOf(request, field);
  if (start === null) return null;
  const { at, id } = start;
  if (at === null) throw strangeCursor();
  return { at, id };
}

/**
 * The page of what was found behind its start.
 * @param found in order; one more than is shown, when there is one.
 */
export function pageOf<Node extends { readonly _id: string }>(
  found: readonly Node[],
  field: string,
  { first, after }: PageRequest,
  totalCount: () => Promise<number>,
): Page<Node> {
  return {
    edges: found.slice(0, first).map((node) => ({ node, cursor: cursorOf(node, field) })),
    hasNextPage: found.length > first,
    hasPreviousPage: Boolean(after),
    totalCount,
  };
}

/** What comes after a place in the order. `$gt` and `$lt` find no null, so where nulls stand is said apart. */
function beyond({ at, id }: Place, { field, direction }: Order): object {
  if (direction === 1)
    return { $or: [{ [field]: at === null ? { $ne: null } : { $gt: at } }, { [field]: at, _id: { $gt: id } }] };
  const among = { [field]: at, _id: { $lt: id } };
  return at === null ? among : { $or: [{ [field]: { $lt: at } }, { [field]: null }, among] };
}

/** A page as a connection of the graph; what it counts is counted only when asked for. */
export type PageConnection<Shown> = {
  readonly edges: readonly Edge<Shown>[];
  readonly nodes: readonly Shown[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: () => Promise<number>;
};

/** Shows a page as a connection of the graph. */
export function connection<Node, Shown>(
  { edges, ...found }: Page<Node>,
  show: (node: Node) => Shown,
): PageConnection<Shown> {
  const shown = edges.map(({ cursor, node }) => ({ cursor, node: show(node) }));
  return {
    edges: shown,
    nodes: shown.map(({ node }) => node),
    pageInfo: {
      hasNextPage: found.hasNextPage,
      hasPreviousPage: found.hasPreviousPage,
      startCursor: shown[0]?.cursor ?? null,
      endCursor: shown.at(-1)?.cursor ?? null,
    },
    totalCount: found.totalCount,
  };
}

/** Where a record stands in the order of a field. */
export type Place<At = Date | null> = { readonly at: At; readonly id: string };

/** A cursor says by which field it counts: one of another order would skip records without a word. */
const cursor = z.tuple([z.string(), z.iso.datetime().nullable(), z.string().max(100)]);

function cursorOf(node: { readonly _id: string }, field: string): string {
  const at: unknown = Reflect.get(node, field);
  return Buffer.from(JSON.stringify([field, at instanceof Date ? at.toISOString() : null, node._id])).toString(
    'base64url',
  );
}

function readCursor(text: string, field: string): Place {
  const place = parsed(text);
  if (place?.[0] !== field) throw strangeCursor();
  const [, at, id] = place;
  return { at: at === null ? null : new Date(at), id };
}

function parsed(text: string): z.infer<typeof cursor> | undefined {
  try {
    return cursor.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}

/** @throws GraphQLError BAD_USER_INPUT for a number of items that no page may have. */
export function checkFirst(first: number): void {
  if (!(first >= 1 && first <= MOST))
    throw requestError('BAD_USER_INPUT', { reason: `first must be from 1 to ${MOST}, not ${first}` });
}

/** A cursor that is none of the list's. */
export function strangeCursor() {
  return requestError('BAD_USER_INPUT', {
    reason: 'after is not a cursor of this list; take endCursor of the page before, with the same order',
  });
}
