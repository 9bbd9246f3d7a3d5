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

  /** The answer to an earlier request with the same key, if there was one. */
  async function answered(request: Pick<DocumentRecord, 'ownerId' | 'idempotencyKey' | 'requestDigest'>) {
    const { ownerId, idempotencyKey, requestDigest } = request;
    const record = await documents.findOne({ ownerId, idempotencyKey }).lean();
    if (!record) return null;
    return record.requestDigest === requestDigest
      ? { record }
      : { problems: [problem('idempotencyKey', 'IDEMPOTENCY_KEY_REUSED')] };
  }

  return {
    prepare: () => documents.createIndexes(),

    answered,

    async add(record: DocumentRecord): Promise<Created> {
      try {
        await documents.create(record);
        return { record };
      } catch (error) {
        const first = isDuplicateKey(error) ? await answered(record) : null;
        if (!first) throw error;
        return first;
      }
    },

    find: (id: string): Promise<DocumentRecord | null> => documents.findById(id).lean(),

    countSince: (ownerId: string, since: Date) => documents.countDocuments({ ownerId, createdAt: { $gt: since } }),

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
