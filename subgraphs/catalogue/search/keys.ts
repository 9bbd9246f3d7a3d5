/**
 * The keys under which the index holds a text, and under which a query looks. A word has up to four, from what says most to
 * what says least: its meaning, its spelling, its sound and its consonants. Two words side by side also have one sound: নাম জারি
 * is found as নামজারি, and the other way round. Pure.
 */
import { LIGHT_WORDS } from './light-words.ts';
import { meaningOf, meaningOfPair } from './meaning.ts';
import { consonantsOf, soundOf } from './sound.ts';
import { wordsOf } from './words.ts';

/** Marks what a key is; a spelling has no mark, so that what somebody begins to type is the beginning of it. */
const MARKS = { meaning: '=', sound: '~', consonants: '#' } as const;

/** Shorter, too many words share them: ভাতা and ভ্যাট. */
const FEWEST_CONSONANTS = 3;

/** How much a key of a query counts. */
const WEIGHTS = { meaning: 2, spelling: 1, sound: 0.7, consonants: 0.4 };

export function weightOf(key: string): number {
  if (key.startsWith(MARKS.meaning)) return WEIGHTS.meaning;
  if (key.startsWith(MARKS.sound)) return WEIGHTS.sound;
  if (key.startsWith(MARKS.consonants)) return WEIGHTS.consonants;
  return WEIGHTS.spelling;
}

/** How many characters of a key may differ; none of a number. */
export function slipsIn(key: string): number {
  if (/^[=#]|\d/.test(key)) return 0;
  const letters = key.replace(MARKS.sound, '').length;
  return letters < 5 ? 0 : letters < 9 ? 1 : 2;
}

/** Whether a word of the index may go on where the key ends. */
export function mayGoOn(key: string): boolean {
  return /^[^=~#]{2,}$/u.test(key);
}

/** Whether a query holds a word that tells which service is meant. */
export function tells(query: string): boolean {
  return wordsOf(query).some((word) => !LIGHT_WORDS.has(word));
}

/** Everything that a text can be found by: each line is a phrase of its own. */
export function keysOfText(text: string): string[] {
  return text.split('\n').flatMap((phrase) => keysOf(wordsOf(phrase), false));
}

/** What a query looks for: where the meaning of a word is known, how it sounds says nothing more. */
export function keysOfQuery(query: string): string[] {
  return [...new Set(keysOf(wordsOf(query), true))];
}

function keysOf(words: readonly string[], meaningSuffices: boolean): string[] {
  const telling = words.filter((word) => !LIGHT_WORDS.has(word));
  return [
    ...telling.flatMap((word) => keysOfWord(word, meaningSuffices)),
    ...telling.slice(1).flatMap((word, index) => keysOfPair(telling[index] ?? '', word)),
  ];
}

function keysOfWord(word: string, meaningSuffices: boolean): string[] {
  const { stem, meaning } = meaningOf(word);
  const known = meaning === undefined ? [] : [MARKS.meaning + meaning];
  if (meaning !== undefined && meaningSuffices) return known;
  const sound = soundOf(stem);
  const consonants = consonantsOf(sound);
  return [
    ...known,
    stem,
    MARKS.sound + sound,
    ...(consonants.length < FEWEST_CONSONANTS ? [] : [MARKS.consonants + consonants]),
  ];
}

function keysOfPair(one: string, other: string): string[] {
  const meaning = meaningOfPair(one, other);
  const together = MARKS.sound + soundOf(meaningOf(one).stem + meaningOf(other).stem);
  return meaning === undefined ? [together] : [MARKS.meaning + meaning, together];
}
