import { readFile } from 'node:fs/promises';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { citizen, type Graph, official, publish, startGraph, supergraphOf } from './test/graph.ts';

/** More than are told of one request. */
const MANY = Array.from({ length: 101 }, (_, n) => `f${n}`);

const given: string[] = [];
const land = {
  sdl: `
    extend schema @ministry(code: "land", nameEn: "Ministry of Land", nameBn: "ভূমি মন্ত্রণালয়")
    type Query {
      office: String
      me: Person @authenticated
      plots: [Plot!]
      found: [Found!]
      pair: Pair
    }
    type Mutation {
      report(what: String!): Boolean
      approve(id: ID!): Boolean @requiresScopes(scopes: [["official"]])
      sure: Boolean! @requiresScopes(scopes: [["official"]])
    }
    type Person { name: String inbox: [String!] @requiresScopes(scopes: [["citizen"]]) }
    type Plot @key(fields: "id") { id: ID! area: Int owner: Person @requiresScopes(scopes: [["official"]]) }
    union Found = Note | Letter
    type Note @requiresScopes(scopes: [["a"]]) { text: String }
    type Letter @requiresScopes(scopes: [["b"]]) { text: String }
    type Pair {
      ${MANY.map((name) => `${name}: Int @requiresScopes(scopes: [["all"]])`).join('\n')}
      forA: Int @requiresScopes(scopes: [["a"]])
      forB: Int @requiresScopes(scopes: [["b"]])
    }
  `,
  resolvers: {
    Query: {
      office: () => 'Dhaka',
      me: () => ({ name: 'Rahima', inbox: ['hello'] }),
      plots: () => [
        { id: '1', area: 10, owner: { name: 'Karim' } },
        { id: '2', area: 20, owner: null },
      ],
      found: () => [
        { __typename: 'Note', text: 'note' },
        { __typename: 'Letter', text: 'letter' },
      ],
      pair: () => ({ forA: 1, forB: 2 }),
    },
    Mutation: {
      report: (_: unknown, { what }: { what: string }) => given.push(what) > 0,
      approve: (_: unknown, { id }: { id: string }) => given.push(`approved ${id}`) > 0,
      sure: () => given.push('sure') > 0,
    },
  },
};
const tax = {
  sdl: `
    type Query { rate: Int }
    type Plot @key(fields: "id") { id: ID! dueBdt: Int @requiresScopes(scopes: [["official"]]) zone: String }
  `,
  resolvers: {
    Query: { rate: () => 3 },
    Plot: { __resolveReference: ({ id }: { id: string }) => ({ id, dueBdt: 100, zone: `zone ${id}` }) },
  },
};

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({ land, tax });
});
beforeEach(() => {
  given.length = 0;
  for (const name of ['land', 'tax']) graph.subgraph(name).forget();
});
afterAll(() => graph.stop());

const withScope = (scope: string): JWTPayload => ({ sub: 'somebody', scope });
const asked = (subgraph: string) =>
  graph
    .subgraph(subgraph)
    .sent()
    .map(({ query }) => query)
    .join('\n');
const codes = (errors: Awaited<ReturnType<Graph['ask']>>['errors']) =>
  errors.map(({ path, extensions }) => `${path?.join('.')} ${extensions.code}`);

test('one document, asked by everybody in turn, tells nobody what another may see', async () => {
  const document = '{ office me { name inbox } plots { id owner { name } dueBdt zone } }';
  const plots = (official: boolean) => [
    { id: '1', owner: official ? { name: 'Karim' } : null, dueBdt: official ? 100 : null, zone: 'zone 1' },
    { id: '2', owner: null, dueBdt: official ? 100 : null, zone: 'zone 2' },
  ];
  const answers: readonly [JWTPayload | undefined, Record<string, unknown>][] = [
    [undefined, { office: 'Dhaka', me: null, plots: plots(false) }],
    [citizen('rahima'), { office: 'Dhaka', me: { name: 'Rahima', inbox: ['hello'] }, plots: plots(false) }],
    [official('land'), { office: 'Dhaka', me: { name: 'Rahima', inbox: null }, plots: plots(true) }],
  ];
  // In every order, so that each is first once: what the first was allowed is kept by the caches.
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [0, 2, 1],
  ]) {
    const own = document.replace('{ office', `{ # ${order}\n office`);
    for (const index of order) {
      const [as, expected] = answers[index] ?? [];
      expect((await graph.ask(own, as ? { as } : {})).data).toEqual(expected);
    }
  }
  const everyQuery = [...graph.subgraph('land').sent(), ...graph.subgraph('tax').sent()];
  expect(everyQuery.filter(({ query }) => query.includes('dueBdt'))).toHaveLength(6);
  expect(everyQuery.filter(({ query }) => query.includes('owner'))).toHaveLength(6);
  expect(everyQuery.filter(({ query }) => query.includes('inbox'))).toHaveLength(6);
});

