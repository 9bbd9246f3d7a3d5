import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { citizen, type Graph, startGraph } from '../test/graph.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({
    land: { sdl: 'type Query { plots(in: String): Int }', resolvers: { Query: { plots: () => 1 } } },
  });
});
beforeEach(() => graph.subgraph('land').forget());
afterAll(() => graph.stop());

const FORGED = {
  'x-caller-authorization': 'Bearer forged',
  'x-forwarded-for': '10.0.0.1',
  'x-forwarded-host': 'evil.test',
  'x-forwarded-proto': 'https',
  forwarded: 'for=10.0.0.1',
  'x-payment-signature': 'forged',
  cookie: 'session=forged',
  'x-user-id': 'karim',
  'apollographql-client-name': 'evil',
} as const;

test('a subgraph gets the gateway’s headers and none of the client’s', async () => {
  await graph.ask('{ plots }', { as: citizen('rahima'), headers: FORGED });
  const [sent] = graph.subgraph('land').sent();
  expect(Object.keys(sent?.headers ?? {}).sort()).toEqual([
    'accept',
    'authorization',
    'connection',
    'content-length',
    'content-type',
    'host',
    'x-request-id',
  ]);
  for (const value of Object.values(FORGED)) expect(JSON.stringify(sent?.headers)).not.toContain(value);
});

test('a subgraph gets the request’s id: the client’s when it can be logged', async () => {
  await graph.ask('{ plots }', { headers: { 'x-request-id': 'mobile-app_1234' } });
  expect(graph.subgraph('land').sent()[0]?.headers['x-request-id']).toBe('mobile-app_1234');
});

test.each(['short', 'has spaces in it', 'a'.repeat(65), '"}{"level":60', '../../etc/passwd', 'id-1234567, id-7654321'])(
  'an id that is no id is replaced: %s',
  async (given) => {
    const { headers } = await graph.ask('{ plots }', { headers: { 'x-request-id': given } });
    const id = graph.subgraph('land').sent()[0]?.headers['x-request-id'];
    expect(id).toMatch(/^[\da-f-]{36}$/);
    expect(headers.get('x-request-id')).toBe(id);
  },
);

test('the values of variables travel as values, never as text of the query', async () => {
  const place = '") { plots } mutation { evil(';
  await graph.ask('query ($in: String) { plots(in: $in) }', { variables: { in: place } });
  const [sent] = graph.subgraph('land').sent();
  expect(sent?.query).not.toContain('evil');
  expect(Object.values(sent?.variables ?? {})).toEqual([place]);
});

test('connections are kept: many requests do not open many', async () => {
  for (let n = 0; n < 20; n += 1) await graph.ask('{ plots }');
  const ports = graph
    .subgraph('land')
    .sent()
    .map(({ port }) => port);
  expect(new Set(ports).size).toBe(1);
});

test('of two hundred requests a subgraph has 128 at once, and the others hold up no other subgraph', async () => {
  const { promise: mayAnswer, resolve: letAnswer } = Promise.withResolvers<void>();
  let [going, most] = [0, 0];
  const plots = async () => {
    most = Math.max(most, ++going);
    await mayAnswer;
    going -= 1;
    return 1;
  };
  const other = await startGraph(
    {
      land: { sdl: 'type Query { plots: Int }', resolvers: { Query: { plots } } },
      health: { sdl: 'type Query { beds: Int }', resolvers: { Query: { beds: () => 2 } } },
    },
    { SUBGRAPH_TIMEOUT_MS: '60000' },
  );
  const asked = Array.from({ length: 200 }, () => other.ask('{ plots }'));
  await expect.poll(() => going).toBe(128);
  expect((await other.ask('{ beds }')).data).toEqual({ beds: 2 });
  letAnswer();
  for (const { data } of await Promise.all(asked)) expect(data).toEqual({ plots: 1 });
  expect(most).toBe(128);
  await other.stop();
});
