/** What stands in the way of a request: data, not text. The words are made at the edge, in the reader's language. */
export type Problem = {
  /** Code of an error catalogue, e.g. `TOO_LONG`. */
  readonly code: string;
  /** Path of the field in the input, e.g. `heirs.0.name`; null when it concerns the whole. */
  readonly field: string | null;
  /** What the message's placeholders stand for. */
  readonly values: Readonly<Record<string, string | number>>;
};

/**
 * Names a problem.
 * @example problem('deedDate', 'DEED_TOO_OLD', { limitMonths: 4 })
 */
export function problem(
  field: string | null,
  code: string,
  values: Readonly<Record<string, string | number>> = {},
): Problem {
  return { code, field, values };
}

/** The answer of a rule that has no objection. */
export const ok = null;
