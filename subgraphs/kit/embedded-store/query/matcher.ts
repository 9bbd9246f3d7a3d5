import type { Doc } from '../bson/value.ts';

/** What a match leaves behind for a positional update or projection (`$`). */
export interface MatchTrace {
  position: number | undefined;
}

/** A compiled query: does the document match? */
export type Matcher = (doc: Doc, trace?: MatchTrace) => boolean;
