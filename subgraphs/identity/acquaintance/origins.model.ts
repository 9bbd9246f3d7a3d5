/** Where people live and who their fathers are, as their national ID says. Nothing of it leaves this subgraph. */
import { Schema } from 'mongoose';
import { registry, text } from '#kit/registry.ts';
import type { Origin } from './acquaintance.ts';

const schema = new Schema<Origin>({ personId: text, areaCode: text, name: text, fatherName: text });
schema.index({ personId: 1 }, { unique: true });

export const origins = registry('origins', schema, new URL('./origins.seed.csv', import.meta.url));
