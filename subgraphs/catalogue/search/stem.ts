/**
 * A word without its ending: of Bangla's cases (জমির, থানায়, সনদে; also `jomir`, `thanay`), of the English plural, and what
 * Bangla joins to a word: the paper that a certificate is (সনদপত্র), the one who does it (আমদানিকারক). Pure.
 */

/** An ending, and how many letters must be left before it: সারের is সার, and সার stays. */
const ENDINGS: readonly { readonly ending: RegExp; readonly lettersLeft: number }[] = [
  { ending: /(?:গুলোর|গুলো|গুলি|পত্র|দের|ের|ে)$/u, lettersLeft: 2 },
  { ending: /(?<=[ািীুূো])(?:র|কে|তে|য\u09BC|টা|টি)$/u, lettersLeft: 2 },
  { ending: /(?:কারক|কারী|কালীন|গামী|গত)$/u, lettersLeft: 3 },
  { ending: /(?:potro|patra)$/, lettersLeft: 3 },
  { ending: /(?:er|te|ke|(?<!c)e)$/, lettersLeft: 3 },
  { ending: /(?<=[aiou])[ry]$/, lettersLeft: 3 },
  { ending: /(?<![su])s$/, lettersLeft: 3 },
];

/** @param isWord says of a known word: it keeps its ending, so that `farmer` is not `farm`. */
export function stemOf(word: string, isWord: (word: string) => boolean): string {
  if (isWord(word)) return word;
  for (const { ending, lettersLeft } of ENDINGS) {
    const stem = word.replace(ending, '');
    if (stem !== word && lettersIn(stem) >= lettersLeft) return stemOf(stem, isWord);
  }
  return word;
}

function lettersIn(word: string): number {
  return word.match(/\p{L}/gu)?.length ?? 0;
}
