import type { Doc } from '../bson/value.ts';
import { StoreError } from '../errors.ts';
import { checkSimpleCollation } from '../index/definition.ts';
import { compileProjection } from '../query/projection.ts';
import { parseSort } from '../query/sort-spec.ts';
import type { Collection } from '../storage/collection.ts';
import { type Found, findNow, searchFor } from '../storage/find.ts';
import { compileUpdate } from '../update/update.ts';
import type { Call, Command } from './call.ts';
import { updateFound, upsert } from './update-one.ts';
import { writeCommand } from './write.ts';

export const findAndModify: Command = {
  fields: [
    ...['findAndModify', 'findandmodify', 'query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert'],
    ...['arrayFilters', 'collation', 'hint', 'bypassDocumentValidation', 'let'],
  ],
  run: (call, server) => {
    checkSimpleCollation(call.body.collation);
    const isRemoval = call.flag('remove');
    if (isRemoval === (call.body.update !== undefined)) {
      throw new StoreError('FailedToParse', 'Either an update or remove=true must be specified');
    }
    if (isRemoval && (call.flag('new') || call.flag('upsert'))) {
      throw new StoreError('FailedToParse', "Cannot specify 'new' or 'upsert' with remove=true");
    }
    const run = isRemoval ? removal(call) : change(call);
    return writeCommand(call, server, (database) => {
      const collection = database.collection(call.collection);
      if (collection === undefined && !call.flag('upsert')) return nothing(isRemoval);
      return run(collection ?? database.collectionForWrite(call.collection));
    });
  },
};

type Run = (collection: Collection) => Doc;

function nothing(isRemoval: boolean): Doc {
  return { lastErrorObject: isRemoval ? { n: 0 } : { n: 0, updatedExisting: false }, value: null };
}

function finder(call: Call): (collection: Collection) => Found | undefined {
  const search = searchFor(call.doc('query') ?? {}, { sort: parseSort(call.doc('sort')), limit: 1 }, call.doc('let'));
  return (collection) => findNow(collection, search)[0];
}

function shown(call: Call): (doc: Doc, position?: number) => Doc {
  const fields = call.doc('fields');
  return fields === undefined ? (doc) => doc : compileProjection(fields, 'find');
}

function removal(call: Call): Run {
  const find = finder(call);
  const show = shown(call);
  return (collection) => {
    const found = find(collection);
    if (found === undefined) return nothing(true);
    collection.remove(found.rid, found.doc);
    return { lastErrorObject: { n: 1 }, value: show(found.doc, found.position) };
  };
}

function change(call: Call): Run {
  const find = finder(call);
  const show = shown(call);
  const update = compileUpdate(call.body.update, call.docs('arrayFilters'), call.doc('let'));
  const isNew = call.flag('new');
  return (collection) => {
    const found = find(collection);
    if (found !== undefined) {
      const after = updateFound(collection, update, found) ?? found.doc;
      const value = show(isNew ? after : found.doc, found.position);
      return { lastErrorObject: { n: 1, updatedExisting: true }, value };
    }
    if (!call.flag('upsert')) return nothing(false);
    const made = upsert(collection, update, call.doc('query') ?? {});
    const lastErrorObject = { n: 1, updatedExisting: false, upserted: made._id };
    return { lastErrorObject, value: isNew ? show(made) : null };
  };
}
