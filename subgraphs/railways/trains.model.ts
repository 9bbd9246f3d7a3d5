/** The timetable, and the seats that are sold. */
import { Schema } from 'mongoose';
import { number, registry, text } from '#kit/registry.ts';
import { trainRows } from './railways.seed.ts';
import type { TrainSeatClass, TrainStation } from './schema.generated.ts';

/** A train of the timetable. */
export type Train = {
  number: string;
  name: string;
  nameBn: string;
  /** The day of the week on which it does not run, 0 for Sunday; null when it runs every day. */
  offDay: number | null;
  /** In the order of the run. `minute`: after midnight of the day on which it leaves its first station. */
  stops: { station: TrainStation; km: number; minute: number }[];
  classes: { seatClass: TrainSeatClass; seats: number }[];
};

const schema = new Schema<Train>({
  number: text,
  name: text,
  nameBn: text,
  offDay: { type: Number, default: null },
  stops: [{ _id: false, station: text, km: number, minute: number }],
  classes: [{ _id: false, seatClass: text, seats: number }],
});
schema.index({ number: 1 }, { unique: true });
schema.index({ 'stops.station': 1 });

export const trains = registry('trains', schema, trainRows);

/** The tickets of one class of a train on a day, by the references of their applications: the first has seat 1. */
type SoldSeats = { journey: string; tickets: string[] };

const soldSchema = new Schema<SoldSeats>({ journey: text, tickets: [String] });
soldSchema.index({ journey: 1 }, { unique: true });

export const soldSeats = registry('soldSeats', soldSchema);

/** A seat is sold for the train's whole run. Source: example (the railway has quotas by station). */
export function journeyKey(trainNumber: string, day: string, seatClass: TrainSeatClass): string {
  return `${trainNumber}/${day}/${seatClass}`;
}
