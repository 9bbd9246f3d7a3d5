/** The index over all ministries: one document an application, the newest version that its ministry has told. */
import { type Connection, type QueryFilter, Schema } from 'mongoose';
import type { Snapshot } from '#kit/application/snapshot.ts';
import type { HolidayCalendar } from '#kit/application/working-days.ts';
import type { Caller } from '#kit/auth/caller.ts';
import { consentedServices, isCitizen, isOfficial } from '#kit/auth/caller.ts';
import { type Order, type Page, type PageRequest, page } from '#kit/storage/page.ts';
import type { ApplicationFilter, WorkListFilter, WorkListOrder } from './schema.generated.ts';
import { type Decided, decidedOf } from './standings/decided.ts';
import type { DecisionCount } from './standings/standing.ts';

/** A snapshot as it is stored: instants as dates, so that they are compared and sorted as such. */
type IndexRecord = Omit<Snapshot, 'id' | 'createdAt' | 'submittedAt' | 'dueAt'> & {
  _id: string;
  createdAt: Date;
  submittedAt: Date | null;
  dueAt: Date | null;
  /** What the ministry's standing counts. */
  decided: Decided | null;
  /** Made in somebody's stead, and `entrepreneurs` does not know yet what it has become; left out otherwise. */
  isUntold?: true;
};

const mixed = Schema.Types.Mixed;
const schema = new Schema<IndexRecord>(
  {
    _id: { type: String, required: true },
    ministry: { type: String, required: true },
    serviceCode: { type: String, required: true },
    kind: { type: String, required: true },
    applicantId: { type: String, required: true },
    confidentialTo: String,
    reference: { type: String, required: true },
    status: { type: String, required: true },
    answers: { type: mixed, required: true },
    outcome: { type: mixed, required: true },
    informationRequest: mixed,
    decision: mixed,
    payment: mixed,
    timeline: { type: mixed, required: true },
    createdAt: { type: Date, required: true },
    submittedAt: Date,
    dueAt: Date,
    waiting: mixed,
    assistance: mixed,
    purposes: mixed,
    version: { type: Number, required: true },
    decided: mixed,
    isUntold: Boolean,
  },
  { collection: 'applications', versionKey: false, minimize: false, autoIndex: false },
);
schema.index({ applicantId: 1, createdAt: -1, _id: -1 });
schema.index({ ministry: 1, dueAt: 1, _id: 1 });
schema.index({ ministry: 1, submittedAt: 1, _id: 1 });
schema.index({ reference: 1 });
schema.index(
  { 'waiting.key': 1, 'waiting.since': 1, _id: 1 },
  { partialFilterExpression: { 'waiting.key': { $exists: true } } },
);
schema.index({ isUntold: 1 }, { sparse: true });
schema.index({ ministry: 1, 'decided.at': 1 }, { partialFilterExpression: { 'decided.at': { $exists: true } } });

/** A ministry whose applications have all been read once. Kept beside the index, so that both are lost together. */
type ReadRecord = { _id: string; isWhole: boolean };

const readSchema = new Schema<ReadRecord>(
  { _id: { type: String, required: true }, isWhole: { type: Boolean, required: true } },
  { collection: 'read-ministries', versionKey: false, autoIndex: false },
);

const ORDERS: Readonly<Record<WorkListOrder, Order>> = {
  DUE_AT: { field: 'dueAt', direction: 1 },
  SUBMITTED_AT: { field: 'submittedAt', direction: 1 },
  SUBMITTED_AT_DESC: { field: 'submittedAt', direction: -1 },
};

export type ApplicationIndex = ReturnType<typeof applicationIndex>;

