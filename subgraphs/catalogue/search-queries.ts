/**
 * The table by which the search is judged (`search-queries.csv`): what people write, and the service that must come first.
 * It was written before the search was; a query is never changed to make it pass.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { PublishedSupergraph } from '#kit/form/published-supergraph.ts';
import { searchIn } from './search/index.ts';

export type JudgedQuery = {
  readonly query: string;
  /** Code of the service that must come first. */
  readonly service: string;
  /** How it is written: `bangla`, `english`, `transliterated` (Bangla in Latin letters), `mixed` or `misspelt`. */
  readonly kind: string;
  /** Where the service stands among what the search finds, from 1; Infinity when it is not there. */
  readonly rank: number;
  /** What the search finds instead, at most three codes. */
  readonly found: readonly string[];
};

/** Judges every query whose service is published. */
export function judge(published: PublishedSupergraph): JudgedQuery[] {
  const search = searchIn(published);
  const codes = new Set(published.services.map(({ code }) => code));
  return readQueries()
    .filter(({ service }) => codes.has(service))
    .map((row) => {
      const found = search(row.query).map(({ code }) => code);
      return { ...row, rank: found.indexOf(row.service) + 1 || Number.POSITIVE_INFINITY, found: found.slice(0, 3) };
    });
}

/** The share of queries whose service stands at this rank or before, from 0 to 1. */
export function shareWithin(rank: number, judged: readonly JudgedQuery[]): number {
  return judged.filter((row) => row.rank <= rank).length / judged.length;
}

export function readQueries(): Pick<JudgedQuery, 'query' | 'service' | 'kind'>[] {
  return parse(readFileSync(new URL('./search-queries.csv', import.meta.url)), { columns: true });
}
