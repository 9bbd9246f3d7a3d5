import { describe, expect, test } from 'vitest';
import { dayInDhaka, systemClock } from '#kit/clock.ts';
import { daysLater, weekdayOf, yearsLater } from '#kit/days.ts';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import { workerIsOfAge } from './bmet-registration.rules.ts';
import { ceilingBdt } from './emigration-clearance.rules.ts';
import ministry from './index.ts';
import { centreOf } from './pre-departure-training.rules.ts';

const { send, granted } = ministryUnderTest('expatriates-welfare', ministry);
const today = dayInDhaka(systemClock.now());
const passport = { number: 'A01234567', issuedOn: '2024-03-10', expiresOn: daysLater(today, 180) };
const visa = { number: '6082217734', issuedOn: today, enterBefore: daysLater(today, 30) };
const cost = (amountBdt: number) => ({ purpose: 'AGENCY_CHARGE', amountBdt, paidTo: 'Padma Overseas' });

describe('registration', () => {
  const worker = {
    fullName: 'Rahima Begum',
    fatherName: 'Abdul Karim',
    motherName: 'Hosne Ara',
    sex: 'FEMALE',
    dateOfBirth: '1990-05-17',
    nationalId: '1990123456789',
    mobile: '01712345678',
  } as const;

  test.each([
    [
      'who is 18 tomorrow',
      { worker: { ...worker, dateOfBirth: daysLater(yearsLater(today, -18), 1) } },
      'worker.dateOfBirth',
      'WORKER_TOO_YOUNG',
    ],
    [
      'a woman of 24 in domestic work',
      { worker: { ...worker, dateOfBirth: yearsLater(today, -24) }, occupation: 'DOMESTIC_WORK' },
      'worker.dateOfBirth',
      'NOT_AGE_OF_DOMESTIC_WORK',
    ],
    [
      'a passport that ends in 179 days',
      { passport: { ...passport, expiresOn: daysLater(today, 179) } },
      'passport.expiresOn',
      'PASSPORT_ENDS_SOON',
    ],
    [
      'a passport that is registered',
      { passport: { ...passport, number: 'A07654321' } },
      'passport.number',
      'PASSPORT_REGISTERED',
    ],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('bmet-registration', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test('a passport of 180 days is enough', async () => {
    expect(await send('bmet-registration', { passport })).toMatchObject({ userErrors: [] });
  });

  test.each([
    ['FEMALE', 'DOMESTIC_WORK', '2001-11-24', undefined],
    ['FEMALE', 'DOMESTIC_WORK', '1980-11-25', undefined],
    ['FEMALE', 'DOMESTIC_WORK', '1980-11-24', 'NOT_AGE_OF_DOMESTIC_WORK'],
    ['MALE', 'DOMESTIC_WORK', '2006-01-01', undefined],
    ['FEMALE', 'CARE', '2006-01-01', undefined],
  ] as const)('%s in %s, born on %s: %s', async (sex, occupation, dateOfBirth, code) => {
    const input = { worker: { ...worker, sex, dateOfBirth }, occupation };
    const context = { input, today: '2026-11-24' } as Parameters<typeof workerIsOfAge>[0];
    expect((await workerIsOfAge(context))?.code).toBe(code);
  });

  test('who is registered here can book the orientation', async () => {
    const mine = { passport: { ...passport, number: 'A05555555' } };
    expect((await send('bmet-registration', mine)).application?.payment?.amountBdt).toBe(200);
    const { registrationNumber } = await granted('bmet-registration', mine);
    expect(registrationNumber).toMatch(/^BMET-/);
    const booking = { registrationNumber, passportNumber: 'A05555555' };
    expect(await send('pre-departure-training', booking)).toMatchObject({ userErrors: [] });
    expect(await send('pre-departure-training', { ...booking, passportNumber: 'A07654321' })).toMatchObject({
      userErrors: [{ field: 'registrationNumber', code: 'NOT_REGISTERED' }],
    });
  });
});

describe('emigration clearance', () => {
  test.each([
    ['another’s passport', { passportNumber: 'A01111111' }, 'registrationNumber', 'NOT_REGISTERED'],
    ['an agency without its licence', { agencyLicence: null }, 'agencyLicence', 'AGENCY_MISSING'],
    ['a licence that nobody has', { agencyLicence: 'RL-9999' }, 'agencyLicence', 'AGENCY_UNKNOWN'],
    ['a licence that is suspended', { agencyLicence: 'RL-0102' }, 'agencyLicence', 'AGENCY_SUSPENDED'],
    ['more than the ceiling', { costs: [cost(100_000), cost(65_001)] }, 'costs', 'PAID_TOO_MUCH'],
    [
      'a departure after the visa’s last day',
      { visa, departsOn: daysLater(today, 31) },
      'departsOn',
      'VISA_ENDS_BEFORE_DEPARTURE',
    ],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('emigration-clearance', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['all of the ceiling', { costs: [cost(100_000), cost(65_000)] }],
    ['nothing paid', { costs: null }],
    ['a job of one’s own, without an agency', { channel: 'OWN', agencyLicence: null }],
    ['a departure on the visa’s last day', { visa, departsOn: daysLater(today, 30) }],
  ])('%s is accepted', async (_, changes) => {
    expect(await send('emigration-clearance', changes)).toMatchObject({ userErrors: [] });
  });

  test.each([
    ['SAUDI_ARABIA', 'FEMALE', 0],
    ['SAUDI_ARABIA', 'MALE', 165_000],
    ['QATAR', 'FEMALE', 100_780],
  ] as const)('to %s a %s worker pays at most %i taka', (country, sex, limitBdt) => {
    expect(ceilingBdt(country, sex)).toBe(limitBdt);
  });
});

describe('the orientation', () => {
  const [sunday = '', monday = ''] = [1, 2, 3, 4, 5, 6, 7]
    .map((days) => daysLater(today, days))
    .filter((day) => weekdayOf(day) < 2)
    .sort((one, other) => weekdayOf(one) - weekdayOf(other));
  const faridpur = { place: '06-52', startsOn: sunday };

  test.each([
    ['a whole division', { place: '06' }, 'place', 'NO_DISTRICT'],
    ['a small centre on a Monday', { ...faridpur, startsOn: monday }, 'startsOn', 'BEGINS_ON_SUNDAY'],
    [
      'a course that ends on the day of departure',
      { departsOn: daysLater(today, 9) },
      'startsOn',
      'COURSE_ENDS_TOO_LATE',
    ],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('pre-departure-training', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['a small centre on a Sunday', faridpur, 'Faridpur Technical Training Centre'],
    ['a course that ends the day before', { departsOn: daysLater(today, 10) }, 'Dhaka Technical Training Centre'],
  ])('%s is booked', async (_, changes, value) => {
    expect(await send('pre-departure-training', changes)).toMatchObject({
      application: { status: 'APPROVED', outcome: expect.arrayContaining([{ name: 'centreName', value }]) },
    });
  });

  test.each([
    ['06-52', 40],
    ['06-47-365-3271-04', 500],
    ['06', undefined],
  ])('the centre of %s has %s seats', (place, seats) => {
    expect(centreOf(place)?.seats).toBe(seats);
  });
});
