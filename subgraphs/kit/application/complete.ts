/** What a record becomes when its form is handed in: its places, its demand, and what needs nobody's decision. */
import { dayInDhaka } from '../clock.ts';
import type { Problem } from '../errors/problem.ts';
import { answersOf } from '../form/answers.ts';
import { checkForm } from '../form/check.ts';
import { amountOf, type Desk, demandOf, objections, type RecordedServiceEntry, ruleContext } from './desk.ts';
import { next } from './lifecycle.ts';
import { outcomeOn } from './outcome.ts';
import { heldUntil } from './places/lapse-time.ts';
import { givePlacesBack, takePlaces } from './places/places.ts';
import { waitingFor, wantsToWait } from './places/waiting.ts';
import type { ApplicationRecord } from './record.ts';
import { stageOf } from './snapshot.ts';
import { dueDate } from './working-days.ts';

/**
 * Checks a form and says what the record becomes with it. The places are taken then: who cannot write the record gives them
 * back.
 */
export async function complete(
  desk: Desk,
  entry: RecordedServiceEntry,
  record: ApplicationRecord,
  form: Record<string, unknown>,
): Promise<{ changes: ApplicationRecord } | { problems: readonly Problem[] }> {
  const now = desk.clock.now();
  const { values, problems } = checkForm(entry.definition.form, form, dayInDhaka(now));
  if (problems.length > 0) return { problems };
  const context = ruleContext(desk, { ...record, values }, now);
  const refused = await objections(desk, entry, context, record);
  if (refused.length > 0) return { problems: refused };
  const { definition } = entry;
  const amountBdt = await amountOf(entry, context);
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
  const taken = await takePlaces(desk, entry, record, context);
  const { holds, startsAt } = taken;
  if (!('problem' in taken)) return { changes: await given(desk, entry, { ...submitted, holds }, startsAt) };
  if (taken.fullSlot && wantsToWait(entry, values))
    return { changes: { ...submitted, holds, ...waitingFor(taken.fullSlot, now) } };
  if (holds.length > 0) await givePlacesBack(desk, record);
  return { problems: [taken.problem] };
}

/** With its places, and what comes by handing in alone: a booked slot is confirmed, a demand of nothing is settled. */
async function given(
  desk: Desk,
  entry: RecordedServiceEntry,
  submitted: ApplicationRecord,
  startsAt: Date | null,
): Promise<ApplicationRecord> {
  const at = desk.clock.now();
  const held: ApplicationRecord =
    submitted.holds.length > 0 && submitted.payment ? { ...submitted, lapsesAt: heldUntil(at, startsAt) } : submitted;
  for (const action of ['CONFIRM', 'SETTLE'] as const) {
    const move = next(stageOf(held), action, 'SYSTEM');
    if ('problem' in move) continue;
    const done = { at, action, status: move.to, actor: 'SYSTEM' as const, actorId: null, note: null };
    const moved = { ...held, status: move.to, timeline: [...held.timeline, done] };
    return { ...moved, ...(await outcomeOn(action, desk, entry, moved)) };
  }
  return { ...held, ...(await outcomeOn('SUBMIT', desk, entry, held)) };
}
