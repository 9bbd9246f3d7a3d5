import { Binary, BSONRegExp, BSONSymbol, Code, ObjectId, Timestamp } from 'bson';
import { numberKey } from './number-key.ts';
import { bracket, bracketOf, isDoc, regexParts, type Value, withoutDbRef } from './value.ts';

/**
 * A value as bytes whose memcmp order is MongoDB's comparison order, so that SQLite's own B-trees are MongoDB's
 * indexes. One type byte (the bracket), then the value. Every encoding ends itself: none is a prefix of another, so
 * fields of a compound key are simply joined, and a descending field is the same bytes inverted.
 */
export function encodeKey(value: Value): Buffer {
  const parts: Buffer[] = [];
  append(parts, value);
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}

/** The same bytes with every bit turned: sorts the other way round. */
export function inverted(bytes: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  for (let i = 0; i < bytes.length; i++) out[i] = ~(bytes[i] ?? 0) & 0xff;
  return out;
}

/** The smallest byte string greater than every string that starts with `prefix`; undefined when there is none. */
export function afterPrefix(prefix: Uint8Array): Buffer | undefined {
  let end = prefix.length;
  while (end > 0 && prefix[end - 1] === 0xff) end--;
  if (end === 0) return undefined;
  const out = Buffer.from(prefix.subarray(0, end));
  out[end - 1] = (out[end - 1] ?? 0) + 1;
  return out;
}

/** Equal in MongoDB's sense: 1, NumberLong(1) and 1.0 are one value; `{a, b}` and `{b, a}` are two. */
export function sameValue(a: Value, b: Value): boolean {
  return a === b || compareValues(a, b) === 0;
}

/** MongoDB's order over all types. @returns negative, 0 or positive. */
export function compareValues(a: Value, b: Value): number {
  const typeA = bracketOf(a);
  const typeB = bracketOf(b);
  if (typeA !== typeB) return typeA - typeB;
  // Most comparisons are of two of these; the bytes are for the rest.
  if (typeof a === 'number' && typeof b === 'number' && !Number.isNaN(a) && !Number.isNaN(b)) return a - b || 0;
  if (typeof a === 'string' && typeof b === 'string' && a === b) return 0;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (a instanceof ObjectId && b instanceof ObjectId) return Buffer.compare(a.id, b.id);
  return Buffer.compare(encodeKey(a), encodeKey(b));
}

const END = Buffer.of(0);

function append(parts: Buffer[], value: Value): void {
  const type = bracketOf(value);
  switch (type) {
    case bracket.number:
      parts.push(numberKey(type, value));
      return;
    case bracket.string:
      parts.push(textKey(type, value instanceof BSONSymbol ? value.value : String(value)));
      return;
    case bracket.objectId:
      if (value instanceof ObjectId) parts.push(Buffer.concat([Buffer.of(type), value.id]));
      return;
    case bracket.bool:
      parts.push(Buffer.of(type, value === true ? 1 : 0));
      return;
    case bracket.date:
      if (value instanceof Date) parts.push(int64Key(type, BigInt(value.getTime())));
      return;
    case bracket.timestamp:
      if (value instanceof Timestamp) parts.push(uint64Key(type, value));
      return;
    case bracket.binary:
      if (value instanceof Binary) parts.push(binaryKey(type, value));
      return;
    case bracket.regex:
      if (value instanceof RegExp || value instanceof BSONRegExp) {
        const { pattern, options } = regexParts(value);
        parts.push(textKey(type, pattern), textKey(type, options));
      }
      return;
    case bracket.code:
      if (value instanceof Code) parts.push(textKey(type, String(value.code)));
      return;
    case bracket.array:
      parts.push(Buffer.of(type));
      if (Array.isArray(value)) for (const item of value) append(parts, item);
      parts.push(END);
      return;
    case bracket.object:
      appendDocument(parts, withoutDbRef(value));
      return;
    default:
      parts.push(Buffer.of(type)); // null, undefined, MinKey, MaxKey: the type is the value
  }
}

/** MongoDB compares documents field by field: type, then name, then value; a shorter document sorts first. */
function appendDocument(parts: Buffer[], value: Value): void {
  parts.push(Buffer.of(bracket.object));
  if (isDoc(value)) {
    for (const [name, field] of Object.entries(value)) {
      parts.push(textKey(bracketOf(field), name));
      append(parts, field);
    }
  }
  parts.push(END);
}

/** UTF-8, ended by 00 00; a NUL within the text becomes 00 FF, so that order is kept. */
function textKey(type: number, text: string): Buffer {
  const escaped = text.includes('\0') ? escapeNuls(Buffer.from(text)) : undefined;
  if (escaped !== undefined) return Buffer.concat([Buffer.of(type), escaped, Buffer.of(0, 0)]);
  const out = Buffer.allocUnsafe(Buffer.byteLength(text) + 3);
  out[0] = type;
  const end = 1 + out.write(text, 1);
  out[end] = 0;
  out[end + 1] = 0;
  return out;
}

function escapeNuls(bytes: Buffer): Buffer {
  const out: number[] = [];
  for (const byte of bytes) {
    out.push(byte);
    if (byte === 0) out.push(0xff);
  }
  return Buffer.from(out);
}

function int64Key(type: number, value: bigint): Buffer {
  const out = Buffer.allocUnsafe(9);
  out[0] = type;
  out.writeBigUInt64BE(BigInt.asUintN(64, value) ^ (1n << 63n), 1);
  return out;
}

function uint64Key(type: number, value: Timestamp): Buffer {
  const out = Buffer.allocUnsafe(9);
  out[0] = type;
  out.writeUInt32BE(value.getHighBitsUnsigned(), 1);
  out.writeUInt32BE(value.getLowBitsUnsigned(), 5);
  return out;
}

/** Binary values compare by length, then subtype, then bytes. */
function binaryKey(type: number, value: Binary): Buffer {
  const bytes = value.buffer.subarray(0, value.position);
  const head = Buffer.allocUnsafe(6);
  head[0] = type;
  head.writeUInt32BE(bytes.length, 1);
  head[5] = value.sub_type;
  return Buffer.concat([head, bytes]);
}
