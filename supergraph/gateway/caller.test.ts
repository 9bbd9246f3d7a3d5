import { exportSPKI, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { citizen, type Graph, startGraph } from './test/graph.ts';
import { AUDIENCE, ISSUER } from './test/issuer.ts';

const PARTS = {
  post: {
    sdl: 'type Query { stamps: Int letters: Int @authenticated }',
    resolvers: { Query: { stamps: () => 3, letters: () => 5 } },
  },
};
const LETTERS = '{ letters }';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph(PARTS);
});
beforeEach(() => graph.subgraph('post').forget());
afterAll(() => graph.stop());

const ask = (authorization?: string) =>
  graph.ask('{ stamps letters }', authorization === undefined ? {} : { headers: { authorization } });

test('nobody reads what is public, and is told to log in for the rest', async () => {
  const { status, data, errors } = await ask();
  expect(status).toBe(200);
  expect(data).toEqual({ stamps: 3, letters: null });
  expect(errors).toMatchObject([{ path: ['letters'], extensions: { code: 'UNAUTHENTICATED' } }]);
});

test('an empty authorization header is nobody', async () => {
  expect((await ask('')).data).toEqual({ stamps: 3, letters: null });
});

test('who has logged in reads more', async () => {
  const { data, errors } = await graph.ask('{ stamps letters }', { as: citizen('rahima') });
  expect({ data, errors }).toEqual({ data: { stamps: 3, letters: 5 }, errors: [] });
});

describe('a bad token is refused before anything runs', () => {
  const rahima = citizen('rahima');
  const token = (unusual: Parameters<Graph['issuer']['token']>[1]) => graph.issuer.token(rahima, unusual);
  const rows: readonly [sentence: string, header: () => Promise<string> | string][] = [
    ['expired', () => token({ expiresAt: new Date(Date.now() - 1_000) })],
    ['of another issuer', () => token({ issuer: 'https://elsewhere.test' })],
    ['for another audience', () => token({ audience: 'another-graph' })],
    ['of another type: an ID token is no access token', () => token({ typ: 'JWT' })],
    ['signed in another way than the issuer’s, by a key of its own', () => token({ isByOtherKey: true })],
    ['signed by a key that the issuer does not have', () => forged({})],
    ['signed by another key under the name of the issuer’s', () => forged({ kid: graph.issuer.publicJwk.kid ?? '' })],
    ['whose signature was changed', async () => (await token({})).slice(0, -6).concat('AAAAAA')],
    ['whose claims were changed', async () => withClaims(await token({}), { sub: 'karim', scope: 'official' })],
    ['unsigned: alg none', unsigned],
    ['signed with the public key as if it were a shared secret (HS256)', () => symmetric(graph.issuer.publicJwk)],
    ['that says for whom somebody acts, and holds a role beside', () => assisted({ scope: 'citizen service:a' })],
    ['that says for whom somebody acts, and no service', () => assisted({ scope: '' })],
    ['that holds services, and does not say who acts', () => graph.issuer.token({ ...claims, scope: 'service:a' })],
    ['that says for whom nobody acts', () => assisted({ act: {} })],
    ['that names nobody', () => graph.issuer.token({ scope: 'citizen' })],
    ['that never ends', () => token({ expiresAt: null })],
    ['that is no JWT', () => 'rahima'],
    ['with nothing in its parts', () => '..'],
    ['under another scheme', () => 'Basic cmFoaW1hOnNlY3JldA=='],
    ['twice', async () => `Bearer ${await token({})}, Bearer ${await token({})}`],
    ['of the gateway, which subgraphs get', gatewaysOwn],
  ];

  test.each(rows)('%s', async (_sentence, header) => {
    const value = await header();
    const { status, headers, data, errors } = await ask(value.includes(' ') ? value : `Bearer ${value}`);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer error="invalid_token", DPoP algs="ES256 Ed25519 EdDSA"');
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message: 'Your login is over or not valid. Please log in again.',
        extensions: {
          code: 'INVALID_TOKEN',
          messages: {
            en: 'Your login is over or not valid. Please log in again.',
            bn: 'আপনার লগ ইনের মেয়াদ শেষ বা এটি সঠিক নয়। অনুগ্রহ করে আবার লগ ইন করুন।',
          },
        },
      },
    ]);
    expect(graph.subgraph('post').sent()).toEqual([]);
  });
});

