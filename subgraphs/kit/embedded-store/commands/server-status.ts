import type { Doc } from '../bson/value.ts';
import type { Command } from './call.ts';

/** The MongoDB version whose rules we follow; wire version 21 is its own. */
const MONGODB_VERSION = '7.0.0';

export const ping: Command = { fields: ['ping'], run: () => ({ ok: 1 }) };

export const buildInfo: Command = {
  fields: ['buildInfo', 'buildinfo'],
  run: () => ({
    version: MONGODB_VERSION,
    versionArray: [7, 0, 0, 0],
    gitVersion: 'nagarik embedded store',
    modules: ['nagarik-embedded-store'],
    bits: 64,
    maxBsonObjectSize: 16 * 1024 * 1024,
    storageEngines: ['sqlite'],
    ok: 1,
  }),
};

/** Sessions hold nothing here but the answers of numbered writes, which expire by themselves. */
export const endSessions: Command = { fields: ['endSessions'], run: () => ({ ok: 1 }) };
export const refreshSessions: Command = { fields: ['refreshSessions'], run: () => ({ ok: 1 }) };

/** Ours alone: what was read, by collection. A test sees by it that a find used its index. */
export const nagarikStats: Command = {
  fields: ['nagarikStats'],
  run: (call, { store, cursors }) => {
    const collections: Doc = {};
    for (const collection of store.database(call.database)?.collections() ?? []) {
      const { name, rowsRead, indexes } = collection;
      collections[name] = {
        rowsRead,
        count: collection.count(),
        indexes: indexes.map(({ definition, isMultikey }) => ({ name: definition.name, isMultikey })),
      };
    }
    return { collections, openCursors: cursors.size, ok: 1 };
  },
};

export const dbStats: Command = {
  fields: ['dbStats', 'dbstats', 'scale'],
  run: (call, { store }) => {
    const collections = store.database(call.database)?.collections() ?? [];
    return {
      db: call.database,
      collections: collections.length,
      objects: collections.reduce((sum, collection) => sum + collection.count(), 0),
      indexes: collections.reduce((sum, { indexes }) => sum + indexes.length, 0),
      storageSize: store.fileBytes(call.database),
      ok: 1,
    };
  },
};
