/** Development data of the registries: the examples of the forms, and made rows. Nobody in it exists. */
import type { Seed } from '#kit/seed/seed.ts';
import type { Learner } from './learners.model.ts';
import type { VehicleKind } from './schema.generated.ts';
import type { Vehicle } from './vehicles.model.ts';

const RAHIMA = { name: 'Rahima Begum', nameBn: 'রহিমা বেগম', dateOfBirth: '1990-05-17' };

export const learnerRows = (seed: Seed): Learner[] => [
  { ...RAHIMA, learnerNumber: 'LL-4521-7788', category: 'NON_PROFESSIONAL', test: 'PASSED' },
  { ...RAHIMA, learnerNumber: 'LL-4521-7789', category: 'PROFESSIONAL', test: 'PASSED' },
  { ...RAHIMA, learnerNumber: 'LL-4521-7790', category: 'NON_PROFESSIONAL', test: 'FAILED' },
  ...seed.rows<Learner>(220, (index) => {
    const { name, dateOfBirth } = seed.person();
    return {
      learnerNumber: `LL-${1000 + index}-${seed.digits(4)}`,
      name: name.en,
      nameBn: name.bn,
      dateOfBirth,
      category: seed.pick(['NON_PROFESSIONAL', 'NON_PROFESSIONAL', 'PROFESSIONAL']),
      test: seed.pick(['PASSED', 'PASSED', 'FAILED', 'NOT_TAKEN']),
    };
  }),
];

const known = (kind: VehicleKind, letter: string, serial: string, until: string): Vehicle => ({
  registrationNumber: `DHAKA METRO-${letter}-11-${serial}`,
  chassisNumber: `PDMA12X007${serial}`,
  chassisEnding: serial,
  engineNumber: `PD100E${serial}`,
  kind,
  ownerName: 'Rahima Begum',
  ownerNameBn: 'রহিমা বেগম',
  fitnessUntil: until,
  taxedUntil: until,
  taxTokens: [],
});

export const vehicleRows = (seed: Seed): Vehicle[] => [
  known('TRUCK', 'TA', '2233', '2012-06-30'),
  known('CAR', 'GA', '4455', '2024-06-30'),
  known('MOTORCYCLE', 'LA', '6677', '2024-06-30'),
  known('CAR', 'GA', '8899', '2090-06-30'),
  ...seed.rows<Vehicle>(220, (index) => {
    const serial = String(1000 + index);
    const { name } = seed.person();
    const [kind, letter] = seed.pick([
      ['MOTORCYCLE', 'HA'],
      ['CAR', 'KA'],
      ['MICROBUS', 'CHA'],
      ['BUS', 'BA'],
      ['TRUCK', 'DA'],
      ['AUTO_RICKSHAW', 'THA'],
    ]);
    return {
      ...known(kind, letter, serial, seed.day('2024-01-01', '2027-12-31')),
      registrationNumber: `${seed.pick(['DHAKA METRO', 'CHATTO METRO', 'KHULNA', 'SYLHET', 'BOGURA'])}-${letter}-${seed.digits(2)}-${serial}`,
      taxedUntil: seed.day('2022-01-01', '2027-12-31'),
      ownerName: name.en,
      ownerNameBn: name.bn,
    };
  }),
];