test('the keys of the issuer are fetched once for many requests', async () => {
  const other = await startGraph(PARTS);
  expect(other.issuer.fetches()).toBe(0);
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => other.ask(LETTERS, { as: citizen(`c${n}`) })));
  expect(answers.map(({ data }) => data)).toEqual(answers.map(() => ({ letters: 5 })));
  const unknown = await other.issuer.token(citizen('rahima'), { kid: 'identity.unknown' });
  await Promise.all(
    Array.from({ length: 20 }, () => other.ask(LETTERS, { headers: { authorization: `Bearer ${unknown}` } })),
  );
  expect(other.issuer.fetches()).toBe(1);
  await other.stop();
});

test('who acts for a citizen is taken for the citizen, with the services consented to', async () => {
  const { data } = await ask(`Bearer ${await assisted({})}`);
  expect(data).toEqual({ stamps: 3, letters: 5 });
});

describe('while the issuer does not give its keys', () => {
  const reasons = {
    'it is in trouble': (reply) => reply.code(500).send('trouble'),
    'it talks nonsense': (reply) => reply.type('text/html').send('<html>'),
    'it has no keys': (reply) => reply.send({}),
    'the connection breaks': (reply) => {
      reply.raw.destroy();
      return reply.hijack();
    },
  } satisfies Record<string, Parameters<Graph['issuer']['answerWith']>[0]>;

  test.each(Object.entries(reasons))('a good token is not called bad: %s', async (_reason, answer) => {
    const other = await startGraph(PARTS);
    other.issuer.answerWith(answer);
    const { status, errors, headers } = await other.ask(LETTERS, { as: citizen('rahima') });
    expect(status).toBe(503);
    expect(headers.get('www-authenticate')).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE' } }]);
    other.issuer.answerWith(null);
    expect((await other.ask(LETTERS, { as: citizen('rahima') })).data).toEqual({ letters: 5 });
    await other.stop();
  });

  test('who has logged in goes on for as long as their token lives', async () => {
    const other = await startGraph(PARTS);
    const rahima = { headers: { authorization: `Bearer ${await other.issuer.token(citizen('rahima'))}` } };
    expect((await other.ask(LETTERS, rahima)).data).toEqual({ letters: 5 });
    other.issuer.answerWith((reply) => reply.code(500).send('trouble'));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 45 * 60_000 });
    try {
      expect((await other.ask(LETTERS, rahima)).data).toEqual({ letters: 5 });
      await expect.poll(() => other.issuer.fetches()).toBe(2);
    } finally {
      vi.useRealTimers();
    }
    await other.stop();
  });
});

const claims = { sub: 'rahima', scope: 'citizen' };

/** A token for a citizen who is served at a centre, but for what the test changes. */
function assisted(changes: Record<string, unknown>): Promise<string> {
  const act = { sub: 'e-1', role: 'entrepreneur', centre: 'gulshan', consent: 'c-1' };
  return graph.issuer.token({ sub: 'rahima', scope: 'service:a', act, ...changes });
}

async function forged({ kid = 'identity.forged' }: { kid?: string }): Promise<string> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  return whole(new SignJWT(claims)).setProtectedHeader({ alg: 'EdDSA', kid, typ: 'at+jwt' }).sign(privateKey);
}

function whole(jwt: SignJWT): SignJWT {
  return jwt.setIssuer(ISSUER).setAudience(AUDIENCE).setIssuedAt().setExpirationTime('1 h');
}

function unsigned(): string {
  const [header, payload] = [
    { alg: 'none', typ: 'at+jwt', kid: graph.issuer.publicJwk.kid },
    { ...claims, iss: ISSUER, aud: AUDIENCE, exp: Math.floor(Date.now() / 1000) + 600 },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return `${header}.${payload}.AAAA`;
}

/** The key confusion: a verifier that lets the token choose takes the public key as an HMAC's secret. */
async function symmetric(publicJwk: JWK): Promise<string> {
  const key = await importJWK(publicJwk, 'ES256', { extractable: true });
  if (key instanceof Uint8Array) throw new Error('a public key was expected');
  return whole(new SignJWT(claims))
    .setProtectedHeader({ alg: 'HS256', kid: publicJwk.kid ?? '', typ: 'at+jwt' })
    .sign(new TextEncoder().encode(await exportSPKI(key)));
}

function withClaims(token: string, changes: Record<string, unknown>): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const changed = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), ...changes };
  return [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.');
}

async function gatewaysOwn(): Promise<string> {
  await graph.ask('{ stamps }');
  const sent = graph.subgraph('post').sent().at(-1)?.headers.authorization ?? '';
  graph.subgraph('post').forget();
  return sent.replace('Bearer ', '');
}
