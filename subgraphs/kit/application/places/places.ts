/** The places that an application needs (`slot` and `unique` of its service): how it takes them, and how it gives them back. */
import { dayInDhaka } from '../../clock.ts';
import { type Problem, problem } from '../../errors/problem.ts';
import type { Place, RuleContext, Slot } from '../../service.ts';
import type { Desk, RecordedServiceEntry } from '../desk.ts';
import type { ApplicationRecord } from '../record.ts';
import { claimKey, isDecided } from './claim.ts';

/** The keys of the places that were taken; when the slot begins, if there is one. */
type Held = { readonly holds: string[]; readonly startsAt: Date | null };

/** Why not all can be taken. `fullSlot`: when it is only that; who waits for it keeps the others. */
export type Refused = Held & { readonly problem: Problem; readonly fullSlot: Slot | null };

/** The application, in the version that is about to change. */
type Taker = Pick<ApplicationRecord, '_id' | 'version' | 'holds' | 'waiting'>;

/** Takes the places that an application needs by this form, or says why not; it keeps what it had before. */
export async function takePlaces(
  desk: Desk,
  { behaviour, definition }: RecordedServiceEntry,
  taker: Taker,
  context: RuleContext<never>,
): Promise<Held | Refused> {
  const holds: string[] = [];
  const take = async (place: Place) => {
    const isMine = await desk.slots.claim(place, taker._id, taker.version);
    if (isMine) holds.push(place.key);
    return isMine;
  };
  const slot = (await behaviour.slot?.(context)) ?? null;
  const held: Held = { holds, startsAt: slot?.startsAt ?? null };
  const untimely = slot && timeObjection(desk, slot);
  if (untimely) return { ...held, problem: untimely, fullSlot: null };
  const once = await behaviour.unique?.(context);
  if (once) {
    const place = { key: claimKey(definition.code, once), capacity: 1 };
    // Where an official decides, several may ask for it, and the decision gives it to one.
    const isFree = isDecided(definition.kind) ? !(await desk.slots.isHeld(place.key)) : await take(place);
    if (!isFree) return { ...held, problem: once.taken, fullSlot: null };
  }
  // The last, for one may wait for it. Who waits has the rest, or they could not be called, and nobody behind them.
  if (slot && ((await isPromised(desk, slot, taker)) || !(await take(slot))))
    return { ...held, problem: problem(null, 'SLOT_FULL'), fullSlot: slot };
  return held;
}

/**
 * Gives back what an application had taken from a version that is past, and its record does not name now: after a write that
 * succeeded, the places of before; after one that did not, those that were taken for it. What was taken from the version that
 * still stands stays, for the next write may be about to name it; if none comes, it is an orphan (slots.ts).
 * @returns the keys of the places that are free by it.
 */
export async function givePlacesBack(
  desk: Desk,
  { _id, version }: Pick<ApplicationRecord, '_id' | 'version'>,
): Promise<string[]> {
  const now = await desk.applications.findById(_id, { holds: 1, version: 1 }).lean();
  return now ? desk.slots.release(_id, now.version - 1, now.holds) : desk.slots.release(_id, version);
}

/** What is wrong with the time itself: it has come already, or nobody is there. */
function timeObjection({ clock, holidays }: Desk, { startsAt, field, isOnHolidays = false }: Slot): Problem | null {
  if (startsAt <= clock.now()) return problem(field, 'SLOT_PAST');
  return !isOnHolidays && holidays.has(dayInDhaka(startsAt)) ? problem(field, 'SLOT_ON_HOLIDAY') : null;
}

/** Whether the next free place is somebody's who waits for it. Who waits, or has a place already, is served. */
async function isPromised({ applications }: Desk, { key }: Slot, { _id, holds }: Taker): Promise<boolean> {
  if (holds.includes(key)) return false;
  const first = await firstWaiting(applications, key);
  return first !== null && first._id !== _id;
}

/** Who has waited longest for a slot. */
export function firstWaiting(applications: Desk['applications'], key: string): Promise<ApplicationRecord | null> {
  return applications.findOne({ 'waiting.key': key }).sort({ 'waiting.since': 1, _id: 1 }).lean();
}