/** @param holidays for counting how long a decision took. */
export function applicationIndex(connection: Connection, holidays: HolidayCalendar) {
  const index = connection.model<IndexRecord>('IndexedApplication', schema);
  const read = connection.model<ReadRecord>('ReadMinistry', readSchema);
  return {
    prepare: () => index.createIndexes(),

    /** The ministries all of whose applications were read into this index once. */
    readMinistries: async () => new Set((await read.find().lean()).map(({ _id }) => _id)),

    setRead: async (ministry: string) =>
      void (await read.updateOne({ _id: ministry }, { $set: { isWhole: true } }, { upsert: true })),

    /** Takes what is newer than what it has; a repeat or an older version changes nothing. */
    async apply(snapshots: readonly Snapshot[]): Promise<void> {
      if (snapshots.length === 0) return;
      const writes = snapshots.flatMap((snapshot) => {
        const record = recordOf(snapshot, holidays);
        const { _id, ...fields } = record;
        return [
          { updateOne: { filter: { _id }, update: { $setOnInsert: { ...fields } }, upsert: true } },
          { updateOne: { filter: { _id, version: { $lt: snapshot.version } }, update: { $set: { ...fields } } } },
        ];
      });
      await index.bulkWrite(writes, { ordered: true });
    },

    /** Some of those made in somebody's stead of which `entrepreneurs` is not told yet. */
    untold: async (limit: number): Promise<Snapshot[]> =>
      (await index.find({ isUntold: true }).limit(limit).lean()).map(snapshotOf),

    /** `entrepreneurs` knows a version. */
    setTold: async ({ id, version }: Pick<Snapshot, 'id' | 'version'>) =>
      void (await index.updateOne({ _id: id, version }, { $unset: { isUntold: '' } })),

    /** Many by id, in the order of the ids; null where there is none or the caller may not see it. */
    async visible(ids: readonly string[], caller: Caller): Promise<(Snapshot | null)[]> {
      const records = await index.find({ $and: [{ _id: { $in: [...ids] } }, visibleTo(caller)] }).lean();
      const byId = new Map(records.map((record) => [record._id, record]));
      return ids.map((id) => {
        const record = byId.get(id);
        return record ? snapshotOf(record) : null;
      });
    },

    /** The turn of each on its waiting list, from 1; null for one that does not wait. One query for all of them. */
    async waitingTurns(ids: readonly string[]): Promise<(number | null)[]> {
      const asked = await index.find({ _id: { $in: [...ids] } }, { ministry: 1, waiting: 1 }).lean();
      const keys = [...new Set(asked.flatMap(({ waiting }) => (waiting ? [waiting.key] : [])))];
      const all = await index
        .find({ 'waiting.key': { $in: keys } }, { ministry: 1, waiting: 1 })
        .sort({ 'waiting.since': 1, _id: 1 })
        .lean();
      const lists = Map.groupBy(all, ({ ministry, waiting }) => `${ministry}/${waiting?.key}`);
      const turns = new Map([...lists.values()].flatMap((list) => list.map(({ _id }, at) => [_id, at + 1] as const)));
      return ids.map((id) => turns.get(id) ?? null);
    },

    /** One person's applications, newest first. */
    ofApplicant: (applicantId: string, filter: ApplicationFilter, request: PageRequest) =>
      snapshots(page(index, { applicantId, ...narrowed(filter) }, { field: 'createdAt', direction: -1 }, request)),

    /** How many decisions took how many working days, of some ministries since an instant: as many rows as differ. */
    decisions: (ministries: readonly string[], since: Date) =>
      index.aggregate<DecisionCount>([
        { $match: { ministry: { $in: [...ministries] }, 'decided.at': { $gte: since } } },
        {
          $group: {
            _id: { ministry: '$ministry', workingDays: '$decided.workingDays' },
            count: { $sum: 1 },
            inTime: { $sum: { $cond: ['$decided.isInTime', 1, 0] } },
          },
        },
        {
          $project: { _id: 0, ministry: '$_id.ministry', workingDays: '$_id.workingDays', count: 1, inTime: 1 },
        },
      ]),

    /** The work of an official's desk; what was never handed in is never in it. */
    workOf: (official: Official, filter: WorkListFilter, order: WorkListOrder, request: PageRequest) =>
      snapshots(page(index, { $and: [handedInTo(official), narrowed(filter)] }, ORDERS[order], request)),
  };
}

function visibleTo(caller: Caller): QueryFilter<IndexRecord> {
  const ways: QueryFilter<IndexRecord>[] = [];
  if (isCitizen(caller)) ways.push({ applicantId: caller.subject });
  if (isOfficial(caller)) ways.push(handedInTo(caller));
  if (caller.subject !== null && caller.actor !== null)
    ways.push({
      applicantId: caller.subject,
      'assistance.consent': caller.actor.consent,
      serviceCode: { $in: consentedServices(caller) },
    });
  // An empty $in matches nothing: deny unless allowed.
  return ways.length > 0 ? { $or: ways } : { _id: { $in: [] } };
}

type Official = { readonly ministry: string; readonly desk: string | null };

/** A draft, also one that was withdrawn, is the applicant's alone; what is confidential to a desk is that desk's. */
function handedInTo({ ministry, desk }: Official): QueryFilter<IndexRecord> {
  return { ministry, submittedAt: { $ne: null }, confidentialTo: { $in: [null, desk] } };
}

function narrowed({ status, serviceCode, ...work }: WorkListFilter): QueryFilter<IndexRecord> {
  return {
    ...(status ? { status: { $in: [...status] } } : {}),
    ...(serviceCode ? { serviceCode } : {}),
    ...(work.dueBefore ? { dueAt: { $lt: work.dueBefore } } : {}),
    ...(work.reference ? { reference: work.reference } : {}),
  };
}

async function snapshots(found: Promise<Page<IndexRecord>>): Promise<Page<Snapshot>> {
  const { edges, ...rest } = await found;
  return { ...rest, edges: edges.map(({ cursor, node }) => ({ cursor, node: snapshotOf(node) })) };
}

function recordOf(snapshot: Snapshot, holidays: HolidayCalendar): IndexRecord {
  const { id, createdAt, submittedAt, dueAt, ...rest } = snapshot;
  return {
    _id: id,
    ...rest,
    createdAt: new Date(createdAt),
    submittedAt: date(submittedAt),
    dueAt: date(dueAt),
    decided: decidedOf(snapshot, holidays),
    ...(snapshot.assistance ? { isUntold: true } : {}),
  };
}

function snapshotOf({ _id, createdAt, submittedAt, dueAt, decided: _, isUntold: __, ...rest }: IndexRecord): Snapshot {
  return {
    id: _id,
    ...rest,
    createdAt: createdAt.toISOString(),
    submittedAt: submittedAt?.toISOString() ?? null,
    dueAt: dueAt?.toISOString() ?? null,
  };
}

function date(instant: string | null): Date | null {
  return instant === null ? null : new Date(instant);
}
