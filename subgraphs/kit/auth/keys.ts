/** The keys by which the parts of the platform know each other. */

import type { webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLocalJWKSet, importJWK, type JSONWebKeySet, type JWK, type JWTVerifyGetKey } from 'jose';

/** A subgraph's own key pair, and the public keys of everyone it may hear. */
export type Keys = {
  readonly name: string;
  readonly keyId: string;
  readonly signingKey: webcrypto.CryptoKey;
  /** The public half of the signing key, to publish. */
  readonly publicJwk: JWK;
  readonly trusted: JWTVerifyGetKey;
};

/**
 * Reads a subgraph's keys.
 * @param directory holds `<name>.jwk` (private, Ed25519, with `kid`) and `trusted.jwks.json`.
 * @throws Error that names the file which is missing or is no key.
 */
export async function readKeys(directory: string, name: string): Promise<Keys> {
  const own = await readJson<JWK>(join(directory, `${name}.jwk`));
  const signingKey = await importJWK(own, 'EdDSA');
  if (signingKey instanceof Uint8Array || !own.kid)
    throw new Error(`${name}.jwk in ${directory} is no Ed25519 key with a kid`);
  const trusted = createLocalJWKSet(await readJson<JSONWebKeySet>(join(directory, 'trusted.jwks.json')));
  const { d: _private, ...publicJwk } = own;
  return { name, keyId: own.kid, signingKey, publicJwk, trusted };
}

async function readJson<Value>(file: string): Promise<Value> {
  return JSON.parse(await readFile(file, 'utf8'));
}
