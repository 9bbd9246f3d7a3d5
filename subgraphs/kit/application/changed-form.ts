/** A form with some answers changed after it was handed in: what becomes of its values, and of what is to be paid. */
import { dayInDhaka } from '../clock.ts';
import { type Problem, problem } from '../errors/problem.ts';
import { answersOf } from '../form/answers.ts';
import { checkForm } from '../form/check.ts';
import { coerceForm } from '../form/coerce.ts';
import { withCorrections } from '../form/corrections.ts';
import type { RuleContext } from '../service.ts';
import { amountOf, type Desk, demandOf, objections, type RecordedServiceEntry, ruleContext } from './desk.ts';
import type { ApplicationRecord } from './record.ts';

type Refused = { readonly problems: readonly Problem[] };
type FormChanges = Pick<ApplicationRecord, 'values' | 'answers'> & Partial<Pick<ApplicationRecord, 'payment'>>;

/**
 * Checks changed answers with the others that stand, under the same limits and rules as when they were handed in.
 * @param answers by field name, as they came.
 * @param at on whose day the limits and rules hold.
 */
export async function changedForm(
  desk: Desk,
  entry: RecordedServiceEntry,
  record: ApplicationRecord,
  answers: object,
  at: Date,
): Promise<{ readonly changes: FormChanges; readonly context: RuleContext<never> } | Refused> {
  const { inputType, form } = entry.definition;
  const coerced = coerceForm(desk.schema, inputType, withCorrections(record.values, answers));
  if ('problems' in coerced) return coerced;
  const { values, problems } = checkForm(form, coerced.values, dayInDhaka(at));
  if (problems.length > 0) return { problems };
  const context = ruleContext(desk, { ...record, values }, at);
  const refused = await objections(desk, entry, context, record);
  if (refused.length > 0) return { problems: refused };
  const payment = await paymentFor(entry, record, ruleContext(desk, record, at), context);
  return 'problems' in payment
    ? payment
    : { changes: { values, answers: answersOf(form, values), ...payment }, context };
}

/** What the applicant owes with changed values. An amount that they have been asked to pay stays. */
async function paymentFor(
  entry: RecordedServiceEntry,
  { payment }: ApplicationRecord,
  before: RuleContext<never>,
  after: RuleContext<never>,
): Promise<Partial<Pick<ApplicationRecord, 'payment'>> | Refused> {
  // By the old values as of now: it may depend on a registry, too, and a change is not to blame for that.
  const amountBdt = await amountOf(entry, after);
  if (amountBdt === (await amountOf(entry, before))) return {};
  if (payment?.status === 'PAID' || payment?.checkoutUrl)
    return { problems: [problem('answers', 'FEE_WOULD_CHANGE', { amountBdt })] };
  return { payment: demandOf(amountBdt) };
}
