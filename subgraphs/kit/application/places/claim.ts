/** What only one application may hold (`unique` of a service): it is a place of which there is one. */
import type { Problem } from '../../errors/problem.ts';
import type { Claim } from '../../service.ts';
import { type Desk, type RecordedServiceEntry, ruleContext } from '../desk.ts';
import type { Kind } from '../lifecycle.ts';
import type { ApplicationRecord } from '../record.ts';

/** Whether an official decides: then the decision gives what only one may hold. */
export function isDecided(kind: Kind): boolean {
  return kind === 'APPLICATION';
}

/** Two services of a ministry may name their claims alike. */
export function claimKey(serviceCode: string, { key }: Claim): string {
  return `${serviceCode}/${key}`;
}

/** Takes what only this application may hold from now on, and gives its key; or says who has it. */
export async function claimOnApproval(
  desk: Desk,
  { behaviour, definition }: RecordedServiceEntry,
  record: ApplicationRecord,
): Promise<{ readonly holds?: string[] } | { readonly problem: Problem }> {
  const once = await behaviour.unique?.(ruleContext(desk, record, record.submittedAt ?? record.createdAt));
  if (!once || !isDecided(definition.kind)) return {};
  const key = claimKey(definition.code, once);
  const isMine = await desk.slots.claim({ key, capacity: 1 }, record._id, record.version);
  return isMine ? { holds: [key] } : { problem: once.taken };
}
