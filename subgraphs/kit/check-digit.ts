/**
 * A last digit that tells a mistyped number from a right one (Damm's algorithm, 2004): every single wrong digit and every
 * exchange of two neighbours is found. For numbers that people copy from paper: cards and slips. Pure.
 */
import { toAsciiDigits } from './form/digits.ts';

/** A quasigroup of order 10 that is totally anti-symmetric; its diagonal is 0, so a right number ends at 0. */
const TABLE = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

/** `572` → `5724`. */
export function withCheckDigit(digits: string): string {
  return `${digits}${interim(digits)}`;
}

/** Whether the number, with its check digit at the end, can be right. */
export function isChecked(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && interim(digits) === 0;
}

/** In groups of four to read out: `482173065` → `4821-7306-5`. */
export function inGroups(digits: string): string {
  return digits.replace(/\d{4}(?=\d)/g, '$&-');
}

/** The digits of a number as somebody typed it: in either script, with blanks or hyphens between. */
export function plainDigits(typed: string): string {
  return toAsciiDigits(typed).replace(/[\s-]/g, '');
}

function interim(digits: string): number {
  return [...digits].reduce((row, digit) => Number(TABLE[row]?.[Number(digit)]), 0);
}
