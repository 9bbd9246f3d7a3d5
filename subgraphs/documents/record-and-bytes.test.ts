import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '#kit/storage/connect.ts';
import { testDatabase } from '#kit/test/database.ts';
import { type Documents, documentsOn } from './documents.model.ts';
import { type Files, filesOn } from './files.model.ts';
import { deleteWhole, keepBytes, putRight } from './record-and-bytes.ts';

const NOW = new Date('2026-03-03T06:00:00Z');
const inDays = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
const die = () => Promise.reject(new Error('killed'));

let connection: Connection;
let documents: Documents;
let files: Files;
beforeAll(async () => {
  const { url, prefix } = testDatabase();
  connection = await connect(url, `${prefix}documents`);
  [documents, files] = [documentsOn(connection), filesOn(connection)];
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

let number = 0;
/** A document of Rahima's whose file has not come. */
async function announced(): Promise<string> {
  const id = `document-${++number}`;
  const text = { evidence: 'nid', fileName: 'nid.pdf', sha256: '0', requestDigest: '0', idempotencyKey: id };
  const open = { uploadedAt: null, isReferenced: false, consent: null, createdAt: NOW };
  await documents.add({ _id: id, ownerId: 'rahima', mediaType: 'PDF', sizeBytes: 9, ...text, ...open }, 1_000);
  return id;
}

const bytes = randomBytes(600_000);
const hasBytes = async (id: string) => (await files.read(id)).length > 0;
const store = () => ({ documents, files });

test('a file that comes, and a document that is deleted, leave nothing to put right', async () => {
  const id = await announced();
  expect(await keepBytes(store(), id, bytes, NOW)).toBe(true);
  expect(await files.looseBefore(inDays(9))).toEqual([]);
  expect(await deleteWhole(store(), id, 'rahima', NOW)).toBeNull();
  expect([await hasBytes(id), await files.looseBefore(inDays(9))]).toEqual([false, []]);
});

test('bytes whose record was forgotten after a kill are gone a day later', async () => {
  const id = await announced();
  await expect(keepBytes({ documents: { ...documents, complete: die }, files }, id, bytes, NOW)).rejects.toThrow();
  await putRight(store(), inDays(2));
  expect(await hasBytes(id), 'the record may still come to name them').toBe(true);
  // As the database does when nothing comes for a day.
  await documents.remove(id, 'rahima');
  await putRight(store(), inDays(0.9));
  expect(await hasBytes(id), 'a day has not passed').toBe(true);
  await putRight(store(), inDays(2));
  expect([await hasBytes(id), await files.looseBefore(inDays(9))]).toEqual([false, []]);
});

test('bytes of a document whose deletion was killed are gone a day later', async () => {
  const id = await announced();
  await keepBytes(store(), id, bytes, NOW);
  await expect(deleteWhole({ documents, files: { ...files, remove: die } }, id, 'rahima', NOW)).rejects.toThrow();
  expect([await documents.find(id), await hasBytes(id)]).toEqual([null, true]);
  await putRight(store(), inDays(2));
  expect([await hasBytes(id), await files.looseBefore(inDays(9))]).toEqual([false, []]);
});

test('a document that is whole stays, whatever was noted', async () => {
  const id = await announced();
  await expect(keepBytes({ documents, files: { ...files, fasten: die } }, id, bytes, NOW)).rejects.toThrow();
  await putRight(store(), inDays(2));
  expect([await hasBytes(id), await files.looseBefore(inDays(9))]).toEqual([true, []]);
  await documents.hold([id]);
  expect(await deleteWhole(store(), id, 'rahima', NOW)).toMatchObject({ code: 'DOCUMENT_IN_USE' });
  await putRight(store(), inDays(2));
  expect([await hasBytes(id), await files.looseBefore(inDays(9))]).toEqual([true, []]);
});

test('nobody makes a note of what is not theirs', async () => {
  const id = await announced();
  for (const [whose, who] of [[id, 'karim'] as const, ['no-such-document', 'rahima'] as const])
    expect(await deleteWhole(store(), whose, who, NOW)).toMatchObject({ code: 'NO_SUCH_DOCUMENT' });
  expect(await files.looseBefore(inDays(9))).toEqual([]);
});
