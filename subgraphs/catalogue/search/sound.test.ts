import { expect, test } from 'vitest';
import { consonantsOf, soundOf } from './sound.ts';
import { wordsOf } from './words.ts';

const sounds = (text: string) => wordsOf(text).map(soundOf);

test.each([
  ['জন্ম নিবন্ধন', 'jonmo nibondhon'],
  ['নামজারি', 'namjari'],
  ['নামজারী', 'naamjari'],
  ['খাজনা', 'khajna'],
  ['ভাতা', 'vata'],
  ['ভাতা', 'bhata'],
  ['বয়স্ক', 'boyoshko'],
  ['বয়ষ্ক', 'boyosko'],
  ['ছাড়পত্র', 'charpotro'],
  ['মাছ', 'maas'],
  ['গাড়ি', 'gari'],
  ['স্বাস্থ্য', 'shastho'],
  ['সত্যায়ন', 'sottayon'],
  ['পরীক্ষা', 'porikkha'],
  ['সংশোধন', 'songshodhon'],
  ['সংশোধন', 'sonshodhon'],
  ['প্রতিবন্ধী', 'protibondi'],
  ['উপবৃত্তি', 'upobritti'],
  ['অভিযোগ', 'ovijog'],
  ['অভিযোগ', 'obhijog'],
  ['আয়কর', 'aykor'],
  ['হারিয়ে', 'hariye'],
  ['হজ্ব', 'hoj'],
  ['লাইসেন্স', 'laisens'],
  ['ওয়ার্ড', 'ward'],
])('%s sounds like %s', (bangla, latin) => {
  expect(sounds(bangla)).toEqual(sounds(latin));
});

test.each([
  ['license', 'licence'],
  ['zomi', 'jomi'],
  ['sheba', 'seba'],
  ['phone', 'fon'],
  ['bidyoot', 'bidyut'],
])('%s sounds like %s', (one, other) => {
  expect(sounds(one)).toEqual(sounds(other));
});

test.each([
  ['কর', 'ঘর'],
  ['মাটি', 'মাছ'],
  ['vata', 'voter'],
])('%s does not sound like %s', (one, other) => {
  expect(sounds(one)).not.toEqual(sounds(other));
});

test('the consonants are alike where the vowels are guessed', () => {
  expect(consonantsOf(soundOf('nibandhan'))).toBe(consonantsOf(soundOf('নিবন্ধন')));
  expect(consonantsOf(soundOf('sertifiket'))).toBe(consonantsOf(soundOf('সার্টিফিকেট')));
});
