import { Binary } from 'bson';
import { serializeReply } from '../bson/document.ts';
import type { Doc } from '../bson/value.ts';
import { StoreError, unsupported } from '../errors.ts';
import { ID_INDEX_SPEC } from '../index/definition.ts';
import { compileMatch } from '../query/match.ts';
import { cursorReply } from '../wire/raw.ts';
import type { Command } from './call.ts';

const refusedOptions = [
  ...['capped', 'size', 'max', 'timeseries', 'viewOn', 'pipeline', 'validator', 'clusteredIndex', 'encryptedFields'],
  ...['changeStreamPreAndPostImages', 'expireAfterSeconds', 'collation', 'storageEngine', 'indexOptionDefaults'],
];

export const create: Command = {
  fields: ['create', 'autoIndexId', 'validationLevel', 'validationAction', ...refusedOptions],
  run: async (call, { store }) => {
    for (const option of refusedOptions) {
      if (call.body[option] !== undefined && call.body[option] !== false)
        throw unsupported(`create's option '${option}'`);
    }
    const database = store.databaseForWrite(call.database);
    return database.write(() => {
      if (database.collection(call.collection) !== undefined) {
        throw new StoreError('NamespaceExists', `Collection ${call.namespace} already exists.`);
      }
      database.createCollection(call.collection);
      return { ok: 1 };
    });
  },
};

export const drop: Command = {
  fields: ['drop'],
  run: async (call, { store }) => {
    const database = store.database(call.database);
    if (database === undefined) return { ok: 1 };
    return database.write(() => {
      const collection = database.collection(call.collection);
      if (collection === undefined) return { ok: 1 };
      const nIndexesWas = collection.indexes.length;
      database.dropCollection(collection);
      return { nIndexesWas, ns: call.namespace, ok: 1 };
    });
  },
};

export const dropDatabase: Command = {
  fields: ['dropDatabase'],
  run: async (call, { store }) => {
    const isThere = store.database(call.database) !== undefined;
    await store.dropDatabase(call.database);
    return isThere ? { dropped: call.database, ok: 1 } : { ok: 1 };
  },
};

export const listCollections: Command = {
  fields: ['listCollections', 'filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  run: (call, { store }) => {
    const isListed = compileMatch(call.doc('filter') ?? {});
    const collections = store.database(call.database)?.collections() ?? [];
    const entries = collections.map(({ name, namespace, uuid }): Doc => {
      const entry = { name, type: 'collection' };
      if (call.flag('nameOnly')) return entry;
      const info = { readOnly: false, uuid: new Binary(uuid, Binary.SUBTYPE_UUID) };
      return { ...entry, options: {}, info, idIndex: { ...ID_INDEX_SPEC, ns: namespace } };
    });
    const batch = entries.filter((entry) => isListed(entry)).map(serializeReply);
    return cursorReply('firstBatch', batch, { id: 0n, ns: `${call.database}.$cmd.listCollections` });
  },
};

export const listDatabases: Command = {
  fields: ['listDatabases', 'filter', 'nameOnly', 'authorizedDatabases'],
  run: (call, { store }) => {
    const isListed = compileMatch(call.doc('filter') ?? {});
    const databases = store
      .names()
      .filter((name) => (store.database(name)?.collections().length ?? 0) > 0)
      .map((name) => ({ name, sizeOnDisk: store.fileBytes(name), empty: false }))
      .filter((entry) => isListed(entry));
    if (call.flag('nameOnly')) return { databases: databases.map(({ name }) => ({ name })), ok: 1 };
    return { databases, totalSize: databases.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0), ok: 1 };
  },
};
