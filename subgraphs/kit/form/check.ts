/** Holds a form's input against the limits of its fields. */
import { type Problem, problem } from '../errors/problem.ts';
import { checkLeaf } from './check-leaf.ts';
import type { FormField } from './form-field.ts';

/** What is kept of an input, and everything that is wrong with it. */
type CheckedForm = { readonly values: Record<string, unknown>; readonly problems: Problem[] };

/**
 * Checks an input and writes it uniformly: text trimmed and in NFC, national IDs and mobile numbers without separators,
 * Bangla digits of numbers as digits. What was left empty is left out.
 * @param input as graphql-js hands it to a resolver (types are right, unknown fields were refused).
 * @param today the day in Dhaka, `YYYY-MM-DD`.
 * @returns values only of fields without a problem; use them only when there is none.
 * @example
 * const { values, problems } = checkForm(service.form, args.input, dayInDhaka(clock.now()));
 */
export function checkForm(form: readonly FormField[], input: Record<string, unknown>, today: string): CheckedForm {
  const problems: Problem[] = [];
  return { values: fieldsOf(form, input, ''), problems };

  function fieldsOf(fields: readonly FormField[], from: object, prefix: string): Record<string, unknown> {
    const given = new Map<string, unknown>(Object.entries(from));
    const kept = fields.flatMap((field) => {
      const value = answerTo(field, given.get(field.name), `${prefix}${field.name}`);
      return value === undefined ? [] : [[field.name, value] as const];
    });
    return Object.fromEntries(kept);
  }

  function answerTo(field: FormField, raw: unknown, path: string): unknown {
    if (raw === undefined || raw === null) return empty(field, path);
    return field.list ? listOf(field, raw, path) : itemOf(field, raw, path);
  }

  function listOf(field: FormField, raw: unknown, path: string): unknown {
    if (!Array.isArray(raw)) return refused(path, 'WRONG_TYPE');
    const { minItems = 0, maxItems } = field.limits;
    // An optional list without items is a list left out, as an empty text is.
    if (raw.length === 0 && (!field.required || minItems === 0)) return field.required ? [] : undefined;
    if (raw.length < minItems) return refused(path, 'TOO_FEW', { minItems });
    if (maxItems !== undefined && raw.length > maxItems) return refused(path, 'TOO_MANY', { maxItems });
    return raw.map((item: unknown, index) => itemOf({ ...field, required: true }, item ?? '', `${path}.${index}`));
  }

  function itemOf(field: FormField, raw: unknown, path: string): unknown {
    if (field.fields.length > 0)
      return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
        ? fieldsOf(field.fields, raw, `${path}.`)
        : refused(path, 'WRONG_TYPE');
    const checked = checkLeaf(field, raw, today);
    if ('value' in checked) return checked.value;
    if ('isEmpty' in checked) return empty(field, path);
    return refused(path, checked.code, checked.values);
  }

  function empty(field: FormField, path: string): undefined {
    if (field.required) problems.push(problem(path, 'REQUIRED'));
  }

  function refused(...[path, code, values]: Parameters<typeof problem>): undefined {
    problems.push(problem(path, code, values));
  }
}
