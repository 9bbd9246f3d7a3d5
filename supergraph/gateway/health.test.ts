import { afterAll, beforeAll, expect, test } from 'vitest';
import { citizen, type Graph, startGraph } from './test/graph.ts';

const PARTS = {
  land: { sdl: 'type Query { plots: Int }' },
  health: { sdl: 'type Query { beds: Int }' },
};
const ALL = { land: true, health: true };

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph(PARTS);
});
afterAll(() => graph.stop());

async function get(path: string, from = graph) {
  const response = await fetch(from.url + path);
  return { status: response.status, body: (await response.json()) as unknown };
}

test('it is alive, and says of every subgraph that it is ready', async () => {
  expect(await get('/health')).toEqual({ status: 200, body: { status: 'alive' } });
  await expect.poll(() => get('/ready')).toEqual({ status: 200, body: { ready: true, subgraphs: ALL } });
});

test('a subgraph that says it is not ready is named, and the gateway goes on', async () => {
  graph.subgraph('health').sayReady(false);
  await expect
    .poll(() => get('/ready'))
    .toEqual({ status: 200, body: { ready: true, subgraphs: { land: true, health: false } } });
  graph.subgraph('health').sayReady(true);
  await expect.poll(() => get('/ready')).toEqual({ status: 200, body: { ready: true, subgraphs: ALL } });
});

test('a subgraph that is not there is named, and the gateway goes on', async () => {
  const other = await startGraph(PARTS);
  await other.subgraph('land').stop();
  await expect
    .poll(() => get('/ready', other))
    .toEqual({
      status: 200,
      body: { ready: true, subgraphs: { land: false, health: true } },
    });
  await other.stop();
});

test('it is not ready before it could have the issuer’s keys, and stays ready when the issuer goes', async () => {
  const other = await startGraph(PARTS);
  other.issuer.answerWith((reply) => reply.code(503).send());
  await expect.poll(() => get('/ready', other)).toEqual({ status: 503, body: { ready: false, subgraphs: ALL } });
  expect((await get('/health', other)).status).toBe(200);
  other.issuer.answerWith(null);
  expect((await get('/ready', other)).status).toBe(200);
  other.issuer.answerWith((reply) => reply.code(503).send());
  await expect.poll(() => get('/ready', other)).toEqual({ status: 200, body: { ready: true, subgraphs: ALL } });
  expect((await other.ask('{ plots }', { as: citizen('rahima') })).status).toBe(200);
  await other.stop();
});
