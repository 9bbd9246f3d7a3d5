import type { Problem } from './problem.ts';

/** One text in both languages of the platform. `{name}` stands for a value of the problem. */
export type Text = { readonly en: string; readonly bn: string };

/** The texts of error codes. Every code that a subgraph can answer has one. */
export type ErrorCatalogue = Readonly<Record<string, Text>>;

/** A problem with its words, as `UserError` shows it and as the command endpoint sends it. */
export type UserErrorRecord = { readonly code: string; readonly field: string | null; readonly message: Text };

/**
 * Declares the texts of error codes.
 * @example
 * export const errors = catalogue({
 *   DEED_TOO_OLD: { en: 'A deed older than {limitMonths} months needs an order.', bn: '…' },
 * });
 */
export function catalogue<const Codes extends ErrorCatalogue>(texts: Codes): Codes {
  return texts;
}

/**
 * Gives a problem its words in both languages.
 * @throws Error when no catalogue has the code: a subgraph's tests find it, a citizen never should.
 */
export function inWords({ code, field, values }: Problem, texts: ErrorCatalogue): UserErrorRecord {
  const text = texts[code];
  if (!text) throw new Error(`No error catalogue has a text for ${code}: write it in errors.ts of the ministry`);
  return { code, field, message: { en: fill(text.en, values, String), bn: fill(text.bn, values, inBanglaDigits) } };
}

function fill(text: string, values: Problem['values'], show: (value: string) => string): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === 'number' ? show(String(value)) : value;
  });
}

/** ASCII digits as Bangla ones: `15` → `১৫`. */
export function inBanglaDigits(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x30 + 0x09e6));
}
