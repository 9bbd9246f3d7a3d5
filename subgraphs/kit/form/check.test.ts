import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkForm } from './check.ts';
import type { FormLimits, InputFormat } from './form-field.ts';
import { checkIdempotencyKey } from './idempotency-key.ts';
import { relativeDay } from './relative-day.ts';
import { formField, plotForm } from './test/service-sdl.ts';

const TODAY = '2026-03-26';

/** What becomes of one value in a field with these limits. */
function check(value: unknown, limits: FormLimits, type = 'String', more = {}) {
  const { values, problems } = checkForm([formField({ name: 'f', type, limits, ...more })], { f: value }, TODAY);
  return problems.length > 0 ? problems.map(({ field, code }) => `${field}: ${code}`).join(', ') : values.f;
}

describe('text', () => {
  const RTL_OVERRIDE = '\u202E';
  test.each<[string, unknown, FormLimits, unknown]>([
    ['is trimmed', '  রহিমা বেগম \u00A0', { maxLength: 20 }, 'রহিমা বেগম'],
    ['is brought into NFC', 'ক\u09C7\u09BE', { maxLength: 5 }, 'ক\u09CB'],
    ['keeps the joiners that Bangla is written with', 'র\u200D\u09CDয', { maxLength: 5 }, 'র\u200D\u09CDয'],
    [
      'keeps Bangla digits where it is only text',
      'বাড়ি ১২'.normalize('NFC'),
      { maxLength: 20 },
      'বাড়ি ১২'.normalize('NFC'),
    ],
    ['of spaces only is missing', ' \t ', { maxLength: 20 }, 'f: REQUIRED'],
    ['of unseen signs only is missing', '\u200B\u200D', { maxLength: 20 }, 'f: REQUIRED'],
    ['counts code points, not UTF-16 units', '𝒜𝒷𝒸', { maxLength: 3 }, '𝒜𝒷𝒸'],
    ['too short', 'ক', { minLength: 2, maxLength: 5 }, 'f: TOO_SHORT'],
    ['too long', 'কখগঘঙচ', { maxLength: 5 }, 'f: TOO_LONG'],
    ['with a line break in a short field', 'a\nb', { maxLength: 200 }, 'f: CONTROL_CHARACTER'],
    ['with line breaks in a long field', 'a\r\nb\n', { maxLength: 201 }, 'a\nb'],
    ['with a control character', 'a\u0007b', { maxLength: 300 }, 'f: CONTROL_CHARACTER'],
    ['with half a character', 'a\uD800', { maxLength: 300 }, 'f: CONTROL_CHARACTER'],
    ['that turns the reading direction', `invoice${RTL_OVERRIDE}cod`, { maxLength: 30 }, 'f: CONTROL_CHARACTER'],
    ['by a pattern reads Bangla digits', '৪০০১-০০০০০০০০১', { pattern: '\\d{4}-\\d{9}' }, '4001-000000001'],
    ['by a pattern must match whole', 'x4001-000000001', { pattern: '\\d{4}-\\d{9}' }, 'f: PATTERN'],
    ['by a format', '+৮৮ ০১৭১২-৩৪৫৬৭৮', { format: 'MOBILE' }, '01712345678'],
    ['by a format that it is not', '01212345678', { format: 'MOBILE' }, 'f: NOT_A_MOBILE'],
    ['that is a number', 12, { maxLength: 5 }, 'f: WRONG_TYPE'],
  ])('%s', (_, value, limits, outcome) => {
    expect(check(value, limits)).toEqual(outcome);
  });
});

describe('other values', () => {
  const options = [{ value: 'FARM', labelEn: 'Farm', labelBn: 'কৃষি' }];
  test.each<[string, unknown, FormLimits, string, unknown]>([
    ['a number', 5, { min: 5, max: 5 }, 'Int', 5],
    ['a number in Bangla digits', '১২', {}, 'Int', 12],
    ['zero', 0, {}, 'Int', 0],
    ['a fraction where whole is asked', 1.5, {}, 'Int', 'f: NOT_A_WHOLE_NUMBER'],
    ['no number', 'many', {}, 'Float', 'f: NOT_A_NUMBER'],
    ['an infinite number', Number.POSITIVE_INFINITY, {}, 'Float', 'f: NOT_A_NUMBER'],
    ['false', false, {}, 'Boolean', false],
    ['a word for true', 'true', {}, 'Boolean', 'f: WRONG_TYPE'],
    ['a day', '1990-05-17', {}, 'Date', '1990-05-17'],
    ['a day in Bangla digits', '১৯৯০-০৫-১৭', {}, 'Date', '1990-05-17'],
    ['a day that no calendar has', '2023-02-29', {}, 'Date', 'f: NOT_A_DATE'],
    ['today, as the latest day', TODAY, { latest: 'today' }, 'Date', TODAY],
    ['tomorrow', '2026-03-27', { latest: 'today' }, 'Date', 'f: DATE_TOO_LATE'],
    ['a day too long ago', '1899-12-31', { earliest: '1900-01-01' }, 'Date', 'f: DATE_TOO_EARLY'],
    ['a choice', 'FARM', {}, 'Kind', 'FARM'],
    ['no choice', 'SEA', {}, 'Kind', 'f: NOT_AN_OPTION'],
  ])('%s', (_, value, limits, type, outcome) => {
    expect(check(value, limits, type, type === 'Kind' ? { options } : {})).toEqual(outcome);
  });
});

