import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readSettings } from './settings.ts';
import { type Graph, startGraph } from './test/graph.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph(
    {
      land: {
        sdl: `
          type Query { plot: Plot plots: Int mine: Int @authenticated list(first: Int! = 2): [Plot!] }
          type Mutation { take: Int }
          type Plot { next: Plot id: ID mine: Int @authenticated all: [Plot!] }
        `,
        resolvers: {
          Query: { plot: () => ({ id: '1', next: { id: '2' } }), plots: () => 2, list: () => [] },
          Mutation: { take: () => 1 },
        },
      },
    },
    {
      MAX_DEPTH: '5',
      MAX_ALIASES: '4',
      MAX_TOKENS: '300',
      MAX_BODY_BYTES: '4000',
      MAX_SELECTIONS: '40',
      MAX_MUTATIONS: '2',
      MAX_COST: '60',
    },
  );
});
beforeEach(() => graph.subgraph('land').forget());
afterAll(() => graph.stop());

const nested = (levels: number) => `{ plot ${'{ next '.repeat(levels - 2)}{ id }${' }'.repeat(levels - 2)} }`;

test('a query may be as deep as the limit, and no deeper', async () => {
  expect((await graph.ask(nested(5))).errors).toEqual([]);
  const { status, errors } = await graph.ask(nested(6));
  expect(status).toBe(400);
  expect(errors).toEqual([
    {
      message: 'This query is too deep: at most 5 levels are answered. Ask for less, or in several queries.',
      extensions: {
        code: 'QUERY_TOO_DEEP',
        messages: {
          en: 'This query is too deep: at most 5 levels are answered. Ask for less, or in several queries.',
          bn: 'অনুরোধটি খুব গভীর: সর্বোচ্চ ৫ স্তর পর্যন্ত উত্তর দেওয়া হয়। কম তথ্য চান, অথবা কয়েকটি অনুরোধে ভাগ করুন।',
        },
      },
    },
  ]);
});

test('fragments are no way around the depth', async () => {
  const fragments = Array.from({ length: 6 }, (_, n) => `fragment F${n} on Plot { next { ...F${n + 1} } }`).join(' ');
  const { errors } = await graph.ask(`{ plot { ...F0 } } ${fragments} fragment F6 on Plot { id }`);
  expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_DEEP' } }]);
});

test('a query may have as many aliases as the limit, and no more', async () => {
  const aliased = (count: number) => `{ ${Array.from({ length: count }, (_, n) => `p${n}: plots`).join(' ')} }`;
  expect((await graph.ask(aliased(4))).errors).toEqual([]);
  const { status, errors } = await graph.ask(aliased(5));
  expect(status).toBe(400);
  expect(errors).toMatchObject([
    {
      message: 'This query has too many aliases: at most 4 are answered. Ask for less, or in several queries.',
      extensions: { code: 'TOO_MANY_ALIASES', messages: { bn: expect.stringContaining('৪টির') } },
    },
  ]);
});

test('fragments are no way around the number of aliases', async () => {
  const { errors } = await graph.ask(
    `{ plot { ...F next { ...F next { ...F } } } } fragment F on Plot { a: id b: id }`,
  );
  expect(errors).toMatchObject([{ extensions: { code: 'TOO_MANY_ALIASES' } }]);
});

test('a query may have as many tokens as the limit, and no more', async () => {
  const { status, errors } = await graph.ask(`{ ${'plots '.repeat(300)} }`);
  expect(status).toBe(400);
  expect(errors).toMatchObject([
    { message: expect.stringContaining('more that 300 tokens'), extensions: { code: 'GRAPHQL_PARSE_FAILED' } },
  ]);
});

test('a request may be as large as the limit, and no larger', async () => {
  const { status, errors, headers } = await graph.ask('{ plots }', { variables: { filler: 'x'.repeat(4_000) } });
  expect(status).toBe(413);
  expect(headers.get('content-type')).toContain('application/json');
  expect(errors).toEqual([
    {
      message: 'This request is too large: at most 4000 bytes are taken. Send less, or in several requests.',
      extensions: {
        code: 'REQUEST_TOO_LARGE',
        messages: {
          en: 'This request is too large: at most 4000 bytes are taken. Send less, or in several requests.',
          bn: 'অনুরোধটি খুব বড়: সর্বোচ্চ ৪০০০ বাইট নেওয়া হয়। কম পাঠান, অথবা কয়েকটি অনুরোধে ভাগ করুন।',
        },
      },
    },
  ]);
});

test('a query may select as much as the limit, and no more', async () => {
  const wide = (count: number) => `{ ${'plots '.repeat(count)} }`;
  expect((await graph.ask(wide(40))).errors).toEqual([]);
  const { status, errors } = await graph.ask(wide(41));
  expect(status).toBe(400);
  expect(errors).toMatchObject([
    {
      message: expect.stringContaining('at most 40 fields'),
      extensions: { code: 'TOO_MANY_SELECTIONS', messages: { bn: expect.stringContaining('৪০টি') } },
    },
  ]);
});

