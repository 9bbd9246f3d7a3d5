import { encodeKey, inverted } from '../bson/key.ts';
import { type Doc, isDoc, MISSING, type Value } from '../bson/value.ts';
import { StoreError } from '../errors.ts';
import { field, isArrayIndex, type PathParts, splitPath } from '../query/path.ts';

/** One field of an index or of a sort. */
export interface KeyField {
  readonly path: string;
  readonly parts: PathParts;
  readonly isDescending: boolean;
}

/** One entry of an index: its bytes, and the values they stand for. */
export interface Key {
  readonly bytes: Buffer;
  readonly values: readonly Value[];
}

interface DocumentKeys {
  /** Without repeats, in the order met. */
  readonly keys: readonly Key[];
  /** For each field, whether an array was crossed: the field is then "multikey". */
  readonly crossesArray: readonly boolean[];
  /** No field of the index exists in the document: a sparse index leaves it out. */
  readonly isAllMissing: boolean;
}

export function keyField(path: string, isDescending: boolean): KeyField {
  return { path, parts: splitPath(path), isDescending };
}

/** A field half way along its path: `taken` parts are behind it. */
interface Slot {
  readonly parts: PathParts;
  readonly taken: number;
  readonly value: Value;
  readonly isDone: boolean;
}

/**
 * The entries that a document has in an index. An array gives one entry an element; an empty one gives `undefined`,
 * which sorts below null. Two fields through the same array go through it together.
 * Source: BtreeKeyGenerator, src/mongo/db/index.
 * @throws StoreError CannotIndexParallelArrays when two fields end at two different arrays.
 */
export function documentKeys(fields: readonly KeyField[], doc: Doc): DocumentKeys {
  const tuples: Value[][] = [];
  const crossesArray = fields.map(() => false);
  expand(
    fields.map(({ parts }) => ({ parts, taken: 0, value: doc, isDone: false })),
    crossesArray,
    tuples,
  );
  const keys = new Map<string, Key>();
  for (const values of tuples) {
    const bytes = joinKey(fields, values);
    keys.set(bytes.toString('latin1'), { bytes, values });
  }
  return {
    keys: [...keys.values()],
    crossesArray,
    isAllMissing: tuples.every((values) => values.every((value) => value === MISSING)),
  };
}

/** The entry that decides a document's place in a sort: the first of its entries in the sort's own order. */
export function sortKey(fields: readonly KeyField[], doc: Doc): Buffer {
  const [first, ...others] = documentKeys(fields, doc).keys;
  if (first === undefined) throw new StoreError('InternalError', 'a document without a sort key');
  return others.reduce((least, { bytes }) => (Buffer.compare(bytes, least) < 0 ? bytes : least), first.bytes);
}

/** The bytes of one value in its field's direction. */
function fieldKey({ isDescending }: KeyField, value: Value): Buffer {
  const bytes = encodeKey(value === MISSING ? null : value);
  return isDescending ? inverted(bytes) : bytes;
}

function joinKey(fields: readonly KeyField[], values: readonly Value[]): Buffer {
  const parts = fields.map((keyed, i) => fieldKey(keyed, values[i]));
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}

function expand(slots: readonly Slot[], crossesArray: boolean[], tuples: Value[][]): void {
  const walked = slots.map(walk);
  let arrayPath: string | undefined;
  let array: readonly Value[] = [];
  for (const [i, { isDone, value, parts, taken }] of walked.entries()) {
    if (isDone || !Array.isArray(value)) continue;
    crossesArray[i] = true;
    const path = parts.slice(0, taken).join('.');
    if (arrayPath !== undefined && arrayPath !== path) {
      throw new StoreError('CannotIndexParallelArrays', `cannot index parallel arrays [${path}] [${arrayPath}]`);
    }
    arrayPath = path;
    array = value;
  }
  if (arrayPath === undefined) {
    tuples.push(walked.map(({ value }) => value));
    return;
  }
  const items: readonly Value[] = array.length === 0 ? [undefined] : array;
  for (const item of items)
    expand(
      walked.map((slot) => element(slot, item)),
      crossesArray,
      tuples,
    );
}

/** Along documents and array indexes, up to the path's end or to an array to go through. */
function walk(slot: Slot): Slot {
  let { value, taken, isDone } = slot;
  while (!isDone && taken < slot.parts.length) {
    const name = slot.parts[taken] ?? '';
    if (isDoc(value)) value = field(value, name);
    else if (Array.isArray(value) && isArrayIndex(name))
      value = Number(name) < value.length ? value[Number(name)] : MISSING;
    else if (Array.isArray(value)) return { ...slot, value, taken };
    else {
      value = MISSING;
      isDone = true;
    }
    taken++;
  }
  return { ...slot, value, taken, isDone: isDone || !Array.isArray(value) };
}

/** A slot at the array, moved to one of its elements; an array within the array is a value, or no way on. */
function element(slot: Slot, item: Value): Slot {
  if (slot.isDone) return slot;
  const isEnd = slot.taken === slot.parts.length;
  if (isEnd) return { ...slot, value: item, isDone: true };
  return isDoc(item) ? { ...slot, value: item } : { ...slot, value: MISSING, isDone: true };
}
