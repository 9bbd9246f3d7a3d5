import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { fit } from './fit.ts';

const schema = buildSchema(`
  scalar Anything
  enum Level { HIGH LOW }
  type Query { plot: Plot things: [Thing] named: Named level: Level any: Anything sizes: [[Int!]!] yes: Boolean ratio: Float id: ID }
  type Plot implements Named { id: ID! name: String size: Int! next: Plot }
  type House implements Named { name: String rooms: Int! }
  interface Named { name: String }
  union Thing = Plot | House
`);

type Row = [sentence: string, query: string, answer: string, data: string, misfits?: string[]];

const rows: Row[] = [
  [
    'what was asked',
    '{ plot { id n: name } level }',
    '{"plot":{"id":"1","n":"x"},"level":"LOW"}',
    '{"plot":{"id":"1","n":"x"},"level":"LOW"}',
  ],
  ['null where null may be', '{ plot { id } level }', '{"plot":null,"level":null}', '{"plot":null,"level":null}'],
  [
    'each kind of scalar',
    '{ yes ratio id any }',
    '{"yes":true,"ratio":0.5,"id":7,"any":{"deep":[1]}}',
    '{"yes":true,"ratio":0.5,"id":7,"any":{"deep":[1]}}',
  ],
  [
    'no other kind of scalar',
    '{ yes ratio id level }',
    '{"yes":1,"ratio":"0.5","id":0.5,"level":"TALL"}',
    '{"yes":null,"ratio":null,"id":null,"level":null}',
    ['yes', 'ratio', 'id', 'level'],
  ],
  ['lists in lists', '{ sizes }', '{"sizes":[[1],[]]}', '{"sizes":[[1],[]]}'],
  [
    'no list less and no list more',
    '{ sizes }',
    '{"sizes":[[1],2,[[3]]]}',
    '{"sizes":[[1],null,[null]]}',
    ['sizes.1', 'sizes.2.0'],
  ],
  [
    'a fragment of the type that came',
    '{ things { __typename ... on Plot { size } ... on House { rooms } } }',
    '{"things":[{"__typename":"House","rooms":2},{"__typename":"Plot","size":1}]}',
    '{"things":[{"__typename":"House","rooms":2},{"__typename":"Plot","size":1}]}',
  ],
  [
    'no fragment of another type',
    '{ things { __typename ... on Plot { size } } }',
    '{"things":[{"__typename":"House","size":1}]}',
    '{"things":[{"__typename":"House"}]}',
  ],
  [
    'what a fragment lacks',
    '{ named { __typename ... on House { rooms } } }',
    '{"named":{"__typename":"House"}}',
    '{"named":{"__typename":"House","rooms":null}}',
    ['named.rooms'],
  ],
  [
    'a fragment on an interface',
    '{ things { __typename ... on Named { name } } }',
    '{"things":[{"__typename":"House","name":"x"}]}',
    '{"things":[{"__typename":"House","name":"x"}]}',
  ],
  [
    'a named fragment',
    '{ plot { ...F } } fragment F on Plot { id next { ...G } } fragment G on Plot { id }',
    '{"plot":{"id":"1","next":{"id":"2"}}}',
    '{"plot":{"id":"1","next":{"id":"2"}}}',
  ],
  [
    'what two selections of one field ask',
    '{ plot { id } plot { name } }',
    '{"plot":{"id":"1","name":"x"}}',
    '{"plot":{"id":"1","name":"x"}}',
  ],
  [
    'what two selections of a list ask',
    '{ things { __typename ... on Plot { id } } things { ... on Plot { name } } }',
    '{"things":[{"__typename":"Plot","id":"1","name":"x"},null]}',
    '{"things":[{"__typename":"Plot","id":"1","name":"x"},null]}',
  ],
  [
    'nothing that may be skipped',
    'query ($v: Boolean!) { plot @skip(if: $v) { id } ... @include(if: $v) { level } }',
    '{}',
    '{}',
  ],
  [
    'what may be skipped below',
    'query ($v: Boolean!) { plot @skip(if: $v) { id } plot { name } }',
    '{"plot":{"name":"x"}}',
    '{"plot":{"name":"x"}}',
  ],
  [
    'nothing more than was asked',
    '{ plot { id } }',
    '{"plot":{"id":"1","secret":"x"},"other":1}',
    '{"plot":{"id":"1"}}',
  ],
  [
    'a key that is called __proto__',
    '{ __proto__: level plot { __proto__: id } }',
    '{"__proto__":"LOW","plot":{"__proto__":"1"}}',
    '{"__proto__":"LOW","plot":{"__proto__":"1"}}',
  ],
  ['a type name under an alias', '{ plot { t: __typename } }', '{"plot":{"t":"Plot"}}', '{"plot":{"t":"Plot"}}'],
  [
    'no type name that is none',
    '{ plot { __typename id } }',
    '{"plot":{"__typename":{"x":1},"id":"1"}}',
    '{"plot":{"id":"1"}}',
  ],
];

test.each(rows)('keeps %s', (_sentence, query, answer, data, misfits = []) => {
  const fitted = fit(schema, parse(query), [], JSON.parse(answer));
  expect(JSON.stringify(fitted.data)).toBe(data);
  expect(fitted.misfits.map((path) => path.join('.'))).toEqual(misfits);
});

test('keeps of entities what each representation promises', () => {
  const query =
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Plot { size } ... on House { rooms } } }';
  const representations = [{ __typename: 'Plot' }, { __typename: 'House' }, { __typename: 'Plot' }];
  const { data, misfits } = fit(schema, parse(query), representations, {
    _entities: [{ size: 1, rooms: 9 }, { rooms: 'two' }, null],
  });
  expect(JSON.stringify(data)).toBe('{"_entities":[{"size":1},{"rooms":null},null]}');
  expect(misfits).toEqual([['_entities', 1, 'rooms']]);
});

test('tells of a hundred misfits at most', () => {
  const { misfits } = fit(schema, parse('{ things { __typename } }'), [], { things: Array(1_000).fill(5) });
  expect(misfits).toHaveLength(100);
});
