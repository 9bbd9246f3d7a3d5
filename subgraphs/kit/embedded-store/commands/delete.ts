import { type Doc, isDoc, isNumeric, toNumber } from '../bson/value.ts';
import { StoreError } from '../errors.ts';
import { checkSimpleCollation } from '../index/definition.ts';
import { findNow, searchFor } from '../storage/find.ts';
import type { Command } from './call.ts';
import { eachStatement, isOrdered, writeCommand } from './write.ts';

const statementFields = ['q', 'limit', 'collation', 'hint'];

export const deleteCommand: Command = {
  fields: ['delete', 'deletes', 'ordered', 'let'],
  run: (call, server) => {
    const statements = call.docs('deletes');
    const variables = call.doc('let');
    return writeCommand(call, server, (database) => {
      const collection = database.collection(call.collection);
      let n = 0;
      const errors = eachStatement(statements, isOrdered(call), (given) => {
        const search = parseStatement(given, variables);
        if (collection === undefined) return;
        for (const { rid, doc } of findNow(collection, search)) {
          collection.remove(rid, doc);
          n++;
        }
      });
      return { n, ...errors };
    });
  },
};

function parseStatement(given: Doc, variables: Doc | undefined) {
  for (const name of Object.keys(given)) {
    if (!statementFields.includes(name)) {
      throw new StoreError('UnknownField', `BSON field 'delete.deletes.${name}' is an unknown field.`);
    }
  }
  const { q: filter, limit } = given;
  if (!isDoc(filter)) throw new StoreError('TypeMismatch', "BSON field 'delete.deletes.q' is the wrong type");
  const count = isNumeric(limit) ? toNumber(limit) : Number.NaN;
  if (count !== 0 && count !== 1)
    throw new StoreError('FailedToParse', 'The limit field in delete objects must be 0 or 1');
  checkSimpleCollation(given.collation);
  return searchFor(filter, { limit: count }, variables);
}
