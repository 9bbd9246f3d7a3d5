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

/** By a field that holds instants, then by id. */
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
  { first, after }: PageRequest,
): Promise<Page<Record>> {
  if (!(first >= 1 && first <= MOST)) throw badInput(`first must be from 1 to ${MOST}, not ${first}`);
  const from = after ? readCursor(after) : null;
  const beyond = direction === 1 ? '$gt' : '$lt';
  const rest = from
    ? { $or: [{ [field]: { [beyond]: from.at } }, { [field]: from.at, _id: { [beyond]: from.id } }] }
    : {};
  const found = await model
    .find({ $and: [filter, rest] } as QueryFilter<Record>)
    .sort({ [field]: direction, _id: direction })
    .limit(first + 1)
    .lean<Record[]>();
  return {
    edges: found.slice(0, first).map((node) => ({ node, cursor: cursorOf(node, field) })),
    hasNextPage: found.length > first,
    hasPreviousPage: from !== null,
    totalCount: () => model.countDocuments(filter).exec(),
  };
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

const cursor = z.tuple([z.iso.datetime(), z.string().max(100)]);

function cursorOf(node: { _id: string }, field: string): string {
  const at: unknown = Reflect.get(node, field);
  const instant = at instanceof Date ? at.toISOString() : new Date(0).toISOString();
  return Buffer.from(JSON.stringify([instant, node._id])).toString('base64url');
}

function readCursor(text: string): { at: Date; id: string } {
  try {
    const [at, id] = cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return { at: new Date(at), id };
  } catch {
    throw badInput('after is not a cursor of this list; take endCursor of the page before');
  }
}

function badInput(reason: string) {
  return requestError('BAD_USER_INPUT', { reason });
}
