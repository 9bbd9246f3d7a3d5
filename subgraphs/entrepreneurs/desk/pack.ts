/** Records with bytes in them as text, for a storage that keeps text. */

/** Bytes become `{ "base64": "…" }`. */
export function pack(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each instanceof Uint8Array ? { base64: btoa(String.fromCharCode(...each)) } : each,
  );
}

/** What was packed. @typeParam Value its type: only what this package has packed is read. */
export function unpack<Value>(text: string): Value {
  return JSON.parse(text, (_key, each: unknown) =>
    each !== null && typeof each === 'object' && 'base64' in each
      ? Uint8Array.from(atob(String(each.base64)), (character) => character.charCodeAt(0))
      : each,
  );
}
