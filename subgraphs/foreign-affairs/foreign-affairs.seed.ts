/** Development data of the consular desks: the example of the form, and made ones. Which mission does what, and when, is invented. */
import { FRIDAY, SATURDAY, SUNDAY } from '#kit/days.ts';
import type { Seed } from '#kit/seed/seed.ts';
import type { ConsularDesk } from './consular-desks.model.ts';
import type { ConsularPost, ConsularService } from './schema.generated.ts';

const IN_THE_GULF: readonly ConsularPost[] = [
  'RIYADH',
  'JEDDAH',
  'DOHA',
  'KUWAIT_CITY',
  'MUSCAT',
  'MANAMA',
  'AMMAN',
  'MALE',
];
const ELSEWHERE: readonly ConsularPost[] = [
  'ABU_DHABI',
  'DUBAI',
  'BEIRUT',
  'KUALA_LUMPUR',
  'SINGAPORE',
  'TOKYO',
  'SEOUL',
  'BEIJING',
  'NEW_DELHI',
  'KOLKATA',
  'AGARTALA',
  'KATHMANDU',
  'LONDON',
  'MANCHESTER',
  'ROME',
  'MILAN',
  'ATHENS',
  'MADRID',
  'PARIS',
  'BERLIN',
  'NEW_YORK',
  'WASHINGTON',
  'LOS_ANGELES',
  'TORONTO',
  'CANBERRA',
  'PRETORIA',
];
const SERVICES: readonly ConsularService[] = [
  'PASSPORT_RENEWAL',
  'TRAVEL_PERMIT',
  'BIRTH_REGISTRATION',
  'NATIONAL_ID',
  'POWER_OF_ATTORNEY',
  'ATTESTATION',
  'NO_VISA_SEAL',
];

/** So many working people are there that a desk is open every day. */
const EVERY_DAY: Pick<ConsularDesk, 'post' | 'service'> = { post: 'JEDDAH', service: 'PASSPORT_RENEWAL' };

export const consularDeskRows = (seed: Seed): ConsularDesk[] =>
  [...IN_THE_GULF, ...ELSEWHERE].flatMap((post) =>
    SERVICES.flatMap((service, index) => {
      if (post === EVERY_DAY.post && service === EVERY_DAY.service)
        return [{ ...EVERY_DAY, counter: 1, visitorsPerHour: 300, closedOn: [] }];
      // Each mission renews passports; national IDs are made in some.
      if (service === 'NATIONAL_ID' && seed.integer(1, 3) > 1) return [];
      const closedOn = IN_THE_GULF.includes(post) ? [FRIDAY, SATURDAY] : [SATURDAY, SUNDAY];
      return [{ post, service, counter: index + 1, visitorsPerHour: seed.integer(4, 20), closedOn }];
    }),
  );