describe('a form with lists and forms inside', () => {
  const form = plotForm(
    `"Mouza" mouza: String! @input(labelBn: "মৌজা", maxLength: 50)
     "Heirs" heirs: [Heir!]! @input(labelBn: "ওয়ারিশ", minItems: 1, maxItems: 2)
     "Phones" phones: [String!] @input(labelBn: "ফোন", format: MOBILE, minItems: 1, maxItems: 3)
     "Note" note: String @input(labelBn: "মন্তব্য", maxLength: 300)`,
    'input Heir { "Name" name: String! @input(labelBn: "নাম", minLength: 2, maxLength: 50) }',
  );
  const good = { mouza: ' গুলশান ', heirs: [{ name: 'রহিম' }], phones: ['০১৭১২৩৪৫৬৭৮'] };
  const problems = (input: object) =>
    checkForm(form, { ...good, ...input }, TODAY).problems.map(({ field, code }) => `${field}: ${code}`);

  test('what is right is kept uniformly, what is empty is left out', () => {
    expect(checkForm(form, { ...good, note: ' ', unknown: 1, idempotencyKey: 'key-0001' }, TODAY)).toEqual({
      values: { mouza: 'গুলশান', heirs: [{ name: 'রহিম' }], phones: ['01712345678'] },
      problems: [],
    });
  });

  test.each<[string, object, string[]]>([
    ['a value inside is told by its path', { heirs: [{ name: 'রহিম' }, { name: 'ক' }] }, ['heirs.1.name: TOO_SHORT']],
    ['a value inside that is missing', { heirs: [{}] }, ['heirs.0.name: REQUIRED']],
    ['an item that is nothing', { phones: ['01712345678', null] }, ['phones.1: REQUIRED']],
    ['an item that is refused', { phones: ['0171'] }, ['phones.0: NOT_A_MOBILE']],
    ['too few', { heirs: [] }, ['heirs: TOO_FEW']],
    ['too many', { heirs: Array.from({ length: 3 }, () => ({ name: '' })) }, ['heirs: TOO_MANY']],
    ['no list', { heirs: { name: 'রহিম' } }, ['heirs: WRONG_TYPE']],
    ['an optional list without items is left out', { phones: [] }, []],
    [
      'all at once',
      { mouza: null, heirs: null, phones: [''] },
      ['mouza: REQUIRED', 'heirs: REQUIRED', 'phones.0: REQUIRED'],
    ],
  ])('%s', (_, input, told) => {
    expect(problems(input)).toEqual(told);
  });
});