test('two who are refused at the same place do not share what is left', async () => {
  const document = '{ found { __typename ... on Note { text } ... on Letter { text } } }';
  const [a, b] = [await graph.ask(document, { as: withScope('a') }), await graph.ask(document, { as: withScope('b') })];
  expect(a.data).toEqual({ found: [{ __typename: 'Note', text: 'note' }, { __typename: 'Letter' }] });
  expect(b.data).toEqual({ found: [{ __typename: 'Note' }, { __typename: 'Letter', text: 'letter' }] });
  const [first, second] = graph.subgraph('land').sent();
  expect(first?.query).not.toContain('Letter');
  expect(second?.query).not.toContain('Note');
});

test('two who differ only after the last refusal that is told do not share what is left', async () => {
  const document = `{ pair { ${MANY.join(' ')} forA forB } }`;
  const [a, b] = [await graph.ask(document, { as: withScope('a') }), await graph.ask(document, { as: withScope('b') })];
  expect(a.data).toMatchObject({ pair: { f0: null, f100: null, forA: 1, forB: null } });
  expect(b.data).toMatchObject({ pair: { f0: null, f100: null, forA: null, forB: 2 } });
  const [first, second] = graph.subgraph('land').sent();
  expect(first?.query).not.toContain('forB');
  expect(second?.query).not.toContain('forA');
});

test('a forbidden mutation does not run; the one beside it does', async () => {
  const mutation = 'mutation { report(what: "a hole") approve(id: "7") after: report(what: "another") }';
  const { data, errors } = await graph.ask(mutation, { as: citizen('rahima') });
  expect(data).toEqual({ report: true, approve: null, after: true });
  expect(codes(errors)).toEqual(['approve FORBIDDEN']);
  expect(given).toEqual(['a hole', 'another']);
  expect(asked('land')).not.toContain('approve');
});

test('a forbidden mutation that promises a value makes the whole answer null, and does not run', async () => {
  const { data, errors } = await graph.ask('mutation { report(what: "a hole") sure }', { as: citizen('rahima') });
  expect(data).toBeNull();
  expect(codes(errors)).toEqual(['sure FORBIDDEN']);
  expect(given).toEqual(['a hole']);
});

test('of an operation that is refused as a whole no subgraph hears', async () => {
  const { status, data, errors } = await graph.ask('{ me { name } again: me { inbox } }');
  expect(status).toBe(200);
  expect(data).toEqual({ me: null, again: null });
  expect(codes(errors)).toEqual(['me UNAUTHENTICATED', 'again UNAUTHENTICATED']);
  expect(asked('land')).toBe('');
});

test('a refusal names the login that would help, in two languages', async () => {
  const { errors } = await graph.ask('{ plots { owner { name } } }', { as: citizen('rahima') });
  expect(errors).toEqual([
    {
      message: 'Your login does not allow this. It takes a login as: official.',
      path: ['plots', '@', 'owner'],
      extensions: {
        code: 'FORBIDDEN',
        messages: {
          en: 'Your login does not allow this. It takes a login as: official.',
          bn: 'আপনার লগ ইন দিয়ে এটি করা যায় না। যে লগ ইন প্রয়োজন: কর্মকর্তা।',
        },
        requires: { scopes: [[['official']]], policies: [] },
      },
    },
  ]);
});

describe('what is skipped is not refused', () => {
  const document =
    'query ($mine: Boolean = false) { office me @include(if: $mine) { name } ...O @skip(if: true) } fragment O on Query { plots { owner { name } } }';

  test('by a variable', async () => {
    expect(await graph.ask(document, { variables: { mine: false } })).toMatchObject({
      data: { office: 'Dhaka' },
      errors: [],
    });
  });
  test('by a variable’s default', async () => {
    const { data, errors } = await graph.ask(document);
    expect({ data, errors }).toEqual({ data: { office: 'Dhaka' }, errors: [] });
  });
  test('and what is included is', async () => {
    const { data, errors } = await graph.ask(document, { variables: { mine: true } });
    expect(data).toEqual({ office: 'Dhaka', me: null });
    expect(codes(errors)).toEqual(['me UNAUTHENTICATED']);
    expect(asked('land')).not.toMatch(/\bme\b/);
  });
});

