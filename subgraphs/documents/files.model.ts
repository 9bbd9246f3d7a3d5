/** The bytes of documents, in pieces: a document of MongoDB holds 16 MB at most, and is moved as a whole. */
import { type Connection, mongo, Schema } from 'mongoose';

type ChunkRecord = {
  /** `<document>/<number from 0, of four digits>`: ids sort as the file goes. */
  _id: string;
  bytes: Buffer;
};

const CHUNK_BYTES = 256 * 1024;

const schema = new Schema<ChunkRecord>(
  { _id: { type: String, required: true }, bytes: { type: Buffer, required: true } },
  { collection: 'files', versionKey: false, autoIndex: false },
);

/**
 * A document whose record and bytes are not yet both there, or not yet both gone. It is noted before the first of them changes
 * and struck off after the last, so that a kill in between is found (record-and-bytes.ts).
 */
type LooseRecord = { _id: string; since: Date };

const looseSchema = new Schema<LooseRecord>(
  { _id: { type: String, required: true }, since: { type: Date, required: true } },
  { collection: 'loose-files', versionKey: false, autoIndex: false },
);

export type Files = ReturnType<typeof filesOn>;

export function filesOn(connection: Connection) {
  const chunks = connection.model<ChunkRecord>('File', schema);
  const loose = connection.model<LooseRecord>('LooseFile', looseSchema);
  return {
    /** Notes that a document's bytes or its record are about to change. */
    async loosen(documentId: string, since: Date): Promise<void> {
      await loose.updateOne({ _id: documentId }, { $set: { since } }, { upsert: true });
    },

    /** Says that both are there. */
    async fasten(documentId: string): Promise<void> {
      await loose.deleteOne({ _id: documentId });
    },

    /** Ids of the documents that were left loose before an instant. */
    async looseBefore(instant: Date): Promise<string[]> {
      return (await loose.find({ since: { $lt: instant } }).lean()).map(({ _id }) => _id);
    },

    /** Keeps the bytes of a document. Of one document they are always the same, so a repeat changes nothing. */
    async keep(documentId: string, bytes: Buffer): Promise<void> {
      const writes = Array.from({ length: Math.ceil(bytes.length / CHUNK_BYTES) }, (_, index) => ({
        updateOne: {
          filter: { _id: chunkId(documentId, index) },
          update: { $set: { bytes: bytes.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES) } },
          upsert: true,
        },
      }));
      await chunks.bulkWrite(writes);
    },

    /** The bytes of a document; empty when there are none. */
    async read(documentId: string): Promise<Buffer> {
      const found = await chunks.find(chunksOf(documentId)).sort({ _id: 1 }).lean();
      return Buffer.concat(found.map(({ bytes }) => plainBytes(bytes)));
    },

    async remove(documentId: string): Promise<void> {
      await chunks.deleteMany(chunksOf(documentId));
      await loose.deleteOne({ _id: documentId });
    },
  };
}

function chunkId(documentId: string, index: number): string {
  return `${documentId}/${String(index).padStart(4, '0')}`;
}

function chunksOf(documentId: string) {
  return { _id: { $gte: chunkId(documentId, 0), $lte: `${documentId}/9999` } };
}

/** A lean read gives the driver's own type, whatever the schema says. */
function plainBytes(bytes: Buffer | mongo.Binary): Buffer {
  return bytes instanceof mongo.Binary ? Buffer.from(bytes.buffer).subarray(0, bytes.position) : bytes;
}
