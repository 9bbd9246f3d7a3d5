/** For what an official may look at an application: to decide it while it is open, and for what they state when it is closed. */
import type { Status } from './lifecycle.ts';

/** What an official said why they look; for so long it is enough. It travels as JSON, so the instant is ISO 8601 text. */
export type PurposeRecord = {
  /** Id of the official. */
  readonly official: string;
  /** In their words; null for who has just closed it: that was the purpose. */
  readonly text: string | null;
  readonly until: string;
};

/** Time to read a file and to write a letter about it; after a break it is asked for again. */
export const PURPOSE_MINUTES = 30;

const CLOSED: ReadonlySet<Status> = new Set(['COMPLETED', 'REJECTED', 'WITHDRAWN']);

/** Whether nothing is to be decided of it any more. */
export function isClosed(status: Status): boolean {
  return CLOSED.has(status);
}

/** A purpose that an official has from now on. */
export function purposeFrom(official: string, text: string | null, now: Date): PurposeRecord {
  return { official, text, until: new Date(now.getTime() + PURPOSE_MINUTES * 60_000).toISOString() };
}

/** Why an official may see it now; null when they have to state why first. */
export function purposeOf(
  { status, purposes }: { readonly status: Status; readonly purposes: readonly PurposeRecord[] },
  official: string | null,
  now: Date,
): { readonly code: 'TO_DECIDE' | 'DECIDED' | 'STATED'; readonly text: string | null } | null {
  if (!isClosed(status)) return { code: 'TO_DECIDE', text: null };
  const stated = purposes.findLast((each) => each.official === official && Date.parse(each.until) > now.getTime());
  if (!stated) return null;
  return { code: stated.text === null ? 'DECIDED' : 'STATED', text: stated.text };
}
