import { type Doc, isDoc, MISSING, type Value } from '../bson/value.ts';

/** One value that a dotted path reaches, and the place in the outermost array that the way led through. */
interface Reached {
  readonly value: Value;
  /** Index in the first array crossed on the way; undefined when there was none. What `$` in an update stands for. */
  readonly position: number | undefined;
}

export type PathParts = readonly string[];

export function splitPath(path: string): PathParts {
  return path.split('.');
}

const DIGITS = /^(0|[1-9]\d*)$/;

export function isArrayIndex(part: string): boolean {
  return DIGITS.test(part);
}

/** A document's own field: never one inherited from Object.prototype. */
export function field(doc: Doc, name: string): Value {
  return Object.hasOwn(doc, name) ? doc[name] : MISSING;
}

/**
 * Calls `visit` with each value that `path` reaches in `doc`, arrays on the way being entered as MongoDB does: an
 * element that is a document is entered by name, and a numeric part also stands for an index. Stops when `visit`
 * answers true. Where the path ends at an array, `leaf` decides: 'elements' visits its elements and then the array
 * itself, 'whole' only the array.
 * A document without the field is visited as MISSING; an array of scalars on the way visits nothing.
 * Source: ElementPath and BSONElementIterator, src/mongo/db/matcher/path.cpp.
 * @returns whether a visit answered true.
 */
export function reach(
  doc: Value,
  path: PathParts,
  leaf: 'elements' | 'whole',
  visit: (reached: Reached) => boolean,
): boolean {
  return enter(doc, path, 0, leaf, undefined, visit);
}

function enter(
  value: Value,
  path: PathParts,
  depth: number,
  leaf: 'elements' | 'whole',
  position: number | undefined,
  visit: (reached: Reached) => boolean,
): boolean {
  const name = path[depth];
  if (name === undefined) return visitLeaf(value, leaf, position, visit);
  if (isDoc(value)) return enter(field(value, name), path, depth + 1, leaf, position, visit);
  if (!Array.isArray(value)) return visit({ value: MISSING, position });
  return enterArray(value, path, depth, leaf, position, visit);
}

function enterArray(
  array: readonly Value[],
  path: PathParts,
  depth: number,
  leaf: 'elements' | 'whole',
  position: number | undefined,
  visit: (reached: Reached) => boolean,
): boolean {
  const name = path[depth] ?? '';
  for (const [index, item] of array.entries()) {
    if (isDoc(item) && enter(item, path, depth, leaf, position ?? index, visit)) return true;
    if (name !== String(index)) continue;
    // The part is this element's index. At the path's end the element is taken as it is, an array too.
    const isEnd = depth + 1 === path.length;
    if (isEnd && visit({ value: item, position: position ?? index })) return true;
    const isOpen = isDoc(item) || Array.isArray(item);
    if (!isEnd && isOpen && enter(item, path, depth + 1, leaf, position ?? index, visit)) return true;
  }
  return false;
}

function visitLeaf(
  value: Value,
  leaf: 'elements' | 'whole',
  position: number | undefined,
  visit: (reached: Reached) => boolean,
): boolean {
  if (leaf === 'elements' && Array.isArray(value)) {
    for (const [index, item] of value.entries()) if (visit({ value: item, position: position ?? index })) return true;
  }
  return visit({ value, position });
}
