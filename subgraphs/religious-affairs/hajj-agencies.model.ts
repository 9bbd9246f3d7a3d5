/** The agencies that are licensed to take pilgrims. */
import { Schema } from 'mongoose';
import { registry } from '#kit/registry.ts';
import type { Seed } from '#kit/seed/seed.ts';

export type HajjAgency = { licence: string; name: string; nameBn: string; isSuspended: boolean };

const text = { type: String, required: true };
const schema = new Schema<HajjAgency>({
  licence: text,
  name: text,
  nameBn: text,
  isSuspended: { type: Boolean, required: true },
});
schema.index({ licence: 1 }, { unique: true });

export const hajjAgencies = registry('hajjAgencies', schema, developmentAgencies);

function developmentAgencies(seed: Seed): Partial<HajjAgency>[] {
  return [
    { licence: '0512', name: 'Al-Safa Travels', nameBn: 'আল-সাফা ট্রাভেলস', isSuspended: false },
    { licence: '0513', name: 'Marwa Air Services', nameBn: 'মারওয়া এয়ার সার্ভিসেস', isSuspended: true },
    ...seed.rows(240, (index) => {
      const [english = '', bangla = ''] = Object.values(seed.person().name).map((name) => name.split(' ').at(-1));
      return {
        licence: String(600 + index).padStart(4, '0'),
        name: `${english} Travels and Tours`,
        nameBn: `${bangla} ট্রাভেলস অ্যান্ড ট্যুরস`,
        isSuspended: index % 20 === 0,
      };
    }),
  ];
}
