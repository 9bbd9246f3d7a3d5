import { Kind, parse, print } from 'graphql';
import { expect, test } from 'vitest';
import type { Caller } from '../caller.ts';
import { readPublished } from '../published.ts';
import { supergraphOf } from '../test/graph.ts';
import { prune } from './prune.ts';

const { schema, requirements } = readPublished(
  supergraphOf({
    one: {
      sdl: `
        type Query {
          open: Int
          me: Person @authenticated
          plot: Plot
          plots: [Plot!]!
          grid: [[Plot]]
          secret: Secret
          found: [Found!]
          named: Named
          level: Level
        }
        type Mutation { give: Int take: Int @requiresScopes(scopes: [["official"]]) }
        type Person { name: String inbox: [String!] @requiresScopes(scopes: [["citizen"]]) }
        type Plot { id: ID! owner: Person @requiresScopes(scopes: [["official"], ["land", "clerk"]]) area: Int }
        type Secret @authenticated { id: ID! word: String @requiresScopes(scopes: [["official"]]) }
        union Found = Plot | Secret
        interface Named { name: String size: Int }
        type Street implements Named { name: String size: Int }
        type Agent implements Named { name: String @authenticated size: Int }
        enum Level @authenticated { HIGH }
      `,
    },
  }),
);

const withScopes = (...scopes: string[]): Caller => ({ scopes: new Set(scopes), claims: { sub: 'somebody' } });
const citizen = withScopes('citizen');

