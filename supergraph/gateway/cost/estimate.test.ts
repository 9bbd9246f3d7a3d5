import { buildSchema, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { readPublished } from '../published.ts';
import { supergraphOf } from '../test/graph.ts';
import { estimate } from './estimate.ts';
import { readFieldCosts } from './field-costs.ts';

const schema = buildSchema(`
  directive @cost(weight: Int!) on FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(
    assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true
  ) on FIELD_DEFINITION
  scalar Big @cost(weight: 9)
  interface Named { name: String plots: [Plot!]! @listSize(assumedSize: 4) }
  type Query {
    plot: Plot
    open: Int
    list: [Plot!]!
    few: [Plot] @listSize(assumedSize: 3)
    plots(first: Int! = 20, last: Int): PlotPage!
    nearest(first: Int! = 5): [Plot!]
    found(count: Int, limit: Int): Found @listSize(slicingArguments: ["count", "limit"], sizedFields: ["hits"], assumedSize: 7)
    named: Named
    thing: Thing
  }
  union Thing = Plot | Street
  type Street { name: String }
  type Found { hits: [Plot!] nodes: [Plot!] }
  type PlotPage { nodes: [Plot!]! edges: [PlotEdge!]! totalCount: Int! others: [Plot!] }
  type PlotEdge { node: Plot! }
  type Plot implements Named {
    id: ID
    name: String
    next: Plot
    plots: [Plot!]!
    big: Big
    checked: Int @cost(weight: 100)
    page(first: Int! = 20): PlotPage!
  }
`);
const costs = readFieldCosts(schema, { cost: 'cost', listSize: 'listSize' });

function estimated(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('the query has no operation');
  return estimate(costs, 'Query', document, operation, variables);
}

test.each<[sentence: string, query: string, cost: number]>([
  ['a scalar is one value', '{ open }', 1],
  ['an object is one, and what is asked of it', '{ plot { id name } }', 3],
  ['the type’s name is free', '{ __typename plot { __typename id } }', 2],
  ['introspection is free', '{ __schema { types { name fields { name } } } }', 0],
  ['a list that says nothing has 25', '{ list { id } }', 50],
  ['a list says how long it is', '{ few { id } }', 6],
  ['lists multiply', '{ few { plots { id } } }', 3 * (1 + 25 * 2)],
  ['a page is as long as it is asked', '{ plots(first: 2) { nodes { id } totalCount } }', 1 + 2 * 2 + 1],
  ['from the end too', '{ plots(first: 0, last: 3) { nodes { id } } }', 1 + 3 * 2],
  ['edges too', '{ plots(first: 2) { edges { node { id } } } }', 1 + 2 * 3],
  ['a page that is not asked to be of a length has the default', '{ plots { nodes { id } } }', 41],
  ['another list beside a page is not as long', '{ plots(first: 1) { others { id } } }', 51],
  ['a list with a length of its own is as long', '{ nearest(first: 3) { id } nearest { id } }', 6 + 10],
  ['a length cannot be less than nothing', '{ nearest(first: -9) { id } open }', 1],
  ['of two lengths the longer', '{ found(count: 2, limit: 4) { hits { id } } }', 9],
  [
    'what a directive calls the page’s list is as long',
    '{ found { hits { id } } found(count: 1) { nodes { id } } }',
    15 + 51,
  ],
  ['a field may weigh more', '{ few { checked } }', 3 * 101],
  ['so may a type', '{ plot { big } }', 10],
  ['a field of an interface is one', '{ named { name plots { id } } }', 2 + 8],
  ['of the types of a union all are counted', '{ thing { ... on Plot { id } ... on Street { name } } }', 3],
  ['an inline fragment is no way around', '{ ... { few { ... on Plot { id } } } }', 6],
  ['a fragment counts wherever it is', '{ few { ...F } plot { ...F } } fragment F on Plot { id name }', 9 + 3],
  ['but once in one place', '{ plot { ...F ...F } } fragment F on Plot { id }', 2],
  ['unless under conditions', '{ plot { ...F @skip(if: true) ...F @include(if: true) } } fragment F on Plot { id }', 3],
  [
    'in a fragment a list is as long as the page where it is spread',
    '{ a: plots(first: 2) { ...F } b: plots(first: 3) { ...F } } fragment F on PlotPage { nodes { id } }',
    5 + 7,
  ],
])('%s', (_sentence, query, cost) => {
  expect(estimated(query).cost).toBe(cost);
});

test.each<[sentence: string, variables: Record<string, unknown>, cost: number]>([
  ['the length of a page may come from a variable', { many: 100 }, 201],
  ['without a value for it the page has its default', {}, 41],
])('%s', (_sentence, variables, cost) => {
  expect(estimated('query ($many: Int) { plots(first: $many) { nodes { id } } }', variables).cost).toBe(cost);
});

test('the way to what costs most is told', () => {
  expect(estimated('{ open few { plots { id } id } list { id page { nodes { id } } } }').costliest).toEqual([
    'list',
    'page',
    'nodes',
  ]);
  expect(estimated('{ few { ...F } } fragment F on Plot { next { id } plots { id } }').costliest).toEqual([
    'few',
    'plots',
  ]);
  expect(estimated('{ open }').costliest).toEqual([]);
});

test('fragments that multiply are worked out once each, and cost more than any limit', () => {
  const chain = Array.from(
    { length: 600 },
    (_, n) => `fragment F${n} on Plot { next { ...F${n + 1} } plots { ...F${n + 1} } }`,
  );
  const { cost } = estimated(
    `{ plot { ...F0 } nearest(first: 0) { ...F0 } } ${chain.join(' ')} fragment F600 on Plot { id }`,
  );
  expect(cost <= 1e100).toBe(false);
});

test('what subgraphs say of their fields comes through composition, also under another name', () => {
  const sdl = `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
      import: ["@cost", { name: "@listSize", as: "@size" }])
    type Query { plots: [Plot] @size(assumedSize: 6) plot: Plot @cost(weight: 8) }
    type Plot { id: ID }
  `;
  const query = published(sdl).get('Query');
  expect(query?.get('plots')).toMatchObject({ assumedSize: 6, weight: 1 });
  expect(query?.get('plot')).toMatchObject({ assumedSize: null, weight: 8 });
});

test('a graph that says nothing of costs has some all the same', () => {
  const query = published('type Query { plots(first: Int): [Plot] } type Plot { id: ID }').get('Query');
  expect(query?.get('plots')).toMatchObject({ weight: 1, isList: true, slicing: new Map([['first', undefined]]) });
});

const published = (sdl: string) => readPublished(supergraphOf({ land: { sdl } })).costs;
