import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Graph, startGraph } from './test/graph.ts';

const PARTS = {
  land: { sdl: 'type Query { plots: Int }' },
  health: { sdl: 'type Query { beds: Int }' },
};

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph(PARTS);
});
afterAll(() => graph.stop());

async function get(path: string, from = graph) {
  const response = await fetch(from.url + path);
  return { status: response.status, body: (await response.json()) as unknown };
}

test('it is alive, and ready when every subgraph is', async () => {
  expect(await get('/health')).toEqual({ status: 200, body: { status: 'alive' } });
  expect(await get('/ready')).toEqual({ status: 200, body: { ready: true, notReady: [] } });
});

test('a subgraph that says it is not ready is named', async () => {
  graph.subgraph('health').sayReady(false);
  expect(await get('/ready')).toEqual({ status: 503, body: { ready: false, notReady: ['health'] } });
  expect((await get('/health')).status).toBe(200);
  graph.subgraph('health').sayReady(true);
  expect((await get('/ready')).status).toBe(200);
});

test('a subgraph that is not there is named', async () => {
  const other = await startGraph(PARTS);
  await other.subgraph('land').stop();
  expect(await get('/ready', other)).toEqual({ status: 503, body: { ready: false, notReady: ['land'] } });
  await other.stop();
});