function pruned(query: string, caller: Caller | null = null, operationName?: string, required = requirements) {
  const document = parse(query, { noLocation: true });
  const operation = document.definitions.find(
    (node) =>
      node.kind === Kind.OPERATION_DEFINITION && (operationName === undefined || node.name?.value === operationName),
  );
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('the query has no such operation');
  return prune(schema, required, document, operation, caller);
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

const TAKEN_OUT: readonly [sentence: string, query: string, left: string, refused: string[], caller?: Caller][] = [
  ['a field', '{ open me { name } }', '{ open }', ['me']],
  ['a field by its alias', '{ open mine: me { name } }', '{ open }', ['mine']],
  ['a field below', '{ plot { id owner { name } } }', '{ plot { id } }', ['plot.owner']],
  ['all fields below', '{ plot { owner { name } } }', '{ plot { __typename } }', ['plot.owner']],
  ['a field of a list’s items', '{ plots { id owner { name } } }', '{ plots { id } }', ['plots.@.owner']],
  ['a field of lists in a list', '{ grid { id owner { name } } }', '{ grid { id } }', ['grid.@.@.owner']],
  ['a field for its type', '{ open secret { id } }', '{ open }', ['secret']],
  ['a field for its enum', '{ open level }', '{ open }', ['level']],
  ['everything', '{ me { name } secret { id } }', '', ['me', 'secret']],
  [
    'a field that takes another scope',
    '{ me { name } secret { id word } }',
    '{ me { name } secret { id } }',
    ['secret.word'],
    citizen,
  ],
  [
    'a field whose set of scopes is not whole',
    '{ plot { id owner { name } } }',
    '{ plot { id } }',
    ['plot.owner'],
    withScopes('land'),
  ],
  ['a mutation beside another', 'mutation { give take }', 'mutation { give }', ['take'], citizen],
  [
    'what an inline fragment selects',
    '{ plot { ... on Plot { id owner { name } } } }',
    '{ plot { ... on Plot { id } } }',
    ['plot.owner'],
  ],
  ['what a fragment without a type selects', '{ ... { open me { name } } }', '{ ... { open } }', ['me']],
  [
    'what a named fragment selects, for each that spreads it',
    '{ plot { ...F } plots { ...F } } fragment F on Plot { id owner { name } }',
    '{ plot { ...F } plots { ...F } } fragment F on Plot { id }',
    ['plot.owner', 'plots.@.owner'],
  ],
  [
    'what a fragment’s fragment selects',
    '{ plot { ...F } } fragment F on Plot { id ...G } fragment G on Plot { owner { name } }',
    '{ plot { ...F } } fragment F on Plot { id ...G } fragment G on Plot { __typename }',
    ['plot.owner'],
  ],
  [
    'a fragment on a type of a union',
    '{ found { ... on Plot { id } ... on Secret { id } } }',
    '{ found { __typename ... on Plot { id } } }',
    ['found.@'],
  ],
  [
    'a named fragment on such a type',
    '{ found { ... on Plot { id } ...S } } fragment S on Secret { id }',
    '{ found { __typename ... on Plot { id } } }',
    ['found.@'],
  ],
  [
    'a field of an interface, when a type that implements it asks for more',
    '{ named { name size } }',
    '{ named { __typename size } }',
    ['named.name'],
  ],
  [
    'what a type that implements an interface asks, and not what the other does not',
    '{ named { ... on Street { name } ... on Agent { name size } } }',
    '{ named { __typename ... on Street { name } ... on Agent { size } } }',
    ['named.name'],
  ],
  ['a field that is skipped anyway', '{ open me @skip(if: true) { name } }', '{ open }', ['me']],
];

test.each(TAKEN_OUT)('takes out %s', (_sentence, query, left, refused, caller = undefined) => {
  const result = pruned(query, caller ?? null);
  expect(result?.refused.map(({ path }) => path.join('.'))).toEqual(refused);
  expect(result?.isEmpty).toBe(left === '');
  if (left !== '') expect(oneLine(print(result?.document ?? parse('{ x }')))).toBe(oneLine(print(parse(left))));
});

test.each<[sentence: string, query: string, caller?: Caller]>([
  ['what is public', '{ open plot { id area } found { ... on Plot { id } __typename } named { size } }'],
  ['what the caller may see', '{ me { name inbox } secret { id } level }', citizen],
  ['what one of two sets of scopes allows', '{ plot { owner { name } } }', withScopes('official')],
  ['what the other set allows', '{ plot { owner { name } } }', withScopes('clerk', 'land')],
  ['introspection', '{ __schema { types { ...T } } __type(name: "Secret") { name } } fragment T on __Type { name }'],
])('leaves alone %s', (_sentence, query, caller) => {
  expect(pruned(query, caller ?? null)).toBeNull();
});

test('of several operations only the one that runs is looked at, and left', () => {
  const query = 'query A { open } query B { open me { name } } fragment F on Plot { owner { name } }';
  expect(pruned(query, null, 'A')).toBeNull();
  expect(oneLine(print(pruned(query, null, 'B')?.document ?? parse('{ x }')))).toBe('query B { open }');
});

test('introspection beside a forbidden field keeps its fragments', () => {
  const left = pruned('{ me { name } __schema { types { ...T } } } fragment T on __Type { name }')?.document;
  expect(oneLine(print(left ?? parse('{ x }')))).toBe('{ __schema { types { ...T } } } fragment T on __Type { name }');
});

test('a supergraph that tells no interface what its types ask is no way around it', () => {
  // Composition before 2.12 did not carry it over.
  const required = new Map([...requirements].filter(([coordinate]) => !coordinate.startsWith('Named')));
  const refused = pruned('{ named { name size } }', null, undefined, required)?.refused;
  expect(refused?.map(({ path }) => path.join('.'))).toEqual(['named.name']);
});

test('says why: a login, or a login of another kind', () => {
  const refusals = (caller: Caller | null) =>
    pruned('{ secret { word } }', caller)?.refused.map(({ refusal }) => refusal);
  expect(refusals(null)).toEqual(['UNAUTHENTICATED']);
  expect(refusals(citizen)).toEqual(['FORBIDDEN']);
});

test('fragments that multiply are worked out once each', () => {
  const depth = 200;
  const fragments = Array.from(
    { length: depth },
    (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} me { name } }`,
  );
  const query = `{ ...F0 } ${fragments.join(' ')} fragment F${depth} on Query { open }`;
  const result = pruned(query);
  expect(result?.refused).toHaveLength(100);
  expect(result?.document.definitions).toHaveLength(depth + 2);
});

// 0.1 s; when each fragment copied the way below it, it was 3.8 s.
test('a long chain of fragments takes time by its length', { timeout: 2_000 }, () => {
  const depth = 900;
  const chain = Array.from({ length: depth }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`);
  const refused = pruned(`{ ...F0 } ${chain.join(' ')} fragment F${depth} on Query { me { name } }`)?.refused;
  expect(refused).toHaveLength(100);
  expect(refused?.[99]).toMatchObject({ path: ['me'], way: { length: depth + 2 } });
});
