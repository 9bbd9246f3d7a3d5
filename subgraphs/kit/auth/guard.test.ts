import { buildSchema, type ExecutionResult, graphql } from 'graphql';
import { beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import type { Caller } from './caller.ts';
import { guarded } from './guard.ts';

const schema = guarded(
  buildSchema(/* GraphQL */ `
    directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
    directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
    directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
    type Query {
      anybody: String
      loggedIn: String @authenticated
      official: String @requiresScopes(scopes: [["official"]])
      eitherOr: String @requiresScopes(scopes: [["official", "senior"], ["auditor"]])
      noSet: String @requiresScopes(scopes: [])
      emptySet: String @requiresScopes(scopes: [[]])
      policy: String @policy(policies: [["office-hours"]])
      secret: Secret
      secrets: [Secret!]
      open: Open
      either: Either
      level: Level
    }
    type Mutation { decide: String @requiresScopes(scopes: [["official"]]) }
    type Secret @requiresScopes(scopes: [["official"]]) { word: String, deeper: String @requiresScopes(scopes: [["senior"]]) }
    type Open { word: String }
    union Either = Secret | Open
    enum Level @authenticated { HIGH }
  `),
);

let resolved: string[] = [];
beforeEach(() => {
  resolved = [];
});

const leaf = (name: string) => () => {
  resolved.push(name);
  return name;
};
const rootValue = {
  ...Object.fromEntries(
    ['anybody', 'loggedIn', 'official', 'eitherOr', 'noSet', 'emptySet', 'policy', 'decide'].map((name) => [
      name,
      leaf(name),
    ]),
  ),
  secret: () => ({ word: leaf('word'), deeper: leaf('deeper') }),
  secrets: () => [{ word: leaf('word'), deeper: leaf('deeper') }],
  open: () => ({ word: leaf('word') }),
  either: () => ({ __typename: 'Secret', word: leaf('word') }),
  level: () => 'HIGH',
};

function ask(source: string, subject: string | null, ...scopes: string[]): Promise<ExecutionResult> {
  const caller: Caller = { subject, scopes: new Set(scopes), ministry: null, commandProof: null };
  return graphql({ schema, source, rootValue, contextValue: { caller, requestId: 'r', clock: systemClock } });
}
const codesOf = ({ errors = [] }: ExecutionResult) => errors.map(({ extensions }) => extensions.code);

/** Field, scopes of somebody who has logged in (null: nobody), and the code of the refusal. */
test.each<[string, string[] | null, string | null]>([
  ['anybody', null, null],
  ['loggedIn', null, 'UNAUTHENTICATED'],
  ['loggedIn', [], null],
  ['official', null, 'UNAUTHENTICATED'],
  ['official', [], 'FORBIDDEN'],
  ['official', ['citizen'], 'FORBIDDEN'],
  ['official', ['citizen', 'official'], null],
  ['eitherOr', ['official'], 'FORBIDDEN'],
  ['eitherOr', ['senior'], 'FORBIDDEN'],
  ['eitherOr', ['official', 'senior'], null],
  ['eitherOr', ['auditor'], null],
  ['noSet', ['official', 'senior', 'auditor'], 'FORBIDDEN'],
  ['emptySet', null, 'UNAUTHENTICATED'],
  ['emptySet', [], null],
  ['policy', null, 'FORBIDDEN'],
  ['policy', ['official', 'office-hours'], 'FORBIDDEN'],
  ['level', null, 'UNAUTHENTICATED'],
  ['level', [], null],
])('%s asked with the scopes %j: %s', async (field, scopes, code) => {
  const answer = await ask(`{ ${field} }`, scopes && 'rahima', ...(scopes ?? []));
  expect(codesOf(answer)).toEqual(code === null ? [] : [code]);
  expect(answer.data?.[field] ?? null).toBe(code === null ? (field === 'level' ? 'HIGH' : field) : null);
  if (code !== null) expect(resolved).toEqual([]);
});

describe('a type', () => {
  test('is guarded where it is returned, also in a list', async () => {
    for (const field of ['secret', 'secrets'])
      expect(codesOf(await ask(`{ ${field} { word } }`, 'rahima'))).toEqual(['FORBIDDEN']);
    expect(resolved).toEqual([]);
    expect(codesOf(await ask('{ secret { word } secrets { word } }', 'rahima', 'official'))).toEqual([]);
  });

  test('is guarded also where only a union of it is returned, as the entities of a subgraph are', async () => {
    const query = '{ either { ... on Secret { word } } }';
    expect(codesOf(await ask(query, 'rahima'))).toEqual(['FORBIDDEN']);
    expect(resolved).toEqual([]);
    expect(codesOf(await ask(query, 'rahima', 'official'))).toEqual([]);
  });

  test('and its field need both what the type and what the field asks for', async () => {
    expect(codesOf(await ask('{ secret { word deeper } }', 'rahima', 'official'))).toEqual(['FORBIDDEN']);
    expect(codesOf(await ask('{ secret { deeper } }', 'rahima', 'senior'))).toEqual(['FORBIDDEN']);
    expect(codesOf(await ask('{ secret { deeper } }', 'rahima', 'senior', 'official'))).toEqual([]);
  });

  test('that asks for nothing is open', async () => {
    expect(codesOf(await ask('{ open { word } }', null))).toEqual([]);
  });
});

test('a refused mutation does nothing', async () => {
  expect(codesOf(await ask('mutation { decide }', 'rahima', 'citizen'))).toEqual(['FORBIDDEN']);
  expect(resolved).toEqual([]);
});

test('a refusal costs its own field, and says in both languages what it takes', async () => {
  const { data, errors = [] } = await ask('{ anybody eitherOr }', 'rahima');
  expect(data).toEqual({ anybody: 'anybody', eitherOr: null });
  expect(errors[0]?.message).toContain('official + senior, auditor');
  expect(errors[0]?.extensions.messages).toMatchObject({ bn: expect.stringContaining('official + senior, auditor') });
});
