/**
 * The last entries of a chain as this process wrote them, for the one who reads on from where it was: it need not read again
 * from the database what has just gone there.
 */

/** Up to 20 MB: what comes in some seconds when all cores do nothing else. More waits in the database only. */
const MOST = 20_000;

export type Tail<Entry> = {
  /** Takes what was written; what is no continuation begins anew. */
  add(entries: readonly Entry[]): void;
  /** Entries after a place, in order; null when only the database knows them. Those up to the place are forgotten. */
  after(seq: number, limit: number): Entry[] | null;
};

export function tail<Entry extends { readonly seq: number }>(): Tail<Entry> {
  let kept: Entry[] = [];
  return {
    add: (entries) => {
      const isNext = kept.at(-1)?.seq === (entries[0]?.seq ?? 0) - 1;
      kept = [...(isNext ? kept : []), ...entries].slice(-MOST);
    },
    after: (seq, limit) => {
      const [first] = kept;
      if (!first || seq < first.seq - 1) return null;
      kept = kept.slice(seq - first.seq + 1);
      return kept.length > 0 ? kept.slice(0, limit) : null;
    },
  };
}
