/**
 * At whose data somebody has looked in a day. Kept as looks come: to count it from the copies, all looks of the day would be
 * read again for each few new ones.
 */
import { type Connection, Schema } from 'mongoose';
import { dayInDhaka } from '#kit/clock.ts';
import type { AccessRecord } from './copies.model.ts';
import { dayOf, MOST_PEOPLE_A_DAY } from './unusual.ts';

type CrowdRecord = { _id: string; people: string[]; from: Date };

/** Longer than looks have ever waited to be judged. */
const KEPT_SECONDS = 31 * 86_400;

const schema = new Schema<CrowdRecord>(
  {
    _id: { type: String, required: true },
    people: { type: [String], required: true },
    from: { type: Date, required: true },
  },
  { collection: 'crowds', versionKey: false, autoIndex: false },
);
schema.index({ from: 1 }, { expireAfterSeconds: KEPT_SECONDS });

/** Somebody's looks of one day in one role, and at how many people they have looked by then. */
export type Crowd = { readonly day: string; readonly last: AccessRecord; readonly people: number };

export type Crowds = ReturnType<typeof crowdsOn>;

export function crowdsOn(connection: Connection) {
  const crowds = connection.model<CrowdRecord>('AccessCrowd', schema);
  return {
    prepare: () => crowds.createIndexes(),

    /** Counts looks in. Counted again they change nothing. */
    async grow(entries: readonly AccessRecord[]): Promise<Crowd[]> {
      const days = Map.groupBy(entries, ({ by, at }) => `${by.person}/${by.role}/${dayInDhaka(at)}`);
      const stored = await crowds.find({ _id: { $in: [...days.keys()] } }).lean();
      const known = new Map(stored.map(({ _id, people }) => [_id, new Set(people)]));
      const grown = [...days].flatMap(([id, looks]) => {
        const last = looks.at(-1);
        if (!last) return [];
        const before = known.get(id) ?? new Set();
        const people = new Set([...before, ...looks.map(({ citizen }) => citizen)]);
        return [{ id, last, ...dayOf(last.at), before: before.size, people }];
      });
      // Of who has looked at too many already, it matters no more at how many.
      const changed = grown.filter(({ before, people }) => people.size > before && before <= MOST_PEOPLE_A_DAY);
      if (changed.length > 0)
        await crowds.bulkWrite(
          changed.map(({ id, from, people }) => ({
            updateOne: {
              filter: { _id: id },
              update: { $addToSet: { people: { $each: [...people] } }, $setOnInsert: { from } },
              upsert: true,
            },
          })),
        );
      return grown.map(({ day, last, people }) => ({ day, last, people: people.size }));
    },
  };
}
