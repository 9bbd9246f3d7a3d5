import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Graph, startGraph } from './test/graph.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph(
    {
      land: {
        sdl: `
          type Query { plot: Plot plots: Int mine: Int @authenticated }
          type Plot { next: Plot id: ID mine: Int @authenticated }
        `,
        resolvers: { Query: { plot: () => ({ id: '1', next: { id: '2' } }), plots: () => 2 } },
      },
    },
    { MAX_DEPTH: '5', MAX_ALIASES: '4', MAX_TOKENS: '300', MAX_BODY_BYTES: '4000' },
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
