/** What service centres did: one document for each centre and day. */
import { Schema } from 'mongoose';
import { registry } from '#kit/registry.ts';
import { centreFigureRows } from './service-centres.seed.ts';

export type CentreFigures = {
  /** Made by `figuresId` (figures-day.ts). */
  _id: string;
  /** Code of the centre. */
  centre: string;
  /** `YYYY-MM-DD`. */
  day: string;
  served: number;
  /** Mean of those served. */
  waitingMinutes: number;
  complaints: number;
  /** Whether the centre was a pilot on that day. */
  isPilot: boolean;
  recordedAt: Date;
  recordedBy: string;
};

const text = { type: String, required: true };
const number = { type: Number, required: true };
const schema = new Schema<CentreFigures>({
  _id: text,
  centre: text,
  day: text,
  served: number,
  waitingMinutes: number,
  complaints: number,
  isPilot: { type: Boolean, required: true },
  recordedAt: { type: Date, required: true },
  recordedBy: text,
});
schema.index({ centre: 1, isPilot: 1 });

export const centreFigures = registry('centreFigures', schema, centreFigureRows);
