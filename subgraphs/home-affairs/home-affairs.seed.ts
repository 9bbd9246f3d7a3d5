/** Development data of the registries: the examples of the forms, and made rows. Nobody in it exists. */
import { yearsLater } from '#kit/days.ts';
import type { Seed } from '#kit/seed/seed.ts';
import type { IssuedPassport } from './issued-passports.model.ts';
import type { PassportSlip } from './passport-slips.model.ts';

const RAHIMA = { name: 'Rahima Begum', nameBn: 'রহিমা বেগম', dateOfBirth: '1990-05-17', isCancelled: false };

export const issuedPassportRows = (seed: Seed): IssuedPassport[] => [
  { ...RAHIMA, passportNumber: 'A01234567', issuedOn: '2015-03-09', expiresOn: '2020-03-08' },
  { ...RAHIMA, passportNumber: 'A07654321', issuedOn: '2024-03-10', expiresOn: '2034-03-09' },
  { ...RAHIMA, passportNumber: 'BX0123456', issuedOn: '2010-06-01', expiresOn: '2015-05-31', isCancelled: true },
  ...seed.rows(220, (index) => {
    const { name, dateOfBirth } = seed.person();
    const issuedOn = seed.day('2014-01-01', '2026-06-30');
    return {
      passportNumber: `B${String(index).padStart(3, '0')}${seed.digits(5)}`,
      name: name.en,
      nameBn: name.bn,
      dateOfBirth,
      issuedOn,
      expiresOn: yearsLater(issuedOn, seed.pick([5, 10])),
      isCancelled: seed.integer(1, 20) === 1,
    };
  }),
];

export const passportSlipRows = (seed: Seed): PassportSlip[] => [
  {
    slipNumber: '4001-000000001',
    person: '1990123456789',
    dateOfBirth: RAHIMA.dateOfBirth,
    stage: 'PRINTING',
    expectedOn: '2026-12-10',
  },
  ...seed.rows<PassportSlip>(220, (index) => {
    const { nationalId: person, dateOfBirth } = seed.person();
    const slipNumber = `${seed.pick(['4001', '4002', '4100'])}-${String(index + 2).padStart(9, '0')}`;
    const stage = seed.pick(['ENROLLED', 'POLICE_VERIFICATION', 'PRINTING', 'READY']);
    const expectedOn = seed.day('2026-12-01', '2027-01-31');
    return { slipNumber, person, dateOfBirth, stage, ...(stage === 'READY' ? {} : { expectedOn }) };
  }),
];