test('a wrong variable of an operation of which nothing is left is told as one', async () => {
  const { data, errors } = await graph.ask('query ($mine: Boolean!) { me @include(if: $mine) { name } }', {
    variables: { mine: 'perhaps' },
  });
  expect(data).toBeUndefined();
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('of several operations in a document each is its own', async () => {
  const document = 'query A { office } query B { office me { name } } mutation C { approve(id: "1") }';
  const run = (operationName: string, as?: JWTPayload) => graph.ask(document, { operationName, ...(as ? { as } : {}) });
  expect((await run('A')).data).toEqual({ office: 'Dhaka' });
  expect((await run('B')).data).toEqual({ office: 'Dhaka', me: null });
  expect((await run('B', citizen('r'))).data).toEqual({ office: 'Dhaka', me: { name: 'Rahima' } });
  expect((await run('C', citizen('r'))).data).toEqual({ approve: null });
  expect((await run('C', official('land'))).data).toEqual({ approve: true });
  expect((await run('A', official('land'))).data).toEqual({ office: 'Dhaka' });
  expect(given).toEqual(['approved 1']);
  expect((await run('D')).errors).toMatchObject([{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }]);
});

test('an entity’s forbidden field is not asked of the subgraph that has it; its open one is', async () => {
  const { data } = await graph.ask('{ plots { dueBdt zone } }', { as: citizen('rahima') });
  expect(data).toEqual({
    plots: [
      { dueBdt: null, zone: 'zone 1' },
      { dueBdt: null, zone: 'zone 2' },
    ],
  });
  expect(asked('tax')).toContain('zone');
  expect(asked('tax')).not.toContain('dueBdt');
});

test('when only a forbidden field is asked of a subgraph, it hears nothing', async () => {
  await graph.ask('{ plots { id dueBdt } }');
  expect(asked('tax')).toBe('');
});

test('introspection beside a forbidden field is answered', async () => {
  const { data } = await graph.ask('{ me { name } __type(name: "Person") { ...T } } fragment T on __Type { name }');
  expect(data).toEqual({ me: null, __type: { name: 'Person' } });
});

describe('another supergraph is published', () => {
  const withTaxes = { ...land, sdl: land.sdl.replace('office: String', 'office: String taxes: [Int]') };
  let other: Graph;
  beforeAll(async () => {
    other = await startGraph({ land: withTaxes, tax }, {}, supergraphOf({ land, tax }));
  });
  afterAll(() => other.stop());

  const until = (expected: Record<string, unknown>, query: string, as?: JWTPayload) =>
    expect.poll(async () => (await other.ask(query, as ? { as } : {})).data).toEqual(expected);

  test('a new field is served', async () => {
    expect((await other.ask('{ taxes }')).errors).toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
    await publish(other.supergraphFile, supergraphOf({ land: withTaxes, tax }));
    await until({ office: 'Dhaka', taxes: null }, '{ office taxes }');
    expect((await other.ask('{ office taxes }')).errors).toEqual([]);
  });

  test('what is required changes, also when nothing else does', async () => {
    const query = '{ office plots { area } }';
    const open = { office: 'Dhaka', plots: [{ area: 10 }, { area: 20 }] };
    await publish(other.supergraphFile, supergraphOf({ land, tax }));
    await until(open, query);
    const closed = { ...land, sdl: land.sdl.replace('area: Int', 'area: Int @authenticated') };
    await publish(other.supergraphFile, supergraphOf({ land: closed, tax }));
    await until({ office: 'Dhaka', plots: [{ area: null }, { area: null }] }, query);
    await until(open, query, citizen('rahima'));
    await publish(other.supergraphFile, supergraphOf({ land, tax }));
    await until(open, query);
  });

  test.each([
    ['what is no SDL', 'type Query {'],
    ['SDL that is no supergraph', 'type Query { office: String }'],
    ['a supergraph whose types do not fit together', null],
  ])('%s is not served; the one before goes on', async (_sentence, text) => {
    const before = await readFile(other.supergraphFile, 'utf8');
    const closed = { ...land, sdl: land.sdl.replace('office: String', 'office: String @authenticated') };
    const refusals = () => other.log().split('the new supergraph cannot be served').length;
    const refusedBefore = refusals();
    await publish(other.supergraphFile, text ?? before.replace('me: Person', 'me: Nowhere'));
    await expect.poll(() => refusals()).toBe(refusedBefore + 1);
    expect((await other.ask('{ office me { name } }', { as: citizen('r') })).data).toEqual({
      office: 'Dhaka',
      me: { name: 'Rahima' },
    });
    // The next good one is served.
    await publish(other.supergraphFile, supergraphOf({ land: closed, tax }));
    await until({ office: null }, '{ office }');
    await publish(other.supergraphFile, before);
    await until({ office: 'Dhaka' }, '{ office }');
  });
});
