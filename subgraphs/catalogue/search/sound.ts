/**
 * How a word sounds, roughly: a key in which Bangla and Latin script meet (জন্ম নিবন্ধন and `jonmo nibondhon`), and most ways
 * of spelling either. It hears no aspiration, no length, no difference between শ ষ স ছ চ, জ য ঝ z, ণ ন ং or ড় র, and no o,
 * which is what the inherent vowel is mostly written as. Pure.
 */

/** From the left, what is said and what is heard; the first that matches governs. Bangla in NFC: ড়, ঢ় and য় are two characters. */
type Hearing = readonly (readonly [written: RegExp, heard: string])[];

const BANGLA: Hearing = [
  [/ওয\u09BC(?=[ািীে])/gu, ''],
  [/ক্ষ/gu, 'k'],
  [/জ্ঞ/gu, 'g'],
  [/[এঅ]্যা/gu, 'a'],
  // A j-phola lengthens the consonant before it; with aa it is a vowel: ভ্যাট. After ra it is a consonant: কার্য.
  [/(?<!র)্য(?!\u09BC)/gu, ''],
  // A b-phola is mute, but after ma, ba, la and ra it is heard: স্বাস্থ্য, নম্বর.
  [/(?<![মবলর])্ব/gu, ''],
  [/ঙ্গ|ঙ্ক(?=$)|ং|ঙ|ঞ|ণ|ন/gu, 'n'],
  [/য\u09BC/gu, 'i'],
  [/[ডঢ]\u09BC|র/gu, 'r'],
  [/[কখ]/gu, 'k'],
  [/[গঘ]/gu, 'g'],
  [/[চছশষস]/gu, 's'],
  [/[জঝয]/gu, 'j'],
  [/[টঠতথ]/gu, 't'],
  [/[ডঢদধ]/gu, 'd'],
  [/প/gu, 'p'],
  [/ফ/gu, 'f'],
  [/[বভ]/gu, 'b'],
  [/ম/gu, 'm'],
  [/ল/gu, 'l'],
  [/হ/gu, 'h'],
  [/[আা]/gu, 'a'],
  [/[ইঈিীএেঐৈ]/gu, 'i'],
  [/[উঊুূঔৌ]/gu, 'u'],
  [/[ঋৃ]/gu, 'ri'],
  [/[\u0980-\u09FF]/gu, ''],
];

const LATIN: Hearing = [
  [/tion/g, 'sn'],
  [/kkh|kh|ck|q/g, 'k'],
  [/gh/g, 'g'],
  [/chh|ch|sh|c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/(?<=[a-z]{3})e$/g, ''],
  [/x/g, 'ks'],
  [/jh|z/g, 'j'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/ph/g, 'f'],
  [/bh|v/g, 'b'],
  [/ng(?![aeiou])/g, 'n'],
  [/w/g, ''],
  [/ee|ea/g, 'i'],
  [/oo|ou/g, 'u'],
  [/o/g, ''],
  [/[ey]/g, 'i'],
];

/** @param word one word of `wordsOf`, in either script, or both. */
export function soundOf(word: string): string {
  return hear(word, /[\u0980-\u09FF]/u.test(word) ? BANGLA : LATIN).replace(/(.)\1+/gu, '$1');
}

/** The consonants of a sound alone: what is left alike when even the vowels are guessed. */
export function consonantsOf(sound: string): string {
  return sound.replace(/[aiu]/g, '').replace(/(.)\1+/gu, '$1');
}

function hear(word: string, hearing: Hearing): string {
  return hearing.reduce((heard, [written, sound]) => heard.replace(written, sound), word);
}
