import { type Doc, isDoc, isNumeric, toNumber } from '../bson/value.ts';
import { StoreError, unsupported } from '../errors.ts';
import { type KeyField, keyField } from '../index/keys.ts';

/** A sort in MongoDB's words, checked. `$natural` is the collection's own order. */
export interface Sort {
  readonly fields: readonly KeyField[];
  readonly natural: 1 | -1 | undefined;
}

/** @throws StoreError for a direction that is not 1 or -1, or more than 32 fields. */
export function parseSort(spec: Doc | undefined): Sort {
  const entries = Object.entries(spec ?? {});
  if (entries.length > 32) throw new StoreError('BadValue', 'a sort has at most 32 fields');
  const fields = entries.map(([path, direction]) => {
    if (isDoc(direction)) throw unsupported('$meta in a sort');
    const sign = isNumeric(direction) ? toNumber(direction) : 0;
    if (sign !== 1 && sign !== -1) throw new StoreError('BadValue', `$sort key ordering must be 1 or -1: ${path}`);
    return { path, sign };
  });
  const natural = fields.find(({ path }) => path === '$natural');
  if (natural !== undefined && fields.length > 1) throw new StoreError('BadValue', '$natural sort has no other keys');
  if (natural !== undefined) return { fields: [], natural: natural.sign === 1 ? 1 : -1 };
  if (fields.some(({ path }) => path.startsWith('$') || path === '' || path.split('.').includes(''))) {
    throw new StoreError('BadValue', 'FieldPath of a sort is not valid');
  }
  return { fields: fields.map(({ path, sign }) => keyField(path, sign === -1)), natural: undefined };
}
