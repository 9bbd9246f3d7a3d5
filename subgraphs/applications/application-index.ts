/** The index over all ministries: one document an application, the newest version that its ministry has told. */
import { type Connection, type QueryFilter, Schema } from 'mongoose';
import type { Snapshot } from '#kit/application/snapshot.ts';
import type { Caller } from '#kit/auth/caller.ts';
import { isCitizen, isOfficial } from '#kit/auth/caller.ts';
import { type Order, type Page, type PageRequest, page } from '#kit/storage/page.ts';
import type { ApplicationFilter, WorkListFilter, WorkListOrder } from './schema.generated.ts';

/** A snapshot as it is stored: instants as dates, so that they are compared and sorted as such. */
type IndexRecord = Omit<Snapshot, 'id' | 'createdAt' | 'submittedAt' | 'dueAt'> & {
  _id: string;
  createdAt: Date;
  submittedAt: Date | null;
  dueAt: Date | null;
};

const mixed = Schema.Types.Mixed;
const schema = new Schema<IndexRecord>(
  {
    _id: { type: String, required: true },
    ministry: { type: String, required: true },
    serviceCode: { type: String, required: true },
    kind: { type: String, required: true },
    applicantId: { type: String, required: true },
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
    version: { type: Number, required: true },
  },
  { collection: 'applications', versionKey: false, minimize: false, autoIndex: false },
);
schema.index({ applicantId: 1, createdAt: -1, _id: -1 });
schema.index({ ministry: 1, dueAt: 1, _id: 1 });
schema.index({ ministry: 1, submittedAt: 1, _id: 1 });
schema.index({ reference: 1 });

const ORDERS: Readonly<Record<WorkListOrder, Order>> = {
  DUE_AT: { field: 'dueAt', direction: 1 },
  SUBMITTED_AT: { field: 'submittedAt', direction: 1 },
  SUBMITTED_AT_DESC: { field: 'submittedAt', direction: -1 },
};

export type ApplicationIndex = ReturnType<typeof applicationIndex>;

export function applicationIndex(connection: Connection) {
  const index = connection.model<IndexRecord>('IndexedApplication', schema);
  return {
    prepare: () => index.createIndexes(),

    isEmpty: async () => (await index.exists({})) === null,

    /** Takes what is newer than what it has; a repeat or an older version changes nothing. */
    async apply(snapshots: readonly Snapshot[]): Promise<void> {
      if (snapshots.length === 0) return;
      const writes = snapshots.flatMap((snapshot) => {
        const record = recordOf(snapshot);
        const { _id, ...fields } = record;
        return [
          { updateOne: { filter: { _id }, update: { $setOnInsert: { ...fields } }, upsert: true } },
          { updateOne: { filter: { _id, version: { $lt: snapshot.version } }, update: { $set: { ...fields } } } },
        ];
      });
      await index.bulkWrite(writes, { ordered: true });
    },

    /** Many by id, in the order of the ids; null where there is none or the caller may not see it. */
    async visible(ids: readonly string[], caller: Caller): Promise<(Snapshot | null)[]> {
      const records = await index.find({ $and: [{ _id: { $in: [...ids] } }, visibleTo(caller)] }).lean();
      const byId = new Map(records.map((record) => [record._id, record]));
      return ids.map((id) => {
        const record = byId.get(id);
        return record ? snapshotOf(record) : null;
      });
    },

    /** One person's applications, newest first. */
    ofApplicant: (applicantId: string, filter: ApplicationFilter, request: PageRequest) =>
      snapshots(page(index, { applicantId, ...narrowed(filter) }, { field: 'createdAt', direction: -1 }, request)),

    /** The work of one ministry; drafts are never in it. */
    ofMinistry: (ministry: string, filter: WorkListFilter, order: WorkListOrder, request: PageRequest) =>
      snapshots(
        page(index, { $and: [{ ministry, status: { $ne: 'DRAFT' } }, narrowed(filter)] }, ORDERS[order], request),
      ),
  };
}

function visibleTo(caller: Caller): QueryFilter<IndexRecord> {
  const ways: QueryFilter<IndexRecord>[] = [];
  if (isCitizen(caller)) ways.push({ applicantId: caller.subject });
  if (isOfficial(caller)) ways.push({ ministry: caller.ministry, status: { $ne: 'DRAFT' } });
  // An empty $in matches nothing: deny unless allowed.
  return ways.length > 0 ? { $or: ways } : { _id: { $in: [] } };
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

function recordOf({ id, createdAt, submittedAt, dueAt, ...rest }: Snapshot): IndexRecord {
  return { _id: id, ...rest, createdAt: new Date(createdAt), submittedAt: date(submittedAt), dueAt: date(dueAt) };
}

function snapshotOf({ _id, createdAt, submittedAt, dueAt, ...rest }: IndexRecord): Snapshot {
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
