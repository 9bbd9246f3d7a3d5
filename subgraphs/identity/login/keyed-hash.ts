/**
 * What is stored of codes and typed national IDs: a HMAC keyed by a secret that is not in the database.
 *
 * Six digits are a million guesses. A slow hash (scrypt at 50 ms) puts hours between a copied database and a code, and lets
 * anybody without a login cost us those 50 ms a request. With the key elsewhere a copied database says nothing at all, and
 * a hash costs microseconds.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** @param purpose keeps hashes of one kind from being taken for another. */
export type KeyedHash = (purpose: string, text: string) => string;

const privateKey = z.object({ d: z.base64url().min(1) });

/**
 * Derives the secret from the subgraph's private key (HKDF, RFC 5869), so that all its processes have the same.
 * @throws Error when `<name>.jwk` is no private key.
 */
export async function keyedHash(keysDirectory: string, name: string): Promise<KeyedHash> {
  const { d } = privateKey.parse(JSON.parse(await readFile(join(keysDirectory, `${name}.jwk`), 'utf8')));
  const secret = Buffer.from(hkdfSync('sha256', Buffer.from(d, 'base64url'), '', 'nagarik-graph login hash', 32));
  return (purpose, text) => createHmac('sha256', secret).update(`${purpose}\n${text}`).digest('base64url');
}

/** Whether two hashes are the same, in a time that does not tell how much of them is. */
export function isSameHash(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
