/** The ways in: a whole form at once, a draft saved bit by bit, and a draft handed in. */

import { problem } from '../errors/problem.ts';
import { answersOf } from '../form/answers.ts';
import { checkDraft, coerceForm } from '../form/coerce.ts';
import { checkIdempotencyKey } from '../form/idempotency-key.ts';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import { type AssistanceRecord, mayRepeat } from './assistance.ts';
import { complete } from './complete.ts';
import { type Answered, type Desk, type RecordedServiceEntry, requestDigest } from './desk.ts';
import { next } from './lifecycle.ts';
import { givePlacesBack } from './places/places.ts';
import { callWaiting } from './places/waiting.ts';
import type { ApplicationRecord } from './record.ts';
import { stageOf } from './snapshot.ts';
import { announce, changed } from './write.ts';

/**
 * Hands in a whole form: the work of every service's own mutation.
 * @param assistance who does it for the applicant; null when they do it themselves.
 */
export async function submit(
  desk: Desk,
  entry: RecordedServiceEntry,
  input: Record<string, unknown> & { idempotencyKey: string },
  applicantId: string,
  assistance: AssistanceRecord | null = null,
): Promise<Answered> {
  const { idempotencyKey, ...form } = input;
  const badKey = checkIdempotencyKey(idempotencyKey);
  if (badKey) return { problems: [badKey] };
  const digest = requestDigest(entry.definition.code, form);
  const repeat = await firstAnswer(desk, applicantId, idempotencyKey, digest, assistance);
  if (repeat) return repeat;
  const identity = { applicantId, idempotencyKey, requestDigest: digest, ...(assistance ? { assistance } : {}) };
  const record = emptyRecord(desk, entry, identity);
  const completed = await complete(desk, entry, record, form);
  // The place that is taken may be the one that the same request, sent twice, has just got.
  if ('problems' in completed)
    return (await firstAnswer(desk, applicantId, idempotencyKey, digest, assistance)) ?? completed;
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
  const repeat = await firstAnswer(desk, applicantId, draft.idempotencyKey, digest, null);
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
  const deed = { action: 'SUBMIT', role: 'APPLICANT', actorId: record.applicantId } as const;
  const moved = { status, timeline: timeline.slice(record.timeline.length) };
  const answered = await changed(desk, record, deed, changes, moved);
  // Handed in twice at once: what the other has taken stands in the record.
  if ('problems' in answered) await callWaiting(desk, await givePlacesBack(desk, record));
  return answered;
}

/** The answer to the first request with this key, if there was one. */
async function firstAnswer(
  desk: Desk,
  applicantId: string,
  idempotencyKey: string,
  digest: string,
  assistance: AssistanceRecord | null,
): Promise<Answered | null> {
  const record = await desk.applications.findOne({ applicantId, idempotencyKey }).lean();
  if (!record) return null;
  if (record.requestDigest !== digest || !mayRepeat(record.assistance, assistance))
    return { problems: [problem('idempotencyKey', 'IDEMPOTENCY_KEY_REUSED')] };
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
    const first = await firstAnswer(desk, applicantId, idempotencyKey, digest, record.assistance ?? null);
    if (!first) throw error;
    await callWaiting(desk, await givePlacesBack(desk, record));
    return first;
  }
  return { record: await announce(desk, record) };
}

function emptyRecord(
  desk: Desk,
  { definition }: RecordedServiceEntry,
  identity: Pick<ApplicationRecord, 'applicantId' | 'assistance' | 'idempotencyKey' | 'requestDigest'>,
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
    ...(definition.confidentialTo === null ? {} : { confidentialTo: definition.confidentialTo }),
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
    holds: [],
    waiting: null,
    createdAt: desk.clock.now(),
    submittedAt: null,
    dueAt: null,
    version: 1,
    outbox: [{ version: 1 }],
  };
}
