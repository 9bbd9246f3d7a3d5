/** Bookable times. A slot is one document, so that taking the last place is one atomic write. */
import { type Connection, Schema } from 'mongoose';
import type { Clock } from '../clock.ts';
import type { Slot } from '../service.ts';
import { isDuplicateKey } from '../storage/duplicate-key.ts';

export type Slots = {
  /** Takes a place for an application; false when the slot is full. Taking twice is taking once. */
  claim(slot: Slot, applicationId: string): Promise<boolean>;
  /** Whether somebody has a place of it. */
  isHeld(key: string): Promise<boolean>;
  /** Gives an application's place back. */
  release(applicationId: string): Promise<void>;
  /** Makes the indexes. */
  prepare(): Promise<void>;
};

/** `at`: when it was taken, not when the application was begun: a draft may be old when it is handed in. */
type SlotRecord = { _id: string; taken: { by: string; at: Date }[] };

const place = new Schema<SlotRecord['taken'][number]>(
  { by: { type: String, required: true }, at: { type: Date, required: true } },
  { _id: false },
);
const schema = new Schema<SlotRecord>(
  { _id: { type: String, required: true }, taken: { type: [place], required: true } },
  { collection: 'slots', versionKey: false, autoIndex: false },
);
schema.index({ 'taken.by': 1 });

/** A place whose application was never written (the process was killed in between) is free again after this. */
const ORPHAN_MS = 60_000;

/** @param written tells which of these applications were handed in and are not given back. */
export function createSlots(
  connection: Connection,
  clock: Clock,
  written: (applicationIds: string[]) => Promise<Set<string>>,
): Slots {
  const slots = connection.model<SlotRecord>('Slot', schema);

  /** Whether the application has a place; the place is taken anew by that, so that it is no orphan meanwhile. */
  async function keeps(key: string, by: string): Promise<boolean> {
    const kept = await slots.updateOne({ _id: key, 'taken.by': by }, { $set: { 'taken.$.at': clock.now() } });
    return kept.matchedCount > 0;
  }

  async function take({ key, capacity }: Slot, by: string): Promise<boolean> {
    if (await keeps(key, by)) return true;
    try {
      // `taken.<capacity - 1>` exists exactly when the slot is full.
      const free = { _id: key, 'taken.by': { $ne: by }, [`taken.${capacity - 1}`]: { $exists: false } };
      await slots.updateOne(free, { $push: { taken: { by, at: clock.now() } } }, { upsert: true });
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
    const alive = await written(old.map(({ by }) => by));
    const orphans = old.filter(({ by }) => !alive.has(by));
    // By the moment, too: who has just taken it anew keeps it.
    for (const { by, at } of orphans) await slots.updateOne({ _id: key }, { $pull: { taken: { by, at } } });
    return orphans.length > 0;
  }

  /** Two first bookings at once collide on the new document although the slot is not full; such a refusal is tried again. */
  async function isFull({ key, capacity }: Slot): Promise<boolean> {
    return (await slots.exists({ _id: key, [`taken.${capacity - 1}`]: { $exists: true } })) !== null;
  }

  async function isTaken(key: string): Promise<boolean> {
    return (await slots.exists({ _id: key, 'taken.0': { $exists: true } })) !== null;
  }

  return {
    claim: async (slot, applicationId) => {
      if (slot.capacity < 1) return false;
      for (;;) {
        if (await take(slot, applicationId)) return true;
        if ((await isFull(slot)) && !(await freeOrphans(slot.key))) return keeps(slot.key, applicationId);
      }
    },
    isHeld: async (key) => (await isTaken(key)) && (!(await freeOrphans(key)) || (await isTaken(key))),
    release: async (applicationId) => {
      await slots.updateMany({ 'taken.by': applicationId }, { $pull: { taken: { by: applicationId } } });
    },
    prepare: async () => {
      await slots.createIndexes();
    },
  };
}
