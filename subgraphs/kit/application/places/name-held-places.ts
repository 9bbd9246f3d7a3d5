/** Brings records from before they named their places (`holds`) up to date, when a ministry starts. */
import type { Desk } from '../desk.ts';

/**
 * Asks the slots what such a record has. Ids grow with time, so when the oldest record names its places, all do: that costs
 * one look. The oldest comes last, so that a start that was killed in the middle is made up for by the next.
 */
export async function nameHeldPlaces({ applications, slots }: Pick<Desk, 'applications' | 'slots'>): Promise<void> {
  const oldest = await applications.findOne().sort({ _id: 1 }).lean();
  if (!oldest || 'holds' in oldest) return;
  const isNameless = { holds: { $exists: false } };
  const nameless = applications.find(isNameless, { _id: 1 }).sort({ _id: -1 }).lean();
  // If still nameless: of two processes that start at once, the quicker one serves already.
  for await (const { _id } of nameless.cursor())
    await applications.updateOne({ _id, ...isNameless }, { $set: { holds: await slots.heldBy(_id), waiting: null } });
}
