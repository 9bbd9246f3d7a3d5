import { Long } from 'bson';
import { serializeReply } from '../bson/document.ts';
import { encodeKey } from '../bson/key.ts';
import { type Doc, MISSING, type Value } from '../bson/value.ts';
import { type Documents, giveWay } from '../cursors.ts';
import { StoreError, unsupported } from '../errors.ts';
import { checkSimpleCollation } from '../index/definition.ts';
import { reach, splitPath } from '../query/path.ts';
import { compileProjection, type Projection } from '../query/projection.ts';
import { parseSort } from '../query/sort-spec.ts';
import type { Collection } from '../storage/collection.ts';
import { find, type Search, searchFor } from '../storage/find.ts';
import { PAUSE } from '../storage/scan.ts';
import { cursorReply } from '../wire/raw.ts';
import type { Call, Command, Server } from './call.ts';

export function collectionOf(call: Call, { store }: Server): Collection | undefined {
  return store.database(call.database)?.collection(call.collection);
}

/** Results as bytes: as stored, or through a projection. */
export function* documents(
  collection: Collection | undefined,
  search: Search,
  projection: Projection | undefined,
): Generator<Uint8Array | typeof PAUSE> {
  if (collection === undefined) return;
  for (const item of find(collection, search)) {
    if (item === PAUSE) yield item;
    else yield projection === undefined ? item.bytes : serializeReply(projection(item.doc, item.position));
  }
}

const refusedInFind = ['tailable', 'awaitData', 'returnKey', 'showRecordId', 'min', 'max'];

export const findCommand: Command = {
  fields: [
    ...[
      'find',
      'filter',
      'projection',
      'sort',
      'skip',
      'limit',
      'batchSize',
      'singleBatch',
      'hint',
      'collation',
      'let',
    ],
    ...['noCursorTimeout', 'allowDiskUse', 'allowPartialResults', 'oplogReplay', ...refusedInFind],
  ],
  run: async (call, server) => {
    for (const option of refusedInFind) {
      if (call.body[option] !== undefined && call.body[option] !== false)
        throw unsupported(`find's option '${option}'`);
    }
    checkSimpleCollation(call.body.collation);
    const search = searchFor(
      call.doc('filter') ?? {},
      { sort: parseSort(call.doc('sort')), skip: call.count('skip') ?? 0, limit: call.count('limit') ?? 0 },
      call.doc('let'),
    );
    const spec = call.doc('projection');
    const isWhole = spec === undefined || Object.keys(spec).length === 0;
    const projection = isWhole ? undefined : compileProjection(spec, 'find', call.doc('let'));
    return firstBatch(
      call,
      server,
      documents(collectionOf(call, server), search, projection),
      call.count('batchSize'),
      call.flag('singleBatch'),
    );
  },
};

/** A cursor's first answer. */
export async function firstBatch(
  call: Call,
  { cursors }: Server,
  results: Documents,
  batchSize: number | undefined,
  isSingleBatch = false,
): Promise<Uint8Array> {
  const ns = call.namespace;
  const { batch, id } = await cursors.start(ns, results, batchSize, isSingleBatch);
  return cursorReply('firstBatch', batch, { id, ns });
}

export const getMore: Command = {
  fields: ['getMore', 'collection', 'batchSize', 'maxTimeMS'],
  run: async (call, { cursors }) => {
    const given = call.body.getMore;
    if (!(given instanceof Long)) throw new StoreError('TypeMismatch', "Field 'getMore' must be of type long");
    const ns = `${call.database}.${call.text('collection')}`;
    const { batch, id } = await cursors.more(given.toBigInt(), ns, call.count('batchSize'));
    return cursorReply('nextBatch', batch, { id, ns });
  },
};

export const killCursors: Command = {
  fields: ['killCursors', 'cursors'],
  run: (call, { cursors }) => {
    const given = call.body.cursors;
    const ids = (Array.isArray(given) ? given : []).filter((id) => id instanceof Long);
    const killed = ids.filter((id) => cursors.kill(id.toBigInt()));
    const notFound = ids.filter((id) => !killed.includes(id));
    return { cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
  },
};

export const count: Command = {
  fields: ['count', 'query', 'limit', 'skip', 'hint', 'collation'],
  run: async (call, server) => {
    checkSimpleCollation(call.body.collation);
    const collection = collectionOf(call, server);
    const skip = call.count('skip') ?? 0;
    const limit = call.count('limit') ?? 0;
    const n = await countMatching(collection, searchFor(call.doc('query') ?? {}, { skip, limit }));
    return { n, ok: 1 };
  },
};

export async function countMatching(collection: Collection | undefined, search: Search): Promise<number> {
  if (collection === undefined) return 0;
  if (Object.keys(search.filter).length === 0) {
    const all = Math.max(0, collection.count() - search.skip);
    return search.limit === 0 ? all : Math.min(all, search.limit);
  }
  let n = 0;
  for (const item of find(collection, search)) {
    if (item === PAUSE) await giveWay();
    else n++;
  }
  return n;
}

export const distinct: Command = {
  fields: ['distinct', 'key', 'query', 'collation', 'hint'],
  run: async (call, server) => {
    checkSimpleCollation(call.body.collation);
    const path = splitPath(call.text('key'));
    const collection = collectionOf(call, server);
    const values = new Map<string, Value>();
    const search = searchFor(call.doc('query') ?? {});
    for (const item of collection === undefined ? [] : find(collection, search)) {
      if (item === PAUSE) await giveWay();
      else for (const value of valuesAt(item.doc, path)) values.set(encodeKey(value).toString('latin1'), value);
    }
    const sorted = [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
    return { values: sorted, ok: 1 };
  },
};

/** The values of a path, an array's elements in the place of the array. */
function valuesAt(doc: Doc, path: readonly string[]): Value[] {
  const values: Value[] = [];
  reach(doc, path, 'whole', ({ value }) => {
    if (Array.isArray(value)) values.push(...value);
    else if (value !== MISSING) values.push(value);
    return false;
  });
  return values;
}
