/** Who issues access tokens in a test: its keys over real HTTP, and tokens of every kind, good and bad. */
import { type FastifyReply, fastify } from 'fastify';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

export const ISSUER = 'https://login.test';
export const AUDIENCE = 'nagarik-graph';
const KEY_ID = 'identity.test';
const OTHER_KEY_ID = 'identity.other';

/** What of a token is other than it should be. */
export type Unusual = {
  readonly issuer?: string;
  readonly audience?: string;
  readonly typ?: string;
  readonly kid?: string;
  /** Signed by a key of the issuer's that is for something else. */
  readonly isByOtherKey?: boolean;
  readonly issuedAt?: Date;
  /** Null: never. */
  readonly expiresAt?: Date | null;
};

export type Issuer = {
  readonly jwksUrl: string;
  readonly publicJwk: JWK;
  /** How often its keys were asked for. */
  readonly fetches: () => number;
  /** Answers for the keys from now on; null: as it should. */
  answerWith(answer: ((reply: FastifyReply) => FastifyReply) | null): void;
  /** A token of the issuer's. */
  token(claims: JWTPayload, unusual?: Unusual): Promise<string>;
  stop(): Promise<void>;
};

export async function startIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const other = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const publicJwk = { ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig', kid: KEY_ID };
  const otherJwk = { ...(await exportJWK(other.publicKey)), alg: 'EdDSA', use: 'sig', kid: OTHER_KEY_ID };
  let fetches = 0;
  let answer: ((reply: FastifyReply) => FastifyReply) | null = null;
  const server = fastify({ forceCloseConnections: true });
  server.get('/jwks.json', (_request, reply) => {
    fetches += 1;
    return answer ? answer(reply) : reply.send({ keys: [publicJwk, otherJwk] });
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    jwksUrl: `${url}/jwks.json`,
    publicJwk,
    fetches: () => fetches,
    answerWith: (other) => {
      answer = other;
    },
    token: (
      claims,
      { isByOtherKey = false, issuer = ISSUER, audience = AUDIENCE, typ = 'at+jwt', ...unusual } = {},
    ) => {
      const { kid = isByOtherKey ? OTHER_KEY_ID : KEY_ID, expiresAt, issuedAt } = unusual;
      const jwt = new SignJWT(claims)
        .setProtectedHeader({ alg: isByOtherKey ? 'EdDSA' : 'ES256', kid, typ })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt);
      return (expiresAt === null ? jwt : jwt.setExpirationTime(expiresAt ?? '1 h')).sign(
        isByOtherKey ? other.privateKey : privateKey,
      );
    },
    stop: () => server.close(),
  };
}
