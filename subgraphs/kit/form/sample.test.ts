import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkForm } from './check.ts';
import type { FormField } from './form-field.ts';
import { sampleInput } from './sample.ts';
import { formField, plotForm } from './test/service-sdl.ts';

const TODAY = '2026-03-26';
const ALL_TYPES = `
  "Name" name: String! @input(labelBn: "নাম", minLength: 8, maxLength: 40)
  "Initial" initial: String! @input(labelBn: "আদ্যক্ষর", maxLength: 1)
  "ID" nationalId: String! @input(labelBn: "পরিচয়পত্র", format: NATIONAL_ID)
  "Slip" slip: String @input(labelBn: "স্লিপ", pattern: "[A-Z]{2}-\\\\d{4}", example: "AB-1234")
  "Day" day: Date! @input(labelBn: "দিন", earliest: "today+1", latest: "today+30", example: "today+7")
  "Born" born: Date! @input(labelBn: "জন্ম", latest: "today-6570")
  "Plots" plots: Int! @input(labelBn: "দাগ", min: 3)
  "Area" area: Float @input(labelBn: "আয়তন", max: 0)
  "Kind" kind: Kind! @input(labelBn: "ধরন")
  "Agreed" agreed: Boolean! @input(labelBn: "সম্মত")
  "Heirs" heirs: [Heir!]! @input(labelBn: "ওয়ারিশ", minItems: 2, maxItems: 3)
`;
const MORE = `
  enum Kind { "Farm" FARM @label(bn: "কৃষি") }
  input Heir { "Mobile" mobile: String! @input(labelBn: "মোবাইল", format: MOBILE, example: "01812345678") }
`;

test('a sample in Bangla, its digits too', () => {
  expect(sampleInput(plotForm(ALL_TYPES, MORE), TODAY, 'BN')).toEqual({
    name: 'নমুনানমু',
    initial: 'ন',
    nationalId: '১৯৯০১২৩৪৫৬৭৮৯',
    slip: 'AB-১২৩৪',
    day: '২০২৬-০৪-০২',
    born: '২০০৮-০৩-৩০',
    plots: 3,
    area: 0,
    kind: 'FARM',
    agreed: true,
    heirs: [{ mobile: '০১৮১২৩৪৫৬৭৮' }, { mobile: '০১৮১২৩৪৫৬৭৮' }],
  });
});

test.each(['EN', 'BN'] as const)('a sample in %s is accepted', (language) => {
  const form = plotForm(ALL_TYPES, MORE);
  expect(checkForm(form, sampleInput(form, TODAY, language), TODAY).problems).toEqual([]);
});

test('whatever the limits, the sample keeps to them', () => {
  const bounded = (low: string, high: string, max: number) =>
    fc.tuple(fc.nat(max), fc.nat(max)).map(([from, span]) => ({ [low]: from, [high]: from + span + 1 }));
  const field = fc.oneof(
    bounded('minLength', 'maxLength', 500).map((limits) => formField({ limits })),
    fc.integer({ min: 1, max: 99 }).map((maxLength) => formField({ limits: { maxLength } })),
    bounded('min', 'max', 9999).map((limits) => formField({ type: 'Int', limits })),
    fc.integer().map((max) => formField({ type: 'Int', limits: { max } })),
    fc.integer({ min: -999, max: 999 }).map((days) => {
      const earliest = `today${days < 0 ? '' : '+'}${days}`;
      return formField({ type: 'Date', limits: days < 0 ? { latest: earliest } : { earliest } });
    }),
    bounded('minItems', 'maxItems', 9).map((limits) => formField({ list: true, limits: { ...limits, maxLength: 9 } })),
  );
  fc.assert(
    fc.property(field, fc.constantFrom('EN', 'BN'), (one: FormField, language: 'EN' | 'BN') => {
      expect(checkForm([one], sampleInput([one], TODAY, language), TODAY).problems).toEqual([]);
    }),
  );
});
