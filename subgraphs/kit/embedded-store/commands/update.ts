import { parseStored } from '../bson/document.ts';
import { type Doc, isDoc, isNumeric, toNumber, type Value } from '../bson/value.ts';
import { StoreError, unsupported } from '../errors.ts';
import { checkSimpleCollation } from '../index/definition.ts';
import { parseSort } from '../query/sort-spec.ts';
import type { Collection } from '../storage/collection.ts';
import { find, findNow, type Search, searchFor } from '../storage/find.ts';
import { PAUSE } from '../storage/scan.ts';
import type { Update } from '../update/compiled-update.ts';
import { compileUpdate } from '../update/update.ts';
import { type Command, documentsIn } from './call.ts';
import { updateFound, upsert } from './update-one.ts';
import { eachStatement, isOrdered, writeCommand } from './write.ts';

const statementFields = ['q', 'u', 'c', 'multi', 'upsert', 'collation', 'arrayFilters', 'hint', 'sort'];

export const update: Command = {
  fields: ['update', 'updates', 'ordered', 'bypassDocumentValidation', 'let'],
  run: (call, server) => {
    const statements = call.docs('updates');
    const variables = call.doc('let');
    return writeCommand(call, server, (database) => {
      let n = 0;
      let nModified = 0;
      const upserted: Doc[] = [];
      const errors = eachStatement(statements, isOrdered(call), (given, index) => {
        const statement = parseStatement(given, variables);
        const collection = database.collection(call.collection);
        if (collection === undefined && !statement.isUpsert) return;
        const outcome = runStatement(collection ?? database.collectionForWrite(call.collection), statement);
        n += outcome.matched;
        nModified += outcome.modified;
        if (outcome.upserted === undefined) return;
        n++;
        upserted.push({ index, _id: outcome.upserted._id });
      });
      return { n, nModified, ...(upserted.length === 0 ? {} : { upserted }), ...errors };
    });
  },
};

interface Statement {
  readonly search: Search;
  readonly update: Update;
  readonly isMulti: boolean;
  readonly isUpsert: boolean;
}

function parseStatement(given: Doc, variables: Doc | undefined): Statement {
  for (const name of Object.keys(given)) {
    if (!statementFields.includes(name)) {
      throw new StoreError('UnknownField', `BSON field 'update.updates.${name}' is an unknown field.`);
    }
  }
  const { q: filter, u, c: constants, sort } = given;
  if (!isDoc(filter)) throw new StoreError('TypeMismatch', "BSON field 'update.updates.q' is the wrong type");
  if (constants !== undefined && !Array.isArray(u))
    throw new StoreError('FailedToParse', "'c' needs a pipeline update");
  checkSimpleCollation(given.collation);
  const known = { ...variables, ...(isDoc(constants) ? constants : {}) };
  const compiled = compileUpdate(u, documentsIn(given.arrayFilters, 'update', 'arrayFilters'), known);
  const isMulti = isTrue(given.multi);
  if (isMulti && compiled.isReplacement) {
    throw new StoreError('FailedToParse', 'multi update is not supported for replacement-style update');
  }
  if (isMulti && sort !== undefined) throw unsupported('a sort in a multi update');
  return {
    search: searchFor(filter, { limit: isMulti ? 0 : 1, sort: parseSort(isDoc(sort) ? sort : undefined) }, known),
    update: compiled,
    isMulti,
    isUpsert: isTrue(given.upsert),
  };
}

export function isTrue(option: Value): boolean {
  return option === true || (isNumeric(option) && toNumber(option) !== 0);
}

interface Outcome {
  readonly matched: number;
  readonly modified: number;
  readonly upserted?: Doc;
}

function runStatement(collection: Collection, { search, update: compiled, isMulti, isUpsert }: Statement): Outcome {
  if (isMulti) {
    const outcome = updateAll(collection, search, compiled);
    if (outcome.matched > 0) return outcome;
  } else {
    const [found] = findNow(collection, search);
    if (found !== undefined) {
      return { matched: 1, modified: updateFound(collection, compiled, found) === undefined ? 0 : 1 };
    }
  }
  if (!isUpsert) return { matched: 0, modified: 0 };
  return { matched: 0, modified: 0, upserted: upsert(collection, compiled, search.filter) };
}

/** All documents are found before the first is changed: a changed one is not found again further on in the index. */
function updateAll(collection: Collection, search: Search, compiled: Update): Outcome {
  const places: { rid: number; position: number | undefined }[] = [];
  for (const item of find(collection, search)) {
    if (item !== PAUSE) places.push({ rid: item.rid, position: item.position });
  }
  let modified = 0;
  for (const { rid, position } of places) {
    const bytes = collection.get(rid);
    if (bytes === undefined) continue;
    const found = { rid, bytes, doc: parseStored(bytes), position };
    if (updateFound(collection, compiled, found) !== undefined) modified++;
  }
  return { matched: places.length, modified };
}
