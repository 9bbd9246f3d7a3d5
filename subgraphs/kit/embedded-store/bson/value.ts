import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';

/** A value as stored: numbers keep their BSON type (`Int32`, `Long`, `Double`), so `$type` and `$inc` can follow MongoDB. */
export type Value = unknown;

/** A document as stored. `undefined` as a field's value is BSON's deprecated undefined, not a missing field. */
export type Doc = { [field: string]: Value };

/** The mark for "no such field", apart from null and from BSON undefined. */
export const MISSING: unique symbol = Symbol('missing');

/** MongoDB's type brackets in the order in which it compares them. Source: canonicalizeBSONType, bsontypes.h. */
export const bracket = {
  minKey: 1,
  undefined: 2,
  null: 5,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binary: 30,
  objectId: 35,
  bool: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  code: 60,
  maxKey: 127,
} as const;

/** A document, and not an array, a date or one of BSON's own classes. */
export function isDoc(value: Value): value is Doc {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A DBRef is a document with `$ref` and `$id`; the parser makes it a class, comparison does not care. */
export function withoutDbRef(value: Value): Value {
  return value instanceof DBRef ? { ...value.toJSON() } : value;
}

/** @throws TypeError for a value that BSON has no type for. */
export function bracketOf(value: Value): number {
  switch (typeof value) {
    case 'undefined':
      return bracket.undefined;
    case 'number':
    case 'bigint':
      return bracket.number;
    case 'string':
      return bracket.string;
    case 'boolean':
      return bracket.bool;
    case 'object':
      return objectBracket(value);
    default:
      if (value === MISSING) return bracket.null;
      throw new TypeError(`BSON has no ${typeof value}`);
  }
}

function objectBracket(value: object | null): number {
  if (value === null) return bracket.null;
  if (Array.isArray(value)) return bracket.array;
  if (isDoc(value) || value instanceof DBRef) return bracket.object;
  if (value instanceof Int32 || value instanceof Double || value instanceof Decimal128) return bracket.number;
  if (value instanceof ObjectId) return bracket.objectId;
  if (value instanceof Date) return bracket.date;
  if (value instanceof Timestamp) return bracket.timestamp; // before Long, which it extends
  if (value instanceof Long) return bracket.number;
  if (value instanceof Binary) return bracket.binary;
  if (value instanceof BSONRegExp || value instanceof RegExp) return bracket.regex;
  if (value instanceof BSONSymbol) return bracket.string;
  if (value instanceof Code) return bracket.code;
  if (value instanceof MinKey) return bracket.minKey;
  if (value instanceof MaxKey) return bracket.maxKey;
  throw new TypeError(`BSON has no ${value.constructor.name}`);
}

export function isNumeric(value: Value): boolean {
  return bracketOf(value) === bracket.number;
}

/** The number as a JavaScript number, which may round a Long or a Decimal128; NaN for what is no number. */
export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Decimal128) return Number(value.toString());
  if (value instanceof Long && !(value instanceof Timestamp)) return value.toNumber();
  return Number.NaN;
}

/** Source and flags of either class of regular expression. */
export function regexParts(value: RegExp | BSONRegExp): { pattern: string; options: string } {
  return value instanceof RegExp
    ? { pattern: value.source, options: value.flags.replace(/[gyduv]/g, '') }
    : { pattern: value.pattern, options: value.options };
}
