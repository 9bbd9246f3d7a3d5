import { ok, type Problem, problem } from './errors/problem.ts';

/**
 * Names the first of some fields that was left out: for those that a form needs in some cases only.
 * @example neededFields(input, ['deedNumber', 'deedDate'], 'DEED_MISSING')
 */
export function neededFields<Field extends string>(
  input: { readonly [Name in Field]?: unknown },
  fields: readonly Field[],
  code: string,
  values: Problem['values'] = {},
): Problem | null {
  const missing = fields.find((field) => !input[field]);
  return missing ? problem(missing, code, values) : ok;
}
