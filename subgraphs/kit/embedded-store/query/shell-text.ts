import { ObjectId } from 'bson';
import { isDoc, isNumeric, type Value } from '../bson/value.ts';

/** A value as the MongoDB shell and the server's messages write it: `{ a: "x", b: ObjectId('…') }`. */
export function shellText(value: Value): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (isNumeric(value)) return String(value);
  if (Array.isArray(value)) return `[ ${value.map(shellText).join(', ')} ]`;
  if (!isDoc(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${name}: ${shellText(field)}`);
  return `{ ${fields.join(', ')} }`;
}
