/** Checks one value that holds no others against its field's limits. Pure: the answer is the value, or what is wrong. */
import { dayInWords } from './day-in-words.ts';
import { readNumber, toAsciiDigits } from './digits.ts';
import type { formErrors } from './errors.ts';
import type { FormField, FormLimits } from './form-field.ts';
import { formats } from './formats.ts';
import { wholeMatch } from './pattern.ts';
import { isDay, relativeDay } from './relative-day.ts';

/** The value as it is kept; or the code of a problem; or nothing, when there is only empty space. */
export type Checked =
  | { readonly value: unknown }
  | { readonly code: keyof typeof formErrors; readonly values?: Readonly<Record<string, string | number>> }
  | { readonly isEmpty: true };

/** A text may have several lines when it may be longer than this. */
const ONE_LINE_MAX_LENGTH = 200;

// Cc: control; Cs: half of a surrogate pair; then marks that turn the direction of text, with which one can be shown another name.
const UNWANTED = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const ONLY_UNSEEN = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}]*$/u;

/** @param today the day in Dhaka. */
export function checkLeaf(field: FormField, raw: unknown, today: string): Checked {
  if (field.options.length > 0)
    return field.options.some(({ value }) => value === raw) ? { value: raw } : { code: 'NOT_AN_OPTION' };
  switch (field.type) {
    case 'String':
    case 'ID':
      return checkText(raw, field.limits);
    case 'Int':
    case 'Float':
      return checkNumber(raw, field.type, field.limits);
    case 'Boolean':
      return typeof raw === 'boolean' ? { value: raw } : { code: 'WRONG_TYPE' };
    case 'Date':
      return checkDay(raw, field.limits, today);
    default:
      // Other scalars have checked themselves.
      return { value: raw };
  }
}

/**
 * Text is trimmed and brought into NFC, in which it is compared and sorted. Its length counts code points: every client
 * language counts the same, and unlike graphemes (one of which may hold any number of marks) they bound what is stored.
 */
export function checkText(raw: unknown, { minLength, maxLength, pattern, format }: FormLimits): Checked {
  if (typeof raw !== 'string') return { code: 'WRONG_TYPE' };
  const isLong = (maxLength ?? 0) > ONE_LINE_MAX_LENGTH;
  const plain = raw.replaceAll('\r\n', '\n').normalize('NFC').trim();
  if (ONLY_UNSEEN.test(plain)) return { isEmpty: true };
  const text = format ? formats[format].normalise(plain) : pattern === undefined ? plain : toAsciiDigits(plain);
  if (UNWANTED.test(isLong ? text.replaceAll('\n', '') : text)) return { code: 'CONTROL_CHARACTER' };
  const length = codePoints(text);
  if (minLength !== undefined && length < minLength) return { code: 'TOO_SHORT', values: { minLength, length } };
  if (maxLength !== undefined && length > maxLength) return { code: 'TOO_LONG', values: { maxLength, length } };
  if (format && !formats[format].check(text)) return { code: formats[format].code };
  if (pattern !== undefined && !wholeMatch(pattern).test(text)) return { code: 'PATTERN' };
  return { value: text };
}

/** Code points of a text, without making an array of them. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function checkNumber(raw: unknown, type: string, { min, max }: FormLimits): Checked {
  const value = readNumber(raw);
  if (typeof value !== 'number' || !Number.isFinite(value)) return { code: 'NOT_A_NUMBER' };
  if (type === 'Int' && !Number.isSafeInteger(value)) return { code: 'NOT_A_WHOLE_NUMBER' };
  if (min !== undefined && value < min) return { code: 'TOO_SMALL', values: { min } };
  if (max !== undefined && value > max) return { code: 'TOO_LARGE', values: { max } };
  return { value };
}

function checkDay(raw: unknown, { earliest, latest }: FormLimits, today: string): Checked {
  if (typeof raw !== 'string') return { code: 'NOT_A_DATE' };
  const day = toAsciiDigits(raw.trim());
  if (!isDay(day)) return { code: 'NOT_A_DATE' };
  const first = earliest === undefined ? day : relativeDay(earliest, today);
  const last = latest === undefined ? day : relativeDay(latest, today);
  if (day < first) return { code: 'DATE_TOO_EARLY', values: limitInWords('earliest', first) };
  if (day > last) return { code: 'DATE_TOO_LATE', values: limitInWords('latest', last) };
  return { value: day };
}

/** The limit for programs, and as each language writes it (a catalogue's text picks its own). */
function limitInWords(name: string, day: string): Record<string, string> {
  const { en, bn } = dayInWords(day);
  return { [name]: day, [`${name}En`]: en, [`${name}Bn`]: bn };
}
