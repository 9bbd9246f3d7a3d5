/**
 * How names of places are spelled: one form for what keyboards and habit spell in several ways (Cox's Bazar, Coxsbazar;
 * গাজীপুর, গাজিপুর), and the consonants alone for names that every map writes differently (Jessore, Jashore). Pure.
 */
import { toAsciiDigits } from '#kit/form/digits.ts';

/** By what is kept, what is written. In NFC ড়, ঢ় and য় are two characters. */
const BANGLA = reader({
  ক: 'ক্ষ্ম ক্ষ খ',
  স: 'শ ষ',
  ন: 'ণ ঙ ঞ ং',
  র: 'ড\u09BC ঢ\u09BC',
  জ: 'য',
  ত: 'ৎ',
  ট: 'ঠ',
  // Vowels, and what only shapes a letter: the j-phola, conjuncts, nasals, breath.
  '': 'ওয\u09BC য\u09BC ্য ্ ঁ ঃ \u09BC অ আ ই ঈ উ ঊ ঋ এ ঐ ও ঔ া ি ী ু ূ ৃ ে ৈ ো ৌ',
});

const LATIN = reader({
  C: 'chh ch',
  ks: 'x',
  s: 'sh',
  k: 'kh c q',
  g: 'gh',
  j: 'jh z',
  t: 'th',
  d: 'dh',
  f: 'ph',
  b: 'bh v',
  n: 'ng',
  '': 'a e i o u h y w',
});

/** Reads from the left, the longest that matches first, in one pass. */
function reader(kept: Readonly<Record<string, string>>): (text: string) => string {
  const byWritten = new Map(
    Object.entries(kept).flatMap(([sound, written]) => written.split(' ').map((each) => [each, sound] as const)),
  );
  const longestFirst = [...byWritten.keys()].sort((one, other) => other.length - one.length);
  const written = new RegExp(longestFirst.join('|'), 'gu');
  return (text) => text.replace(written, (each) => byWritten.get(each) ?? each);
}

/** A name's letters and digits in lower case and NFC, without what stands between them. */
export function plainName(text: string): string {
  return toAsciiDigits(text.normalize('NFC').toLowerCase()).replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

/** What a plain name sounds like, roughly: its consonants. */
export function soundOf(plain: string): string {
  const read = /\p{Script=Bengali}/u.test(plain) ? BANGLA : LATIN;
  return read(plain).replace(/(.)\1+/gu, '$1');
}
