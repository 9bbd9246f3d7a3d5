/** What a word means, where `same-words.ts` knows it: by its spelling, or else by what it sounds like. Pure. */
import { SAME_WORDS } from './same-words.ts';
import { consonantsOf, soundOf } from './sound.ts';
import { stemOf } from './stem.ts';
import { wordsOf } from './words.ts';

/** What is shorter sounds like words that have nothing to do with it: বাচ্চা and ভাষা. */
const SHORTEST = { sound: 5, consonants: 5 };

const ENTRIES = SAME_WORDS.flatMap((line) => {
  const entries = line.split(',').map((entry) => wordsOf(entry));
  const meaning = entries[0]?.join(' ') ?? '';
  return entries.map((words) => ({ words, meaning }));
});
const SINGLE = ENTRIES.flatMap(({ words: [word = '', ...more], meaning }) =>
  more.length === 0 ? [{ word, meaning }] : [],
);

const bySpelling = meaningsBy(SINGLE.map(({ word, meaning }) => [word, meaning]));
const bySound = meaningsBy(
  SINGLE.map(({ word, meaning }): Entry => [soundOf(stem(word)), meaning]).filter(
    ([sound]) => sound.length >= SHORTEST.sound,
  ),
);
const byConsonants = meaningsBy(
  SINGLE.map(({ word, meaning }): Entry => [consonantsOf(soundOf(stem(word))), meaning]).filter(
    ([consonants]) => consonants.length >= SHORTEST.consonants,
  ),
);
const ofPair = meaningsBy(
  ENTRIES.filter(({ words }) => words.length === 2).map(({ words, meaning }) => [words.map(stem).join(' '), meaning]),
);

/** @returns the word without its ending, and what it means; undefined when nobody has said so. */
export function meaningOf(word: string): { readonly stem: string; readonly meaning: string | undefined } {
  const bare = stem(word);
  const sound = soundOf(bare);
  return { stem: bare, meaning: bySpelling.get(bare) ?? bySound.get(sound) ?? byConsonants.get(consonantsOf(sound)) };
}

/** What two words mean that stand side by side: `national id`. */
export function meaningOfPair(one: string, other: string): string | undefined {
  return ofPair.get(`${stem(one)} ${stem(other)}`);
}

function stem(word: string): string {
  return stemOf(word, (known) => bySpelling.has(known));
}

type Entry = readonly [key: string, meaning: string];

/** A key that two meanings share tells neither. */
function meaningsBy(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const meanings = Map.groupBy(entries, ([key]) => key);
  return new Map(
    [...meanings].flatMap(([key, rows]) => {
      const [first, ...others] = new Set(rows.map(([, meaning]) => meaning));
      return first !== undefined && others.length === 0 ? [[key, first] as const] : [];
    }),
  );
}
