import { type Doc, isDoc, isNumeric, toNumber, type Value } from '../bson/value.ts';
import { StoreError, unsupported } from '../errors.ts';
import { compileMatch } from '../query/match.ts';
import type { Matcher } from '../query/matcher.ts';
import { isArrayIndex } from '../query/path.ts';
import { type KeyField, keyField } from './keys.ts';

/** An index as `createIndexes` asks for it, checked. */
export interface IndexDefinition {
  readonly name: string;
  readonly key: Doc;
  readonly fields: readonly KeyField[];
  readonly isUnique: boolean;
  readonly isSparse: boolean;
  readonly partialFilter: Doc | undefined;
  /** Whether a document belongs in a partial index. */
  readonly isIncluded: Matcher;
  readonly expireAfterSeconds: number | undefined;
  /** What `listIndexes` shows. */
  readonly spec: Doc;
}

const MAX_FIELDS = 32;
const acceptedOptions = new Set([
  ...['key', 'name', 'unique', 'sparse', 'expireAfterSeconds', 'partialFilterExpression'],
  ...['background', 'v', 'ns', 'hidden', 'collation'],
]);

/** The index that every collection has. */
export const ID_INDEX_SPEC: Doc = { v: 2, key: { _id: 1 }, name: '_id_' };

/** @throws StoreError for what MongoDB refuses, and for kinds of index that the embedded store does not have. */
export function defineIndex(given: Doc): IndexDefinition {
  for (const option of Object.keys(given)) {
    if (!acceptedOptions.has(option)) throw unsupported(`the index option '${option}'`);
  }
  const { key, name, partialFilterExpression: partialFilter } = given;
  if (!isDoc(key)) throw new StoreError('FailedToParse', 'The index key must be an object');
  if (given.hidden === true) throw unsupported('hidden indexes');
  checkSimpleCollation(given.collation);
  const fields = fieldsOf(key);
  if (typeof name !== 'string' || name === '') throw new StoreError('FailedToParse', 'An index needs a name');
  const isId = fields.length === 1 && fields[0]?.path === '_id';
  if (partialFilter !== undefined && !isDoc(partialFilter)) {
    throw new StoreError('CannotCreateIndex', "'partialFilterExpression' must be an object");
  }
  if (partialFilter !== undefined && given.sparse === true) {
    throw new StoreError('CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options');
  }
  const expireAfterSeconds = expiry(given.expireAfterSeconds, fields);
  const isUnique = isTrue(given.unique) || isId;
  const isSparse = isTrue(given.sparse);
  return {
    name,
    key,
    fields,
    isUnique,
    isSparse,
    partialFilter,
    isIncluded: compileMatch(partialFilter ?? {}),
    expireAfterSeconds,
    spec: {
      v: 2,
      key,
      name,
      ...(isUnique && !isId ? { unique: true } : {}),
      ...(isSparse ? { sparse: true } : {}),
      ...(partialFilter === undefined ? {} : { partialFilterExpression: partialFilter }),
      ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
    },
  };
}

function fieldsOf(key: Doc): KeyField[] {
  const entries = Object.entries(key);
  if (entries.length === 0) throw new StoreError('CannotCreateIndex', 'Index keys cannot be empty.');
  if (entries.length > MAX_FIELDS)
    throw new StoreError('CannotCreateIndex', `an index has at most ${MAX_FIELDS} fields`);
  return entries.map(([path, direction]) => {
    if (typeof direction === 'string') throw unsupported(`the index type '${direction}'`, 'CannotCreateIndex');
    if (path.includes('$**')) throw unsupported('wildcard indexes', 'CannotCreateIndex');
    if (path === '' || path.startsWith('$') || path.split('.').includes('')) {
      throw new StoreError('CannotCreateIndex', `Index key contains an illegal field name: '${path}'`);
    }
    const sign = isNumeric(direction) ? toNumber(direction) : 0;
    if (!(sign > 0 || sign < 0)) {
      throw new StoreError('CannotCreateIndex', 'Values in the index key pattern must be numbers and not 0');
    }
    return keyField(path, sign < 0);
  });
}

function isTrue(option: Value): boolean {
  return option === true || (isNumeric(option) && toNumber(option) !== 0);
}

function expiry(option: Value, fields: readonly KeyField[]): number | undefined {
  if (option === undefined) return undefined;
  const seconds = isNumeric(option) ? toNumber(option) : Number.NaN;
  if (!(seconds >= 0 && seconds <= 2 ** 31 - 1)) {
    throw new StoreError('CannotCreateIndex', 'TTL index expireAfterSeconds has to be between 0 and 2147483647');
  }
  if (fields.length !== 1 || fields[0]?.path === '_id') {
    throw new StoreError('CannotCreateIndex', 'TTL indexes are single-field indexes, and not on _id');
  }
  return seconds;
}

/** @throws StoreError for any collation but the simple one: it would change order and equality. */
export function checkSimpleCollation(collation: Value): void {
  if (collation === undefined || (isDoc(collation) && collation.locale === 'simple')) return;
  throw unsupported('collations other than { locale: "simple" }');
}

/** A path through array positions (`a.0`) may match in more ways than its index has entries: not used for queries. */
export function isUsableForQueries(definition: IndexDefinition): boolean {
  return definition.fields.every(({ parts }) => !parts.some(isArrayIndex));
}
