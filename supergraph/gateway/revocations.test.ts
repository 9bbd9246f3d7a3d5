import { fastify } from 'fastify';
import { importJWK, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TIMEOUT_MS } from './revocations.ts';
import { MOST_REVOCATIONS_EVERY_MS, readSettings, SettingsError } from './settings.ts';
import { LIFETIME_SECONDS } from './subgraph/token.ts';
import { citizen, type Graph, startGraph } from './test/graph.ts';

type Revoked = { readonly key: string; readonly before: number; readonly until: number };

/** The issuer's list, over real HTTP. */
const server = fastify({ forceCloseConnections: true });
let revoked: readonly Revoked[] = [];
let trouble: number | null = null;
let asked: (string | undefined)[] = [];
let graph: Graph;
let url: string;

beforeAll(async () => {
  server.get('/revocations', (request, reply) => {
    asked.push(request.headers.authorization);
    return trouble === null ? reply.send({ revoked }) : reply.code(trouble).send('trouble');
  });
  url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/revocations`;
  graph = await startGraph(
    { post: { sdl: 'type Query { letters: Int @authenticated }', resolvers: { Query: { letters: () => 5 } } } },
    { REVOCATIONS_URL: url, REVOCATIONS_EVERY_MS: '20' },
  );
});
afterAll(async () => {
  await graph.stop();
  await server.close();
});

/** Two more questions: the answer to the first of them is in force. */
async function listed(entries: readonly Revoked[]): Promise<void> {
  revoked = entries;
  await twoMoreQuestions();
}
async function twoMoreQuestions(): Promise<void> {
  asked = [];
  await expect.poll(() => asked.length).toBeGreaterThan(1);
}

const now = () => Math.floor(Date.now() / 1000);
const entry = (key: string, before = now()): Revoked => ({ key, before, until: before + 600 });
const act = { sub: 'e-1', role: 'entrepreneur', centre: 'gulshan', consent: 'c-1' };
const statusFor = async (claims: Parameters<Graph['issuer']['token']>[0], issuedAt = new Date()) => {
  const token = await graph.issuer.token(claims, { issuedAt });
  return (await graph.ask('{ letters }', { headers: { authorization: `Bearer ${token}` } })).status;
};

describe('a token is over when the list names', () => {
  test.each<[string, string, Parameters<Graph['issuer']['token']>[0]]>([
    ['its id', 'jti:t-1', { ...citizen('rahima'), jti: 't-1' }],
    ['the consent that it came from', 'grant:g-1', { ...citizen('rahima'), grant: 'g-1' }],
    ['the role of its holder', 'holder:rahima:citizen', citizen('rahima')],
    ['who acts by it', 'actor:e-1', { sub: 'rahima', scope: 'service:a', act }],
    ['the citizen’s consent to it', 'consent:c-1', { sub: 'rahima', scope: 'service:a', act }],
  ])('%s', async (_what, key, claims) => {
    await listed([]);
    expect(await statusFor(claims)).toBe(200);
    await listed([entry(key)]);
    expect(await statusFor(claims, new Date(Date.now() - 5_000))).toBe(401);
    await listed([]);
  });
});

test('what the list does not name goes on', async () => {
  await listed([entry('holder:rahima:official'), entry('jti:t-1'), entry('actor:rahima'), entry('consent:undefined')]);
  expect(await statusFor({ ...citizen('rahima'), jti: 't-2' })).toBe(200);
});

test('a token that was issued after is good, also when the same was taken back twice', async () => {
  await listed([entry('holder:rahima:citizen', now() - 60), entry('holder:rahima:citizen', now() - 90)]);
  expect(await statusFor(citizen('rahima'), new Date(Date.now() - 75_000))).toBe(401);
  expect(await statusFor(citizen('rahima'))).toBe(200);
});

test('the gateway says who it is to the issuer', async () => {
  await twoMoreQuestions();
  const token = asked[0]?.replace('Bearer ', '') ?? '';
  const { payload } = await jwtVerify(token, await importJWK(graph.gatewayKey, 'EdDSA'), { audience: 'identity' });
  expect(payload).toMatchObject({ iss: 'gateway' });
  expect(payload.sub).toBeUndefined();
});

test('while the issuer does not answer, or answers nonsense, the last list stays in force', async () => {
  await listed([entry('holder:rahima:citizen')]);
  trouble = 500;
  await twoMoreQuestions();
  expect(await statusFor(citizen('rahima'), new Date(Date.now() - 5_000))).toBe(401);
  expect(graph.log()).toContain('the last one stays in force');
  trouble = null;
  await listed([]);
  expect(await statusFor(citizen('rahima'))).toBe(200);
});

test('a gateway starts without the list, and takes no login and is not ready until it is there', async () => {
  trouble = 503;
  await twoMoreQuestions();
  const other = await startGraph(
    { post: { sdl: 'type Query { letters: Int }', resolvers: { Query: { letters: () => 5 } } } },
    { REVOCATIONS_URL: url, REVOCATIONS_EVERY_MS: '20' },
  );
  const ready = async () => (await fetch(`${other.url}/ready`)).status;
  expect((await other.ask('{ letters }')).data).toEqual({ letters: 5 });
  expect(await other.ask('{ letters }', { as: citizen('rahima') })).toMatchObject({
    status: 503,
    errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }],
  });
  expect(await ready()).toBe(503);
  trouble = null;
  await expect.poll(() => other.log()).toContain('is there again');
  expect((await other.ask('{ letters }', { as: citizen('rahima') })).data).toEqual({ letters: 5 });
  trouble = 503;
  await twoMoreQuestions();
  expect((await other.ask('{ letters }', { as: citizen('rahima') })).data).toEqual({ letters: 5 });
  expect(await ready()).toBe(200);
  trouble = null;
  await other.stop();
});

test('without the list yet, the issuer is asked for it more often than usual', async () => {
  trouble = 503;
  const other = await startGraph(
    { post: { sdl: 'type Query { letters: Int }', resolvers: { Query: { letters: () => 5 } } } },
    { REVOCATIONS_URL: url, REVOCATIONS_EVERY_MS: '10000' },
  );
  trouble = null;
  await expect.poll(() => other.log()).toContain('is there again');
  await other.stop();
});

test('what was taken back opens no subgraph after a minute, also when one answer of the issuer was lost', () => {
  const heardOfMs = 2 * (MOST_REVOCATIONS_EVERY_MS + TIMEOUT_MS);
  expect(heardOfMs + LIFETIME_SECONDS * 1000).toBeLessThanOrEqual(60_000);
});

test.each(['10001', '0', 'often'])('the list is not asked for more seldom than that: %s', (everyMs) => {
  const read = () => readSettings({ REVOCATIONS_EVERY_MS: everyMs });
  expect(read).toThrow(SettingsError);
  expect(read).toThrow('REVOCATIONS_EVERY_MS: must be a number up to 10000');
});
