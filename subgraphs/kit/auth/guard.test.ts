import { buildSchema, type ExecutionResult, graphql } from 'graphql';
import { beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { type Caller, nobody } from './caller.ts';
import { guarded } from './guard.ts';

const schema = guarded(
  buildSchema(/* GraphQL */ `
    directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
    directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
    directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
    enum AssuranceLevel { CODE PASSKEY }
    directive @assurance(level: AssuranceLevel!, maxAgeSeconds: Int) on FIELD_DEFINITION
    type Query {
      anybody: String
      loggedIn: String @authenticated
      official: String @requiresScopes(scopes: [["official"]])
      eitherOr: String @requiresScopes(scopes: [["official", "senior"], ["auditor"]])
      noSet: String @requiresScopes(scopes: [])
      emptySet: String @requiresScopes(scopes: [[]])
      policy: String @policy(policies: [["office-hours"]])
      desk: String @policy(policies: [["desk:mutation"], ["applicant", "oneself"]])
      fresh: String @assurance(level: CODE, maxAgeSeconds: 900)
      sure: String @assurance(level: PASSKEY)
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
    [
      ...['anybody', 'loggedIn', 'official', 'eitherOr', 'noSet', 'emptySet', 'policy', 'desk', 'fresh', 'sure'],
      'decide',
    ].map((name) => [name, leaf(name)]),
  ),
  secret: () => ({ word: leaf('word'), deeper: leaf('deeper') }),
  secrets: () => [{ word: leaf('word'), deeper: leaf('deeper') }],
  open: () => ({ word: leaf('word') }),
  either: () => ({ __typename: 'Secret', word: leaf('word') }),
  level: () => 'HIGH',
};

function ask(source: string, subject: string | null, ...scopes: string[]): Promise<ExecutionResult> {
  return askAs(source, { subject, scopes: new Set(scopes) });
}
function askAs(source: string, somebody: Partial<Caller>): Promise<ExecutionResult> {
  const caller: Caller = { ...nobody, ...somebody };
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
  ['policy', null, 'UNAUTHENTICATED'],
  ['policy', ['official', 'office-hours'], 'FORBIDDEN'],
  ['level', null, 'UNAUTHENTICATED'],
  ['level', [], null],
])('%s asked with the scopes %j: %s', async (field, scopes, code) => {
  const answer = await ask(`{ ${field} }`, scopes && 'rahima', ...(scopes ?? []));
  expect(codesOf(answer)).toEqual(code === null ? [] : [code]);
  expect(answer.data?.[field] ?? null).toBe(code === null ? (field === 'level' ? 'HIGH' : field) : null);
  if (code !== null) expect(resolved).toEqual([]);
});

const official = { subject: 'o', scopes: new Set(['official']), ministry: 'land' };
const actor = { subject: 'e', role: 'entrepreneur', centre: 'gulshan', consent: 'c' };

describe('a policy', () => {
  test.each<[sentence: string, caller: Partial<Caller>, code: string | null]>([
    ['lets through whom one of its sets names whole', { ...official, desk: 'mutation' }, null],
    ['or the other', { subject: 'rahima', scopes: new Set(['citizen']) }, null],
    ['but nobody at another desk', { ...official, desk: 'survey' }, 'FORBIDDEN'],
    ['nor without a ministry', { ...official, ministry: null, desk: 'mutation' }, 'FORBIDDEN'],
    ['nor for somebody else', { subject: 'rahima', scopes: new Set(['citizen']), actor }, 'FORBIDDEN'],
    ['nor nobody', {}, 'UNAUTHENTICATED'],
  ])('%s', async (_sentence, caller, code) => {
    const answer = await askAs('{ desk }', caller);
    expect(codesOf(answer)).toEqual(code === null ? [] : [code]);
    expect(resolved).toEqual(code === null ? ['desk'] : []);
  });
});

describe('an assurance', () => {
  const CODE = 'urn:nagarik:acr:code';
  const PASSKEY = 'urn:nagarik:acr:passkey';
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
  test.each<[sentence: string, field: string, caller: Partial<Caller>, code: string | null]>([
    ['is met by a login that is fresh', 'fresh', { acr: CODE, authTime: ago(890) }, null],
    ['or surer than it must be', 'fresh', { acr: PASSKEY, authTime: ago(1) }, null],
    ['not by one of too long ago', 'fresh', { acr: CODE, authTime: ago(910) }, 'STEP_UP_REQUIRED'],
    ['nor by one that does not say when', 'fresh', { acr: CODE }, 'STEP_UP_REQUIRED'],
    ['nor by one that does not say how', 'fresh', { authTime: ago(1) }, 'STEP_UP_REQUIRED'],
    ['nor by one in a way that is not known', 'fresh', { acr: 'urn:other', authTime: ago(1) }, 'STEP_UP_REQUIRED'],
    ['that asks for a passkey is met by one, however old', 'sure', { acr: PASSKEY }, null],
    ['not by a code', 'sure', { acr: CODE, authTime: ago(1) }, 'STEP_UP_REQUIRED'],
  ])('%s', async (_sentence, field, caller, code) => {
    const answer = await askAs(`{ ${field} }`, { subject: 'rahima', ...caller });
    expect(codesOf(answer)).toEqual(code === null ? [] : [code]);
    expect(resolved).toEqual(code === null ? [field] : []);
  });

  test('asks nobody to log in again who has not logged in', async () => {
    expect(codesOf(await askAs('{ fresh }', {}))).toEqual(['UNAUTHENTICATED']);
  });
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
  expect(errors[0]?.extensions.messages).toMatchObject({ bn: expect.stringContaining('কর্মকর্তা + senior, নিরীক্ষক') });
});
