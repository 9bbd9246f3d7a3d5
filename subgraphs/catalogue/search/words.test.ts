import { expect, test } from 'vitest';
import { stemOf } from './stem.ts';
import { wordsOf } from './words.ts';

test.each([
  ['E-Passport (48 pages)', ['e', 'passport', '48', 'pages']],
  ["farmer's card", ['farmers', 'card']],
  ['১০ ডিজিট', ['10', 'ডিজিট']],
  ['নবা\u09DFন', ['নবা\u09AF\u09BCন']],
  ['গা\u09DCি', ['গা\u09A1\u09BCি']],
  ['ক\u09C7\u09BE', ['ক\u09CB']],
  ['সনদ\u200Dপত্র\u200C', ['সনদপত্র']],
  ['বিদ্যুৎ', ['বিদ্যুত']],
  ['বিদ্যুত্ বিল', ['বিদ্যুত', 'বিল']],
  ['জিডি', ['gd']],
  ['এনআইডি কার্ড', ['nid', 'কার্ড']],
  ['এনআইডির', ['nid']],
  ['এন আই ডি', ['nid']],
  ['N.I.D.', ['nid']],
  ['বিআরটিএ', ['brta']],
  ['এইচএসসি', ['hsc']],
  ['ই-পাসপোর্ট', ['e', 'পাসপোর্ট']],
  ['সিম', ['সিম']],
  ['', []],
])('%s → %j', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test.each([
  ['জমির', 'জমি'],
  ['থানায়', 'থানা'],
  ['সনদে', 'সনদ'],
  ['সারের', 'সার'],
  ['সার', 'সার'],
  ['কর', 'কর'],
  ['সময়', 'সময়'],
  ['সনদপত্র', 'সনদ'],
  ['jomir', 'jomi'],
  ['thanay', 'thana'],
  ['cards', 'card'],
  ['pass', 'pass'],
  ['gas', 'gas'],
])('%s without its ending is %s', (word, stem) => {
  expect(stemOf(word.normalize('NFC'), () => false)).toBe(stem.normalize('NFC'));
});

test('a known word keeps its ending', () => {
  expect(stemOf('farmers', (word) => word === 'farmer')).toBe('farmer');
});
