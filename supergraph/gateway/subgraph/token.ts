/** What a subgraph is told of the caller: a short-lived token of the gateway's own (docs/decisions/0004-who-trusts-whom.md). */
import { readFile } from 'node:fs/promises';
import { importJWK, type JWK, SignJWT } from 'jose';
import type { Caller } from '../caller.ts';

const LIFETIME_SECONDS = 60;

/** Signs a token for a subgraph. Nobody's has no subject. @returns the value of the `authorization` header. */
export type SubgraphAuthorization = (subgraph: string, caller: Caller | null) => Promise<string>;

/**
 * Reads the gateway's key.
 * @param file a private Ed25519 JWK whose `kid` begins with `gateway.`.
 * @throws Error that names the file when it is missing or no such key.
 */
export async function subgraphAuthorization(file: string): Promise<SubgraphAuthorization> {
  const jwk: JWK = JSON.parse(await readFile(file, 'utf8'));
  const key = await importJWK(jwk, 'EdDSA');
  if (key instanceof Uint8Array || !jwk.kid) throw new Error(`${file} is no Ed25519 key with a kid`);
  const header = { alg: 'EdDSA', kid: jwk.kid };
  return async (subgraph, caller) => {
    const token = await new SignJWT(caller?.claims ?? {})
      .setProtectedHeader(header)
      .setIssuer('gateway')
      .setAudience(subgraph)
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_SECONDS} s`)
      .sign(key);
    return `Bearer ${token}`;
  };
}
