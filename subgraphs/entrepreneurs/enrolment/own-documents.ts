/** The documents of an application: each is the applicant's own, by the signature of `documents`. */
import { type DocumentClaims, readDocumentReference } from '#kit/auth/document-reference.ts';
import type { Keys } from '#kit/auth/keys.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { evidenceLabel } from '#kit/evidence.ts';

const PHOTO = 'photo';

type Given = { readonly photo: string; readonly documents: readonly string[] };

/**
 * @returns what the card names the photo by, which opens nothing; or everything that is wrong.
 */
export async function photoOf(
  { photo, documents }: Given,
  personId: string,
  keys: Pick<Keys, 'trusted'>,
): Promise<{ readonly photoReference: string } | { readonly problems: readonly Problem[] }> {
  const claims = await readDocumentReference(photo, keys);
  const others = await Promise.all(documents.map((each) => readDocumentReference(each, keys)));
  const problems = [
    objection('photo', claims, personId) ?? otherKind(claims),
    ...others.map((each, index) => objection(`documents.${index}`, each, personId)),
  ].filter((each) => each !== null);
  return claims && problems.length === 0 ? { photoReference: `photo/${claims.documentId}` } : { problems };
}

function objection(field: string, claims: DocumentClaims | null, personId: string): Problem | null {
  if (!claims) return problem(field, 'NOT_A_DOCUMENT');
  return claims.ownerId === personId ? null : problem(field, 'DOCUMENT_OF_ANOTHER');
}

function otherKind(claims: DocumentClaims | null): Problem | null {
  if (!claims || claims.evidence === PHOTO) return null;
  const [given, needed] = [evidenceLabel(claims.evidence), evidenceLabel(PHOTO)];
  return problem('photo', 'DOCUMENT_OF_OTHER_KIND', {
    given: given.en,
    givenBn: given.bn,
    needed: needed.en,
    neededBn: needed.bn,
  });
}
