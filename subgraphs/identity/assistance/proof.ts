/** The proof of a consent, with which its token is had (RFC 8693, `subject_token`). */
import { randomBytes } from 'node:crypto';
import type { KeyedHash } from '../login/keyed-hash.ts';
import type { Consent } from './consents.model.ts';

/** A consent, and the newest proof of it: the ones before count no more. */
export type GivenConsent = { readonly consent: Consent; readonly proof: string };

export function newProof(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a proof. */
export function proofHash(hash: KeyedHash, proof: string): string {
  return hash('consent proof', proof);
}
