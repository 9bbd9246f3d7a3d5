/**
 * Measures the search over the published supergraph: `node subgraphs/catalogue/bench.ts`. Prints what the queries of
 * `search-queries.csv` find at which rank, and how long a query takes (goal: p95 under 20 ms).
 */
import { fileURLToPath } from 'node:url';
import { publishedSupergraph } from '#kit/form/published-supergraph.ts';
import { searchIn } from './search/index.ts';
import { type JudgedQuery, judge, readQueries, shareWithin } from './search-queries.ts';

const ROUNDS = 20;
/** The longest that the catalogue takes. */
const LONGEST_QUERY = 200;

function figures(name: string, judged: readonly JudgedQuery[]): string {
  const [first, withinThree] = [1, 3].map((rank) => `${(100 * shareWithin(rank, judged)).toFixed(1)} %`.padStart(8));
  return `${name.padEnd(16)}${String(judged.length).padStart(4)} queries   first ${first}   within three ${withinThree}`;
}

function percentile(times: readonly number[], share: number): string {
  const sorted = times.toSorted((one, other) => one - other);
  return `${(sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(2)} ms`;
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const published = await publishedSupergraph(
  fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url)),
)();
console.log(`${published.services.length} services; index built in ${timeOf(() => searchIn(published)).toFixed(1)} ms`);

const judged = judge(published);
console.log(figures('all', judged));
for (const [kind, rows] of Map.groupBy(judged, (row) => row.kind)) console.log(figures(kind, rows));
for (const { query, service, rank, found } of judged.filter((row) => row.rank > 1))
  console.log(`  ${query} → ${service} at ${rank}, after ${found.join(', ')}`);

const search = searchIn(published);
const queries = readQueries().map(({ query }) => query);
const long = queries.join(' ').match(new RegExp(`.{${LONGEST_QUERY}}`, 'gu')) ?? [];
for (const [name, asked] of [
  ['a query', queries],
  [`a query of ${LONGEST_QUERY} characters`, long],
] as const) {
  const times = Array.from({ length: ROUNDS }, () => asked.map((query) => timeOf(() => search(query)))).flat();
  console.log(`${name}: p50 ${percentile(times, 0.5)}, p95 ${percentile(times, 0.95)}, p99 ${percentile(times, 0.99)}`);
}
