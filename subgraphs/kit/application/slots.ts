/** Bookable times. A slot is one document, so that taking the last place is one atomic write. */
import { type Connection, Schema } from 'mongoose';
import { decodeTime } from 'ulid';
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

type SlotRecord = { _id: string; taken: string[] };

const schema = new Schema<SlotRecord>(
  { _id: { type: String, required: true }, taken: { type: [String], required: true } },
  { collection: 'slots', versionKey: false, autoIndex: false },
);
schema.index({ taken: 1 });

/** A place whose application was never written (the process was killed in between) is free again after this. */
const ORPHAN_MS = 60_000;

/** @param written tells which of these applications exist. */
export function createSlots(
  connection: Connection,
  clock: Clock,
  written: (applicationIds: string[]) => Promise<Set<string>>,
): Slots {
  const slots = connection.model<SlotRecord>('Slot', schema);

  async function take({ key, capacity }: Slot, applicationId: string): Promise<boolean> {
    if (await slots.exists({ _id: key, taken: applicationId })) return true;
    try {
      // `taken.<capacity - 1>` exists exactly when the slot is full.
      const free = { _id: key, [`taken.${capacity - 1}`]: { $exists: false } };
      await slots.updateOne(free, { $addToSet: { taken: applicationId } }, { upsert: true });
      return true;
    } catch (error) {
      // The slot exists but did not match: it is full.
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async function freeOrphans(key: string): Promise<boolean> {
    const slot = await slots.findById(key).lean();
    const before = clock.now().getTime() - ORPHAN_MS;
    const old = (slot?.taken ?? []).filter((id) => decodeTime(id.slice(id.lastIndexOf('-') + 1)) < before);
    const alive = await written(old);
    const orphans = old.filter((id) => !alive.has(id));
    if (orphans.length > 0) await slots.updateOne({ _id: key }, { $pull: { taken: { $in: orphans } } });
    return orphans.length > 0;
  }

  return {
    claim: async (slot, applicationId) => {
      if (slot.capacity < 1) return false;
      for (;;) {
        if (await take(slot, applicationId)) return true;
        if (await isFull(slot)) {
          if (!(await freeOrphans(slot.key))) return false;
        }
      }
    },
    isHeld: async (key) => (await slots.exists({ _id: key, 'taken.0': { $exists: true } })) !== null,
    release: async (applicationId) => {
      await slots.updateMany({ taken: applicationId }, { $pull: { taken: applicationId } });
    },
    prepare: async () => {
      await slots.createIndexes();
    },
  };

  /** Two first bookings at once collide on the new document although the slot is not full; such a refusal is tried again. */
  async function isFull({ key, capacity }: Slot): Promise<boolean> {
    return (await slots.exists({ _id: key, [`taken.${capacity - 1}`]: { $exists: true } })) !== null;
  }
}
