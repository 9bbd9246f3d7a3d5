import { expect, test } from 'vitest';
import { consequencesOf } from './changes.ts';

const SUBGRAPHS = ['health', 'identity', 'land'];

/** File; whether the supergraph is composed again; what starts anew. */
const ROWS: readonly (readonly [file: string, recomposes: boolean, restarts: readonly string[]])[] = [
  ['subgraphs/land/land-mutation.rules.ts', false, ['land']],
  ['subgraphs/land/land-records.seed.csv', false, ['land']],
  ['subgraphs/identity/login/login.ts', false, ['identity']],
  ['subgraphs/land/schema.graphql', true, ['land']],
  ['subgraphs/land/land.test.ts', false, []],
  ['subgraphs/land/schema.generated.ts', false, []],
  ['subgraphs/land/.schema.graphql.swp', false, []],
  ['subgraphs/land/schema.graphql~', false, []],
  ['subgraphs/kit/form/check.ts', false, ['health', 'identity', 'land', 'payment-provider']],
  ['subgraphs/kit/test/harness.ts', false, []],
  ['subgraphs/kit/payment/development-provider/pages.ts', false, ['payment-provider']],
  ['subgraphs/kit/embedded-store/server.ts', false, ['store']],
  ['schema/shared/application.graphql', true, ['health', 'identity', 'land']],
  ['schema/link.ts', true, ['health', 'identity', 'land']],
  ['schema/supergraph.graphql', false, []],
  ['supergraph/composition/compose.ts', true, []],
  ['supergraph/gateway/authority/scopes.ts', false, ['gateway']],
  ['docs/decisions/0001.md', false, []],
];

test.each(ROWS)('%s', (file, recomposes, restarts) => {
  const found = consequencesOf([file], SUBGRAPHS);
  expect(found.recomposes).toBe(recomposes);
  expect([...found.subgraphs, ...found.parts]).toEqual(restarts);
});

test('only a subgraph whose schema changed waits for the composition', () => {
  const found = consequencesOf(['subgraphs/land/schema.graphql', 'subgraphs/health/errors.ts'], SUBGRAPHS);
  expect(found.subgraphs).toEqual(new Set(['land', 'health']));
  expect(found.reshaped).toEqual(new Set(['land']));
});
