import { createHash, type webcrypto } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proofReader } from './dpop.ts';
import { InvalidToken } from './invalid-token.ts';
import { citizen, type Graph, startGraph } from './test/graph.ts';
import { usedProofsHere } from './used-proofs.ts';

type Holder = { readonly key: webcrypto.CryptoKey; readonly jwk: JWK; readonly thumbprint: string };

async function holder(): Promise<Holder> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  return { key: privateKey, jwk, thumbprint: await calculateJwkThumbprint(jwk) };
}

let graph: Graph;
let phone: Holder;
let thief: Holder;
/** Bound to the phone's key. */
let bound: string;

beforeAll(async () => {
  graph = await startGraph({
    post: { sdl: 'type Query { letters: Int @authenticated }', resolvers: { Query: { letters: () => 5 } } },
  });
  [phone, thief] = await Promise.all([holder(), holder()]);
  bound = await graph.issuer.token({ ...citizen('rahima'), cnf: { jkt: phone.thumbprint } });
});
afterAll(() => graph.stop());

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

/** What of a proof is other than it should be. */
type Unusual = {
  by?: Holder;
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  without?: string;
  issuedAt?: Date;
};

/** The phone's proof for its token and this graph, but for what the test changes. */
async function proof({ by = phone, header = {}, claims = {}, without, issuedAt }: Unusual = {}): Promise<string> {
  const all: Record<string, unknown> = {
    jti: crypto.randomUUID(),
    htm: 'POST',
    htu: `${graph.url}/graphql`,
    ath: hashOf(bound),
    ...claims,
  };
  if (without !== undefined) delete all[without];
  return new SignJWT(all)
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: by.jwk, ...header })
    .setIssuedAt(issuedAt)
    .sign(by.key);
}

const ask = (authorization: string, dpop?: string) =>
  graph.ask('{ letters }', { headers: { authorization, ...(dpop === undefined ? {} : { dpop }) } });

test('a token that is bound to a key opens with a proof by that key', async () => {
  const { data, errors } = await ask(`DPoP ${bound}`, await proof());
  expect({ data, errors }).toEqual({ data: { letters: 5 }, errors: [] });
});

test('each request brings a proof of its own; a query of the address does not count', async () => {
  for (const htu of [`${graph.url}/graphql`, `${graph.url}/graphql?as=they#like`])
    expect((await ask(`DPoP ${bound}`, await proof({ claims: { htu } }))).status).toBe(200);
});

describe('a bound token opens nothing', () => {
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
  const rows: readonly [sentence: string, proof: () => Promise<string | undefined>][] = [
    ['without a proof', async () => undefined],
    ['with the proof of another key', () => proof({ by: thief })],
    ['with a proof that names the key and is signed by another', () => proof({ by: { ...thief, jwk: phone.jwk } })],
    ['with a proof that names no key', () => proof({ header: { jwk: undefined } })],
    [
      'with a proof that gives its private key away',
      async () => proof({ header: { jwk: await exportJWK(phone.key) } }),
    ],
    ['with a proof of another type', () => proof({ header: { typ: 'JWT' } })],
    ['with a proof for another method', () => proof({ claims: { htm: 'GET' } })],
    ['with a proof for another address', () => proof({ claims: { htu: 'https://elsewhere.test/graphql' } })],
    ['with a proof for another path', () => proof({ claims: { htu: `${graph.url}/token` } })],
    ['with a proof for what is no address', () => proof({ claims: { htu: 'graphql' } })],
    ['with a proof for another token', () => proof({ claims: { ath: hashOf('another') } })],
    ['with a proof for no token', () => proof({ without: 'ath' })],
    ['with a proof that has no id', () => proof({ without: 'jti' })],
    ['with a proof of three minutes ago', () => proof({ issuedAt: ago(180) })],
    ['with a proof of the future', () => proof({ issuedAt: ago(-180) })],
    ['with two proofs', async () => `${await proof()}, ${await proof()}`],
    ['with an unsigned proof', async () => unsigned(await proof())],
  ];

  test.each(rows)('%s', async (_sentence, make) => {
    const { status, headers, errors, data } = await ask(`DPoP ${bound}`, await make());
    expect(status).toBe(401);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_TOKEN' } }]);
    expect(headers.get('www-authenticate')).toBe('DPoP error="invalid_dpop_proof", algs="ES256 Ed25519 EdDSA"');
  });

  test('with a proof that was used before', async () => {
    const once = await proof();
    expect((await ask(`DPoP ${bound}`, once)).status).toBe(200);
    expect((await ask(`DPoP ${bound}`, once)).status).toBe(401);
  });

  test('as a bearer’s, with its proof or without', async () => {
    for (const dpop of [undefined, await proof()]) {
      const { status, headers } = await ask(`Bearer ${bound}`, dpop);
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toBe('DPoP error="invalid_token", algs="ES256 Ed25519 EdDSA"');
    }
  });
});

test('a token that is bound to no key is no DPoP token, whatever comes with it', async () => {
  const plain = await graph.issuer.token(citizen('rahima'));
  expect((await ask(`DPoP ${plain}`, await proof({ claims: { ath: hashOf(plain) } }))).status).toBe(401);
});

test('a token that is bound in another way is refused: nothing here could check it', async () => {
  const byCertificate = await graph.issuer.token({ ...citizen('rahima'), cnf: { 'x5t#S256': 'thumbprint' } });
  expect((await ask(`Bearer ${byCertificate}`)).status).toBe(401);
});

test('a proof is remembered for as long as it would be taken', async () => {
  let now = Date.now();
  const prove = proofReader(
    [`${graph.url}/graphql`],
    usedProofsHere(() => now),
    () => now,
  );
  const proven = { method: 'POST', accessToken: bound, thumbprint: phone.thumbprint };
  const early = await proof({ issuedAt: new Date(now + 55_000) });
  await prove(early, proven);
  for (const minutes of [1, 2]) {
    now += 60_000;
    await expect(prove(early, proven), `${minutes} min later`).rejects.toBeInstanceOf(InvalidToken);
  }
  await prove(await proof({ issuedAt: new Date(now) }), proven);
});

function unsigned(signed: string): string {
  const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'dpop+jwt', jwk: phone.jwk })).toString('base64url');
  return `${header}.${signed.split('.')[1]}.AAAA`;
}
