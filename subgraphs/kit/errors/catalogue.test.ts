import { describe, expect, test } from 'vitest';
import { applicationErrors } from '../application/errors.ts';
import { formErrors } from '../form/errors.ts';
import { catalogue, inBanglaDigits, inWords } from './catalogue.ts';
import { problem } from './problem.ts';

const texts = catalogue({
  TOO_OLD: { en: '{name} is older than {months} months.', bn: '{name} {months} মাসের বেশি পুরোনো।' },
});

test('a problem is put in words of both languages, its numbers in digits of each', () => {
  expect(inWords(problem('deedDate', 'TOO_OLD', { name: 'No. 12', months: 4 }), texts)).toEqual({
    code: 'TOO_OLD',
    field: 'deedDate',
    // A text is shown as it is: it may be a code or a name.
    message: { en: 'No. 12 is older than 4 months.', bn: 'No. 12 ৪ মাসের বেশি পুরোনো।' },
  });
});

test('what stands in a value is no placeholder', () => {
  const { message } = inWords(problem(null, 'TOO_OLD', { name: '{months} $& $1', months: 4 }), texts);
  expect(message.en).toBe('{months} $& $1 is older than 4 months.');
});

test('a code without a text is told when it is used, so that a test finds it', () => {
  expect(() => inWords(problem(null, 'NOBODY_WROTE_THIS'), texts)).toThrow('NOBODY_WROTE_THIS');
});

test('digits of both scripts', () => {
  expect(inBanglaDigits('4,025 taka')).toBe('৪,০২৫ taka');
});

describe.each(Object.entries({ ...formErrors, ...applicationErrors }))('%s', (_code, { en, bn }) => {
  test('is said in both languages, with the same values', () => {
    const values = (text: string) => new Set([...text.matchAll(/\{(\w+?)(?:En|Bn)?\}/g)].map(([, name]) => name));
    expect(en).toMatch(/[A-Za-z].*\.$/);
    expect(bn).toMatch(/\p{Script=Bengali}.*।$/u);
    expect(values(bn)).toEqual(values(en));
  });
});
