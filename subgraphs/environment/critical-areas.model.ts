/** The upazilas that lie in an ecologically critical area. */
import { Schema } from 'mongoose';
import { registry, text } from '#kit/registry.ts';

/** `upazila` is its code. */
export type CriticalArea = { upazila: string; name: string; nameBn: string };

const schema = new Schema<CriticalArea>({ upazila: text, name: text, nameBn: text });
schema.index({ upazila: 1 }, { unique: true });

export const criticalAreas = registry('criticalAreas', schema, new URL('./critical-areas.seed.csv', import.meta.url));
