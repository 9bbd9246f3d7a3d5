/** How an official comes to a purpose for looking at what is closed: by stating one, or by being the one who closed it. */
import { problem } from '../errors/problem.ts';
import type { Answered, Desk } from './desk.ts';
import type { Status } from './lifecycle.ts';
import { isClosed, purposeFrom } from './purpose.ts';
import type { ApplicationRecord } from './record.ts';
import { type Actor, changed } from './write.ts';

/**
 * Writes down why an official looks at a closed application. It is no event of the timeline: the log of looks shows it, and
 * keeps it. The record keeps those that still hold, one of each official, so that it does not grow by stating.
 */
export async function statePurpose(
  desk: Desk,
  record: ApplicationRecord,
  official: string,
  purpose: string,
): Promise<Answered> {
  if (!isClosed(record.status)) return { problems: [problem(null, 'PURPOSE_NOT_NEEDED')] };
  const now = desk.clock.now();
  const others = (record.purposes ?? []).filter(
    (each) => each.official !== official && Date.parse(each.until) > now.getTime(),
  );
  return changed(desk, record, null, { purposes: [...others, purposeFrom(official, purpose, now)] });
}

/** What a move adds when an official closes an application by it: they may read what they did. */
export function purposeOfClosing(
  desk: Desk,
  { purposes = [], status }: ApplicationRecord,
  to: Status,
  { actorId, role }: Actor,
): Pick<ApplicationRecord, 'purposes'> {
  const isClosing = role === 'OFFICIAL' && actorId !== null && isClosed(to) && !isClosed(status);
  return isClosing ? { purposes: [...purposes, purposeFrom(actorId, null, desk.clock.now())] } : {};
}
