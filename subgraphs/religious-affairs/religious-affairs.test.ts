import { describe, expect, test } from 'vitest';
import { dayInDhaka, systemClock } from '#kit/clock.ts';
import { daysLater, yearsLater } from '#kit/days.ts';
import { anonymous } from '#kit/test/harness.ts';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import ministry from './index.ts';

const { send, granted } = ministryUnderTest('religious-affairs', ministry);

const today = dayInDhaka(systemClock.now());
const pilgrim = (changes: object = {}) => ({
  pilgrim: {
    nameEn: 'Nasrin Akter',
    nameBn: 'নাসরিন আক্তার',
    fatherName: 'Nurul Haque',
    motherName: 'Jahanara Akter',
    gender: 'FEMALE',
    dateOfBirth: '1988-03-02',
    nationalId: '1988123456700',
    ...changes,
  },
});
const minor = { dateOfBirth: daysLater(yearsLater(today, -18), 1), nationalId: null };

describe('hajj pre-registration', () => {
  test.each([
    ['an adult without a national ID', pilgrim({ nationalId: '' }), 'pilgrim.nationalId', 'PILGRIM_NUMBER_MISSING'],
    ['a minor without a number', pilgrim(minor), 'pilgrim.birthRegistration', 'PILGRIM_NUMBER_MISSING'],
    ['an agency without a licence', { agencyLicence: null }, 'agencyLicence', 'AGENCY_MISSING'],
    ['an agency that nobody knows', { agencyLicence: '0001' }, 'agencyLicence', 'AGENCY_UNKNOWN'],
    ['a suspended agency', { agencyLicence: '০৫১৩' }, 'agencyLicence', 'AGENCY_SUSPENDED'],
    ['a short passport', { passportValidUntil: daysLater(today, 364) }, 'passportValidUntil', 'PASSPORT_TOO_SHORT'],
    ['a young woman alone', { mahram: null }, 'mahram', 'MAHRAM_MISSING'],
    ['who is on dialysis', { illnesses: ['ASTHMA', 'KIDNEY_FAILURE'] }, 'illnesses.1', 'ILLNESS_NOT_ADMITTED'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('hajj-pre-registration', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['the government’s pilgrim', { management: 'GOVERNMENT', agencyLicence: null }],
    ['a passport for a year', { passportValidUntil: daysLater(today, 365) }],
    ['a woman of 45 alone', { ...pilgrim({ dateOfBirth: yearsLater(today, -45) }), mahram: null }],
    ['a man alone', { ...pilgrim({ gender: 'MALE' }), mahram: null }],
    ['a minor with a birth registration', pilgrim({ ...minor, birthRegistration: '20102692516101234' })],
    ['who has been on hajj', pilgrim({ nationalId: '1965123456701' })],
  ])('%s is accepted', async (_, changes) => {
    expect(await send('hajj-pre-registration', changes)).toMatchObject({
      application: { payment: { amountBdt: 30_000 } },
      userErrors: [],
    });
  });

  test('the government needs no agency, even one that is named', async () => {
    const changes = { management: 'GOVERNMENT', agencyLicence: '0001' };
    expect(await send('hajj-pre-registration', changes)).toMatchObject({ userErrors: [] });
  });

  test('who is pre-registered sees it by the tracking number, and is not pre-registered again', async () => {
    const { trackingNumber } = await granted('hajj-pre-registration', pilgrim());
    const { answers } = await send('hajj-status', { trackingNumber, dateOfBirth: '1988-03-02' }, { as: anonymous });
    expect(answers).toContainEqual({ name: 'stage', value: 'Pre-registered' });
    expect(await send('hajj-pre-registration', pilgrim({ nationalId: '19881988123456700' }))).toMatchObject({
      userErrors: expect.arrayContaining([expect.objectContaining({ code: 'ALREADY_PRE_REGISTERED' })]),
    });
  });
});

test('who does not know the date of birth is told nothing of a pilgrim, and nobody the national ID', async () => {
  expect(await send('hajj-status', { dateOfBirth: '1965-02-12' })).toEqual({ answers: [], userErrors: [] });
  const { answers } = await send('hajj-status', {}, { as: anonymous });
  expect(JSON.stringify(answers)).not.toContain('123456701');
});
