import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inGroups, isChecked, plainDigits, withCheckDigit } from './check-digit.ts';

const numbers = fc.stringMatching(/^\d{1,12}$/);

test('the example of the algorithm’s author', () => {
  expect(withCheckDigit('572')).toBe('5724');
});

test('a number with its check digit is right; with another last digit it is not', () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 9 }), (digits, by) => {
      const number = withCheckDigit(digits);
      expect(isChecked(number)).toBe(true);
      expect(isChecked(`${digits}${(Number(number.at(-1)) + by) % 10}`)).toBe(false);
    }),
  );
});

test('one wrong digit, or two neighbours exchanged, are always found', () => {
  fc.assert(
    fc.property(numbers, fc.nat(12), fc.integer({ min: 1, max: 9 }), (digits, place, by) => {
      const right = [...withCheckDigit(digits)];
      const at = place % right.length;
      const wrong = right.with(at, String((Number(right[at]) + by) % 10));
      expect(isChecked(wrong.join(''))).toBe(false);
      const [one, other] = [right[at], right[at + 1]];
      if (one === undefined || other === undefined || one === other) return;
      expect(
        isChecked(
          right
            .with(at, other)
            .with(at + 1, one)
            .join(''),
        ),
      ).toBe(false);
    }),
  );
});

test('what is no number is not right', () => {
  for (const text of ['', '0', 'abc', '57x4', '-5724']) expect(isChecked(text)).toBe(false);
});

test('is read in either script, in groups or without', () => {
  expect(inGroups('482173065')).toBe('4821-7306-5');
  expect(inGroups('48217306')).toBe('4821-7306');
  expect(plainDigits(' ৪৮২১-৭৩০৬ 5')).toBe('482173065');
});
