/** Where who suffers violence is helped: each upazila has a centre. */
import { Schema } from 'mongoose';
import { areasOfLevel } from '#kit/areas/area-map.ts';
import { registry, text } from '#kit/registry.ts';

/** A support centre. */
export type SupportCentre = { upazila: string; centre: string; centreBn: string; centreMobile: string };

const schema = new Schema<SupportCentre>({ upazila: text, centre: text, centreBn: text, centreMobile: text });
schema.index({ upazila: 1 }, { unique: true });

export const supportCentres = registry('supportCentres', schema, (seed) =>
  areasOfLevel('UPAZILA').map(({ code, name }) => ({
    upazila: code,
    centre: `One-stop Crisis Cell, ${name.en}`,
    centreBn: `ওয়ান-স্টপ ক্রাইসিস সেল, ${name.bn}`,
    centreMobile: seed.person().mobile,
  })),
);
