import { answersOfRecord } from '../form/answers.ts';
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
  { definition, behaviour, outcomeType }: RecordedServiceEntry,
  record: ApplicationRecord,
): Promise<Partial<Pick<ApplicationRecord, 'outcome' | 'outcomeValues'>>> {
  if (GIVEN_BY[definition.kind] !== action || !behaviour.outcome) return {};
  const context = ruleContext(desk, record.values, record.applicantId);
  const outcomeValues = { ...(await behaviour.outcome({ ...context, reference: record.reference })) };
  const outcome = outcomeType === null ? [] : answersOfRecord(desk.schema, outcomeType, outcomeValues);
  return { outcomeValues, outcome };
}