describe('within the limits passes, just outside is told by the limit’s own code', () => {
  const bounds = (max: number) =>
    fc
      .tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max }))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  // Letters that neither trimming nor NFC changes.
  const letters = (length: number) =>
    fc.string({ unit: fc.constantFrom(...'abকখগ১𝒜'), minLength: length, maxLength: length });

  test('length', () => {
    const texts = bounds(50).chain(([minLength, maxLength]) =>
      fc.record({
        limits: fc.constant({ minLength, maxLength }),
        within: fc.integer({ min: minLength, max: maxLength }).chain(letters),
        short: letters(minLength - 1),
        long: letters(maxLength + 1),
      }),
    );
    fc.assert(
      fc.property(texts, ({ limits, within, short, long }) => {
        expect(check(within, limits)).toBe(within);
        expect(check(check(within, limits), limits)).toBe(within);
        expect(check(short, limits)).toBe(short === '' ? 'f: REQUIRED' : 'f: TOO_SHORT');
        expect(check(long, limits)).toBe('f: TOO_LONG');
      }),
    );
  });

  test('range', () => {
    const numbers = fc
      .tuple(fc.integer(), fc.nat(1000))
      .chain(([min, span]) => fc.tuple(fc.constant({ min, max: min + span }), fc.integer({ min, max: min + span })));
    fc.assert(
      fc.property(numbers, fc.constantFrom('Int', 'Float'), ([limits, within], type) => {
        expect(check(within, limits, type)).toBe(within);
        expect(check(limits.min - 1, limits, type)).toBe('f: TOO_SMALL');
        expect(check(limits.max + 1, limits, type)).toBe('f: TOO_LARGE');
      }),
    );
  });

  test('dates', () => {
    const offsets = fc.tuple(fc.integer({ min: -9999, max: 9999 }), fc.nat(999), fc.nat(999));
    fc.assert(
      fc.property(offsets, ([start, before, after]) => {
        const from = (days: number) => `today${days < 0 ? '' : '+'}${days}`;
        const day = (days: number) => relativeDay(from(days), TODAY);
        const limits = { earliest: from(start), latest: from(start + before + after) };
        expect(check(day(start + before), limits, 'Date')).toBe(day(start + before));
        expect(check(day(start - 1), limits, 'Date')).toBe('f: DATE_TOO_EARLY');
        expect(check(day(start + before + after + 1), limits, 'Date')).toBe('f: DATE_TOO_LATE');
      }),
    );
  });

  test('number of items', () => {
    const counts = bounds(20).chain(([minItems, maxItems]) =>
      fc.tuple(fc.constant({ minItems, maxItems, maxLength: 3 }), fc.integer({ min: minItems, max: maxItems })),
    );
    fc.assert(
      fc.property(counts, ([limits, within]) => {
        const items = (count: number) => Array.from({ length: count }, () => 'খ');
        expect(check(items(within), limits, 'String', { list: true })).toEqual(items(within));
        expect(check(items(limits.minItems - 1), limits, 'String', { list: true })).toBe('f: TOO_FEW');
        expect(check(items(limits.maxItems + 1), limits, 'String', { list: true })).toBe('f: TOO_MANY');
      }),
    );
  });

  test('formats: one digit more is one too many', () => {
    const written = fc.constantFrom<[InputFormat, string]>(
      ['NATIONAL_ID', '[0-9]{10}'],
      ['NATIONAL_ID', '[0-9]{13}'],
      ['NATIONAL_ID', '[0-9]{17}'],
      ['MOBILE', '01[3-9][0-9]{8}'],
      ['BIRTH_REGISTRATION', '[0-9]{17}'],
    );
    const numbers = written.chain(([format, digits]) =>
      fc.tuple(fc.constant(format), fc.stringMatching(new RegExp(`^${digits}$`))),
    );
    fc.assert(
      fc.property(numbers, ([format, digits]) => {
        expect(check(digits, { format })).toBe(digits);
        expect(check(`${digits}0`, { format })).toBe(`f: NOT_A_${format}`);
      }),
    );
  });
});

test('checking what was kept keeps it as it is', () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...'কো\u09BC\u09BE১২ \n-+8', '\u200D', '\r\n'),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
  });
  const limits = fc.constantFrom<FormLimits>(
    { maxLength: 300 },
    { maxLength: 20 },
    { pattern: '.{1,20}' },
    { format: 'MOBILE' },
  );
  fc.assert(
    fc.property(text, limits, (written, limit) => {
      const kept = check(written, limit);
      if (typeof kept === 'string' && !kept.startsWith('f: ')) expect(check(kept, limit)).toBe(kept);
    }),
  );
});

test('whatever a client sends, the answer is a value or a problem', () => {
  const types = fc.constantFrom('String', 'ID', 'Int', 'Float', 'Boolean', 'Date');
  fc.assert(
    fc.property(fc.anything(), types, fc.boolean(), (value, type, list) => {
      const form = [formField({ name: 'f', type, list, limits: { maxLength: 9, maxItems: 3 } })];
      const { values, problems } = checkForm(form, { f: value }, TODAY);
      expect('f' in values || problems.length > 0).toBe(true);
    }),
  );
});

test.each([
  ['3f2b8a52-8a8a-4c0e-9d0e-5a3c6f0e1b2d', null],
  ['short', 'TOO_SHORT'],
  ['x'.repeat(101), 'TOO_LONG'],
  ['', 'REQUIRED'],
  ['key\u0000-0001', 'CONTROL_CHARACTER'],
])('the idempotency key %j: %s', (key, code) => {
  expect(checkIdempotencyKey(key)?.code ?? null).toBe(code);
});
