import { StoreError } from '../errors.ts';
import type { Plan } from '../index/plan.ts';
import type { Collection } from './collection.ts';
import type { IndexTable } from './index-table.ts';
import type { Row } from './rows.ts';

/** A point at which a long read may let others run; nothing is open in SQLite then. */
export const PAUSE: unique symbol = Symbol('pause');

const FIRST_PAGE_ROWS = 101;
const MAX_PAGE_ROWS = 1_000;
/** Bytes a page aims at, so that large documents come few at a time. */
const PAGE_BYTES = 2 * 1024 * 1024;

/**
 * The rows that a plan reads, page by page. Each page is a query of its own that starts after the last row read, so
 * a cursor holds nothing open, and writes go on between its pages.
 * @param firstPage how many rows are wanted, when that is known: a find of one reads one.
 */
export function* scan(
  collection: Collection,
  plan: Plan<IndexTable>,
  firstPage?: number,
): Generator<Row | typeof PAUSE> {
  if (plan.kind === 'union') {
    const seen = new Set<number>();
    for (const branch of plan.plans) yield* distinct(scan(collection, branch, firstPage), seen);
  } else if (plan.kind === 'collection') {
    yield* natural(collection, plan.isReverse, firstPage);
  } else {
    const rows = ranges(collection, plan, firstPage);
    yield* plan.index.isMultikey.includes(true) ? distinct(rows, new Set()) : rows;
  }
}

function* distinct(rows: Iterable<Row | typeof PAUSE>, seen: Set<number>): Generator<Row | typeof PAUSE> {
  for (const row of rows) {
    if (row === PAUSE) yield row;
    else if (!seen.has(row.rid)) {
      seen.add(row.rid);
      yield row;
    }
  }
}

function* natural(
  collection: Collection,
  isReverse: boolean,
  firstPage: number | undefined,
): Generator<Row | typeof PAUSE> {
  const pages = new PageSize(firstPage);
  let after: number | undefined;
  for (;;) {
    checkAlive(collection);
    const page = collection.naturalPage(after, isReverse, pages.rows);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pages.rows) return;
    after = last.rid;
    pages.grow(page);
    yield PAUSE;
  }
}

function* ranges(
  collection: Collection,
  plan: Extract<Plan<IndexTable>, { kind: 'index' }>,
  firstPage: number | undefined,
): Generator<Row | typeof PAUSE> {
  const pages = new PageSize(firstPage);
  const inOrder = plan.isReverse ? plan.ranges.toReversed() : plan.ranges;
  for (const range of inOrder) {
    let after: { key: Uint8Array; rid: number } | undefined;
    for (;;) {
      checkAlive(collection);
      if (!collection.indexes.some(({ id }) => id === plan.index.id)) {
        throw new StoreError('QueryPlanKilled', `index dropped during the query: ${plan.index.definition.name}`);
      }
      const page = collection.indexPage(plan.index, range, after, plan.isReverse, pages.rows);
      for (const { row } of page) yield row;
      const last = page.at(-1);
      if (last === undefined || page.length < pages.rows) break;
      after = { key: last.key, rid: last.row.rid };
      pages.grow(page.map(({ row }) => row));
      yield PAUSE;
    }
  }
}

function checkAlive(collection: Collection): void {
  if (collection.isDropped) throw new StoreError('QueryPlanKilled', `collection dropped: ${collection.namespace}`);
}

/** Pages start at what is wanted and double, within bytes. */
class PageSize {
  rows: number;

  constructor(first: number | undefined) {
    this.rows = Math.max(1, Math.min(first ?? FIRST_PAGE_ROWS, MAX_PAGE_ROWS));
  }

  grow(page: readonly Row[]): void {
    const bytes = page.reduce((sum, row) => sum + row.bytes.length, 0);
    const fitting = Math.max(1, Math.floor(PAGE_BYTES / Math.max(1, bytes / page.length)));
    this.rows = Math.min(this.rows * 2, MAX_PAGE_ROWS, fitting);
  }
}