test('fragments that multiply under conditions are refused, not planned', async () => {
  // Each link doubles what the planner would put together: 30 of them would keep it busy for days.
  const links = Array.from(
    { length: 9 },
    (_, n) => `fragment F${n} on Query { ...F${n + 1} @include(if: $a) ...F${n + 1} @skip(if: $a) }`,
  );
  const query = `query ($a: Boolean!) { ...F0 } ${links.join(' ')} fragment F9 on Query { plots }`;
  const { errors } = await graph.ask(query, { variables: { a: true } });
  expect(errors).toMatchObject([{ extensions: { code: 'TOO_MANY_SELECTIONS' } }]);
});

test('the planner looks for no fragment of the client’s in what it asks: that takes time by the square of their number', async () => {
  const { data } = await graph.ask('{ a: plot { ...F } b: plot { ...F } } fragment F on Plot { id next { id } }');
  expect(data).toMatchObject({ a: { id: '1' }, b: { id: '1' } });
  expect(graph.subgraph('land').sent()).toMatchObject([{ query: expect.not.stringContaining('fragment') }]);
});

test('a fragment that spreads itself is refused as one', async () => {
  const { status, errors } = await graph.ask('mutation { ...F } fragment F on Mutation { take ...F }');
  expect(status).toBe(400);
  expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
});

test('a request may hold as many mutations as the limit, and no more', async () => {
  expect((await graph.ask('mutation { a: take a: take b: take }')).data).toEqual({ a: 1, b: 1 });
  graph.subgraph('land').forget();
  const { status, errors } = await graph.ask(
    'mutation { a: take ...F } fragment F on Mutation { ... { b: take } c: take }',
  );
  expect(status).toBe(400);
  expect(errors).toMatchObject([
    {
      message: expect.stringContaining('at most 2 mutations'),
      extensions: { code: 'TOO_MANY_MUTATIONS', messages: { bn: expect.stringContaining('২টি') } },
    },
  ]);
  expect(graph.subgraph('land').sent()).toEqual([]);
});

test('a query may cost as much as the limit, and no more', async () => {
  const page = 'query ($first: Int = 30) { list(first: $first) { id } }';
  expect((await graph.ask(page)).errors).toEqual([]);
  graph.subgraph('land').forget();
  const { status, errors } = await graph.ask(page, { variables: { first: 31 } });
  expect(status).toBe(400);
  expect(errors).toEqual([
    {
      message:
        'This query costs too much: up to 62 values, and at most 60 are answered. Most of it is at list: ask for a shorter page (`first`) or fewer lists there, or in several queries.',
      extensions: {
        code: 'QUERY_TOO_COSTLY',
        messages: {
          en: expect.stringContaining('up to 62 values'),
          bn: 'অনুরোধটি খুব ব্যয়বহুল: উত্তরে সর্বোচ্চ ৬২টি মান হতে পারে, দেওয়া হয় ৬০টি পর্যন্ত। এর বেশির ভাগ list-এ: সেখানে ছোট পাতা (`first`) বা কম তালিকা চান, অথবা কয়েকটি অনুরোধে ভাগ করুন।',
        },
      },
    },
  ]);
  expect(graph.subgraph('land').sent()).toEqual([]);
});

test('a list of lists costs as much as it can hold', async () => {
  const { errors } = await graph.ask('{ list { all { all { id } } } }');
  expect(errors).toMatchObject([
    { message: expect.stringContaining('at list.all.all'), extensions: { code: 'QUERY_TOO_COSTLY' } },
  ]);
});

test.each([
  ['MAX_COST', '0'],
  ['MAX_SELECTIONS', '1.5'],
  ['MAX_MUTATIONS', 'many'],
])('a limit is a whole number: %s %s', (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(`${name}: must be a whole number of at least 1`);
});

test('what is over a limit reaches no subgraph', async () => {
  await graph.ask(nested(6));
  await graph.ask(`{ ${'plots '.repeat(300)} }`);
  expect(graph.subgraph('land').sent()).toEqual([]);
});

test('a small document of fragments that multiply is answered at once', async () => {
  const other = await startGraph({
    land: { sdl: 'type Query { open: Int mine: Int @authenticated }', resolvers: { Query: { open: () => 1 } } },
  });
  const fragments = Array.from({ length: 60 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} mine }`);
  const { data } = await other.ask(`{ ...F0 } ${fragments.join(' ')} fragment F60 on Query { open }`);
  expect(data).toEqual({ open: 1, mine: null });
  await other.stop();
});
