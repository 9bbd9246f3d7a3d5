/** What an event makes of the role that a person held. Pure. */
import type { EntrepreneurRoleRecord } from './entrepreneur-roles.model.ts';
import type { RoleEvent } from './role-event.ts';

/**
 * The role as it is then. When the role or a centre is taken away, so is what was open there: all tokens of before end.
 * @param before null for somebody of whom nothing was heard yet.
 */
export function roleAfter(
  before: EntrepreneurRoleRecord | null,
  { personId, ...event }: RoleEvent,
  at: Date,
): EntrepreneurRoleRecord {
  const kept = event.isHeld ? event.centres : [];
  const isLess = before?.isHeld === true && before.centres.some((centre) => !kept.includes(centre));
  return { _id: personId, ...event, endedAt: isLess ? at : (before?.endedAt ?? null) };
}
