import { serializeReply } from '../bson/document.ts';
import { sameValue } from '../bson/key.ts';
import { type Doc, isDoc, type Value } from '../bson/value.ts';
import { StoreError } from '../errors.ts';
import { ID_INDEX_SPEC } from '../index/definition.ts';
import type { Collection } from '../storage/collection.ts';
import type { IndexTable } from '../storage/index-table.ts';
import type { Call, Command } from './call.ts';
import { collectionOf, firstBatch } from './read.ts';

export const createIndexes: Command = {
  fields: ['createIndexes', 'indexes', 'commitQuorum'],
  run: async (call, { store }) => {
    const specs = call.docs('indexes');
    if (specs.length === 0) throw new StoreError('BadValue', 'Must specify at least one index to create');
    const database = store.databaseForWrite(call.database);
    return database.write(() => {
      const known = database.collection(call.collection);
      const collection = known ?? database.createCollection(call.collection);
      const before = collection.indexes.length;
      const made = specs.filter((spec) => database.createIndex(collection, spec)).length;
      return {
        numIndexesBefore: before,
        numIndexesAfter: before + made,
        createdCollectionAutomatically: known === undefined,
        ...(made === 0 ? { note: 'all indexes already exist' } : {}),
        ok: 1,
      };
    });
  },
};

export const listIndexes: Command = {
  fields: ['listIndexes', 'cursor'],
  run: (call, server) => {
    const collection = collectionOf(call, server);
    if (collection === undefined) throw new StoreError('NamespaceNotFound', `ns does not exist: ${call.namespace}`);
    const specs = collection.indexes.map(({ definition }) => serializeReply(definition.spec));
    return firstBatch(call, server, specs.values(), undefined);
  },
};

export const dropIndexes: Command = {
  fields: ['dropIndexes', 'deleteIndexes', 'index'],
  run: async (call, server) => {
    const database = server.store.databaseForWrite(call.database);
    return database.write(() => {
      const collection = existing(call, database.collection(call.collection));
      const before = collection.indexes.length;
      for (const index of chosen(collection, call.body.index)) database.dropIndex(collection, index);
      return { nIndexesWas: before, ok: 1 };
    });
  },
};

function existing(call: Call, collection: Collection | undefined): Collection {
  if (collection === undefined) throw new StoreError('NamespaceNotFound', `ns not found ${call.namespace}`);
  return collection;
}

function chosen({ indexes }: Collection, wanted: Value): IndexTable[] {
  const isId = ({ definition }: IndexTable) => definition.name === ID_INDEX_SPEC.name;
  if (wanted === '*') return indexes.filter((index) => !isId(index));
  const each: Value[] = Array.isArray(wanted) ? wanted : [wanted];
  return each.map((one) => {
    const found = indexes.find(({ definition }) =>
      isDoc(one) ? sameValue(definition.key, one) : definition.name === one,
    );
    if (found === undefined) throw new StoreError('IndexNotFound', `index not found with name [${describe(one)}]`);
    if (isId(found)) throw new StoreError('InvalidOptions', 'cannot drop _id index');
    return found;
  });
}

function describe(wanted: Value): string {
  return isDoc(wanted) ? JSON.stringify(wanted satisfies Doc) : String(wanted);
}
