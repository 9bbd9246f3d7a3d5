/** Until when officials count as trained for their desk, as `entrepreneurs` tells it (its `training/trained-teller.ts`). */
import { type Connection, Schema } from 'mongoose';
import { z } from 'zod';

const trainedEvent = z.object({
  personId: z.string().min(1).max(100),
  ministry: z.string().max(100),
  desk: z.string().max(100).nullable(),
  until: z.iso.datetime(),
});

export type TrainedEvent = z.infer<typeof trainedEvent>;

/** @throws ZodError when it is none. */
export function readTrainedEvent(body: unknown): TrainedEvent {
  return trainedEvent.parse(body);
}

type TrainedRecord = { _id: string; until: Date };

const schema = new Schema<TrainedRecord>(
  { _id: { type: String, required: true }, until: { type: Date, required: true } },
  { collection: 'trained-officials', versionKey: false, autoIndex: false },
);

/** A person at a desk of a ministry. */
export type AtDesk = Pick<TrainedEvent, 'personId' | 'ministry' | 'desk'>;

export type TrainedOfficials = ReturnType<typeof trainedOfficialsOn>;

export function trainedOfficialsOn(connection: Connection) {
  const trained = connection.model<TrainedRecord>('TrainedOfficial', schema);
  return {
    /** Keeps the longest: a repeat, or one that comes late, changes nothing. */
    async take({ until, ...atDesk }: TrainedEvent): Promise<void> {
      await trained.updateOne({ _id: keyOf(atDesk) }, { $max: { until: new Date(until) } }, { upsert: true });
    },

    /** Whether an official has passed what their desk asks for, and it still counts. */
    async isTrained(atDesk: AtDesk, now: Date): Promise<boolean> {
      const record = await trained.findById(keyOf(atDesk)).lean();
      return record !== null && record.until > now;
    },
  };
}

function keyOf({ personId, ministry, desk }: AtDesk): string {
  return JSON.stringify([personId, ministry, desk]);
}
