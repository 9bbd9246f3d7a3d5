/**
 * Secrets of this subgraph that stand in no database and no setting: derived from its private key, so that all its
 * processes have the same and a copied database opens nothing.
 */
import { hkdfSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** @param purpose each has a secret of its own. @returns 32 bytes. */
export type DerivedSecret = (purpose: string) => Buffer;

const privateKey = z.object({ d: z.base64url().min(1) });

/**
 * Derives secrets from the subgraph's private key (HKDF, RFC 5869).
 * @throws Error when `<name>.jwk` is no private key.
 */
export async function derivedSecret(keysDirectory: string, name: string): Promise<DerivedSecret> {
  const { d } = privateKey.parse(JSON.parse(await readFile(join(keysDirectory, `${name}.jwk`), 'utf8')));
  const key = Buffer.from(d, 'base64url');
  return (purpose) => Buffer.from(hkdfSync('sha256', key, '', `nagarik-graph ${purpose}`, 32));
}
