import { ObjectId } from 'bson';
import { checkDepth, parseStored, serializeStored } from '../bson/document.ts';
import type { Doc, Value } from '../bson/value.ts';
import type { Collection, Stored } from '../storage/collection.ts';
import type { Found } from '../storage/find.ts';
import type { Update } from '../update/compiled-update.ts';
import { upsertBase } from '../update/update.ts';
import { checkIdValue } from './insert.ts';

/** Applies an update to a stored document. @returns the document after it, or undefined when nothing changed. */
export function updateFound(
  collection: Collection,
  update: Update,
  { rid, bytes, doc, position }: Pick<Found, 'rid' | 'bytes' | 'doc' | 'position'>,
): Doc | undefined {
  const after = toStored(update.apply(parseStored(bytes), position, false));
  if (Buffer.compare(after.bytes, bytes) === 0) return undefined;
  collection.replace(rid, doc, after);
  return after.doc;
}

/** Makes the document that an upsert found missing. @returns it. */
export function upsert(collection: Collection, update: Update, filter: Doc): Doc {
  const base = upsertBase(filter);
  const made = update.apply(update.isReplacement ? onlyId(base) : base, undefined, true);
  const { _id: id, ...rest } = made;
  const given: Value = Object.hasOwn(made, '_id') ? id : new ObjectId();
  checkIdValue(given);
  const document = toStored({ _id: given, ...rest });
  collection.insert(document);
  return document.doc;
}

function onlyId(base: Doc): Doc {
  return Object.hasOwn(base, '_id') ? { _id: base._id } : {};
}

function toStored(doc: Doc): Stored {
  checkDepth(doc);
  const bytes = serializeStored(doc);
  return { bytes, doc: parseStored(bytes) };
}
