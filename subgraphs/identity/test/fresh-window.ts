/** Tests that count what is limited begin with a window of the limit: one that ends meanwhile would let them begin anew. */
import { ADDRESS_LIMIT_MINUTES } from '../login/address-limit.model.ts';

const WINDOW_MS = ADDRESS_LIMIT_MINUTES * 60_000;

/** Milliseconds to the beginning of a window in which nothing counts that came until now, in sliding windows either. */
export function toFreshWindow(now: Date): number {
  return 2 * WINDOW_MS - (now.getTime() % WINDOW_MS);
}
