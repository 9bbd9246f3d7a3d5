import { buildSchema, type FieldNode, Kind, parse, visit } from 'graphql';
import { expect, test } from 'vitest';
import { blank } from './blank.ts';

const schema = buildSchema(`
  type Query {
    open: Int
    secret: Int
    sure: Int!
    plot: Plot
    plots: [Plot!]
    maybe: [Plot]
    must: [Plot!]!
    grid: [[Plot!]]
    thing: Thing
    things: [Thing]
    named: Named
  }
  type Plot implements Named { id: ID! name: String secret: Int sure: Int! next: Plot }
  type House implements Named { name: String secret: Int sure: Int! }
  union Thing = Plot | House
  interface Named { name: String secret: Int }
`);

type Data = Record<string, unknown>;

/** Every field called `secret` or `sure` is taken out. */
function blanked(query: string, data: Data, variables: Data = {}): Data | null {
  const document = parse(query);
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('the query has no operation');
  const nodes = new Set<FieldNode>();
  visit(document, {
    Field: (field) => {
      if (['secret', 'sure'].includes(field.name.value)) nodes.add(field);
    },
  });
  return blank(schema, document, operation, variables, data, { nodes });
}

const rows: readonly [sentence: string, query: string, data: Data, answer: Data | null][] = [
  ['a field', '{ open secret }', { open: 1 }, { open: 1, secret: null }],
  ['a field under its alias', '{ s: secret open }', { open: 1 }, { s: null, open: 1 }],
  ['in the order in which it was asked', '{ secret open }', { open: 1 }, { secret: null, open: 1 }],
  ['a field below', '{ plot { id secret } }', { plot: { id: '1' } }, { plot: { id: '1', secret: null } }],
  ['nothing below what is null', '{ plot { id secret } }', { plot: null }, { plot: null }],
  [
    'a field of each item',
    '{ plots { id secret } }',
    { plots: [{ id: '1' }, { id: '2' }] },
    {
      plots: [
        { id: '1', secret: null },
        { id: '2', secret: null },
      ],
    },
  ],
  [
    'a field of each item of each list',
    '{ grid { id secret } }',
    { grid: [[{ id: '1' }], null, []] },
    { grid: [[{ id: '1', secret: null }], null, []] },
  ],
  ['the whole answer, when the root promised a value', '{ open sure }', { open: 1 }, null],
  [
    'an object that promised a value',
    '{ open plot { id sure } }',
    { open: 1, plot: { id: '1' } },
    { open: 1, plot: null },
  ],
  [
    'only the object next to it',
    '{ plot { id next { id sure } } }',
    { plot: { id: '1', next: { id: '2' } } },
    { plot: { id: '1', next: null } },
  ],
  [
    'a list whose items promised a value',
    '{ plots { sure } open }',
    { plots: [{}], open: 1 },
    { plots: null, open: 1 },
  ],
  ['an empty list not', '{ plots { sure } }', { plots: [] }, { plots: [] }],
  ['items that may be null', '{ maybe { id sure } }', { maybe: [{ id: '1' }, null] }, { maybe: [null, null] }],
  ['everything above a promise', '{ must { id sure } open }', { must: [{ id: '1' }], open: 1 }, null],
  [
    'what two selections of one field ask, together',
    '{ plot { id } plot { secret name } }',
    { plot: { id: '1', name: null } },
    { plot: { id: '1', secret: null, name: null } },
  ],
  [
    'the whole of two selections, when one promised a value',
    '{ plot { sure } plot { id } open }',
    { plot: { id: '1' }, open: 1 },
    { plot: null, open: 1 },
  ],
  [
    'a field in a named fragment, however often it is spread',
    '{ plot { ...F ...F } plots { ...F } } fragment F on Plot { id secret ...G } fragment G on Plot { next { secret } }',
    { plot: { id: '1', next: null }, plots: [{ id: '2', next: {} }] },
    { plot: { id: '1', secret: null, next: null }, plots: [{ id: '2', secret: null, next: { secret: null } }] },
  ],
  [
    'a field in a fragment of the type that came',
    '{ things { ... on Plot { id secret } ... on House { name } } }',
    {
      things: [
        { __typename: 'Plot', id: '1' },
        { __typename: 'House', name: 'x' },
      ],
    },
    { things: [{ id: '1', secret: null }, { name: 'x' }] },
  ],
  [
    'a promise in a fragment of the type that came',
    '{ things { ... on Plot { id } ... on House { sure } } }',
    { things: [{ __typename: 'Plot', id: '1' }, { __typename: 'House' }] },
    { things: [{ id: '1' }, null] },
  ],
  [
    'a field in a fragment on an interface',
    '{ thing { ... on Named { name secret } } }',
    { thing: { __typename: 'House', name: 'x' } },
    { thing: { name: 'x', secret: null } },
  ],
  [
    'a field of an interface',
    '{ named { name secret ... on Plot { id } } }',
    { named: { __typename: 'Plot', name: 'x', id: '1' } },
    { named: { name: 'x', secret: null, id: '1' } },
  ],
  [
    'not the type’s name, unless it was asked',
    '{ thing { __typename ... on Plot { id } } }',
    { thing: { __typename: 'House' } },
    { thing: { __typename: 'House' } },
  ],
  ['nothing that is skipped', '{ open secret @skip(if: true) }', { open: 1 }, { open: 1 }],
  [
    'nothing in a fragment that is not included',
    '{ open ... @include(if: false) { secret sure } }',
    { open: 1 },
    { open: 1 },
  ],
  [
    'a key that is called __proto__',
    '{ __proto__: open secret }',
    JSON.parse('{"__proto__": 1}'),
    JSON.parse('{"__proto__": 1, "secret": null}'),
  ],
];

test.each(rows)('blanks %s', (_sentence, query, data, answer) => {
  expect(JSON.stringify(blanked(query, data))).toBe(JSON.stringify(answer));
});

test('a variable decides what is skipped', () => {
  const query =
    'query ($with: Boolean!) { open secret @include(if: $with) ...F @skip(if: $with) } fragment F on Query { sure }';
  expect(blanked(query, { open: 1 }, { with: true })).toEqual({ open: 1, secret: null });
  expect(blanked(query, { open: 1 }, { with: false })).toBeNull();
});

test('fragments that multiply cost no more than they are long', () => {
  const depth = 400;
  const fragments = Array.from(
    { length: depth },
    (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} secret }`,
  );
  const query = `{ ...F0 } ${fragments.join(' ')} fragment F${depth} on Query { open }`;
  expect(blanked(query, { open: 1 })).toEqual({ open: 1, secret: null });
});
