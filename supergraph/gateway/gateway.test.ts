import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from './test/faults.ts';
import { citizen, type Graph, startGraph } from './test/graph.ts';

const PARTS = {
  land: {
    sdl: 'type Query { plots: Int mine: Int @authenticated }',
    resolvers: { Query: { plots: () => 2, mine: () => 1 } },
  },
};

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph(PARTS);
});
afterAll(() => graph.stop());

test('the request’s id is in the answer, whatever the answer is', async () => {
  const id = 'client-request-1';
  const headers = { 'x-request-id': id };
  const answers = [
    await graph.ask('{ plots }', { headers }),
    await graph.ask('{ plot }', { headers }),
    await graph.ask('{ plots }', { headers: { ...headers, authorization: 'Bearer x' } }),
    await fetch(`${graph.url}/nowhere`, { headers }),
    await fetch(`${graph.url}/health`, { headers }),
  ];
  expect(answers.map(({ headers: given }) => given.get('x-request-id'))).toEqual(answers.map(() => id));
});

test('a request without an id gets one, each its own', async () => {
  const ids = await Promise.all([1, 2, 3].map(async () => (await graph.ask('{ plots }')).headers.get('x-request-id')));
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(id).toMatch(/^[\da-f-]{36}$/);
});

test('a failure is in the log with the request’s id, and without what is secret', async () => {
  graph.subgraph('land').failWith(faults['answers a number as data']);
  const token = await graph.issuer.token(citizen('rahima'));
  const secret = 'nid-1990123456789';
  await graph.ask('{ plots mine }', {
    variables: { q: secret },
    headers: { authorization: `Bearer ${token}`, 'x-request-id': 'log-request-1' },
  });
  graph.subgraph('land').failWith(null);
  const lines = graph
    .log()
    .split('\n')
    .filter((line) => line.includes('log-request-1'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('land');
  expect(graph.log()).not.toContain(secret);
  expect(graph.log()).not.toContain(token);
});

test('in development /development/inbox leads to the inbox; in production there is none', async () => {
  const inbox = { DEVELOPMENT_INBOX_URL: 'http://127.0.0.1:20001/development/inbox' };
  for (const [MODE, status, location] of [
    ['development', 307, inbox.DEVELOPMENT_INBOX_URL],
    ['production', 404, null],
  ] as const) {
    const other = await startGraph(PARTS, { ...inbox, MODE });
    const response = await fetch(`${other.url}/development/inbox`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([status, location]);
    await other.stop();
  }
});

test('a gateway that is stopped answers what is under way, and takes nothing new', async () => {
  const other = await startGraph(PARTS);
  const { arrived, release } = other.subgraph('land').hold();
  const underWay = other.ask('{ plots }');
  await arrived;
  const stopped = other.stop();
  await expect(refused(other.url)).resolves.toBe(true);
  release();
  expect((await underWay).data).toEqual({ plots: 2 });
  await stopped;
  await expect(fetch(`${other.url}/health`)).rejects.toThrow();
});

/** Whether a new request is not answered any more, within the time that closing takes. */
async function refused(url: string): Promise<boolean> {
  for (;;) {
    const answer = await fetch(`${url}/health`).catch(() => null);
    if (answer === null || answer.status === 503) return true;
  }
}

test('a port that is taken is said at once, and nothing stays behind', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await expect(startGraph(PARTS, { PORT: String(port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await new Promise((resolve) => server.close(resolve));
});

test('what is missing is named when it starts', async () => {
  await expect(startGraph(PARTS, { SUPERGRAPH_FILE: '/nowhere/supergraph.graphql' })).rejects.toThrow(
    '/nowhere/supergraph.graphql',
  );
  await expect(startGraph(PARTS, { SIGNING_KEY_FILE: '/nowhere/gateway.jwk' })).rejects.toThrow('/nowhere/gateway.jwk');
  await expect(startGraph(PARTS, {}, 'type Query { plots: Int }')).rejects.toThrow();
});
