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
import { isDoc, isNumeric, toNumber, type Value } from '../bson/value.ts';
import { StoreError } from '../errors.ts';

/** The alias that `$type` knows a BSON type by. Source: MongoDB manual, "BSON Types". */
const aliases: Readonly<Record<string, number>> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};

/** BSON's type number of a value. */
export function typeNumber(value: Value): number {
  if (value === null) return 10;
  if (value === undefined) return 6;
  if (typeof value === 'string') return 2;
  if (typeof value === 'boolean') return 8;
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? 16 : 1;
  if (Array.isArray(value)) return 4;
  if (isDoc(value) || value instanceof DBRef) return 3;
  if (value instanceof Double) return 1;
  if (value instanceof Binary) return 5;
  if (value instanceof ObjectId) return 7;
  if (value instanceof Date) return 9;
  if (value instanceof BSONRegExp || value instanceof RegExp) return 11;
  if (value instanceof Code) return value.scope === null ? 13 : 15;
  if (value instanceof BSONSymbol) return 14;
  if (value instanceof Int32) return 16;
  if (value instanceof Timestamp) return 17;
  if (value instanceof Long) return 18;
  if (value instanceof Decimal128) return 19;
  if (value instanceof MinKey) return -1;
  if (value instanceof MaxKey) return 127;
  throw new StoreError('BadValue', 'a value of no BSON type');
}

/** What MongoDB calls a value's type in its messages, such as `int` or `objectId`. */
export function typeName(value: Value): string {
  const number = typeNumber(value);
  return Object.keys(aliases).find((name) => aliases[name] === number) ?? 'unknown';
}

/** `$type`'s operand as type numbers: a name, a number, or a list of them; `number` is all four. */
export function wantedTypes(operand: Value): ReadonlySet<number> {
  const wanted = new Set<number>();
  for (const one of Array.isArray(operand) ? operand : [operand]) {
    if (one === 'number') for (const number of [1, 16, 18, 19]) wanted.add(number);
    else wanted.add(oneType(one));
  }
  if (wanted.size === 0) throw new StoreError('FailedToParse', '$type must match at least one type');
  return wanted;
}

function oneType(operand: Value): number {
  const number = typeof operand === 'string' ? aliases[operand] : isNumeric(operand) ? toNumber(operand) : undefined;
  if (number === undefined || !Object.values(aliases).includes(number)) {
    throw new StoreError('BadValue', `Unknown type name alias: ${String(operand)}`);
  }
  return number;
}
