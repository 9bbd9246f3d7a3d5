import { expect, test } from 'vitest';
import { type CompositionProblem, printProblem } from './composition-problem.ts';

const problem: CompositionProblem = {
  code: 'INVALID_FIELD_SHARING',
  message: 'Non-shareable field "Query.fee"\nis resolved from multiple subgraphs',
  subgraphs: ['health', 'land'],
  coordinate: 'Query.fee',
  locations: [
    { file: 'subgraphs/health/schema.graphql', line: 5, column: 3 },
    { file: 'subgraphs/land/schema.graphql', line: 9, column: 3 },
  ],
  fix: 'A root field has one owner.',
};

test('a problem says which subgraphs, which field, which lines, what, and the way out', () => {
  expect(printProblem(problem)).toBe(`✗ INVALID_FIELD_SHARING  Query.fee  (health, land)
    subgraphs/health/schema.graphql:5:3
    subgraphs/land/schema.graphql:9:3
  Non-shareable field "Query.fee"
  is resolved from multiple subgraphs
  → A root field has one owner.`);
});

test('a problem of no one in particular has no gaps', () => {
  const message = 'No queries found';
  expect(
    printProblem({ ...problem, code: 'NO_QUERIES', subgraphs: [], coordinate: null, locations: [], message }),
  ).toBe(
    `✗ NO_QUERIES
  No queries found
  → A root field has one owner.`,
  );
});
