/** The moves of an application after it was handed in: what each adds to the record. The lifecycle says when. */

import { dayInDhaka } from '../clock.ts';
import { problem } from '../errors/problem.ts';
import { answersOf } from '../form/answers.ts';
import { checkForm } from '../form/check.ts';
import { coerceForm } from '../form/coerce.ts';
import type { RuleContext } from '../service.ts';
import { claimOnApproval } from './claim.ts';
import {
  type Answered,
  amountOf,
  type Desk,
  demandOf,
  objections,
  type RecordedServiceEntry,
  ruleContext,
} from './desk.ts';
import { type Action, next, type Role } from './lifecycle.ts';
import { outcomeOn } from './outcome.ts';
import type { ApplicationRecord } from './record.ts';
import { stageOf } from './snapshot.ts';
import { submitDraft } from './submit.ts';
import { changed } from './write.ts';

/** What a person sends along with a move. */
export type MoveInput = {
  /** The question, the answer, the reason. */
  readonly note?: string | null;
  /** REQUEST_INFORMATION: names of the form's fields to correct. */
  readonly fields?: readonly string[];
  /** ANSWER: corrected values by field name. */
  readonly answers?: unknown;
};

const GIVES_PLACES_BACK: ReadonlySet<Action> = new Set(['WITHDRAW', 'REJECT']);

type Actor = { readonly role: Role; readonly actorId: string | null };

type Changes =
  | { changes: Partial<ApplicationRecord> }
  | { problems: Extract<Answered, { problems: unknown }>['problems'] };

/** Does a move, or says why it cannot be done now. */
export async function act(
  desk: Desk,
  record: ApplicationRecord,
  action: Action,
  actor: Actor,
  input: MoveInput = {},
): Promise<Answered> {
  if (action === 'SUBMIT') return submitDraft(desk, record);
  const entry = desk.services.get(record.serviceCode);
  if (!entry) return { problems: [problem(null, 'UNKNOWN_SERVICE', { code: record.serviceCode })] };
  const move = next(stageOf(record), action, actor.role);
  if ('problem' in move) return { problems: [move.problem] };
  const effect = await effects[action]?.({ desk, record, entry, actor, input });
  if (effect && 'problems' in effect) return effect;
  const taken = action === 'APPROVE' ? await claimOnApproval(desk, entry, record) : null;
  if (taken) return { problems: [taken] };
  const outcome = await outcomeOn(action, desk, entry, record);
  const deed = { action, ...actor, note: input.note ?? null };
  const answered = await changed(desk, record, deed, { ...effect?.changes, ...outcome }, { status: move.to });
  if (GIVES_PLACES_BACK.has(action) && 'record' in answered) await desk.slots.release(record._id);
  return answered;
}

type Situation = { desk: Desk; record: ApplicationRecord; entry: RecordedServiceEntry; actor: Actor; input: MoveInput };

const effects: Partial<Record<Action, (situation: Situation) => Changes | Promise<Changes>>> = {
  TAKE: ({ actor }) => ({ changes: { takenBy: actor.actorId } }),
  REQUEST_INFORMATION: ({ desk, entry, input }) => {
    const fields = [...(input.fields ?? [])];
    const stranger = fields.find((field) => !entry.definition.form.some(({ name }) => name === field));
    if (stranger !== undefined) return { problems: [problem('fields', 'NOT_ON_THE_FORM', { field: stranger })] };
    return { changes: { informationRequest: { question: input.note ?? '', fields, askedAt: desk.clock.now() } } };
  },
  ANSWER: async (situation) => {
    const corrected = await corrections(situation);
    return 'problems' in corrected ? corrected : { changes: { ...corrected.changes, informationRequest: null } };
  },
  WITHDRAW: () => ({ changes: { informationRequest: null } }),
  APPROVE: ({ desk, input }) => ({
    changes: { decision: { outcome: 'APPROVED', reason: input.note ?? '', decidedAt: desk.clock.now() } },
  }),
  REJECT: ({ desk, input }) => ({
    changes: { decision: { outcome: 'REJECTED', reason: input.note ?? '', decidedAt: desk.clock.now() } },
  }),
};

/**
 * The form with the applicant's corrections, under the same limits and rules as when it was handed in, and on that day: what
 * was recent enough then is not too old because the ministry took its time.
 */
async function corrections({ desk, record, entry, input }: Situation): Promise<Changes> {
  if (input.answers === undefined || input.answers === null) return { changes: {} };
  if (typeof input.answers !== 'object') return { problems: [problem('answers', 'WRONG_TYPE')] };
  const { inputType, form } = entry.definition;
  const coerced = coerceForm(desk.schema, inputType, { ...record.values, ...input.answers });
  if ('problems' in coerced) return coerced;
  const handedInAt = record.submittedAt ?? record.createdAt;
  const { values, problems } = checkForm(form, coerced.values, dayInDhaka(handedInAt));
  if (problems.length > 0) return { problems };
  const context = ruleContext(desk, { ...record, values }, handedInAt);
  const refused = await objections(entry, context);
  if (refused.length > 0) return { problems: refused };
  const payment = await paymentFor(entry, record, ruleContext(desk, record, handedInAt), context);
  return 'problems' in payment
    ? payment
    : { changes: { values, answers: answersOf(form, values), ...payment.changes } };
}

/** What the applicant owes with corrected values. An amount that they have been asked to pay stays. */
async function paymentFor(
  entry: RecordedServiceEntry,
  { payment }: ApplicationRecord,
  before: RuleContext<never>,
  corrected: RuleContext<never>,
): Promise<Changes> {
  // By the old values as of now: it may depend on a registry, too, and a correction is not to blame for that.
  const amountBdt = await amountOf(entry, corrected);
  if (amountBdt === (await amountOf(entry, before))) return { changes: {} };
  if (payment?.status === 'PAID' || payment?.checkoutUrl)
    return { problems: [problem('answers', 'FEE_WOULD_CHANGE', { amountBdt })] };
  return { changes: { payment: demandOf(amountBdt) } };
}
