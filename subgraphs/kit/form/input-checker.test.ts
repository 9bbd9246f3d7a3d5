import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { inputChecker } from './input-checker.ts';

const document = parse(/* GraphQL */ `
  input DecisionInput {
    "Reason"
    reason: String! @input(labelBn: "কারণ", minLength: 3, maxLength: 20)
    "Key"
    idempotencyKey: ID!
  }
  input LooseInput {
    "Reason"
    reason: String! @input(labelBn: "কারণ")
  }
`);

test('an input is held against the limits of its type, and written uniformly', () => {
  const check = inputChecker(document)('DecisionInput');
  expect(check({ reason: '  all is well ', idempotencyKey: 'x' }, '2026-03-03')).toEqual({
    values: { reason: 'all is well' },
    problems: [],
  });
  expect(check({ reason: 'no' }, '2026-03-03').problems).toMatchObject([{ field: 'reason', code: 'TOO_SHORT' }]);
});

test('a type without limits is told when the subgraph starts', () => {
  expect(() => inputChecker(document)('LooseInput')).toThrow(/LooseInput\.reason.*maxLength/);
});
