/**
 * Ends what has waited too long: a place that nobody has paid for, a place in a waiting list when the time has come.
 *
 * When that is stands in the record (`lapsesAt`); the relay's rounds look for it. Ending is a move like any other, one write
 * guarded by the version: a payment, a withdrawal or a call from the list at the same moment wins or loses by it.
 */
import { act } from '../act.ts';
import type { Desk } from '../desk.ts';
import type { ApplicationRecord } from '../record.ts';

/** Ends all that is due. What fails stays due, and keeps nothing else from ending. */
export async function lapseAllDue(desk: Desk): Promise<void> {
  const due = desk.applications.find({ lapsesAt: { $lte: desk.clock.now() } }).lean();
  for await (const record of due.cursor()) {
    try {
      await lapse(desk, record);
    } catch (error) {
      desk.log.error({ err: error, application: record._id }, 'what is due to lapse has not; it is tried again');
    }
  }
}

/** What others did meanwhile is no fault: the next round sees what is due then. */
export async function lapse(desk: Desk, record: ApplicationRecord): Promise<void> {
  await act(desk, record, record.waiting ? 'EXPIRE' : 'LAPSE', { role: 'SYSTEM', actorId: null });
}
