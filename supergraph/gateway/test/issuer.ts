/** Who issues access tokens in a test: its keys over real HTTP, and tokens of every kind, good and bad. */
import { type FastifyReply, fastify } from 'fastify';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

export const ISSUER = 'https://login.test';
export const AUDIENCE = 'nagarik-graph';
const KEY_ID = 'identity.test';

/** What of a token is other than it should be. */
export type Unusual = {
  readonly issuer?: string;
  readonly audience?: string;
  readonly typ?: string;
  readonly kid?: string;
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
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const publicJwk = { ...(await exportJWK(publicKey)), alg: 'EdDSA', use: 'sig', kid: KEY_ID };
  let fetches = 0;
  let answer: ((reply: FastifyReply) => FastifyReply) | null = null;
  const server = fastify({ forceCloseConnections: true });
  server.get('/jwks.json', (_request, reply) => {
    fetches += 1;
    return answer ? answer(reply) : reply.send({ keys: [publicJwk] });
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    jwksUrl: `${url}/jwks.json`,
    publicJwk,
    fetches: () => fetches,
    answerWith: (other) => {
      answer = other;
    },
    token: (claims, { issuer = ISSUER, audience = AUDIENCE, typ = 'at+jwt', kid = KEY_ID, expiresAt } = {}) => {
      const jwt = new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', kid, typ })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt();
      return (expiresAt === null ? jwt : jwt.setExpirationTime(expiresAt ?? '1 h')).sign(privateKey);
    },
    stop: () => server.close(),
  };
}
