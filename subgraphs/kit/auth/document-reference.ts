/**
 * References of documents: what `documents` says of a file that it keeps, signed with its key (JWS, RFC 7515), so that any
 * ministry can tell by the trusted keys alone whose document it is and what it was uploaded as. A reference has no end: it is
 * part of an application, and is read as long as that is.
 */
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Keys } from './keys.ts';

/** What a reference says. */
export type DocumentClaims = {
  readonly documentId: string;
  /** Whose document it is. */
  readonly ownerId: string;
  /** Code of the evidence that it was uploaded as. */
  readonly evidence: string;
  readonly fileName: string;
  /** Of the file's bytes, in hex. */
  readonly sha256: string;
};

/** The subgraph that keeps documents, and signs for them. */
const ISSUER = 'documents';
const TYPE = 'document-reference+jwt';
/** No subgraph has this name, so none takes a reference for a peer's token. */
const AUDIENCE = 'documents:reference';

const claims = z.object({
  jti: z.string(),
  sub: z.string(),
  evidence: z.string(),
  fileName: z.string(),
  sha256: z.string(),
});

/** Signs a reference; the same document always gets the same. @param at when its file came. */
export async function signDocumentReference(document: DocumentClaims, at: Date, keys: Keys): Promise<string> {
  const { documentId, ownerId, evidence, fileName, sha256 } = document;
  return new SignJWT({ evidence, fileName, sha256 })
    .setProtectedHeader({ alg: 'EdDSA', kid: keys.keyId, typ: TYPE })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(ownerId)
    .setJti(documentId)
    .setIssuedAt(at)
    .sign(keys.signingKey);
}

/** Reads a reference; null when `documents` did not sign it. */
export async function readDocumentReference(
  reference: string,
  trusted: Pick<Keys, 'trusted'>,
): Promise<DocumentClaims | null> {
  try {
    const { payload, protectedHeader } = await jwtVerify(reference, trusted.trusted, {
      algorithms: ['EdDSA'],
      typ: TYPE,
      issuer: ISSUER,
      audience: AUDIENCE,
    });
    // Every part's key is trusted for something; only this one's speaks of documents.
    if (protectedHeader.kid?.split('.')[0] !== ISSUER) return null;
    const { data } = claims.safeParse(payload);
    if (!data) return null;
    const { jti: documentId, sub: ownerId, ...said } = data;
    return { documentId, ownerId, ...said };
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
