/** How much JSON a client may send where the schema does not say what is in it. */

/** Size in UTF-8 in kB of 1,000 bytes; levels of objects and lists. Named as the errors' texts name them. */
export const JSON_LIMITS = { maxKb: 20, maxDepth: 8 };

/**
 * What is wrong with a JSON value; null when nothing is. An object is a level, and so is a list.
 * Depth comes first: it stops after `maxDepth` levels, so that serialising cannot exhaust the stack.
 */
export function jsonObjection(value: unknown): 'TOO_MUCH_DATA' | 'TOO_DEEP' | 'FORBIDDEN_KEY' | null {
  return shapeObjection(value, 0) ?? (sizeKb(value) > JSON_LIMITS.maxKb ? 'TOO_MUCH_DATA' : null);
}

/** Size when serialised in UTF-8, in kB of 1,000 bytes. */
function sizeKb(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '') / 1000;
}

function shapeObjection(value: unknown, depth: number): 'TOO_DEEP' | 'FORBIDDEN_KEY' | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth === JSON_LIMITS.maxDepth) return 'TOO_DEEP';
  // An own key of this name becomes the prototype of whatever it is merged into.
  if (Object.hasOwn(value, '__proto__')) return 'FORBIDDEN_KEY';
  for (const each of Object.values(value)) {
    const objection = shapeObjection(each, depth + 1);
    if (objection) return objection;
  }
  return null;
}
