/**
 * Moves an appointment to another time. The new place is taken before the old one is given back, so that nobody is left
 * without: a full slot leaves the booking as it is, and after a kill in between the record names the one place that counts.
 */
import { isDeepStrictEqual } from 'node:util';
import { problem } from '../../errors/problem.ts';
import { isPlainObject } from '../../form/json-answers.ts';
import type { RuleContext } from '../../service.ts';
import { changedForm } from '../changed-form.ts';
import { type Answered, amountOf, type Desk, demandOf, type RecordedServiceEntry, ruleContext } from '../desk.ts';
import { next } from '../lifecycle.ts';
import { outcomeOn } from '../outcome.ts';
import type { ApplicationRecord } from '../record.ts';
import { stageOf } from '../snapshot.ts';
import { type Actor, changed } from '../write.ts';
import { heldUntil, notBeyond } from './lapse-time.ts';
import { givePlacesBack, type Refused, takePlaces } from './places.ts';
import { callWaiting, waitingFor } from './waiting.ts';

/** Each move stays in the record, and nobody but the applicant has a hand in it: without an end they could fill it. */
const MOST_MOVES = 20;

/**
 * @param answers the changed values by field name; what is not named stays.
 * @returns the record as it is when nothing would change: a repeat moves nothing.
 */
export async function moveAppointment(
  desk: Desk,
  entry: RecordedServiceEntry,
  record: ApplicationRecord,
  mover: Actor,
  answers: unknown,
): Promise<Answered> {
  if (!isPlainObject(answers)) return { problems: [problem('answers', 'WRONG_TYPE')] };
  const now = desk.clock.now();
  if (await isOver(desk, entry, record)) return { problems: [problem(null, 'APPOINTMENT_OVER')] };
  const form = await changedForm(desk, entry, record, answers, now);
  if ('problems' in form) return form;
  if (isDeepStrictEqual(form.changes.values, record.values)) return { record };
  if (record.timeline.filter(({ action }) => action === 'MOVE').length >= MOST_MOVES)
    return { problems: [problem(null, 'MOVED_TOO_OFTEN', { moves: MOST_MOVES })] };
  const taken = await takePlaces(desk, entry, record, form.context);
  const after = { ...record, ...form.changes };
  const answered =
    'problem' in taken
      ? await waitThere(desk, record, after, mover, taken)
      : await bookThere(desk, entry, record, { ...after, holds: taken.holds }, mover, { ...form, ...taken });
  await callWaiting(desk, await givePlacesBack(desk, record));
  return answered;
}

/**
 * Who has a booking keeps it. Who waited joins the list of the other time, at its end; who still waits for the same time
 * (another answer was changed) keeps their turn.
 */
async function waitThere(
  desk: Desk,
  record: ApplicationRecord,
  after: ApplicationRecord,
  mover: Actor,
  { problem: refusal, fullSlot, holds }: Refused,
): Promise<Answered> {
  if (!record.waiting || !fullSlot) return { problems: [refusal] };
  const { values, answers } = after;
  const since = record.waiting.key === fullSlot.key ? record.waiting.since : desk.clock.now();
  return changed(
    desk,
    record,
    { action: 'MOVE', ...mover },
    { values, answers, holds, ...waitingFor(fullSlot, since) },
  );
}

/** Writes the new time with the outcome anew; who waited for a place is booked by it. */
async function bookThere(
  desk: Desk,
  entry: RecordedServiceEntry,
  record: ApplicationRecord,
  after: ApplicationRecord,
  mover: Actor,
  { context, startsAt }: { context: RuleContext<never>; startsAt: Date | null },
): Promise<Answered> {
  const at = desk.clock.now();
  const confirmed = next(stageOf(record), 'CONFIRM', 'SYSTEM');
  const status = 'to' in confirmed ? confirmed.to : record.status;
  const payment = record.waiting ? demandOf(await amountOf(entry, context)) : after.payment;
  const { values, answers, holds } = after;
  const moved = {
    at,
    action: 'MOVE' as const,
    status: record.status,
    actor: mover.role,
    actorId: mover.actorId,
    note: null,
  };
  const booked = { ...moved, action: 'CONFIRM' as const, status, actor: 'SYSTEM' as const, actorId: null };
  const changes = {
    values,
    answers,
    holds,
    payment,
    waiting: null,
    lapsesAt: lapsesAfter(record, payment, at, startsAt),
    ...(await outcomeOn('CONFIRM', desk, entry, after)),
  };
  const timeline = 'to' in confirmed ? [moved, booked] : [moved];
  return changed(desk, record, { action: 'MOVE', ...mover }, changes, { status, timeline });
}

/** A time to pay that was given stays as it is: by moving, nobody holds a place longer without paying. */
function lapsesAfter(
  record: ApplicationRecord,
  payment: ApplicationRecord['payment'],
  now: Date,
  startsAt: Date | null,
): Date | undefined {
  if (payment?.status !== 'DUE') return undefined;
  return record.waiting || !record.lapsesAt ? heldUntil(now, startsAt) : notBeyond(startsAt, record.lapsesAt);
}

/** Whether the time that was booked, or waited for, has come. */
async function isOver(desk: Desk, { behaviour }: RecordedServiceEntry, record: ApplicationRecord): Promise<boolean> {
  const slot = await behaviour.slot?.(ruleContext(desk, record, record.submittedAt ?? record.createdAt));
  return slot !== undefined && slot.startsAt <= desk.clock.now();
}
