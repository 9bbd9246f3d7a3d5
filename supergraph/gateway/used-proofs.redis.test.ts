/** Two gateways that share what they remember of proofs, on a real Redis that goes away. */
import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { type Answer, citizen, type Graph, startGraph } from './test/graph.ts';
import { redisTest, type TestRedis, testRedis } from './test/redis.ts';

const PARTS = {
  post: { sdl: 'type Query { letters: Int @authenticated }', resolvers: { Query: { letters: () => 5 } } },
};
const PUBLIC_URL = 'https://graph.test';
const PASSWORD = 'a-secret-of-redis';

let redis: TestRedis;
let graphs: readonly [Graph, Graph];
/** Bound to the phone's key. */
let bound: string;
/** Bound to no key. */
let unbound: string;
let proof: (jti?: string) => Promise<string>;

beforeAll(async () => {
  redis = await testRedis(PASSWORD);
  const settings = { REDIS_URL: redis.url, PUBLIC_URLS: PUBLIC_URL };
  // Redis is not there yet: the gateways start without it.
  const first = await startGraph(PARTS, settings);
  graphs = [first, await startGraph(PARTS, { ...settings, ISSUER_JWKS_URL: first.issuer.jwksUrl })];
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  bound = await first.issuer.token({ ...citizen('rahima'), cnf: { jkt: await calculateJwkThumbprint(jwk) } });
  unbound = await first.issuer.token(citizen('rahima'));
  proof = (jti = crypto.randomUUID()) =>
    new SignJWT({ jti, htm: 'POST', htu: `${PUBLIC_URL}/graphql`, ath: hashOf(bound) })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
      .setIssuedAt()
      .sign(privateKey);
});
beforeEach(async () => {
  await redis.kill();
  await redis.start();
  // Each gateway has noticed that it is another one.
  for (const graph of graphs) await expect.poll(() => statusOf(graph)).toBe(200);
});
afterAll(async () => {
  await Promise.all(graphs.map((graph) => graph.stop()));
  await redis.kill();
});

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');
const ask = (graph: Graph, dpop: string): Promise<Answer> =>
  graph.ask('{ letters }', { headers: { authorization: `DPoP ${bound}`, dpop } });
const statusOf = async (graph: Graph, dpop?: string) => (await ask(graph, dpop ?? (await proof()))).status;

const away = [
  {
    extensions: {
      code: 'SERVICE_UNAVAILABLE',
      messages: { en: expect.stringContaining('try this again'), bn: expect.stringContaining('আবার চেষ্টা করুন') },
    },
  },
];

redisTest('a proof that one gateway has taken is none at the other', async () => {
  const [one, other] = graphs;
  const once = await proof();
  expect(await statusOf(one, once)).toBe(200);
  const again = await ask(other, once);
  expect(again.status).toBe(401);
  expect(again.headers.get('www-authenticate')).toBe('DPoP error="invalid_dpop_proof", algs="ES256 Ed25519 EdDSA"');
  expect(await statusOf(other)).toBe(200);
});

redisTest('of twenty that bring one proof to both at once, one is let in', async () => {
  const once = await proof();
  const statuses = await Promise.all(
    Array.from({ length: 20 }, (_, index) => statusOf(graphs[index % 2 === 0 ? 0 : 1], once)),
  );
  expect(statuses.sort()).toEqual([200, ...Array.from({ length: 19 }, () => 401)]);
});

redisTest('a proof is remembered for three minutes, by a hash', async () => {
  const client = new Redis(redis.url);
  await client.flushall();
  expect(await statusOf(graphs[0], await proof('id-of-the-proof '.repeat(100)))).toBe(200);
  const keys = await client.keys('*');
  expect(keys).toEqual([expect.stringMatching(/^nagarik:used-proof:[\w-]{43}$/)]);
  const leftMs = await client.pttl(keys[0] ?? '');
  client.disconnect();
  expect(leftMs).toBeGreaterThan(170_000);
  expect(leftMs).toBeLessThanOrEqual(180_000);
});

redisTest('while Redis is away no proof is taken, other logins go on, and all is well when it is back', async () => {
  const once = await proof();
  expect(await statusOf(graphs[0], once)).toBe(200);
  await redis.kill();
  for (const graph of graphs) {
    const { status, errors, headers } = await ask(graph, await proof());
    expect({ status, errors }).toMatchObject({ status: 503, errors: away });
    expect(headers.get('www-authenticate')).toBeNull();
    expect(await statusOf(graph, once)).toBe(503);
    expect((await graph.ask('{ letters }', { headers: { authorization: `Bearer ${unbound}` } })).status).toBe(200);
  }
  await redis.start();
  for (const graph of graphs) await expect.poll(() => statusOf(graph)).toBe(200);
});

redisTest('a Redis that is there and silent holds nobody for longer than a second or two', async () => {
  redis.freeze();
  const asked = performance.now();
  const { status, errors } = await ask(graphs[0], await proof());
  const tookMs = performance.now() - asked;
  redis.thaw();
  expect({ status, errors }).toMatchObject({ status: 503, errors: away });
  expect(tookMs).toBeLessThan(5_000);
  await expect.poll(() => statusOf(graphs[0])).toBe(200);
});

redisTest('a proof that is at both gateways while Redis is killed is let in once at most', async () => {
  const proofs = await Promise.all(Array.from({ length: 40 }, () => proof()));
  const asked = proofs.map((each) => Promise.all(graphs.map((graph) => statusOf(graph, each))));
  await asked[0];
  await redis.kill();
  for (const statuses of await Promise.all(asked)) {
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(1);
    expect(statuses.filter((status) => ![200, 401, 503].includes(status))).toEqual([]);
  }
});

redisTest('a wrong password is told in the log, without it', async () => {
  const wrong = redis.url.replace(PASSWORD, 'not-the-secret');
  const graph = await startGraph(PARTS, {
    REDIS_URL: wrong,
    PUBLIC_URLS: PUBLIC_URL,
    ISSUER_JWKS_URL: graphs[0].issuer.jwksUrl,
  });
  expect(await statusOf(graph)).toBe(503);
  expect(graph.log()).toContain('WRONGPASS');
  await graph.stop();
  for (const each of [graph, ...graphs]) expect(each.log()).not.toMatch(/not-the-secret|a-secret-of-redis/);
});
