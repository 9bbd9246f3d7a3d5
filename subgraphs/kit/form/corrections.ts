import { EVIDENCE_FIELD } from './form-field.ts';
import { isPlainObject } from './json-answers.ts';

/**
 * A form's values with corrections by field name in their place. Documents are corrected one by one: who sends the one that
 * was missing means to keep the others.
 */
export function withCorrections(values: Record<string, unknown>, corrections: object): Record<string, unknown> {
  const after: Record<string, unknown> = { ...values, ...corrections };
  const [before, sent] = [values[EVIDENCE_FIELD], after[EVIDENCE_FIELD]];
  return isPlainObject(before) && isPlainObject(sent) ? { ...after, [EVIDENCE_FIELD]: { ...before, ...sent } } : after;
}
