/** What rules ask of the lists of a form. Pure. */
import { ok, type Problem, problem } from './errors/problem.ts';

/** Where the first item stands that stood in the list before; -1 when all differ. */
export function indexOfRepeat(items: readonly string[]): number {
  return items.findIndex((item, index) => items.indexOf(item) < index);
}

/** A third is written 33.33, so three of them are not quite whole. */
const SHARE_TOLERANCE_PERCENT = 0.5;

/**
 * What is wrong when shares are not a whole.
 * @param field the list's.
 */
export function sharesObjection(
  field: string,
  holders: readonly { readonly sharePercent: number }[],
  code = 'SHARES_NOT_WHOLE',
): Problem | null {
  const sharesPercent = holders.reduce((sum, { sharePercent }) => sum + sharePercent, 0);
  return Math.abs(sharesPercent - 100) > SHARE_TOLERANCE_PERCENT
    ? problem(field, code, { sharesPercent: Math.round(sharesPercent * 100) / 100 })
    : ok;
}
