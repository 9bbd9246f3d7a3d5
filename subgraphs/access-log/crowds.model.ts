/**
 * At whose data somebody has looked in a day. Kept as looks come: to count it from the copies, all looks of the day would be
 * read again for each few new ones.
 */
import { type Connection, Schema } from 'mongoose';
import { dayInDhaka } from '#kit/clock.ts';
import type { AccessRecord } from './copied-blocks.ts';
import { MOST_PEOPLE_A_DAY } from './unusual.ts';

type CrowdRecord = { _id: string; people: string[]; begun: Date };

/** By the machine's time: a day that is judged late is counted as long as any other. */
const KEPT_SECONDS = 7 * 86_400;

const schema = new Schema<CrowdRecord>(
  {
    _id: { type: String, required: true },
    people: { type: [String], required: true },
    begun: { type: Date, required: true },
  },
  { collection: 'crowds', versionKey: false, autoIndex: false },
);
schema.index({ begun: 1 }, { expireAfterSeconds: KEPT_SECONDS });

/** Somebody's looks of one day in one role: the last of them, and at how many people they have looked by then. */
export type Crowd = { readonly day: string; readonly last: AccessRecord; readonly people: number };

export type Crowds = ReturnType<typeof crowdsOn>;

export function crowdsOn(connection: Connection) {
  const crowds = connection.model<CrowdRecord>('AccessCrowd', schema);

  async function peopleOf(ids: readonly string[]): Promise<Map<string, readonly string[]>> {
    const found = await crowds.find({ _id: { $in: [...ids] } }).lean();
    return new Map(found.map(({ _id, people }) => [_id, people]));
  }

  return {
    prepare: () => crowds.createIndexes(),

    /** Counts looks in. Counted again they change nothing. */
    async grow(entries: readonly AccessRecord[]): Promise<Crowd[]> {
      const looks = Map.groupBy(entries, ({ by, at }) => `${by.person}/${by.role}/${dayInDhaka(at)}`);
      const ids = [...looks.keys()];
      const before = await peopleOf(ids);
      const changes = [...looks].flatMap(([id, own]) => {
        const known = new Set(before.get(id));
        const fresh = new Set(own.map(({ citizen }) => citizen).filter((citizen) => !known.has(citizen)));
        // Of who has looked at too many already, it matters no more at how many.
        return fresh.size > 0 && known.size <= MOST_PEOPLE_A_DAY ? [{ id, people: [...fresh] }] : [];
      });
      if (changes.length > 0)
        await crowds.bulkWrite(
          changes.map(({ id, people }) => ({
            updateOne: {
              filter: { _id: id },
              update: { $addToSet: { people: { $each: people } }, $setOnInsert: { begun: new Date() } },
              upsert: true,
            },
          })),
        );
      // Another process may have counted others in meanwhile.
      const after = changes.length > 0 ? await peopleOf(ids) : before;
      return [...looks].flatMap(([id, own]) => {
        const last = own.at(-1);
        return last ? [{ day: dayInDhaka(last.at), last, people: after.get(id)?.length ?? 0 }] : [];
      });
    },
  };
}
