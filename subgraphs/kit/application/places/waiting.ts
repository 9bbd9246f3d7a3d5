/**
 * The waiting list of a slot: first come, first served.
 *
 * It is no document of its own. An application that waits says so in its record (`waiting`), and the list is those of a slot
 * in the order of their coming. Whoever gives a place back calls the next; the relay's rounds call too, so that a place whose
 * giver was killed before that is not lost. A call takes the place first and then writes the record, as a booking does: two
 * callers at once take one place, and one of their writes wins.
 */
import type { Slot } from '../../service.ts';
import { amountOf, type Desk, demandOf, type RecordedServiceEntry, ruleContext } from '../desk.ts';
import { next } from '../lifecycle.ts';
import { outcomeOn } from '../outcome.ts';
import type { ApplicationRecord } from '../record.ts';
import { stageOf } from '../snapshot.ts';
import { changed } from '../write.ts';
import { calledUntil } from './lapse-time.ts';
import { firstWaiting, givePlacesBack, takePlaces } from './places.ts';

/** The field with which an applicant says that they would rather wait than be refused (schema/link.ts). */
const JOIN_WAITING_LIST = 'joinWaitingList';

/** Whether somebody who asks by this form for a slot that is full is put on its list. */
export function wantsToWait({ definition }: RecordedServiceEntry, values: Record<string, unknown>): boolean {
  return definition.kind === 'APPOINTMENT' && values[JOIN_WAITING_LIST] === true;
}

/** What the record of who waits says: until the slot begins, and with nothing to pay before there is a place. */
export function waitingFor(slot: Slot, since: Date) {
  return {
    waiting: { key: slot.key, since },
    lapsesAt: slot.startsAt,
    payment: null,
  } satisfies Partial<ApplicationRecord>;
}

/** Calls who waits for these slots, as long as there are places. It never rejects: the next round calls again. */
export async function callWaiting(desk: Desk, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    try {
      while (await callNext(desk, key));
    } catch (error) {
      desk.log.error({ err: error, slot: key }, 'who waits was not called; it is tried again');
    }
  }
}

/** Calls who waits for any slot. */
export async function callAllWaiting(desk: Desk): Promise<void> {
  const keys = await desk.applications.distinct('waiting.key', { 'waiting.key': { $exists: true } });
  await callWaiting(desk, keys.map(String));
}

/** @returns whether it is worth calling again: there was a place for somebody. */
async function callNext(desk: Desk, key: string): Promise<boolean> {
  const first = await firstWaiting(desk.applications, key);
  const entry = first && desk.services.get(first.serviceCode);
  if (!first || !entry) return false;
  const move = next(stageOf(first), 'CONFIRM', 'SYSTEM');
  if ('problem' in move) return false;
  const context = ruleContext(desk, first, first.submittedAt ?? first.createdAt);
  const taken = await takePlaces(desk, entry, first, context);
  // Full; or its time has come, and the record's own round ends the waiting. What it has besides, the record names.
  if ('problem' in taken) return false;
  const amountBdt = await amountOf(entry, context);
  const booked = {
    holds: taken.holds,
    waiting: null,
    payment: demandOf(amountBdt),
    lapsesAt: amountBdt > 0 ? calledUntil(desk.clock.now(), taken.startsAt) : undefined,
    ...(await outcomeOn('CONFIRM', desk, entry, first)),
  };
  const deed = { action: 'CONFIRM', role: 'SYSTEM', actorId: null } as const;
  const answered = await changed(desk, first, deed, booked, { status: move.to });
  // They changed it at this moment, or another process called them: what they have now stands in the record.
  if ('problems' in answered) await givePlacesBack(desk, first);
  return true;
}
