/** Answers that came as JSON by field name, in a draft or a correction. */
import type { Problem } from '../errors/problem.ts';

/** The answers, or everything that is wrong with them. */
export type ReadAnswers = { readonly values: Record<string, unknown> } | { readonly problems: Problem[] };

/** An object, not a list. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
