import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inBanglaDigits, readNumber, toAsciiDigits } from './digits.ts';
import { formats } from './formats.ts';

describe('what people write becomes one way of writing', () => {
  test.each([
    ['NATIONAL_ID', '1990 1234 56789', '1990123456789', true],
    ['NATIONAL_ID', '১৯৯০-১২৩৪-৫৬৭৮৯', '1990123456789', true],
    ['NATIONAL_ID', '২৮৩৭৪৬১৫০৯', '2837461509', true],
    ['NATIONAL_ID', '19901234567890123', '19901234567890123', true],
    ['NATIONAL_ID', '123456789', '123456789', false],
    ['NATIONAL_ID', '12345678901', '12345678901', false],
    ['NATIONAL_ID', '19901234567A9', '19901234567A9', false],
    ['NATIONAL_ID', '२८३७४६१५०९', '२८३७४६१५०९', false],
    ['MOBILE', '01712345678', '01712345678', true],
    ['MOBILE', '+88 01712-345678', '01712345678', true],
    ['MOBILE', '8801712345678', '01712345678', true],
    ['MOBILE', '008801712345678', '01712345678', true],
    ['MOBILE', '+৮৮ ০১৭১২‑৩৪৫৬৭৮', '01712345678', true],
    ['MOBILE', '০১৩১২৩৪৫৬৭৮', '01312345678', true],
    ['MOBILE', '01212345678', '01212345678', false],
    ['MOBILE', '0171234567', '0171234567', false],
    ['MOBILE', '+919812345678', '+919812345678', false],
    ['BIRTH_REGISTRATION', '১৯৯০১২৩৪৫৬৭৮৯০১২৩', '19901234567890123', true],
    ['BIRTH_REGISTRATION', '1990 123456789 0123', '1990123456789' + '0123', true],
    ['BIRTH_REGISTRATION', '1990123456789012', '1990123456789012', false],
    ['AREA', ' ০৬ ', '06', true],
    ['AREA', '06-99', '06-99', false],
    ['ADDRESS_AREA', '০৬-৪৭-৩৬৫-৩২৭১-০৪', '06-47-365-3271-04', true],
    ['ADDRESS_AREA', '06-47-365-3271', '06-47-365-3271', true],
    ['ADDRESS_AREA', '06-47-365', '06-47-365', true],
    ['ADDRESS_AREA', '06-47', '06-47', true],
    ['ADDRESS_AREA', '06', '06', false],
    ['ADDRESS_AREA', '06-99', '06-99', false],
    ['DOCUMENT', ` ${formats.DOCUMENT.example}\n`, formats.DOCUMENT.example, true],
    ['DOCUMENT', 'nid.pdf', 'nid.pdf', false],
    ['DOCUMENT', 'a.b.c', 'a.b.c', false],
    ['DOCUMENT', 'e30.bnVsbA.AA', 'e30.bnVsbA.AA', false],
    ['DOCUMENT', 'e30.eyJmaWxlTmFtZSI6N30.AA', 'e30.eyJmaWxlTmFtZSI6N30.AA', false],
  ] as const)('%s %s → %s (%s)', (format, written, uniform, isOne) => {
    expect(formats[format].normalise(written)).toBe(uniform);
    expect(formats[format].check(uniform)).toBe(isOne);
  });
});

test('writing it uniformly twice is writing it once', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'০১৭8+ -‑5') }));
  fc.assert(
    fc.property(text, fc.constantFrom(...Object.values(formats)), (written, { normalise }) => {
      expect(normalise(normalise(written))).toBe(normalise(written));
    }),
  );
});

test('each format’s own example is one', () => {
  for (const { example, check } of Object.values(formats)) expect(check(example)).toBe(true);
});

test('digits go to Bangla and back', () => {
  expect(inBanglaDigits('15/07')).toBe('১৫/০৭');
  fc.assert(fc.property(fc.nat().map(String), (digits) => toAsciiDigits(inBanglaDigits(digits)) === digits));
});

test.each([
  ['১২', 12],
  [' -3.5 ', -3.5],
  ['12 plots', '12 plots'],
  ['', ''],
  ['1e9', '1e9'],
  [7, 7],
])('%j is read as the number %j', (written, number) => {
  expect(readNumber(written)).toBe(number);
});
