import { type Doc, isDoc, MISSING, type Value } from '../bson/value.ts';
import { StoreError } from '../errors.ts';
import type { PathParts } from '../query/path.ts';
import { modifyAt } from './apply.ts';
import { KEEP, REMOVE } from './operators.ts';

const noArrays = { position: undefined, isChosen: () => false };

/** `$rename`: the value moves, whatever was at the new name goes. Neither path leads through an array. */
export function rename(doc: Doc, from: PathParts, to: PathParts): void {
  const value = take(doc, from);
  if (value === MISSING) return;
  modifyAt(doc, from, { isCreating: false, apply: () => REMOVE }, noArrays);
  modifyAt(doc, to, { isCreating: false, apply: (current) => (current === MISSING ? KEEP : REMOVE) }, noArrays);
  modifyAt(doc, to, { isCreating: true, apply: () => value }, noArrays);
}

function take(doc: Doc, path: PathParts): Value {
  let value: Value = doc;
  for (const name of path) {
    if (Array.isArray(value))
      throw new StoreError('BadValue', `The source of $rename may not be within an array: ${name}`);
    if (!isDoc(value) || !Object.hasOwn(value, name)) return MISSING;
    value = value[name];
  }
  return value;
}
