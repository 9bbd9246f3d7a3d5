/** Reads an abbreviation spelled out with the names of its English letters: এনআইডি is `nid`, জিডি is `gd`. Pure. */

/** Names of the English letters as Bangla writes them. Source: the usual transliteration in newspapers. */
const LETTER_NAMES: Readonly<Record<string, string>> = {
  এ: 'a',
  বি: 'b',
  সি: 'c',
  ডি: 'd',
  ই: 'e',
  এফ: 'f',
  জি: 'g',
  এইচ: 'h',
  আই: 'i',
  জে: 'j',
  কে: 'k',
  এল: 'l',
  এম: 'm',
  এন: 'n',
  ও: 'o',
  পি: 'p',
  কিউ: 'q',
  আর: 'r',
  এস: 's',
  টি: 't',
  ইউ: 'u',
  ভি: 'v',
  ডব্লিউ: 'w',
  এক্স: 'x',
  ওয়াই: 'y',
  জেড: 'z',
};

const NAMES = Object.keys(LETTER_NAMES).map((name) => name.normalize('NFC'));
/** Longest first, so that এইচ is H, not A and what is left over. */
const LONGEST_FIRST = NAMES.sort((one, other) => other.length - one.length).join('|');
const SPELLED_OUT = new RegExp(`^(?:${LONGEST_FIRST})+?(?=(?:র|তে|কে)?$)`, 'u');
const EACH_NAME = new RegExp(LONGEST_FIRST, 'gu');
const BY_NAME = new Map(Object.entries(LETTER_NAMES).map(([name, letter]) => [name.normalize('NFC'), letter]));

/**
 * @param word in NFC; a case ending is read over: এনআইডির, জিডিতে.
 * @returns the letters, in lower case; undefined when the word is not only names of letters.
 */
export function latinAbbreviation(word: string): string | undefined {
  const [spelled] = SPELLED_OUT.exec(word) ?? [];
  return spelled
    ?.match(EACH_NAME)
    ?.map((name) => BY_NAME.get(name))
    .join('');
}
