/** What focal points tell the agencies of their ministries to do, one document each. */
import { type Connection, type QueryFilter, Schema } from 'mongoose';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import { type PageRequest, page } from '#kit/storage/page.ts';
import { type Created, firstAnswer, type Keyed } from '../repeat.ts';

export type DirectiveRecord = Keyed & {
  _id: string;
  ministry: string;
  agency: string;
  text: string;
  /** `YYYY-MM-DD`. */
  dueDate: string;
  issuedAt: Date;
  /** `by`: name and post, as they were written; `byId`: the person who did it. */
  acknowledgement: { by: string; byId: string; at: Date } | null;
};

/** The directives to one agency. */
export type DirectiveCount = {
  readonly ministry: string;
  readonly agency: string;
  readonly issued: number;
  readonly acknowledged: number;
  readonly overdue: number;
};

export type DirectiveFilter = {
  /** Null: of every ministry. */
  readonly ministry: string | null;
  readonly agency: string | null;
  readonly isAcknowledged: boolean | null;
};

const text = { type: String, required: true };
const schema = new Schema<DirectiveRecord>(
  {
    _id: text,
    ministry: text,
    agency: text,
    text,
    dueDate: text,
    issuedAt: { type: Date, required: true },
    acknowledgement: { type: Schema.Types.Mixed, default: null },
    createdBy: text,
    idempotencyKey: text,
    requestDigest: text,
  },
  { collection: 'directives', versionKey: false, autoIndex: false },
);
schema.index({ ministry: 1, issuedAt: -1, _id: -1 });
schema.index({ issuedAt: -1, _id: -1 });
schema.index({ createdBy: 1, idempotencyKey: 1 }, { unique: true });

export type Directives = ReturnType<typeof directivesOn>;

export function directivesOn(connection: Connection) {
  const directives = connection.model<DirectiveRecord>('Directive', schema);
  const isNull = { $eq: ['$acknowledgement', null] };

  /** The answer to an earlier request with the same key, if there was one. */
  async function answered(keyed: Keyed): Promise<Created<DirectiveRecord> | null> {
    const { createdBy, idempotencyKey } = keyed;
    const first = await directives.findOne({ createdBy, idempotencyKey }).lean();
    return first && firstAnswer(first, keyed);
  }

  return {
    prepare: () => directives.createIndexes(),

    answered,

    async add(record: DirectiveRecord): Promise<Created<DirectiveRecord>> {
      try {
        await directives.create(record);
        return { record };
      } catch (error) {
        const first = isDuplicateKey(error) ? await answered(record) : null;
        if (!first) throw error;
        return first;
      }
    },

    /** Keeps the first acknowledgement; gives the directive as it is then, null when the ministry has none with this id. */
    async acknowledge(
      id: string,
      ministry: string,
      acknowledgement: NonNullable<DirectiveRecord['acknowledgement']>,
    ): Promise<DirectiveRecord | null> {
      await directives.updateOne({ _id: id, ministry, acknowledgement: null }, { $set: { acknowledgement } });
      return directives.findOne({ _id: id, ministry }).lean();
    },

    /** The newest first. */
    page: ({ ministry, agency, isAcknowledged }: DirectiveFilter, request: PageRequest) => {
      const filter: QueryFilter<DirectiveRecord> = {
        ...(ministry === null ? {} : { ministry }),
        ...(agency === null ? {} : { agency }),
        ...(isAcknowledged === null ? {} : { acknowledgement: isAcknowledged ? { $ne: null } : null }),
      };
      return page(directives, filter, { field: 'issuedAt', direction: -1 }, request);
    },

    /** How many directives the agencies of some ministries have. @param today the day in Dhaka. */
    counts: (ministries: readonly string[], today: string) =>
      directives.aggregate<DirectiveCount>([
        { $match: { ministry: { $in: [...ministries] } } },
        {
          $group: {
            _id: { ministry: '$ministry', agency: '$agency' },
            issued: { $sum: 1 },
            acknowledged: { $sum: { $cond: [isNull, 0, 1] } },
            overdue: { $sum: { $cond: [{ $and: [isNull, { $lt: ['$dueDate', today] }] }, 1, 0] } },
          },
        },
        {
          $project: {
            _id: 0,
            ministry: '$_id.ministry',
            agency: '$_id.agency',
            issued: 1,
            acknowledged: 1,
            overdue: 1,
          },
        },
      ]),
  };
}
