/** What is known of citizens' documents, one record each; their bytes are beside it (files.model.ts). */
import { type Connection, Schema } from 'mongoose';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import { type PageRequest, page } from '#kit/storage/page.ts';
import type { DocumentMediaType } from './schema.generated.ts';

export type DocumentRecord = {
  _id: string;
  ownerId: string;
  /** The consent under which somebody sent it for the owner; null when they did themselves. */
  consent: string | null;
  idempotencyKey: string;
  /** Digest of the request that created it, to tell a repeat from another request with the same key. */
  requestDigest: string;
  evidence: string;
  fileName: string;
  mediaType: DocumentMediaType;
  sizeBytes: number;
  /** Hex. */
  sha256: string;
  createdAt: Date;
  /** When its file came whole; null until then. */
  uploadedAt: Date | null;
  /** Whether somebody has its reference. It stays then: it may be part of an application. */
  isReferenced: boolean;
  /** When it is forgotten; left out once its file is here. */
  expiresAt?: Date;
};

/** The record, or what stands in the way. */
export type Created = { readonly record: DocumentRecord } | { readonly problems: readonly Problem[] };

/** What is announced and not sent within it is forgotten; over it, too, is counted how much one person announces. */
export const DAY_MS = 24 * 60 * 60 * 1000;

const text = { type: String, required: true };
const schema = new Schema<DocumentRecord>(
  {
    _id: text,
    ownerId: text,
    consent: { type: String, default: null },
    idempotencyKey: text,
    requestDigest: text,
    evidence: text,
    fileName: text,
    mediaType: text,
    sizeBytes: { type: Number, required: true },
    sha256: text,
    createdAt: { type: Date, required: true },
    uploadedAt: { type: Date, default: null },
    isReferenced: { type: Boolean, required: true },
    expiresAt: Date,
  },
  { collection: 'documents', versionKey: false, autoIndex: false },
);
schema.index({ ownerId: 1, idempotencyKey: 1 }, { unique: true });
schema.index({ ownerId: 1, createdAt: -1, _id: -1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export type Documents = ReturnType<typeof documentsOn>;

export function documentsOn(connection: Connection) {
  const documents = connection.model<DocumentRecord>('Document', schema);

  /**
   * The answer to an earlier request with the same key, if there was one. Who serves the owner has that of their own consent
   * only, though they know the key and the file.
   */
  async function answered(
    request: Pick<DocumentRecord, 'ownerId' | 'consent' | 'idempotencyKey' | 'requestDigest'>,
  ): Promise<Created | null> {
    const { ownerId, consent, idempotencyKey, requestDigest } = request;
    const record = await documents.findOne({ ownerId, idempotencyKey }).lean();
    if (!record) return null;
    return record.requestDigest === requestDigest && (consent === null || record.consent === consent)
      ? { record }
      : { problems: [problem('idempotencyKey', 'IDEMPOTENCY_KEY_REUSED')] };
  }

  /** How many documents the owner has created in the 24 hours before this one, and with it. */
  function countToday({ ownerId, createdAt }: Pick<DocumentRecord, 'ownerId' | 'createdAt'>): Promise<number> {
    return documents.countDocuments({ ownerId, createdAt: { $gt: new Date(createdAt.getTime() - DAY_MS) } });
  }

  return {
    prepare: () => documents.createIndexes(),

    answered,

    /** @param perDay how many documents its owner may create in 24 hours. */
    async add(record: DocumentRecord, perDay: number): Promise<Created> {
      const tooMany = { problems: [problem(null, 'TOO_MANY_DOCUMENTS', { perDay })] };
      if ((await countToday(record)) >= perDay) return tooMany;
      try {
        await documents.create(record);
      } catch (error) {
        const first = isDuplicateKey(error) ? await answered(record) : null;
        if (!first) throw error;
        return first;
      }
      // Of many at once, each may have found room: whoever sees too many after their own write takes theirs back.
      if ((await countToday(record)) <= perDay) return { record };
      await documents.deleteOne({ _id: record._id });
      return tooMany;
    },

    find: (id: string): Promise<DocumentRecord | null> => documents.findById(id).lean(),

    /** Those whose file has come, the newest first. */
    page: (ownerId: string, request: PageRequest) =>
      page(documents, { ownerId, uploadedAt: { $ne: null } }, { field: 'createdAt', direction: -1 }, request),

    /** Says that the file has come; when it had, nothing changes. @returns false when there is no such document. */
    async complete(id: string, uploadedAt: Date): Promise<boolean> {
      await documents.updateOne({ _id: id, uploadedAt: null }, { $set: { uploadedAt }, $unset: { expiresAt: 1 } });
      return (await documents.exists({ _id: id })) !== null;
    },

    /** Says that references are given out. @returns the ids of the documents that are there: they stay. */
    async hold(ids: readonly string[]): Promise<ReadonlySet<string>> {
      await documents.updateMany({ _id: { $in: [...ids] }, isReferenced: false }, { $set: { isReferenced: true } });
      const held = await documents.find({ _id: { $in: [...ids] } }, { _id: 1 }).lean();
      return new Set(held.map(({ _id }) => _id));
    },

    /** Deletes a document that nobody has a reference of, in one write with that look. */
    async remove(id: string, ownerId: string): Promise<Problem | null> {
      const { deletedCount } = await documents.deleteOne({ _id: id, ownerId, isReferenced: false });
      if (deletedCount > 0) return null;
      const isThere = await documents.exists({ _id: id, ownerId });
      return problem('documentId', isThere ? 'DOCUMENT_IN_USE' : 'NO_SUCH_DOCUMENT');
    },
  };
}
