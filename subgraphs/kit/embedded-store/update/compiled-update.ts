import type { Doc } from '../bson/value.ts';

/** A compiled update: the document changed in place, or a new one. */
export interface Update {
  readonly isReplacement: boolean;
  /** @param doc may be changed in place. @param isInsert whether an upsert makes the document. */
  apply(doc: Doc, position: number | undefined, isInsert: boolean): Doc;
}
