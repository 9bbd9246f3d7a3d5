/** The agencies that are licensed to take pilgrims. */
import { type LicensedAgency, licensedAgencies } from '#kit/licensed-agencies.ts';
import type { Seed } from '#kit/seed/seed.ts';

export const hajjAgencies = licensedAgencies('hajjAgencies', developmentAgencies);

function developmentAgencies(seed: Seed): LicensedAgency[] {
  return [
    { licence: '0512', name: 'Al-Safa Travels', nameBn: 'আল-সাফা ট্রাভেলস', isSuspended: false },
    { licence: '0513', name: 'Marwa Air Services', nameBn: 'মারওয়া এয়ার সার্ভিসেস', isSuspended: true },
    ...seed.rows(240, (index) => {
      const { en: name, bn: nameBn } = seed.business([{ en: 'Travels and Tours', bn: 'ট্রাভেলস অ্যান্ড ট্যুরস' }]);
      return {
        licence: String(600 + index).padStart(4, '0'),
        name,
        nameBn,
        isSuspended: index % 20 === 0,
      };
    }),
  ];
}
