import { compareValues, sameValue } from '../bson/key.ts';
import { type Doc, isDoc, isNumeric, toNumber, type Value } from '../bson/value.ts';
import { StoreError } from '../errors.ts';
import { sortKey } from '../index/keys.ts';
import { compileMatch, testsOf } from '../query/match.ts';
import { parseSort } from '../query/sort-spec.ts';

/** An array as an update operator leaves it; the given one is not changed. */
type ArrayChange = (array: readonly Value[], path: string) => Value[];

/** `$push`, with `$each`, `$position`, `$sort` and `$slice`, which MongoDB applies in this order. */
export function push(operand: Value): ArrayChange {
  const { items, modifiers } = eachOf(operand, '$push', ['$position', '$sort', '$slice']);
  const position = integerOr(modifiers.$position, '$position');
  const slice = integerOr(modifiers.$slice, '$slice');
  const order = modifiers.$sort === undefined ? undefined : itemOrder(modifiers.$sort);
  return (array) => {
    const out = [...array];
    // Beyond the end is the end; below zero counts from the end, as splice does.
    out.splice(position ?? out.length, 0, ...items);
    if (order !== undefined) out.sort(order);
    if (slice === undefined) return out;
    return slice < 0 ? out.slice(slice) : out.slice(0, slice);
  };
}

/** `$addToSet`, with `$each`: what is there already, by MongoDB's equality, is not added again. */
export function addToSet(operand: Value): ArrayChange {
  const { items } = eachOf(operand, '$addToSet', []);
  return (array) => {
    const out = [...array];
    for (const item of items) if (!out.some((other) => sameValue(other, item))) out.push(item);
    return out;
  };
}

export function pop(operand: Value): ArrayChange {
  const end = isNumeric(operand) ? toNumber(operand) : 0;
  if (end !== 1 && end !== -1) throw new StoreError('FailedToParse', '$pop expects 1 or -1');
  return (array) => (end === 1 ? array.slice(0, -1) : array.slice(1));
}

/** `$pull`: a document asks the items that are documents; anything else is asked of each item itself. */
export function pull(operand: Value): ArrayChange {
  const isQuery = isDoc(operand) && !Object.keys(operand)[0]?.startsWith('$');
  if (isQuery) {
    const matches = compileMatch(operand);
    return (array) => array.filter((item) => !(isDoc(item) && matches(item)));
  }
  const tests = testsOf(operand);
  const trace = { position: undefined };
  return (array) => array.filter((item) => !tests.every((test) => test.accepts(item, trace) !== test.isNegated));
}

export function pullAll(operand: Value): ArrayChange {
  if (!Array.isArray(operand)) throw new StoreError('BadValue', '$pullAll requires an array argument');
  return (array) => array.filter((item) => !operand.some((other: Value) => sameValue(item, other)));
}

function eachOf(operand: Value, name: string, allowed: readonly string[]): { items: readonly Value[]; modifiers: Doc } {
  if (!isDoc(operand) || !Object.hasOwn(operand, '$each')) return { items: [operand], modifiers: {} };
  const { $each: items, ...modifiers } = operand;
  if (!Array.isArray(items)) throw new StoreError('BadValue', `The argument to $each in ${name} must be an array`);
  for (const modifier of Object.keys(modifiers)) {
    if (!allowed.includes(modifier)) throw new StoreError('BadValue', `Unrecognized clause in ${name}: ${modifier}`);
  }
  return { items, modifiers };
}

function integerOr(value: Value, name: string): number | undefined {
  if (value === undefined) return undefined;
  const number = isNumeric(value) ? toNumber(value) : Number.NaN;
  if (!Number.isInteger(number)) throw new StoreError('BadValue', `The value for ${name} must be an integer value`);
  return number;
}

/** `$sort: 1` compares the items, `$sort: { field: 1 }` their fields. */
function itemOrder(spec: Value): (a: Value, b: Value) => number {
  if (isDoc(spec)) {
    const { fields } = parseSort(spec);
    const keyOf = (item: Value) => sortKey(fields, isDoc(item) ? item : {});
    return (a, b) => Buffer.compare(keyOf(a), keyOf(b));
  }
  const sign = isNumeric(spec) ? toNumber(spec) : 0;
  if (sign !== 1 && sign !== -1) throw new StoreError('BadValue', 'The $sort element value must be either 1 or -1');
  return (a, b) => compareValues(a, b) * sign;
}
