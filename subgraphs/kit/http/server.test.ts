/** A subgraph's endpoint as somebody meets it who comes past the gateway. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS_PATH, SNAPSHOTS_PATH } from '../application/commands.ts';
import { ELIGIBILITY_PATH } from '../application/eligibility.ts';
import { PAYMENTS_PATH } from '../application/pay.ts';
import { systemClock } from '../clock.ts';
import { randomIds } from '../ids.ts';
import { createLogger } from '../log.ts';
import { readSettings } from '../settings.ts';
import { startSubgraph } from '../start-subgraph.ts';
import { lockFolder } from '../storage/folder-lock.ts';
import { defineSubgraph } from '../subgraph.ts';
import { testDatabase } from '../test/database.ts';
import { anonymous, citizen, type Harness, startSubgraphs } from '../test/harness.ts';
import ministry from '../test/ministry-for-tests/index.ts';

const MAX_BODY_BYTES = 20_000;

let town: Harness;
beforeAll(async () => {
  town = await startSubgraphs({ water: ministry }, { environment: { MAX_BODY_BYTES: String(MAX_BODY_BYTES) } });
});
afterAll(() => town.stop());

async function send(
  path: string,
  { body, headers = {}, method = 'POST' }: { body?: string; headers?: object; method?: string },
) {
  const answer = await fetch(`${town.urls.water}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return { status: answer.status, text: await answer.text() };
}

const asGateway = async () => ({ authorization: `Bearer ${await town.token('water', citizen('rahima'))}` });
const query = (text: string) => JSON.stringify({ query: text });

describe('without a token', () => {
  test.each(['/graphql', COMMANDS_PATH, SNAPSHOTS_PATH, ELIGIBILITY_PATH, PAYMENTS_PATH])(
    '%s answers 401',
    async (path) => {
      const answer = await send(path, { body: query('{ __typename }') });
      expect(answer.status).toBe(401);
      expect(answer.text).not.toContain('__typename');
    },
  );

  test.each(['/health', '/ready'])('%s answers', async (path) => {
    expect((await fetch(`${town.urls.water}${path}`)).status).toBe(200);
  });

  test('a body is not even read', async () => {
    expect((await send('/graphql', { body: 'x'.repeat(MAX_BODY_BYTES * 2) })).status).toBe(401);
  });
});

test('with a token of the gateway a query is answered', async () => {
  expect(
    await town.ask('water', anonymous, '{ riverLevel(input: { gauge: "Goalundo" }) { record { centimetres } } }'),
  ).toEqual({
    data: { riverLevel: { record: { centimetres: 865 } } },
  });
});

test('a body that is too large is told so', async () => {
  const body = query(`{ riverLevel(input: { gauge: "${'x'.repeat(MAX_BODY_BYTES)}" }) { record { gauge } } }`);
  const { status, text } = await send('/graphql', { body, headers: await asGateway() });
  expect(status).toBe(413);
  expect(JSON.parse(text)).toEqual({ errors: [{ message: 'Request body is too large' }] });
});

test('a query that is too deep is refused before it runs', async () => {
  const fields = (depth: number) => '{ f '.repeat(depth) + ' }'.repeat(depth);
  const answer = await town.ask('water', anonymous, `query ${fields(16)}`);
  expect(answer.data).toBeUndefined();
  expect(answer.errors).toContainEqual(
    expect.objectContaining({
      message: 'The query is deeper than 15 levels.',
      extensions: expect.objectContaining({ code: 'GRAPHQL_VALIDATION_FAILED' }),
    }),
  );
});

test.each([
  ['no JSON', '{'],
  ['nothing', ''],
])('%s is a bad request', async (_, body) => {
  const { status, text } = await send('/graphql', { body, headers: await asGateway() });
  expect(status).toBe(400);
  expect(JSON.parse(text)).toMatchObject({ errors: [{ message: expect.any(String) }] });
});

test.each([
  ['GET', '/graphql?query={__typename}'],
  ['GET', '/'],
  ['POST', '/no-such-route'],
])('%s %s is not there', async (method, path) => {
  const body = method === 'GET' ? {} : { body: '{}' };
  expect((await send(path, { method, ...body, headers: await asGateway() })).status).toBe(404);
});

describe('when something goes wrong inside', () => {
  test('a client is told in both languages, and nothing of the inside', async () => {
    const broken = defineSubgraph({
      ...ministry,
      start: async () => ({
        resolvers: {
          Query: {
            riverLevel: () => {
              throw new Error('password of the database: 1234');
            },
          },
        },
        routes: (server) => {
          server.post('/broken', () => {
            throw new Error('password of the database: 1234');
          });
        },
      }),
    });
    const town = await startSubgraphs({ water: broken });
    const answer = await town.ask(
      'water',
      anonymous,
      '{ riverLevel(input: { gauge: "Goalundo" }) { record { gauge } } }',
    );
    expect(answer).toMatchObject({
      data: { riverLevel: null },
      errors: [
        {
          path: ['riverLevel'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', messages: { bn: expect.stringContaining('সমস্যা') } },
        },
      ],
    });
    const route = await fetch(`${town.urls.water}/broken`, { method: 'POST' });
    expect(route.status).toBe(500);
    expect(JSON.stringify(answer) + (await route.text())).not.toContain('1234');
    await town.stop();
  });

  test('what GraphQL refuses keeps its words, for the developer of the client', async () => {
    const answer = await town.ask('water', anonymous, '{ riverLevel(input: {}) { record { gauge } } }');
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringContaining('gauge'),
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED', messages: { bn: expect.stringContaining('gauge') } },
    });
  });
});

test('a subgraph whose database is away lives and is not ready', async () => {
  const { urls, stop } = await startWithClosedDatabase();
  expect((await fetch(`${urls}/health`)).status).toBe(200);
  const ready = await fetch(`${urls}/ready`);
  expect([ready.status, await ready.json()]).toEqual([503, { ready: false }]);
  await stop();
});

/** Starts a subgraph, and takes its database away. */
async function startWithClosedDatabase() {
  const definition = defineSubgraph({
    ...ministry,
    start: async ({ connection }) => {
      await connection.close();
      return { resolvers: {} };
    },
  });
  const town = await startSubgraphs({ water: definition });
  return { urls: town.urls.water, stop: town.stop };
}

