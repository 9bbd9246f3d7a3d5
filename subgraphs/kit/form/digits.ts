/** Bangla digits ০-৯ (U+09E6 to U+09EF) and ASCII digits. */
export { inBanglaDigits } from '../errors/catalogue.ts';

/** Bangla digits as ASCII ones: `১৫` → `15`. Everything else stays. */
export function toAsciiDigits(text: string): string {
  return text.replace(/[০-৯]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x09e6 + 0x30));
}

/** Text of a number in either digits as that number; anything else as it came, for the caller to refuse. */
export function readNumber(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = toAsciiDigits(value.trim());
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : value;
}
