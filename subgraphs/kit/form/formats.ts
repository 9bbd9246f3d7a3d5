/** The well-known forms of text: how each is written uniformly, and what it must look like then. */
import { areaAbove, areaOf } from '../areas/area-map.ts';
import { toAsciiDigits } from './digits.ts';
import { isDocumentReference } from './document-reference.ts';
import type { formErrors } from './errors.ts';
import type { InputFormat } from './form-field.ts';

type Format = {
  /** Bangla digits become ASCII ones, and what people put between digits is dropped. Twice is the same as once. */
  readonly normalise: (text: string) => string;
  /** Whether a normalised text is one. */
  readonly check: (text: string) => boolean;
  /** The code whose words name the fix. */
  readonly code: keyof typeof formErrors;
  /** One that passes, for explorers and tests. */
  readonly example: string;
};

export const formats: Readonly<Record<InputFormat, Format>> = {
  /** 10 digits on a smart card, 13 on the old card, 17 when the year of birth stands before the 13. */
  NATIONAL_ID: {
    normalise: withoutSeparators,
    check: (text) => /^(\d{10}|\d{13}|\d{17})$/.test(text),
    code: 'NOT_A_NATIONAL_ID',
    example: '1990123456789',
  },
  /** `01XXXXXXXXX`: the digit after 01 is the operator's, 3 to 9 (BTRC's numbering plan). */
  MOBILE: {
    normalise: (text) => withoutSeparators(text).replace(/^(\+|00)?88(?=01)/, ''),
    check: (text) => /^01[3-9]\d{8}$/.test(text),
    code: 'NOT_A_MOBILE',
    example: '01712345678',
  },
  /** 17 digits, the first four the year of birth. */
  BIRTH_REGISTRATION: {
    normalise: withoutSeparators,
    check: (text) => /^\d{17}$/.test(text),
    code: 'NOT_A_BIRTH_REGISTRATION',
    example: '19901234567890123',
  },
  AREA: {
    normalise: (text) => toAsciiDigits(text).trim(),
    check: (text) => areaOf(text) !== undefined,
    code: 'NOT_AN_AREA',
    example: '06-47-365-3271',
  },
  // The map does not divide municipalities and cities: who lives in one names its upazila or its district. So of all areas
  // only a division is too large.
  ADDRESS_AREA: {
    normalise: (text) => toAsciiDigits(text).trim(),
    check: (text) => areaAbove(text, 'DISTRICT') !== undefined,
    code: 'NOT_AN_AREA',
    example: '06-47-365-3271',
  },
  DOCUMENT: {
    normalise: (text) => text.trim(),
    check: isDocumentReference,
    code: 'NOT_A_DOCUMENT',
    // Header {"alg":"EdDSA"}, claims {"fileName":"nid.pdf"}: the shape of one, which nobody has signed.
    example: 'eyJhbGciOiJFZERTQSJ9.eyJmaWxlTmFtZSI6Im5pZC5wZGYifQ.AA',
  },
};

/** Whether the SDL's word is a format that the kit knows. */
export function isInputFormat(name: string | undefined): name is InputFormat {
  return name !== undefined && Object.hasOwn(formats, name);
}

/** Spaces and dashes of every kind, and what some keyboards and copied texts leave unseen between digits. */
function withoutSeparators(text: string): string {
  return toAsciiDigits(text).replace(/[\s\p{Dash_Punctuation}\u200B-\u200F\u2060]/gu, '');
}
