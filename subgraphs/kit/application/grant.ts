/**
 * Carries out what a decision does to the ministry's registries (`granted` of a service), after it was saved.
 *
 * That something is to be carried out stands in the record (`grantDue`), by the same write as the decision: so a decision
 * that lost against another does nothing, and one whose process was killed right after it is found when the relay starts
 * and at each of its rounds. It is done at least once.
 */
import { type Desk, type RecordedServiceEntry, ruleContext } from './desk.ts';
import { outcomeOf } from './outcome.ts';
import type { ApplicationRecord } from './record.ts';

/**
 * Carries out what is due of a record. It never rejects: what fails stays due.
 * @returns the record as it is then.
 */
export async function grant(desk: Desk, record: ApplicationRecord): Promise<ApplicationRecord> {
  if (!record.grantDue) return record;
  try {
    return await carryOut(desk, record, record.grantDue);
  } catch (error) {
    desk.log.error({ err: error, application: record._id }, 'what was granted is not entered; it is tried again');
    return record;
  }
}

/** Carries out what is due of all records. */
export async function grantAllDue(desk: Desk): Promise<void> {
  const due = desk.applications.find({ grantDue: { $gt: new Date(0) } }).lean();
  for await (const record of due.cursor()) await grant(desk, record);
}

async function carryOut(desk: Desk, record: ApplicationRecord, at: Date): Promise<ApplicationRecord> {
  const entry = desk.services.get(record.serviceCode);
  if (!entry) throw new Error(`there is no service ${record.serviceCode}`);
  const { reference, outcomeValues: outcome } = record;
  const more = await entry.behaviour.granted?.({ ...ruleContext(desk, record, at), reference, outcome });
  if (more) return addToOutcome(desk, entry, record, more);
  await desk.applications.updateOne({ _id: record._id }, { $unset: { grantDue: '' } });
  const { grantDue: _done, ...rest } = record;
  return rest;
}

/** Adds to the outcome, as a change of its own that the citizen sees: others may change the record at the same time. */
async function addToOutcome(
  desk: Desk,
  entry: RecordedServiceEntry,
  { _id }: ApplicationRecord,
  more: ApplicationRecord['outcomeValues'],
): Promise<ApplicationRecord> {
  for (;;) {
    const current = await desk.applications.findById(_id).orFail().lean();
    if (!current.grantDue) return current;
    const { version, outcomeValues } = current;
    const outcome = outcomeOf(desk, entry, { ...outcomeValues, ...more });
    const next = { $set: { ...outcome, version: version + 1 }, $push: { outbox: { version: version + 1 } } };
    const after = await desk.applications
      .findOneAndUpdate({ _id, version }, { ...next, $unset: { grantDue: '' } }, { returnDocument: 'after' })
      .lean();
    if (after) return after;
  }
}
