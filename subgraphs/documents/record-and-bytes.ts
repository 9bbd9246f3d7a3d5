/**
 * A document is a record and its bytes: two writes, between which the process may be killed. So a note is made before the first
 * and struck off after the second; what is still noted at the next start is put right there.
 */
import { type Problem, problem } from '#kit/errors/problem.ts';
import { DAY_MS, type Documents } from './documents.model.ts';
import type { Files } from './files.model.ts';

type Store = { readonly documents: Documents; readonly files: Files };

/** Keeps the bytes of a document, and says in its record that they came. @returns false when there is no such document. */
export async function keepBytes({ documents, files }: Store, id: string, bytes: Buffer, now: Date): Promise<boolean> {
  await files.loosen(id, now);
  // The bytes first: what says that it is here, is.
  await files.keep(id, bytes);
  const isThere = await documents.complete(id, now);
  await (isThere ? files.fasten(id) : files.remove(id));
  return isThere;
}

/** Deletes a document with its bytes, or says why not. */
export async function deleteWhole(
  { documents, files }: Store,
  id: string,
  ownerId: string,
  now: Date,
): Promise<Problem | null> {
  // Noted for one's own only: nobody fills the notes with ids that they think of.
  if ((await documents.find(id))?.ownerId !== ownerId) return problem('documentId', 'NO_SUCH_DOCUMENT');
  await files.loosen(id, now);
  const refused = await documents.remove(id, ownerId);
  if (!refused) await files.remove(id);
  return refused;
}

/**
 * Deletes bytes that no record will name any more. It looks at notes of more than a day ago: by then no upload is under way,
 * and a record whose file did not come is forgotten. One that is still there is looked at by the next start.
 */
export async function putRight({ documents, files }: Store, now: Date): Promise<void> {
  for (const id of await files.looseBefore(new Date(now.getTime() - DAY_MS))) {
    const record = await documents.find(id);
    if (!record) await files.remove(id);
    else if (record.uploadedAt) await files.fasten(id);
  }
}
