import { type Doc, isDoc, MISSING, type Value } from '../bson/value.ts';
import { field, type PathParts } from '../query/path.ts';
import { set } from '../query/projection.ts';

/** The value at a path through documents only; MISSING when an array or a scalar is in the way. */
export function valueAt(doc: Doc, path: PathParts): Value {
  let value: Value = doc;
  for (const name of path) {
    if (!isDoc(value)) return MISSING;
    value = field(value, name);
  }
  return value;
}

/** The document with another value at the path (MISSING takes it away). Arrays on the way are gone through, item by item. */
export function withValue(doc: Doc, path: PathParts, value: Value): Doc {
  const [name, ...rest] = path;
  if (name === undefined) return doc;
  if (rest.length === 0) {
    if (value === MISSING) {
      const { [name]: _gone, ...others } = doc;
      return others;
    }
    const out = { ...doc };
    set(out, name, value);
    return out;
  }
  const out = { ...doc };
  set(out, name, within(field(doc, name), rest, value));
  return out;
}

function within(current: Value, path: PathParts, value: Value): Value {
  if (Array.isArray(current)) return current.map((item: Value) => within(item, path, value));
  if (isDoc(current)) return withValue(current, path, value);
  return value === MISSING ? (current === MISSING ? {} : current) : withValue({}, path, value);
}
