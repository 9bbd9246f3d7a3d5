/**
 * Bookable times. A slot is one document, so that taking the last place is one atomic write.
 *
 * A place and the record that names it are two documents. So a place says from which version of the record it was taken: who
 * gives places back after a write gives back only those of the versions before it, and never one that the next change of the
 * same application has just taken.
 */
import { type Connection, Schema } from 'mongoose';
import type { Clock } from '../../clock.ts';
import type { Place } from '../../service.ts';
import { isDuplicateKey } from '../../storage/duplicate-key.ts';

export type Slots = {
  /**
   * Takes a place for an application; false when there is none left. Taking twice is taking once.
   * @param version of the record that is about to change.
   */
  claim(place: Place, applicationId: string, version: number): Promise<boolean>;
  /** Whether somebody has a place of it. */
  isHeld(key: string): Promise<boolean>;
  /** The keys of the places that an application has; one of an unknown version counts as of the first. */
  heldBy(applicationId: string): Promise<string[]>;
  /**
   * Gives an application's places back, if they were taken from this version of its record or before.
   * @param kept the keys of those that the record names now.
   * @returns the keys of those that are free by it.
   */
  release(applicationId: string, version: number, kept?: readonly string[]): Promise<string[]>;
  /** Makes the indexes. */
  prepare(): Promise<void>;
};

/** `at`: when it was taken, not when the application was begun: a draft may be old when it is handed in. */
type SlotRecord = { _id: string; taken: { by: string; at: Date; version: number }[] };

const place = new Schema<SlotRecord['taken'][number]>(
  {
    by: { type: String, required: true },
    at: { type: Date, required: true },
    version: { type: Number, required: true },
  },
  { _id: false },
);
const schema = new Schema<SlotRecord>(
  { _id: { type: String, required: true }, taken: { type: [place], required: true } },
  { collection: 'slots', versionKey: false, autoIndex: false },
);
schema.index({ 'taken.by': 1 });

/** A place that no record came to name (the process was killed in between) is free again after this. */
const ORPHAN_MS = 60_000;

/** @param holders tells which of these applications' records name the place. */
export function createSlots(
  connection: Connection,
  clock: Clock,
  holders: (key: string, applicationIds: string[]) => Promise<Set<string>>,
): Slots {
  const slots = connection.model<SlotRecord>('Slot', schema);

  /** Whether the application has a place; the place is taken anew by that, so that it is no orphan meanwhile. */
  async function keeps(key: string, by: string, version: number): Promise<boolean> {
    const anew = { $set: { 'taken.$.at': clock.now() }, $max: { 'taken.$.version': version } };
    return (await slots.updateOne({ _id: key, 'taken.by': by }, anew)).matchedCount > 0;
  }

  async function take({ key, capacity }: Place, by: string, version: number): Promise<boolean> {
    if (await keeps(key, by, version)) return true;
    try {
      // `taken.<capacity - 1>` exists exactly when the slot is full.
      const free = { _id: key, 'taken.by': { $ne: by }, [`taken.${capacity - 1}`]: { $exists: false } };
      await slots.updateOne(free, { $push: { taken: { by, at: clock.now(), version } } }, { upsert: true });
      return true;
    } catch (error) {
      // The slot exists but did not match: it is full, or this application took a place of it in the same moment.
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async function freeOrphans(key: string): Promise<boolean> {
    const slot = await slots.findById(key).lean();
    const before = clock.now().getTime() - ORPHAN_MS;
    const old = (slot?.taken ?? []).filter(({ at }) => at.getTime() < before);
    if (old.length === 0) return false;
    const named = await holders(
      key,
      old.map(({ by }) => by),
    );
    const orphans = old.filter(({ by }) => !named.has(by));
    // By the moment, too: who has just taken it anew keeps it.
    for (const { by, at } of orphans) await slots.updateOne({ _id: key }, { $pull: { taken: { by, at } } });
    return orphans.length > 0;
  }

  /** Two first bookings at once collide on the new document although the slot is not full; such a refusal is tried again. */
  async function isFull({ key, capacity }: Place): Promise<boolean> {
    return (await slots.exists({ _id: key, [`taken.${capacity - 1}`]: { $exists: true } })) !== null;
  }

  async function isTaken(key: string): Promise<boolean> {
    return (await slots.exists({ _id: key, 'taken.0': { $exists: true } })) !== null;
  }

  return {
    claim: async (place, applicationId, version) => {
      if (place.capacity < 1) return false;
      for (;;) {
        if (await take(place, applicationId, version)) return true;
        if ((await isFull(place)) && !(await freeOrphans(place.key))) return keeps(place.key, applicationId, version);
      }
    },
    isHeld: async (key) => (await isTaken(key)) && (!(await freeOrphans(key)) || (await isTaken(key))),
    heldBy: async (applicationId) => {
      const theirs = { 'taken.by': applicationId };
      await slots.updateMany(theirs, { $max: { 'taken.$.version': 1 } });
      return (await slots.find(theirs, { _id: 1 }).lean()).map(({ _id }) => _id);
    },
    release: async (applicationId, version, kept = []) => {
      const place = { by: applicationId, version: { $lte: version } };
      const theirs = { 'taken.by': applicationId, taken: { $elemMatch: place } };
      const held = await slots.find({ ...theirs, _id: { $nin: [...kept] } }, { _id: 1 }).lean();
      const keys = held.map(({ _id }) => _id);
      if (keys.length > 0) await slots.updateMany({ _id: { $in: keys } }, { $pull: { taken: place } });
      return keys;
    },
    prepare: async () => {
      await slots.createIndexes();
    },
  };
}
