/** The ways in: a whole form at once, a draft saved bit by bit, and a draft handed in. */

import { dayInDhaka } from '../clock.ts';
import { type Problem, problem } from '../errors/problem.ts';
import { answersOf } from '../form/answers.ts';
import { checkForm } from '../form/check.ts';
import { checkDraft, coerceForm } from '../form/coerce.ts';
import { checkIdempotencyKey } from '../form/idempotency-key.ts';
import type { RuleContext } from '../service.ts';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import { claimKey, isDecided } from './claim.ts';
import {
  type Answered,
  amountOf,
  type Desk,
  demandOf,
  objections,
  type RecordedServiceEntry,
  requestDigest,
  ruleContext,
} from './desk.ts';
import { type Action, actionsOf, next } from './lifecycle.ts';
import { outcomeOn } from './outcome.ts';
import type { ApplicationRecord } from './record.ts';
import { stageOf } from './snapshot.ts';
import { dueDate } from './working-days.ts';
import { announce, changed } from './write.ts';

/** Hands in a whole form: the work of every service's own mutation. */
export async function submit(
  desk: Desk,
  entry: RecordedServiceEntry,
  input: Record<string, unknown> & { idempotencyKey: string },
  applicantId: string,
): Promise<Answered> {
  const { idempotencyKey, ...form } = input;
  const badKey = checkIdempotencyKey(idempotencyKey);
  if (badKey) return { problems: [badKey] };
  const digest = requestDigest(entry.definition.code, form);
  const repeat = await firstAnswer(desk, applicantId, idempotencyKey, digest);
  if (repeat) return repeat;
  const record = emptyRecord(desk, entry, { applicantId, idempotencyKey, requestDigest: digest });
  const completed = await complete(desk, entry, record, form);
  // The place that is taken may be the one that the same request, sent twice, has just got.
  if ('problems' in completed) return (await firstAnswer(desk, applicantId, idempotencyKey, digest)) ?? completed;
  return create(desk, { ...record, ...completed.changes });
}

/** Saves a form that is not complete yet. Saving is no event of the timeline: a client may save as often as one types. */
export async function saveDraft(
  desk: Desk,
  entry: RecordedServiceEntry,
  draft: { applicationId: string | null; answers: unknown; idempotencyKey: string },
  applicantId: string,
): Promise<Answered> {
  const badKey = checkIdempotencyKey(draft.idempotencyKey);
  if (badKey) return { problems: [badKey] };
  const { form, code } = entry.definition;
  const checked = checkDraft(form, draft.answers);
  if ('problems' in checked) return checked;
  const saved = { values: checked.values, answers: answersOf(form, checked.values) };
  if (draft.applicationId !== null) {
    const record = await desk.applications.findOne({ _id: draft.applicationId, applicantId }).lean();
    if (record?.serviceCode !== code) return { problems: [problem('applicationId', 'NOT_FOUND')] };
    const move = next(stageOf(record), 'SAVE_DRAFT', 'APPLICANT');
    if ('problem' in move) return { problems: [move.problem] };
    const deed = { action: 'SAVE_DRAFT', role: 'APPLICANT', actorId: applicantId } as const;
    return changed(desk, record, deed, saved, { timeline: [] });
  }
  const digest = requestDigest(code, { draft: draft.answers });
  const repeat = await firstAnswer(desk, applicantId, draft.idempotencyKey, digest);
  if (repeat) return repeat;
  const identity = { applicantId, idempotencyKey: draft.idempotencyKey, requestDigest: digest };
  return create(desk, { ...emptyRecord(desk, entry, identity), ...saved });
}

/** Hands a saved draft in, under the same limits and rules as a whole form. */
export async function submitDraft(desk: Desk, record: ApplicationRecord): Promise<Answered> {
  const entry = desk.services.get(record.serviceCode);
  if (!entry) return { problems: [problem(null, 'UNKNOWN_SERVICE', { code: record.serviceCode })] };
  const move = next(stageOf(record), 'SUBMIT', 'APPLICANT');
  if ('problem' in move) return { problems: [move.problem] };
  const coerced = coerceForm(desk.schema, entry.definition.inputType, record.values);
  if ('problems' in coerced) return coerced;
  const completed = await complete(desk, entry, record, coerced.values);
  if ('problems' in completed) return completed;
  const { status, timeline, ...changes } = completed.changes;
  return changed(desk, record, { action: 'SUBMIT', role: 'APPLICANT', actorId: record.applicantId }, changes, {
    status,
    timeline: timeline.slice(record.timeline.length),
  });
}

