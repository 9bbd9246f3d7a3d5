import { answersOfRecord } from '../form/answers.ts';
import type { Outcome } from '../service.ts';
import { type Desk, type RecordedServiceEntry, ruleContext } from './desk.ts';
import type { Action, Kind } from './lifecycle.ts';
import type { ApplicationRecord } from './record.ts';

/** The move with which a ministry gives what was asked for. */
const GIVEN_BY: Readonly<Record<Kind, Action>> = {
  APPLICATION: 'APPROVE',
  PAYMENT: 'SETTLE',
  APPOINTMENT: 'CONFIRM',
  REPORT: 'SUBMIT',
};

/** What an action adds to a record when it is the one that gives the outcome; nothing otherwise. */
export async function outcomeOn(
  action: Action,
  desk: Desk,
  entry: RecordedServiceEntry,
  record: ApplicationRecord,
): Promise<Partial<Pick<ApplicationRecord, 'outcome' | 'outcomeValues' | 'grantDue'>>> {
  const { behaviour, definition } = entry;
  if (GIVEN_BY[definition.kind] !== action) return {};
  const now = desk.clock.now();
  const context = { ...ruleContext(desk, record, now), reference: record.reference };
  const outcome = behaviour.outcome ? outcomeOf(desk, entry, await behaviour.outcome(context)) : {};
  return behaviour.granted ? { ...outcome, grantDue: now } : outcome;
}

/** The outcome of a record, also in words. */
export function outcomeOf(
  { schema }: Desk,
  { outcomeType }: RecordedServiceEntry,
  outcomeValues: Outcome,
): Pick<ApplicationRecord, 'outcome' | 'outcomeValues'> {
  const outcome = outcomeType === null ? [] : answersOfRecord(schema, outcomeType, outcomeValues);
  return { outcomeValues: { ...outcomeValues }, outcome };
}
