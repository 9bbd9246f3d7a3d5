import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Graph, startGraph } from './test/graph.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({
    land: { sdl: 'type Query { plots: Int } type Mutation { take: Int }', resolvers: { Query: { plots: () => 2 } } },
  });
});
afterAll(() => graph.stop());

const post = (body: string, type = 'application/json', headers: Record<string, string> = {}) =>
  fetch(`${graph.url}/graphql`, { method: 'POST', headers: { 'content-type': type, ...headers }, body });

test.each([
  ['a body that is no JSON', '{', 'application/json', 400],
  ['a body of another type', '<query/>', 'application/xml', 415],
  ['no body', '', 'application/json', 400],
  ['a body without a query', '{}', 'application/json', 400],
  ['a body that is a number', '5', 'application/json', 400],
  ['a body that is null', 'null', 'application/json', 400],
  ['a batch', '[{"query":"{ plots }"}]', 'application/json', 400],
  ['a query that is no text', '{"query":5}', 'application/json', 400],
  ['variables that are no object', '{"query":"{ plots }","variables":"x"}', 'application/json', 400],
  ['a query that is not well-formed', '{"query":"{ plots"}', 'application/json', 400],
  ['a field that there is not', '{"query":"{ plot }"}', 'application/json', 400],
])('%s is refused with a code and words', async (_sentence, body, type, status) => {
  const response = await post(body, type);
  expect(response.status).toBe(status);
  const { errors, data } = (await response.json()) as Record<'errors' | 'data', unknown>;
  expect(data).toBeUndefined();
  expect(errors).toEqual([
    expect.objectContaining({
      message: expect.any(String),
      extensions: {
        code: expect.stringMatching(/^(BAD_REQUEST|GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED)$/),
        messages: { en: expect.any(String), bn: expect.stringMatching(/^অনুরোধে ভুল আছে: /) },
      },
    }),
  ]);
});

test('an operation of a kind that the graph has not is refused', async () => {
  const response = await post('{"query":"subscription { plots }"}');
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({
    errors: [
      expect.objectContaining({
        message: 'This graph has no subscription.',
        extensions: {
          code: 'NO_SUCH_OPERATION',
          messages: { en: 'This graph has no subscription.', bn: 'এই গ্রাফে কোনো subscription নেই।' },
        },
      }),
    ],
  });
  expect(graph.log()).not.toContain('a request failed');
});

test('a page of another site, whose reader is logged in, cannot ask', async () => {
  const get = (query: string, headers: Record<string, string> = {}) =>
    fetch(`${graph.url}/graphql?query=${encodeURIComponent(query)}`, { headers });
  // What a form or a link can send without the browser asking first.
  expect((await get('{ plots }')).status).toBe(400);
  expect((await post('{"query":"{ plots }"}', 'text/plain')).status).toBe(400);
  expect((await post('query={plots}', 'application/x-www-form-urlencoded')).status).toBe(415);
  // What needs the browser's question: there is no answer to it that allows.
  const preflight = await fetch(`${graph.url}/graphql`, {
    method: 'OPTIONS',
    headers: { origin: 'https://evil.test', 'access-control-request-method': 'POST' },
  });
  expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  // A client of ours that reads by GET, so that its answer can be cached.
  expect((await get('{ plots }', { 'apollo-require-preflight': 'true' })).status).toBe(200);
  expect((await get('mutation { take }', { 'apollo-require-preflight': 'true' })).status).toBe(405);
  expect(graph.subgraph('land').sent()).toHaveLength(1);
});