/** Checks a form and says what the record becomes with it. */
async function complete(
  desk: Desk,
  entry: RecordedServiceEntry,
  record: ApplicationRecord,
  form: Record<string, unknown>,
): Promise<{ changes: ApplicationRecord } | { problems: readonly Problem[] }> {
  const now = desk.clock.now();
  const { values, problems } = checkForm(entry.definition.form, form, dayInDhaka(now));
  if (problems.length > 0) return { problems };
  const context = ruleContext(desk, { ...record, values }, now);
  const refused = await objections(entry, context);
  if (refused.length > 0) return { problems: refused };
  const { definition } = entry;
  const amountBdt = await amountOf(entry, context);
  const full = await claimed(desk, entry, record._id, context);
  if (full) return { problems: [full] };
  const submitted: ApplicationRecord = {
    ...record,
    values,
    answers: answersOf(definition.form, values),
    status: 'SUBMITTED',
    submittedAt: now,
    dueAt: dueDate(now, definition.slaWorkingDays, desk.holidays),
    payment: demandOf(amountBdt),
    timeline: [
      ...record.timeline,
      { at: now, action: 'SUBMIT', status: 'SUBMITTED', actor: 'APPLICANT', actorId: record.applicantId, note: null },
    ],
  };
  const [action = 'SUBMIT'] = actionsOf(stageOf(submitted), 'SYSTEM');
  const done = doneByItself(submitted, action, now);
  return { changes: { ...done, ...(await outcomeOn(action, desk, entry, done)) } };
}

/** What needs nobody's decision is done at once: a booked slot is confirmed, a demand of nothing is settled. */
function doneByItself(submitted: ApplicationRecord, action: Action, at: Date): ApplicationRecord {
  const move = next(stageOf(submitted), action, 'SYSTEM');
  if ('problem' in move) return submitted;
  const status = move.to;
  const entry = { at, action, status, actor: 'SYSTEM' as const, actorId: null, note: null };
  return { ...submitted, status, timeline: [...submitted.timeline, entry] };
}

/** Takes the places that an application needs, all or none; or says which is taken. */
async function claimed(
  desk: Desk,
  { behaviour, definition }: RecordedServiceEntry,
  applicationId: string,
  context: RuleContext<never>,
): Promise<Problem | null> {
  const slot = await behaviour.slot?.(context);
  if (slot && !(await desk.slots.claim(slot, applicationId))) return problem(null, 'SLOT_FULL');
  const once = await behaviour.unique?.(context);
  if (!once) return null;
  const key = claimKey(definition.code, once);
  // Where an official decides, several may ask for it, and the decision gives it to one.
  const isFree = isDecided(definition.kind)
    ? !(await desk.slots.isHeld(key))
    : await desk.slots.claim({ key, capacity: 1 }, applicationId);
  if (isFree) return null;
  await desk.slots.release(applicationId);
  return once.taken;
}

/** The answer to the first request with this key, if there was one. */
async function firstAnswer(
  desk: Desk,
  applicantId: string,
  idempotencyKey: string,
  digest: string,
): Promise<Answered | null> {
  const record = await desk.applications.findOne({ applicantId, idempotencyKey }).lean();
  if (!record) return null;
  if (record.requestDigest !== digest) return { problems: [problem('idempotencyKey', 'IDEMPOTENCY_KEY_REUSED')] };
  return { record };
}

/** Writes a new application with its first event, in one document. */
async function create(desk: Desk, record: ApplicationRecord): Promise<Answered> {
  try {
    await desk.applications.create(record);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // Somebody was quicker with the same key: theirs is the first answer.
    const { applicantId, idempotencyKey, requestDigest: digest } = record;
    const first = await firstAnswer(desk, applicantId, idempotencyKey, digest);
    if (!first) throw error;
    await desk.slots.release(record._id);
    return first;
  }
  return { record: await announce(desk, record) };
}

function emptyRecord(
  desk: Desk,
  { definition }: RecordedServiceEntry,
  identity: Pick<ApplicationRecord, 'applicantId' | 'idempotencyKey' | 'requestDigest'>,
): ApplicationRecord {
  return {
    ...identity,
    _id: `${desk.ministry}-${desk.ids.id()}`,
    reference: `${desk.ministry
      .replace(/[^a-z]/g, '')
      .slice(0, 4)
      .toUpperCase()}-${desk.ids.reference()}`,
    serviceCode: definition.code,
    kind: definition.kind,
    status: 'DRAFT',
    values: {},
    answers: [],
    outcome: [],
    outcomeValues: {},
    informationRequest: null,
    decision: null,
    payment: null,
    timeline: [],
    takenBy: null,
    createdAt: desk.clock.now(),
    submittedAt: null,
    dueAt: null,
    version: 1,
    outbox: [{ version: 1 }],
  };
}
