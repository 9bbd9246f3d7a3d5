import { expect, test } from 'vitest';
import { boundaryProblem } from './boundary-rules.ts';

const ALLOWED: readonly (readonly [from: string, to: string])[] = [
  ['subgraphs/land/index.ts', 'subgraphs/kit/ministry.ts'],
  ['subgraphs/land/index.ts', 'subgraphs/land/mutation.rules.ts'],
  ['subgraphs/land/land.test.ts', 'subgraphs/kit/test/harness.ts'],
  ['subgraphs/identity/index.ts', 'subgraphs/kit/subgraph.ts'],
  ['subgraphs/kit/start-subgraph.ts', 'schema/link.ts'],
  ['subgraphs/kit/application/submit.ts', 'subgraphs/kit/form/check.ts'],
  ['subgraphs/kit/embedded-store/main.ts', 'subgraphs/kit/embedded-store/server.ts'],
  ['supergraph/composition/compose.ts', 'schema/link.ts'],
  ['schema/link.ts', 'schema/ministry-contract.ts'],
  ['scripts/start.ts', 'subgraphs/kit/embedded-store/server.ts'],
  ['test/town.ts', 'supergraph/gateway/gateway.ts'],
  ['codegen.ts', 'schema/link.ts'],
];

const REFUSED: readonly (readonly [from: string, to: string])[] = [
  ['subgraphs/land/index.ts', 'subgraphs/health/index.ts'],
  ['subgraphs/land/index.ts', 'supergraph/gateway/gateway.ts'],
  ['subgraphs/land/index.ts', 'schema/link.ts'],
  ['subgraphs/land/index.ts', 'subgraphs/kit/test/harness.ts'],
  ['subgraphs/land/index.ts', 'subgraphs/kit/embedded-store/server.ts'],
  ['subgraphs/land/land.test.ts', 'subgraphs/health/index.ts'],
  ['subgraphs/applications/index.ts', 'subgraphs/identity/index.ts'],
  ['subgraphs/kit/ministry.ts', 'subgraphs/land/index.ts'],
  ['subgraphs/kit/ministry.ts', 'supergraph/gateway/gateway.ts'],
  ['subgraphs/kit/ministry.ts', 'scripts/start.ts'],
  ['subgraphs/kit/ministry.test.ts', 'subgraphs/land/index.ts'],
  ['subgraphs/kit/storage/connect.ts', 'subgraphs/kit/embedded-store/server.ts'],
  ['subgraphs/kit/embedded-store/server.ts', 'subgraphs/kit/log.ts'],
  ['subgraphs/kit/form/check.ts', 'subgraphs/kit/storage/connect.ts'],
  ['subgraphs/kit/errors/catalogue.ts', 'subgraphs/kit/http/server.ts'],
  ['subgraphs/kit/application/lifecycle.ts', 'subgraphs/kit/application/write.ts'],
  ['subgraphs/kit/storage/page.ts', 'subgraphs/kit/application/record.ts'],
  ['subgraphs/kit/application/submit.ts', 'subgraphs/kit/http/server.ts'],
  ['supergraph/gateway/gateway.ts', 'subgraphs/kit/log.ts'],
  ['supergraph/gateway/gateway.ts', 'subgraphs/land/index.ts'],
  ['schema/link.ts', 'subgraphs/kit/form/check.ts'],
  ['schema/link.ts', 'supergraph/composition/compose.ts'],
  ['elsewhere/file.ts', 'schema/link.ts'],
];

test.each(ALLOWED)('%s may import %s', (from, to) => {
  expect(boundaryProblem(from, { file: to })).toBeUndefined();
});

test.each(REFUSED)('%s may not import %s', (from, to) => {
  expect(boundaryProblem(from, { file: to })).toBeTypeOf('string');
});

test("a pure rule uses no database and no server, the kit's storage does", () => {
  expect(boundaryProblem('subgraphs/kit/form/check.ts', { package: 'mongoose' })).toBeTypeOf('string');
  expect(boundaryProblem('subgraphs/kit/form/check.ts', { package: '@apollo/server' })).toBeTypeOf('string');
  expect(boundaryProblem('subgraphs/kit/form/check.ts', { package: 'graphql' })).toBeUndefined();
  expect(boundaryProblem('subgraphs/kit/storage/connect.ts', { package: 'mongoose' })).toBeUndefined();
});

test('only the process that serves subgraphs loads modules by a computed name', () => {
  expect(boundaryProblem('subgraphs/kit/main.ts', { computed: true })).toBeUndefined();
  expect(boundaryProblem('subgraphs/land/index.ts', { computed: true })).toBeTypeOf('string');
});
