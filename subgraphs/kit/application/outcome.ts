import { answersOf } from '../form/answers.ts';
import { recordFields } from '../form/record-fields.ts';
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

/**
 * The outcome of a record, also in words.
 * @throws TypeError for a value that the outcome's type has no field for: nobody would ever see it.
 */
export function outcomeOf(
  { schema }: Pick<Desk, 'schema'>,
  {
    outcomeType,
    definition,
  }: Pick<RecordedServiceEntry, 'outcomeType'> & { readonly definition: { readonly code: string } },
  outcomeValues: Outcome,
): Pick<ApplicationRecord, 'outcome' | 'outcomeValues'> {
  const fields = outcomeType === null ? [] : recordFields(schema, outcomeType);
  const strange = Object.keys(outcomeValues).filter((key) => !fields.some(({ name }) => name === key));
  if (strange.length > 0)
    throw new TypeError(
      `the outcome of ${definition.code} has ${strange.join(', ')}, which is no field of ${outcomeType ?? 'any outcome type'}`,
    );
  return { outcomeValues: { ...outcomeValues }, outcome: answersOf(fields, outcomeValues) };
}
