/** Names as people write them: in any case, with any spaces, in either form of a Bangla letter. Pure. */

/** A name to compare: in NFC, without case, and with single spaces. */
export function nameKey(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** The words of a name to compare, without punctuation. The marks and joiners of Bangla are no punctuation. */
export function nameWords(name: string): string[] {
  return nameKey(name)
    .split(/[^\p{Letter}\p{Mark}\p{Number}\u200C\u200D]+/u)
    .filter(Boolean);
}
