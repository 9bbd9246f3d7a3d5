import type { SubgraphContext } from '../context.ts';
import { requestLoader } from '../loader.ts';
import type { Desk } from './desk.ts';
import { type ApplicationRecord, snapshotOf } from './record.ts';
import { roleIn } from './snapshot.ts';

/** Loads a ministry's own applications by id; null for one that is not there, or that the caller may not see. */
export type VisibleRecords = ReturnType<typeof visibleRecords>;

export function visibleRecords(desk: Pick<Desk, 'applications' | 'ministry'>) {
  return requestLoader(async (ids: readonly string[], { caller }: SubgraphContext) => {
    const own = ids.filter((id) => id.startsWith(`${desk.ministry}-`));
    const records =
      own.length > 0 ? await desk.applications.find({ _id: { $in: own } }).lean<ApplicationRecord[]>() : [];
    const byId = new Map(records.filter((each) => roleIn(snapshotOf(each), caller)).map((each) => [each._id, each]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}
