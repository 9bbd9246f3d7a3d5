import { expect, test } from 'vitest';
import { repetitionOf, wholeMatch } from './pattern.ts';

test.each([
  ['\\d{4}-\\d{9}', false, false],
  ['[A-Z]{2}\\d?', false, false],
  ['[*+]{3}\\+', false, false],
  ['[\\]*[a+]]', false, false],
  ['\\d+', true, false],
  ['\\p{L}{2,}', true, false],
  ['(?:[A-Z]-){1,10}', false, false],
  ['(?:[A-Z]+-){1,10}', true, false],
  ['(a+)+', true, true],
  ['(?:(?<word>\\p{L}+) ?)*', true, true],
  ['(?:(a+)b)*', true, true],
])('%s repeats without end: %s, inside another: %s', (pattern, isUnbounded, isNested) => {
  expect(repetitionOf(pattern)).toEqual({ isUnbounded, isNested });
});

test('a pattern is held against the whole text', () => {
  expect(wholeMatch('a|b').test('a')).toBe(true);
  expect(wholeMatch('a|b').test('ab')).toBe(false);
  expect(wholeMatch('a').test('a\n')).toBe(false);
});
