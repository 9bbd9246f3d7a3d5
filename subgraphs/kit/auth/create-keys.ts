import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

/**
 * Makes the keys of a platform on one machine: `<name>.jwk` for each name that has none yet, and `trusted.jwks.json` with
 * the public keys of all. Production gives each part its own key in its own way.
 */
export async function createKeys(directory: string, names: readonly string[]): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const keys = await Promise.all(names.map((name) => ownKey(directory, name)));
  const trusted = keys.map(({ d: _private, ...publicKey }) => publicKey);
  await writeWhole(join(directory, 'trusted.jwks.json'), { keys: trusted }, 0o644);
}

async function ownKey(directory: string, name: string): Promise<JWK> {
  const file = join(directory, `${name}.jwk`);
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(privateKey);
  const key = { ...jwk, alg: 'EdDSA', use: 'sig', kid: `${name}.${(await calculateJwkThumbprint(jwk)).slice(0, 8)}` };
  await writeWhole(file, key, 0o600);
  return key;
}

/** All or nothing: half a key would keep its part from starting. */
async function writeWhole(file: string, content: unknown, mode: number): Promise<void> {
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, JSON.stringify(content), { mode });
  await rename(unfinished, file);
}
