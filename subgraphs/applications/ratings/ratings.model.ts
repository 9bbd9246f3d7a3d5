/** What applicants say of a finished application, once. The application's id is the key: no second one fits beside it. */
import { type Connection, Schema } from 'mongoose';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import type { RatingCount } from '../standings/standing.ts';

export type RatingRecord = {
  /** The application's id. */
  _id: string;
  ministry: string;
  serviceCode: string;
  /** 1 to 5. */
  stars: number;
  /** Nobody but the applicant reads it in the graph. */
  comment: string | null;
  ratedAt: Date;
  idempotencyKey: string;
  /** Of the first request with that key, to tell a repeat from another request. */
  requestDigest: string;
};

const text = { type: String, required: true };
const schema = new Schema<RatingRecord>(
  {
    _id: text,
    ministry: text,
    serviceCode: text,
    stars: { type: Number, required: true },
    comment: { type: String, default: null },
    ratedAt: { type: Date, required: true },
    idempotencyKey: text,
    requestDigest: text,
  },
  { collection: 'ratings', versionKey: false, autoIndex: false },
);
schema.index({ ministry: 1, ratedAt: 1 });

export type Ratings = ReturnType<typeof ratingsOn>;

export function ratingsOn(connection: Connection) {
  const ratings = connection.model<RatingRecord>('Rating', schema);
  return {
    prepare: () => ratings.createIndexes(),

    /** @returns null; or the rating that the application has already. */
    async add(rating: RatingRecord): Promise<RatingRecord | null> {
      try {
        await ratings.create(rating);
        return null;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return ratings.findById(rating._id).lean();
      }
    },

    /** Many by the application's id, in the order of the ids; null where there is none. */
    async of(applicationIds: readonly string[]): Promise<(RatingRecord | null)[]> {
      const found = await ratings.find({ _id: { $in: [...applicationIds] } }).lean();
      return applicationIds.map((id) => found.find(({ _id }) => _id === id) ?? null);
    },

    /** How many ratings, and of how many stars together, some ministries got since an instant. */
    counts: (ministries: readonly string[], since: Date) =>
      ratings.aggregate<RatingCount>([
        { $match: { ministry: { $in: [...ministries] }, ratedAt: { $gte: since } } },
        { $group: { _id: '$ministry', count: { $sum: 1 }, stars: { $sum: '$stars' } } },
        { $project: { _id: 0, ministry: '$_id', count: 1, stars: 1 } },
      ]),
  };
}
