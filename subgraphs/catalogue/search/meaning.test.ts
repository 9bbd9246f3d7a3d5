import { expect, test } from 'vitest';
import { meaningOf, meaningOfPair } from './meaning.ts';
import { SAME_WORDS } from './same-words.ts';
import { wordsOf } from './words.ts';

test.each([
  ['নিবন্ধন', 'registration'],
  ['রেজিস্ট্রেশন', 'registration'],
  ['nibondhon', 'registration'],
  ['registeration', 'registration'],
  ['জমির', 'land'],
  ['vumi', 'land'],
  ['lisence', 'licence'],
  ['farmers', 'farmer'],
])('%s means %s', (word, meaning) => {
  expect(meaningOf(wordsOf(word).join('')).meaning).toBe(meaning);
});

test.each(['policy', 'market', 'ভাষা', 'passport'])('%s means nothing else', (word) => {
  expect(meaningOf(word).meaning).toBeUndefined();
});

test('two words side by side mean one thing', () => {
  expect(meaningOfPair('national', 'id')).toBe('nid');
  expect(meaningOfPair('পরিচয\u09BC', 'পত্র')).toBe('nid');
  expect(meaningOfPair('id', 'national')).toBeUndefined();
});

test('every entry is one word or two, and stands in one line', () => {
  const entries = SAME_WORDS.flatMap((line) => line.split(',').map((entry) => wordsOf(entry)));
  expect(entries.filter(({ length }) => length < 1 || length > 2)).toEqual([]);
  const spelled = entries.map((words) => words.join(' '));
  expect(spelled.filter((entry, index) => spelled.indexOf(entry) !== index)).toEqual([]);
});
