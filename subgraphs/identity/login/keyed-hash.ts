/**
 * What is stored of codes and typed national IDs: a HMAC keyed by a secret that is not in the database.
 *
 * Six digits are a million guesses. A slow hash (scrypt at 50 ms) puts hours between a copied database and a code, and lets
 * anybody without a login cost us those 50 ms a request. With the key elsewhere a copied database says nothing at all, and
 * a hash costs microseconds.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { derivedSecret } from '../derived-secret.ts';

/** @param purpose keeps hashes of one kind from being taken for another. */
export type KeyedHash = (purpose: string, text: string) => string;

/** @throws Error when `<name>.jwk` is no private key. */
export async function keyedHash(keysDirectory: string, name: string): Promise<KeyedHash> {
  const secret = (await derivedSecret(keysDirectory, name))('login hash');
  return (purpose, text) => createHmac('sha256', secret).update(`${purpose}\n${text}`).digest('base64url');
}

/** Whether two hashes are the same, in a time that does not tell how much of them is. */
export function isSameHash(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
