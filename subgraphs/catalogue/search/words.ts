/** Text as the words that the search compares: one spelling for what Unicode, keyboards and habit spell in several ways. Pure. */
import { toAsciiDigits } from '#kit/form/digits.ts';
import { latinAbbreviation } from './abbreviation.ts';

/** Invisible: they only tell a font how to draw a conjunct, and half of the keyboards leave them out. */
const JOINERS = /\u200C|\u200D|\u2060|\uFEFF/gu;
const APOSTROPHES = /['’ʼ]/gu;
/** Khanda ta is a ta that no vowel follows: বিদ্যুৎ, also typed বিদ্যুত্ and বিদ্যুত. */
const FINAL_TA = /ৎ|ত্(?![\u0980-\u09FF])/gu;

/** Letters that stand alone in a row are one abbreviation. One alone stays: the `e` of e-passport. */
const BETWEEN_LETTERS = /(?<=(?:^| )[a-z]) (?=[a-z](?: |$))/gu;

/**
 * Words in lower case and NFC (so that য় typed in one or two characters is the same), with ASCII digits. Letters, digits
 * and Bangla's vowel signs make words. An abbreviation is Latin whichever way it is spelled: এনআইডি, এন আই ডি and N.I.D. are `nid`.
 */
export function wordsOf(text: string): string[] {
  const plain = toAsciiDigits(text.normalize('NFC').replace(JOINERS, '').replace(APOSTROPHES, '').toLowerCase());
  const words = plain.replace(FINAL_TA, 'ত').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const inLatin = words.map((word) => latinAbbreviation(word) ?? word).join(' ');
  return inLatin.replace(BETWEEN_LETTERS, '').match(/\S+/gu) ?? [];
}
