/** The sub-registry offices: one in each upazila. */
import { Schema } from 'mongoose';
import { areasOfLevel } from '#kit/areas/area-map.ts';
import { number, registry, text } from '#kit/registry.ts';
import type { Seed } from '#kit/seed/seed.ts';

export type SubRegistryOffice = {
  /** Code of its upazila. */
  upazila: string;
  name: string;
  nameBn: string;
  /** How many deeds it takes in an hour. */
  deedsPerHour: number;
};

const schema = new Schema<SubRegistryOffice>({
  upazila: text,
  name: text,
  nameBn: text,
  deedsPerHour: number,
});
schema.index({ upazila: 1 }, { unique: true });

export const subRegistryOffices = registry('subRegistryOffices', schema, developmentOffices);

const SAVAR = '06-47-365';

function developmentOffices(seed: Seed): Partial<SubRegistryOffice>[] {
  return areasOfLevel('UPAZILA').map(({ code, name }) => ({
    upazila: code,
    name: `${name.en} Sub-Registry Office`,
    nameBn: `${name.bn} সাব-রেজিস্ট্রি অফিস`,
    deedsPerHour: code === SAVAR ? 200 : seed.integer(2, 20),
  }));
}
