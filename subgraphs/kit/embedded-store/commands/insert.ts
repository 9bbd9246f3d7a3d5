import { ObjectId } from 'bson';
import {
  checkDepth,
  elements,
  fieldNames,
  MAX_DOCUMENT_BYTES,
  parseStored,
  serializeStored,
  tooLarge,
} from '../bson/document.ts';
import { bracket, bracketOf, type Doc } from '../bson/value.ts';
import { asStoreError, StoreError } from '../errors.ts';
import type { Stored } from '../storage/collection.ts';
import type { Command } from './call.ts';
import { eachStatement, isOrdered, writeCommand } from './write.ts';

export const insert: Command = {
  fields: ['insert', 'documents', 'ordered', 'bypassDocumentValidation'],
  rawField: 'documents',
  run: (call, server) => {
    // Checked before the transaction, so that parsing keeps nobody waiting.
    const documents = call.rawDocs('documents').map(prepared);
    return writeCommand(call, server, (database) => {
      const collection = database.collectionForWrite(call.collection);
      let n = 0;
      const errors = eachStatement(documents, isOrdered(call), (document) => {
        if (document instanceof StoreError) throw document;
        collection.insert(document);
        n++;
      });
      return { n, ...errors };
    });
  },
};

/** @throws BSONError, StoreError InvalidBSON: then the message was none, and no document of it is written. */
function prepared(bytes: Uint8Array): Stored | StoreError {
  const doc = parseStored(bytes);
  checkDepth(doc);
  try {
    return toStored(bytes, doc);
  } catch (error) {
    return asStoreError(error);
  }
}

/** A document as it will be stored: checked, `_id` there and first, otherwise byte for byte as it came. */
function toStored(bytes: Uint8Array, doc: Doc): Stored {
  if (bytes.length > MAX_DOCUMENT_BYTES) throw tooLarge(bytes.length);
  const names = fieldNames(bytes);
  if (new Set(names).size !== names.length) throw new StoreError('InvalidBSON', 'a document names a field twice');
  if (!Object.hasOwn(doc, '_id')) return withNewId(doc);
  checkIdValue(doc._id);
  // A copy: the bytes that came are part of a larger message, which they would keep in memory.
  if (names[0] === '_id') return { bytes: Uint8Array.from(bytes), doc };
  return { bytes: idFirst(bytes), doc };
}

function withNewId(doc: Doc): Stored {
  const complete = { _id: new ObjectId(), ...doc };
  return { bytes: serializeStored(complete), doc: complete };
}

/** @throws StoreError BadValue for a value that MongoDB does not take as an `_id`. */
export function checkIdValue(id: unknown): void {
  const type = bracketOf(id);
  if (type === bracket.array) throw new StoreError('BadValue', "The '_id' value cannot be of type array");
  if (type === bracket.regex) throw new StoreError('BadValue', "The '_id' value cannot be of type regex");
  if (type === bracket.undefined) throw new StoreError('BadValue', "The '_id' value cannot be of type undefined");
}

function idFirst(bytes: Uint8Array): Uint8Array {
  const places = [...elements(bytes)];
  const id = places.find(({ name }) => name === '_id');
  if (id === undefined) return bytes;
  return Buffer.concat([
    bytes.subarray(0, 4),
    bytes.subarray(id.start, id.end),
    bytes.subarray(4, id.start),
    bytes.subarray(id.end),
  ]);
}
