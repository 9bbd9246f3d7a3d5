/** What a subgraph is told of the caller: a short-lived token of the gateway's own (docs/decisions/0004-who-trusts-whom.md). */
import { readFile } from 'node:fs/promises';
import { importJWK, type JWK, SignJWT } from 'jose';
import type { Caller } from '../caller.ts';

/**
 * Whoever copies one has it for so long, whatever was taken back meanwhile: with the time until the gateway has heard of that
 * (revocations.ts) no more than a minute.
 */
export const LIFETIME_SECONDS = 30;

/** The audience of the proof that a subgraph hands on: no endpoint of the graph takes it, only commands do. */
const COMMANDS = 'commands';

/** What a subgraph is sent of who calls, as headers. */
export type CallerHeaders = { readonly authorization: string; readonly 'x-caller-authorization'?: string };

/** Signs the caller's tokens for a subgraph. Nobody's has no subject. */
export type SubgraphAuthorization = (subgraph: string, caller: Caller | null) => Promise<CallerHeaders>;

/**
 * Reads the gateway's key.
 * @param file a private Ed25519 JWK whose `kid` begins with `gateway.`.
 * @param handsOn subgraphs that hand commands on: they also get a proof of the caller for whom they do. Their own token
 * would let who receives the command act as the caller in the graph.
 * @throws Error that names the file when it is missing or no such key.
 */
export async function subgraphAuthorization(
  file: string,
  handsOn: ReadonlySet<string>,
): Promise<SubgraphAuthorization> {
  const jwk: JWK = JSON.parse(await readFile(file, 'utf8'));
  const key = await importJWK(jwk, 'EdDSA');
  if (key instanceof Uint8Array || !jwk.kid) throw new Error(`${file} is no Ed25519 key with a kid`);
  const header = { alg: 'EdDSA', kid: jwk.kid };
  const bearer = async (audience: string, caller: Caller | null) => {
    const token = await new SignJWT(caller?.claims ?? {})
      .setProtectedHeader(header)
      .setIssuer('gateway')
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_SECONDS} s`)
      .sign(key);
    return `Bearer ${token}`;
  };
  return async (subgraph, caller) => ({
    authorization: await bearer(subgraph, caller),
    ...(caller && handsOn.has(subgraph) ? { 'x-caller-authorization': await bearer(COMMANDS, caller) } : {}),
  });
}
