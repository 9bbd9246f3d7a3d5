import { parseStored } from '../bson/document.ts';
import type { Doc } from '../bson/value.ts';
import { StoreError } from '../errors.ts';
import { sortKey } from '../index/keys.ts';
import { type Plan, plan } from '../index/plan.ts';
import { compileMatch } from '../query/match.ts';
import type { Matcher, MatchTrace } from '../query/matcher.ts';
import type { Sort } from '../query/sort-spec.ts';
import type { Collection } from './collection.ts';
import type { IndexTable } from './index-table.ts';
import type { Row } from './rows.ts';
import { PAUSE, scan } from './scan.ts';

/** What is looked for, in which order, and how much of it. */
export interface Search {
  readonly filter: Doc;
  readonly matcher: Matcher;
  readonly sort: Sort;
  readonly skip: number;
  /** 0 is no limit. */
  readonly limit: number;
}

export interface Found extends Row {
  readonly doc: Doc;
  /** Place in the first array that the query met; for `$`. */
  readonly position: number | undefined;
}

/** MongoDB's limit of a sort in memory, in bytes of documents. */
const MAX_SORT_BYTES = 100 * 1024 * 1024;

export const UNSORTED: Sort = { fields: [], natural: undefined };

export function searchFor(
  filter: Doc,
  rest: Partial<Omit<Search, 'filter' | 'matcher'>> = {},
  variables?: Doc,
): Search {
  return { filter, matcher: compileMatch(filter, variables), sort: UNSORTED, skip: 0, limit: 0, ...rest };
}

/** How `search` reads `collection`. */
function planFor(collection: Collection, { filter, sort }: Search): Plan<IndexTable> {
  if (sort.natural !== undefined) return { kind: 'collection', isReverse: sort.natural === -1, isSorted: true };
  return plan(filter, sort.fields, collection.indexes);
}

/** The documents that match, in order, with places to pause. Reads no more than it must to give the next one. */
export function* find(collection: Collection, search: Search): Generator<Found | typeof PAUSE> {
  const chosen = planFor(collection, search);
  const isSorted = chosen.isSorted;
  const wanted = search.limit === 0 ? undefined : search.skip + search.limit;
  const matching = matches(scan(collection, chosen, isSorted ? wanted : undefined), search.matcher);
  const ordered = isSorted ? matching : sorted(matching, search.sort, wanted);
  let seen = 0;
  for (const item of ordered) {
    if (item === PAUSE) {
      yield item;
      continue;
    }
    if (seen++ < search.skip) continue;
    yield item;
    if (wanted !== undefined && seen >= wanted) return;
  }
}

/** For writes, which run at one stroke: the same without pauses. */
export function findNow(collection: Collection, search: Search): Found[] {
  const out: Found[] = [];
  for (const item of find(collection, search)) if (item !== PAUSE) out.push(item);
  return out;
}

function* matches(rows: Iterable<Row | typeof PAUSE>, matcher: Matcher): Generator<Found | typeof PAUSE> {
  for (const row of rows) {
    if (row === PAUSE) {
      yield row;
      continue;
    }
    const doc = parseStored(row.bytes);
    const trace: MatchTrace = { position: undefined };
    if (matcher(doc, trace)) yield { ...row, doc, position: trace.position };
  }
}

interface Keyed {
  readonly key: Buffer;
  readonly row: Row;
  readonly position: number | undefined;
}

/** A sort in memory by the same key bytes that an index would have; the best `wanted` only, when that is known. */
function* sorted(
  items: Iterable<Found | typeof PAUSE>,
  { fields }: Sort,
  wanted: number | undefined,
): Generator<Found | typeof PAUSE> {
  let kept: Keyed[] = [];
  let bytes = 0;
  const trimAt = wanted === undefined ? Number.POSITIVE_INFINITY : Math.max(2 * wanted, 1_000);
  for (const item of items) {
    if (item === PAUSE) {
      yield item;
      continue;
    }
    kept.push({ key: sortKey(fields, item.doc), row: { rid: item.rid, bytes: item.bytes }, position: item.position });
    bytes += item.bytes.length;
    if (kept.length >= trimAt || (wanted !== undefined && bytes > MAX_SORT_BYTES)) {
      kept = kept.sort(inOrder).slice(0, wanted);
      bytes = kept.reduce((sum, { row }) => sum + row.bytes.length, 0);
    }
    if (bytes > MAX_SORT_BYTES) {
      throw new StoreError('Exceeded', 'Sort exceeded memory limit of 104857600 bytes; an index on the sort avoids it');
    }
  }
  for (const { row, position } of kept.sort(inOrder)) yield { ...row, doc: parseStored(row.bytes), position };
}

function inOrder(a: Keyed, b: Keyed): number {
  return Buffer.compare(a.key, b.key) || a.row.rid - b.row.rid;
}
