import { deserialize, serialize } from 'bson';
import { StoreError } from '../errors.ts';
import { type Doc, isDoc, type Value } from './value.ts';

/** MongoDB's limits. Source: "MongoDB Limits and Thresholds". */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
const MAX_DEPTH = 100;

/** Bytes to a document whose numbers keep their BSON types. @throws BSONError for malformed bytes. */
export function parseStored(bytes: Uint8Array): Doc {
  return deserialize(bytes, { promoteValues: false, bsonRegExp: true });
}

/** The same, with the documents of the lists named `field` left as bytes, at whatever depth. @throws BSONError. */
export function parseAround(field: string, bytes: Uint8Array): Doc {
  return deserialize(bytes, { promoteValues: false, bsonRegExp: true, fieldsAsRaw: { [field]: true } });
}

/** @throws StoreError BSONObjectTooLarge beyond 16 MiB. */
export function serializeStored(doc: Doc): Uint8Array {
  const bytes = serialize(doc, { ignoreUndefined: true });
  if (bytes.length > MAX_DOCUMENT_BYTES) throw tooLarge(bytes.length);
  return bytes;
}

/** A reply: as `serializeStored`, without the document limit, for it may wrap a document of the full size. */
export function serializeReply(doc: Doc): Uint8Array {
  return serialize(doc, { ignoreUndefined: true });
}

export function tooLarge(bytes: number): StoreError {
  return new StoreError(
    'BSONObjectTooLarge',
    `BSONObj size: ${bytes} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES} (16MB)`,
  );
}

/** @throws StoreError InvalidBSON when documents and arrays are nested more than 100 deep. */
export function checkDepth(value: Value, depth = 0): void {
  if (depth > MAX_DEPTH)
    throw new StoreError('InvalidBSON', `document exceeds the maximum nesting depth of ${MAX_DEPTH}`);
  if (Array.isArray(value)) for (const item of value) checkDepth(item, depth + 1);
  else if (isDoc(value)) for (const field of Object.values(value)) checkDepth(field, depth + 1);
}

/** The names of a document's top-level fields in their order on the wire, repeated ones included. */
export function fieldNames(bytes: Uint8Array): string[] {
  const names: string[] = [];
  for (const { name } of elements(bytes)) names.push(name);
  return names;
}

/** Where each top-level element starts and ends: used to move `_id` to the front without changing anything else. */
export function* elements(bytes: Uint8Array): Generator<{ name: string; start: number; end: number }> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 4;
  while (at < buffer.length - 1) {
    const start = at;
    const type = buffer.readUInt8(at);
    const nameEnd = buffer.indexOf(0, at + 1);
    if (nameEnd < 0) throw new StoreError('InvalidBSON', 'a field name does not end');
    at = nameEnd + 1 + valueBytes(buffer, type, nameEnd + 1);
    yield { name: buffer.toString('utf8', start + 1, nameEnd), start, end: at };
  }
}

const fixedBytes: Readonly<Record<number, number>> = {
  1: 8, // double
  6: 0, // undefined
  7: 12, // ObjectId
  8: 1, // bool
  9: 8, // date
  10: 0, // null
  16: 4, // int32
  17: 8, // timestamp
  18: 8, // int64
  19: 16, // decimal128
  255: 0, // MinKey
  127: 0, // MaxKey
};

function valueBytes(buffer: Buffer, type: number, at: number): number {
  const fixed = fixedBytes[type];
  if (fixed !== undefined) return fixed;
  switch (type) {
    case 2: // string
    case 13: // code
    case 14: // symbol
      return 4 + buffer.readInt32LE(at);
    case 3: // document
    case 4: // array
    case 15: // code with scope
      return buffer.readInt32LE(at);
    case 5: // binary
      return 5 + buffer.readInt32LE(at);
    case 11: // regex: two strings
      return buffer.indexOf(0, buffer.indexOf(0, at) + 1) + 1 - at;
    case 12: // dbPointer
      return 4 + buffer.readInt32LE(at) + 12;
    default:
      throw new StoreError('InvalidBSON', `unknown BSON type ${type}`);
  }
}
