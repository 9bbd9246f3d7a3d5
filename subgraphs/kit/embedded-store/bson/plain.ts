import { BSONRegExp, BSONSymbol, Double, Int32, Long, Timestamp } from 'bson';
import { isDoc, regexParts, type Value } from './value.ts';

/**
 * A stored value with JavaScript's numbers and patterns, which is what mingo computes with.
 * A Long that no double holds, and a Decimal128, stay as they are: arithmetic refuses them, all else passes them on.
 */
export function plain(value: Value): Value {
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Long && !(value instanceof Timestamp)) {
    const number = value.toNumber();
    return Number.isSafeInteger(number) ? number : value;
  }
  if (value instanceof BSONRegExp) return plainRegex(value);
  if (value instanceof BSONSymbol) return value.value;
  if (Array.isArray(value)) return value.map(plain);
  if (!isDoc(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, plain(field)]));
}

function plainRegex(value: BSONRegExp): Value {
  const { pattern, options } = regexParts(value);
  try {
    return new RegExp(pattern, options.replace(/[^ims]/g, ''));
  } catch {
    return value; // a pattern that is only MongoDB's is passed on
  }
}

/** A document through `plain`. */
export function plainDoc(doc: Value): { [field: string]: unknown } {
  const out = plain(doc);
  return isDoc(out) ? out : {};
}
