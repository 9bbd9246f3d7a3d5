/**
 * The two tokens a subgraph trusts (JWT, RFC 7519): the gateway's, which says who the caller is, and a peer subgraph's,
 * which says which subgraph speaks. A key belongs to one issuer (its `kid` is `<issuer>.<thumbprint>`), so that no
 * subgraph can speak as another or as the gateway.
 */
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Caller } from './caller.ts';
import type { Keys } from './keys.ts';

/** A request that does not prove where it comes from. It is answered with 401. */
export class UntrustedRequest extends Error {}

const PEER_TOKEN_SECONDS = 60;

/**
 * Reads the gateway's token.
 * @param audience the subgraph it must be meant for.
 * @throws UntrustedRequest when it is missing, forged, expired or meant for another.
 */
export async function verifyGatewayToken(
  authorization: string | undefined,
  audience: string,
  keys: Keys,
): Promise<Caller> {
  const token = bearer(authorization);
  const payload = await verify(token, 'gateway', audience, keys);
  return {
    subject: payload.sub ?? null,
    scopes: new Set(text(payload.scope)?.split(' ').filter(Boolean)),
    ministry: text(payload.ministry),
    token,
  };
}

/** Signs this subgraph's proof for a call to another one. Value of the `authorization` header; lives 60 s. */
export async function peerAuthorization(audience: string, keys: Keys): Promise<string> {
  const token = await new SignJWT()
    .setProtectedHeader({ alg: 'EdDSA', kid: keys.keyId })
    .setIssuer(keys.name)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(`${PEER_TOKEN_SECONDS} s`)
    .sign(keys.signingKey);
  return `Bearer ${token}`;
}

/**
 * Reads a peer subgraph's proof.
 * @param issuer the subgraph that must have signed it; undefined: any trusted one but the gateway.
 * @returns the name of the subgraph that speaks.
 * @throws UntrustedRequest as above.
 */
export async function verifyPeer(authorization: string | undefined, keys: Keys, issuer?: string): Promise<string> {
  const payload = await verify(bearer(authorization), issuer, keys.name, keys);
  if (!payload.iss || payload.iss === 'gateway') throw new UntrustedRequest('the gateway speaks by GraphQL only');
  return payload.iss;
}

async function verify(token: string, issuer: string | undefined, audience: string, keys: Keys): Promise<JWTPayload> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys.trusted, {
      algorithms: ['EdDSA'],
      audience,
      requiredClaims: ['iss', 'exp'],
      ...(issuer === undefined ? {} : { issuer }),
    });
    const owner = protectedHeader.kid?.split('.')[0];
    if (owner !== payload.iss) throw new UntrustedRequest(`the key of ${owner} cannot speak as ${payload.iss}`);
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new UntrustedRequest(error.message);
    throw error;
  }
}

function bearer(authorization: string | undefined): string {
  const token = authorization?.match(/^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/)?.[1];
  if (!token) throw new UntrustedRequest('no token');
  return token;
}

function text(claim: unknown): string | null {
  return typeof claim === 'string' ? claim : null;
}
