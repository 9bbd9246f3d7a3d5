/** Who gave and took which role: one document a change, written before it is made, so that none is without its record. */
import { type Connection, Schema } from 'mongoose';
import type { Clock } from '#kit/clock.ts';
import type { IdSource } from '#kit/ids.ts';
import { type PageRequest, page } from '#kit/storage/page.ts';
import type { RoleRecord } from '../roles.model.ts';
import type { RoleChangeKind } from '../schema.generated.ts';

/** A role of somebody's, as it was given, taken, named for or accepted. */
export type RoleChange = Pick<RoleRecord, 'role' | 'ministry' | 'desk' | 'rank' | 'from' | 'until'> & {
  kind: RoleChangeKind;
  /** Whose role it is: a person's id. */
  personId: string;
  /** Who did it: a person's id. */
  by: string;
};

export type RoleChangeRecord = RoleChange & { _id: string; at: Date };

const text = { type: String, required: true };
const optional = { type: String, default: null };
const instant = { type: Date, default: null };
const schema = new Schema<RoleChangeRecord>(
  {
    _id: text,
    at: { type: Date, required: true },
    kind: text,
    personId: text,
    by: text,
    role: text,
    ministry: optional,
    desk: optional,
    rank: optional,
    from: instant,
    until: instant,
  },
  { collection: 'role-changes', versionKey: false, autoIndex: false },
);
schema.index({ at: -1, _id: -1 });

export type RoleChanges = ReturnType<typeof roleChangesOn>;

export function roleChangesOn(connection: Connection, ids: IdSource, clock: Clock) {
  const changes = connection.model<RoleChangeRecord>('RoleChange', schema);
  return {
    prepare: () => changes.createIndexes(),

    /**
     * Writes a change down and makes it. Killed in between, there is a record of what was about to be; never a role that
     * nobody gave.
     * @param make gives null when it was not made after all: then its record is taken out again.
     */
    async recorded<Made>(change: RoleChange, make: () => Promise<Made | null>): Promise<Made | null> {
      const _id = ids.id();
      await changes.create({ _id, at: clock.now(), ...change });
      const made = await make();
      if (made === null) await changes.deleteOne({ _id });
      return made;
    },

    /** The latest first. */
    page: (request: PageRequest) => page(changes, {}, { field: 'at', direction: -1 }, request),
  };
}
