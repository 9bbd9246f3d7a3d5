import { type Problem, problem } from '../errors/problem.ts';
import { checkText } from './check-leaf.ts';
import { IDEMPOTENCY_KEY } from './form-field.ts';

/** As the field's `@input` in schema/link.ts says. */
const LIMITS = { minLength: 8, maxLength: 100 };

/** What is wrong with a client's idempotency key; null when nothing is. Forms leave the key out, so `checkForm` does not see it. */
export function checkIdempotencyKey(key: unknown): Problem | null {
  const checked = checkText(key, LIMITS);
  if ('value' in checked) return null;
  if ('isEmpty' in checked) return problem(IDEMPOTENCY_KEY, 'REQUIRED');
  return problem(IDEMPOTENCY_KEY, checked.code, checked.values);
}
