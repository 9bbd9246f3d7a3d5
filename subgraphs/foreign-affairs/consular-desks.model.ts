/** The consular desks of the missions: one entry for each mission and service. */
import { Schema } from 'mongoose';
import { number, registry, text } from '#kit/registry.ts';
import { consularDeskRows } from './foreign-affairs.seed.ts';
import type { ConsularPost, ConsularService } from './schema.generated.ts';

/** A desk. */
export type ConsularDesk = {
  post: ConsularPost;
  service: ConsularService;
  counter: number;
  visitorsPerHour: number;
  /** The days of the week on which it is closed, 0 for Sunday. */
  closedOn: number[];
};

const schema = new Schema<ConsularDesk>({
  post: text,
  service: text,
  counter: number,
  visitorsPerHour: number,
  closedOn: { type: [Number], required: true },
});
schema.index({ post: 1, service: 1 }, { unique: true });

export const consularDesks = registry('consularDesks', schema, consularDeskRows);
