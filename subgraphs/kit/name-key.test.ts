import { expect, test } from 'vitest';
import { nameKey, nameWords } from './name-key.ts';

test('a name is the same in any case and spacing, and in either form of য়', () => {
  expect(nameKey(' CHAR  Para\u00a0')).toBe('char para');
  const [one, other] = ['কাঠালদি\u09df\u09be', 'কাঠালদি\u09af\u09bc\u09be'].map(nameKey);
  expect(one).toBe(other);
});

test.each([
  ['Rahima Garments (Pvt.) Ltd.', ['rahima', 'garments', 'pvt', 'ltd']],
  ['PADMA KNIT-WEAR', ['padma', 'knit', 'wear']],
  // Visarga (ঃ) and the joiners belong to their word.
  ['রহিমা টেইলার্স লিঃ', ['রহিমা', 'টেইলার্স', 'লিঃ'].map((word) => word.normalize('NFC'))],
  ['র\u200dহমান', ['র\u200dহমান']],
  [' ... ', []],
])('the words of %s', (name, words) => {
  expect(nameWords(name)).toEqual(words);
});
