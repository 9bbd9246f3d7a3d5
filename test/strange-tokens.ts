/** What a stranger might send to a subgraph's own port in the place of the gateway's token. */
import { generateKeyPair, SignJWT } from 'jose';
import { type Keys, readKeys } from '../subgraphs/kit/auth/keys.ts';
import { peerAuthorization } from '../subgraphs/kit/auth/tokens.ts';
import type { Harness, TestCaller } from '../subgraphs/kit/test/harness.ts';

/** Who asks whom. */
export type Attempt = {
  readonly subgraphs: Harness;
  readonly subgraph: string;
  readonly caller: TestCaller;
  /** The caller's own, which the gateway would take. */
  readonly accessToken: string;
};

/** Values of the `authorization` header that open nothing, by what they are. */
export const strangeTokens: Readonly<Record<string, (attempt: Attempt) => string | undefined | Promise<string>>> = {
  'no token': () => undefined,
  'a word that is no token': () => 'Bearer gateway',
  'an empty scheme': () => 'Bearer ',
  'the citizen’s own access token': ({ accessToken }) => `Bearer ${accessToken}`,
  'an unsigned token': ({ caller, subgraph }) => `Bearer ${unsigned({ ...caller, iss: 'gateway', aud: subgraph })}`,
  'a token by a key that nobody knows': async (attempt) =>
    signed(attempt, { key: await strangersKey(), kid: 'gateway.unknown' }),
  'a token by such a key under the name of the gateway’s': async (attempt) =>
    signed(attempt, { key: await strangersKey(), kid: attempt.subgraphs.keys.keyId }),
  'the gateway’s token for another subgraph': async (attempt) =>
    `Bearer ${await attempt.subgraphs.token(anotherThan(attempt.subgraph), attempt.caller)}`,
  'the gateway’s token of a minute ago': (attempt) => signed(attempt, { ...gatewaysKey(attempt), endsInSeconds: -1 }),
  'a token of the gateway’s that never ends': (attempt) =>
    signed(attempt, { ...gatewaysKey(attempt), endsInSeconds: null }),
  'a token by another subgraph in the gateway’s name': async (attempt) => signed(attempt, await peersKey(attempt)),
  'such a token under the name of the gateway’s key': async (attempt) =>
    signed(attempt, { ...(await peersKey(attempt)), kid: attempt.subgraphs.keys.keyId }),
  'the proof with which subgraphs call each other': async ({ subgraphs, subgraph }) =>
    peerAuthorization(subgraph, await readKeys(subgraphs.keysDirectory, anotherThan(subgraph))),
};

type Signing = {
  readonly key: Keys['signingKey'];
  readonly kid: string;
  /** Null: never. */
  readonly endsInSeconds?: number | null;
};

/** A token like the gateway's. */
async function signed(
  { caller: { sub = '', ...claims }, subgraph }: Attempt,
  { key, kid, endsInSeconds = 60 }: Signing,
): Promise<string> {
  const jwt = new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA', kid })
    .setIssuer('gateway')
    .setAudience(subgraph)
    .setSubject(sub)
    .setIssuedAt();
  const now = Math.floor(Date.now() / 1000);
  return `Bearer ${await (endsInSeconds === null ? jwt : jwt.setExpirationTime(now + endsInSeconds)).sign(key)}`;
}

function unsigned(claims: object): string {
  const exp = Math.floor(Date.now() / 1000) + 60;
  const [header, payload] = [{ alg: 'none' }, { ...claims, exp }].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  return `${header}.${payload}.AAAA`;
}

function anotherThan(subgraph: string): string {
  return subgraph === 'land' ? 'health' : 'land';
}

function gatewaysKey({ subgraphs: { keys } }: Attempt): Signing {
  return { key: keys.signingKey, kid: keys.keyId };
}

async function peersKey({ subgraphs, subgraph }: Attempt): Promise<Signing> {
  const { signingKey, keyId } = await readKeys(subgraphs.keysDirectory, anotherThan(subgraph));
  return { key: signingKey, kid: keyId };
}

async function strangersKey(): Promise<Keys['signingKey']> {
  return (await generateKeyPair('EdDSA', { crv: 'Ed25519' })).privateKey;
}
