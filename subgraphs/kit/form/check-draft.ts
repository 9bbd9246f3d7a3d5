/** Checks the answers of a form that is not complete yet: their names, shape and size. Limits wait until it is handed in. */
import { type Problem, problem } from '../errors/problem.ts';
import { codePoints } from './check-leaf.ts';
import { type FormField, IDEMPOTENCY_KEY } from './form-field.ts';
import { isPlainObject, type ReadAnswers } from './json-answers.ts';
import { JSON_LIMITS, jsonObjection } from './json-limits.ts';

/** For texts whose field bounds them by format or pattern only. */
const DEFAULT_MAX_LENGTH = 200;

/** @returns the answers as they came, without the empty ones; or everything that is wrong. */
export function checkDraft(form: readonly FormField[], answers: unknown): ReadAnswers {
  if (!isPlainObject(answers)) return { problems: [problem(null, 'WRONG_TYPE')] };
  const objection = jsonObjection(answers);
  if (objection) return { problems: [problem(null, objection, JSON_LIMITS)] };
  const { [IDEMPOTENCY_KEY]: _, ...given } = answers;
  const problems = [...ofFields(form, given, '')];
  if (problems.length > 0) return { problems };
  return {
    values: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== undefined)),
  };
}

function ofFields(fields: readonly FormField[], answers: object, prefix: string): Problem[] {
  const byName = new Map(fields.map((field) => [field.name, field]));
  return Object.entries(answers).flatMap(([name, value]) => {
    const field = byName.get(name);
    return field ? ofValue(field, value, `${prefix}${name}`) : [problem(`${prefix}${name}`, 'UNKNOWN_FIELD')];
  });
}

function ofValue(field: FormField, value: unknown, path: string): Problem[] {
  if (value === null || value === undefined) return [];
  if (field.list) {
    if (!Array.isArray(value)) return [problem(path, 'WRONG_TYPE')];
    const { maxItems = Number.POSITIVE_INFINITY } = field.limits;
    if (value.length > maxItems) return [problem(path, 'TOO_MANY', { maxItems })];
    return value.flatMap((item, index) => ofValue({ ...field, list: false }, item, `${path}.${index}`));
  }
  if (field.fields.length > 0)
    return isPlainObject(value) ? ofFields(field.fields, value, `${path}.`) : [problem(path, 'WRONG_TYPE')];
  // A scalar of its own (JSON) has its own shape; its size is bounded with the whole.
  if (typeof value === 'object') return field.type === 'JSON' ? [] : [problem(path, 'WRONG_TYPE')];
  const { maxLength = DEFAULT_MAX_LENGTH } = field.limits;
  const length = typeof value === 'string' ? codePoints(value) : 0;
  return length > maxLength ? [problem(path, 'TOO_LONG', { maxLength, length })] : [];
}
