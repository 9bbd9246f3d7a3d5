/**
 * Looks for secrets in bytes: as they are, in hex, in base64, and as the bytes that they stand for. A database cuts long values
 * into pages, so a long piece of a secret is found as well as the whole.
 */
import { createHash } from 'node:crypto';

/** `kind`: what a client knows it by, e.g. `refresh_token`. */
export type Secret = { readonly kind: string; readonly value: string };

/** Where a text of a form goes, to go on from a window that was found. */
type Place = { readonly secret: Secret; readonly form: string; readonly at: number };

const WINDOW = 10;
/** Every piece of this length holds a window that begins at a multiple of its length. */
const PIECE = 2 * WINDOW - 1;

const CODE = /^\d{6}$/;
const BANGLA = '০১২৩৪৫৬৭৮৯';

/** What is worth a search: a code, or what nobody can guess. */
export function isSecret(value: string): boolean {
  return CODE.test(value) || (/^[\w.~:+/=-]+$/.test(value) && secretPart(value).length >= PIECE);
}

/** @returns a function that names the kinds of secrets that it finds in some bytes. */
export function secretSearch(secrets: readonly Secret[]): (bytes: Buffer) => string[] {
  const windows = new Map<string, Place>();
  const words = new Map<string, Secret>();
  for (const secret of secrets) {
    if (CODE.test(secret.value)) {
      for (const form of formsOfCode(secret.value)) words.set(form, secret);
      continue;
    }
    for (const form of formsOf(secretPart(secret.value)))
      for (let at = 0; at + WINDOW <= form.length; at += 1) {
        const window = form.slice(at, at + WINDOW);
        // The first form is the whole; others may be a part of it.
        if (!windows.has(window)) windows.set(window, { secret, form, at });
      }
  }
  return (bytes) => {
    const text = bytes.toString('latin1');
    const found = new Set<string>();
    for (let at = 0; at + WINDOW <= text.length; at += WINDOW) {
      const place = windows.get(text.slice(at, at + WINDOW));
      if (place && lengthOfPiece(text, at, place) >= PIECE) found.add(place.secret.kind);
    }
    for (const [word] of text.matchAll(WORDS)) {
      const secret = words.get(word);
      if (secret) found.add(secret.kind);
    }
    return [...found].sort();
  };
}

/** Words of the lengths that forms of a code have: a code's digits within a longer number or a key are no code. */
const WORDS = /(?<![\w+/.-])[\w+/-]{6,64}={0,2}(?![\w+/-])|(?:\xe0\xa7[\xa6-\xaf]){6}/g;

/** Six-digit words in some bytes: codes of which these are were there before, and say nothing. */
export function sixDigitWords(bytes: Buffer): string[] {
  return [...bytes.toString('latin1').matchAll(WORDS)].map(([word]) => word).filter((word) => CODE.test(word));
}

/** Of a JWT its signature: what it says may be known. Of a URN its last part. */
function secretPart(value: string): string {
  const [part = ''] = /[^.:]*$/.exec(value) ?? [];
  return part;
}

function formsOf(secret: string): string[] {
  const own = Buffer.from(secret);
  const meant = /^[\w-]+$/.test(secret) ? [Buffer.from(secret, 'base64url')] : [];
  return [secret, ...meant.map((bytes) => bytes.toString('latin1')), ...[own, ...meant].flatMap(encoded)].filter(
    ({ length }) => length >= PIECE,
  );
}

/** In hex, and in base64 as it comes out behind none, one or two other bytes. */
function encoded(bytes: Buffer): string[] {
  const shifted = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return [bytes.toString('hex'), ...shifted];
}

/** A code is guessed from a hash without a key, so such a hash is one more form of it. */
function formsOfCode(code: string): string[] {
  const bytes = Buffer.from(code);
  const hashes = ['md5', 'sha1', 'sha256'].map((name) => createHash(name).update(code).digest());
  const encodings = ['hex', 'base64', 'base64url'] as const;
  const inBangla = code.replace(/\d/g, (digit) => BANGLA.charAt(Number(digit)));
  return [
    code,
    Buffer.from(inBangla).toString('latin1'),
    ...[bytes, ...hashes].flatMap((each) => encodings.map((encoding) => each.toString(encoding))),
  ];
}

function lengthOfPiece(text: string, at: number, { form, at: inForm }: Place): number {
  let [before, after] = [0, WINDOW];
  while (before < inForm && text[at - before - 1] === form[inForm - before - 1]) before += 1;
  while (inForm + after < form.length && text[at + after] === form[inForm + after]) after += 1;
  return before + after;
}
