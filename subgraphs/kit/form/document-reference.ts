/**
 * The reference of a document as a form holds it: a compact JWS (RFC 7515) that `documents` has signed. What it says is read
 * here without a look at the signature, to show it; a ministry checks the signature before it takes a form.
 */

const SHAPE = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Whether a text could be one. */
export function isDocumentReference(text: string): boolean {
  return SHAPE.test(text) && fileNameOf(text) !== undefined;
}

/** The name of the file that it is of; undefined when the text is no reference. */
export function fileNameOf(reference: string): string | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(reference.split('.')[1] ?? '', 'base64url').toString());
    if (typeof claims !== 'object' || claims === null || !('fileName' in claims)) return undefined;
    return typeof claims.fileName === 'string' ? claims.fileName : undefined;
  } catch {
    return undefined;
  }
}