describe('a subgraph that cannot start says what is missing', () => {
  async function start(definition = ministry, environment: Record<string, string> = {}) {
    const settings = readSettings({
      SUBGRAPH_URLS: '{"water":"http://127.0.0.1:1"}',
      MONGODB_URL: testDatabase().url,
      KEYS_DIR: town.keysDirectory,
      ...environment,
    });
    return startSubgraph('water', definition, {
      settings,
      clock: systemClock,
      ids: randomIds,
      log: createLogger('water', 'silent'),
    });
  }

  test('its own address', async () => {
    await expect(start(ministry, { SUBGRAPH_URLS: '{}' })).rejects.toThrow('add "water":"http://127.0.0.1:<port>"');
  });

  test('its key', async () => {
    await expect(start(ministry, { KEYS_DIR: '/nowhere' })).rejects.toThrow('/nowhere/water.jwk');
  });

  test('its port, and leaves its folder of looks to the next', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nagarik-looks-'));
    const taken = {
      SUBGRAPH_URLS: JSON.stringify({ water: town.urls.water }),
      DATABASE_PREFIX: town.databasePrefix,
      LOOKS_DIR: folder,
    };
    await expect(start(ministry, taken)).rejects.toThrow('EADDRINUSE');
    lockFolder(join(folder, 'water')).release();
    await rm(folder, { recursive: true });
  });

  test('its folder of looks', async () => {
    await expect(start(ministry, { LOOKS_DIR: '/dev/null' })).rejects.toThrow(
      'LOOKS_DIR: /dev/null/water cannot be used',
    );
  });
});
