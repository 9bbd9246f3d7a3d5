import { describe, expect, test } from 'vitest';
import { dayInDhaka, systemClock } from '#kit/clock.ts';
import { daysLater, isWeekend } from '#kit/days.ts';
import { citizen } from '#kit/test/harness.ts';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import { learnerObjection } from './driving-licence.rules.ts';
import { fitnessObjection, officeIsOpen } from './fitness-renewal.rules.ts';
import ministry from './index.ts';
import { roadTaxBdt, taxObjection } from './road-tax.rules.ts';
import { registrationFeeBdt } from './vehicle-registration.rules.ts';
import { taxPaidUntil } from './vehicles.model.ts';

const { send, subgraph, pay, granted } = ministryUnderTest('road-transport', ministry);
const today = dayInDhaka(systemClock.now());
const aged = (years: number, days = 0) =>
  daysLater(`${Number(today.slice(0, 4)) - years}${today.slice(4).replace('02-29', '02-28')}`, -days);
const motorcycle = { registrationNumber: 'DHAKA METRO-LA-11-6677', chassisEnding: '6677' };
const car = { registrationNumber: 'DHAKA METRO-GA-11-4455', chassisEnding: '4455' };

test('who is given a learner licence is on the register, and has a test to take', async () => {
  const { learnerNumber } = await granted('learner-licence');
  expect(await send('driving-licence', { learnerNumber })).toMatchObject({ userErrors: [{ code: 'TEST_NOT_PASSED' }] });
});

test('a vehicle that was registered pays road tax, and is not registered again', async () => {
  const twin = { chassisNumber: 'TWIN45213000', engineNumber: 'TWIN45213' };
  const { registrationNumber } = await granted('vehicle-registration', twin);
  expect(await send('road-tax', { registrationNumber, chassisEnding: '3000' })).toMatchObject({
    application: { payment: { amountBdt: 1150 } },
  });
  expect(await send('vehicle-registration', twin)).toMatchObject({ userErrors: [{ code: 'CHASSIS_REGISTERED' }] });
});

describe('a learner', () => {
  test.each([
    ['who is 17', { dateOfBirth: aged(18, -1) }, 'dateOfBirth', 'TOO_YOUNG_TO_DRIVE'],
    [
      'who is 20 and drives for a living',
      { dateOfBirth: aged(20), category: 'PROFESSIONAL' },
      'dateOfBirth',
      'TOO_YOUNG_TO_DRIVE',
    ],
    ['who left school early', { schooling: 'BELOW_CLASS_8' }, 'schooling', 'SCHOOLING_MISSING'],
    [
      'who sees badly',
      { medicalCertificate: { doctor: 'Dr. X', doctorRegistration: 'A1234', issuedOn: today, seesAndHears: false } },
      'medicalCertificate.seesAndHears',
      'NOT_FIT_TO_DRIVE',
    ],
    [
      'of a truck without experience',
      { classes: ['HEAVY'], lighterLicenceSince: null },
      'lighterLicenceSince',
      'EXPERIENCE_MISSING',
    ],
    [
      'of a bus with two years of it',
      { classes: ['MEDIUM'], lighterLicenceSince: aged(2) },
      'lighterLicenceSince',
      'EXPERIENCE_MISSING',
    ],
    ['of one kind of vehicle twice', { classes: ['LIGHT', 'LIGHT'] }, 'classes.1', 'CLASS_TWICE'],
    ['of three kinds of vehicles', { classes: ['LIGHT', 'MOTORCYCLE', 'HEAVY'] }, 'classes', 'TOO_MANY'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('learner-licence', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test.each([
    ['who is 18 today', { dateOfBirth: aged(18), classes: ['MOTORCYCLE'] }, 345],
    ['of two kinds of vehicles', { classes: ['MOTORCYCLE', 'LIGHT'] }, 518],
    ['of a truck with three years of experience', { classes: ['HEAVY'], lighterLicenceSince: aged(3, 1) }, 345],
  ])('%s is accepted', async (_, changes, amountBdt) => {
    expect(await send('learner-licence', changes)).toMatchObject({ application: { payment: { amountBdt } } });
  });
});

describe('a driving licence', () => {
  test.each([
    ['an unknown learner', { learnerNumber: 'LL-0000-0000' }, 'learnerNumber', 'LEARNER_UNKNOWN'],
    ['somebody else', { dateOfBirth: '1990-05-18' }, 'learnerNumber', 'LEARNER_UNKNOWN'],
    ['who failed the test', { learnerNumber: 'LL-4521-7790' }, 'learnerNumber', 'TEST_NOT_PASSED'],
    [
      'a professional without a dope test',
      { learnerNumber: 'LL-4521-7789', dopeTestNumber: null },
      'dopeTestNumber',
      'DOPE_TEST_MISSING',
    ],
  ])('for %s is refused', async (_, changes, field, code) => {
    expect(await send('driving-licence', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test.each([
    ['LL-4521-7788', 4497],
    ['LL-4521-7789', 2772],
  ])('of %s costs %i taka', async (learnerNumber, amountBdt) => {
    expect(await send('driving-licence', { learnerNumber })).toMatchObject({ application: { payment: { amountBdt } } });
  });

  test('needs no dope test when driving is no profession', () => {
    const code = (category: 'PROFESSIONAL' | 'NON_PROFESSIONAL', test: 'PASSED' | 'NOT_TAKEN') =>
      learnerObjection({ category, test }, {})?.code;
    expect(code('NON_PROFESSIONAL', 'PASSED')).toBeUndefined();
    expect(code('PROFESSIONAL', 'PASSED')).toBe('DOPE_TEST_MISSING');
    expect(code('PROFESSIONAL', 'NOT_TAKEN')).toBe('TEST_NOT_PASSED');
  });
});

describe('a vehicle registration', () => {
  test.each([
    ['a registered chassis', { chassisNumber: 'PDMA12X0074455' }, 'chassisNumber', 'CHASSIS_REGISTERED'],
    ['a registered engine', { engineNumber: 'PD100E4455' }, 'engineNumber', 'ENGINE_REGISTERED'],
    ['a motorcycle of 376 cc', { engineCc: 376 }, 'engineCc', 'MOTORCYCLE_TOO_STRONG'],
    [
      'a car of nobody who pays taxes',
      { kind: 'CAR', taxpayerNumber: null },
      'taxpayerNumber',
      'TAXPAYER_NUMBER_MISSING',
    ],
    ['a chassis number in small letters', { chassisNumber: 'pdma25x0045213' }, 'chassisNumber', 'PATTERN'],
  ])('of %s is refused', async (_, changes, field, code) => {
    expect(await send('vehicle-registration', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['a motorcycle of 375 cc', { engineCc: 375 }, 12_073],
    ['a truck without a taxpayer’s number', { kind: 'TRUCK', engineCc: 5000, taxpayerNumber: null }, 34_000],
  ])('of %s is accepted', async (_, changes, amountBdt) => {
    expect(await send('vehicle-registration', changes)).toMatchObject({ application: { payment: { amountBdt } } });
  });

  test.each([
    ['MOTORCYCLE', 100, 9313],
    ['MOTORCYCLE', 101, 12_073],
    ['CAR', 1500, 57_000],
    ['CAR', 20_000, 92_000],
  ] as const)('%s of %i cc costs %i taka', (kind, engineCc, feeBdt) => {
    expect(registrationFeeBdt(kind, engineCc)).toBe(feeBdt);
  });
});

describe('an inspection', () => {
  test.each([
    ['an unknown vehicle', { chassisEnding: '0000' }, 'registrationNumber', 'VEHICLE_UNKNOWN'],
    ['a motorcycle', motorcycle, 'registrationNumber', 'NO_FITNESS_NEEDED'],
    [
      'a car that is fit',
      { registrationNumber: 'DHAKA METRO-GA-11-8899', chassisEnding: '8899' },
      'day',
      'FITNESS_STILL_RUNS',
    ],
    ['a day that has passed', { day: today }, 'day', 'DATE_TOO_EARLY'],
  ])('of %s is refused', async (_, changes, field, code) => {
    expect(await send('fitness-renewal', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test('is renewed in the last 60 days', () => {
    const code = (day: string) => fitnessObjection({ kind: 'CAR', fitnessUntil: '2026-12-31' }, day)?.code;
    expect(code('2026-10-31')).toBe('FITNESS_STILL_RUNS');
    expect(code('2026-11-01')).toBeUndefined();
  });

  test.each([
    ['KHULNA', '2026-12-03', undefined],
    ['KHULNA', '2026-12-04', 'OFFICE_CLOSED'],
    ['KHULNA', '2026-12-05', 'OFFICE_CLOSED'],
    ['DHAKA_MIRPUR', '2026-12-04', undefined],
  ] as const)('in %s on %s: %s', async (office, day, code) => {
    const context = { input: { office, day } } as Parameters<typeof officeIsOpen>[0];
    expect((await officeIsOpen(context))?.code).toBe(code);
  });

  test('an hour of a small office holds twelve', async () => {
    const days = [7, 8, 9].map((ahead) => daysLater(today, ahead));
    const day = days.find((each) => !isWeekend(each));
    const visit = { office: 'SYLHET', day, time: 'AT_09' };
    const answers = await Promise.all(Array.from({ length: 13 }, () => send('fitness-renewal', visit)));
    expect(answers.filter(({ userErrors }) => userErrors[0]?.code === 'SLOT_FULL')).toHaveLength(1);
    expect(await send('fitness-renewal', { ...visit, time: 'AT_10' })).toMatchObject({ userErrors: [] });
  });
});

describe('road tax', () => {
  test.each([
    ['an unknown vehicle', { registrationNumber: 'DHAKA METRO-TA-11-2234' }, 'registrationNumber', 'VEHICLE_UNKNOWN'],
    ['paid ahead', { registrationNumber: 'DHAKA METRO-GA-11-8899', chassisEnding: '8899' }, 'years', 'TAX_PAID_AHEAD'],
  ])('of %s is refused', async (_, changes, field, code) => {
    expect(await send('road-tax', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test('of a car is less for a taxpayer', async () => {
    expect(await send('road-tax', car)).toMatchObject({ application: { payment: { amountBdt: 30_802 } } });
    expect(await send('road-tax', { ...car, taxpayerNumber: null })).toMatchObject({
      application: { payment: { amountBdt: 43_302 } },
    });
    expect(roadTaxBdt('TRUCK', 3, false)).toBe(17_406);
  });

  test('is paid ahead by less than a year and its own', () => {
    const code = (taxedUntil: string, years: number) =>
      taxObjection({ taxedUntil, taxTokens: [] }, years, '2026-11-24')?.code;
    expect(code('2027-11-24', 1)).toBeUndefined();
    expect(code('2027-11-25', 1)).toBe('TAX_PAID_AHEAD');
    expect(code('2026-11-24', 2)).toBeUndefined();
    expect(code('2026-11-24', 3)).toBe('TAX_PAID_AHEAD');
  });

  test('runs on from the last token, once for each payment', async () => {
    const { application } = await send('road-tax', { ...motorcycle, years: 2 });
    expect(application?.payment?.amountBdt).toBe(2300);
    for (const _ of ['paid', 'told again']) expect(await pay(application)).toBe(200);
    const entity = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Application { roadTax { paidUntil tokenNumber } } } }`;
    const of = [{ __typename: 'Application', id: application?.id }];
    const { data } = await subgraph().ask('road-transport', citizen('rahima'), entity, { of });
    expect(data).toEqual({
      _entities: [{ roadTax: { paidUntil: '2026-06-30', tokenNumber: expect.stringMatching(/^TT-/) } }],
    });
  });

  test('is paid until what the tokens say', () => {
    const tokens = [1, 2].map((years) => ({ reference: `R${years}`, years }));
    expect(taxPaidUntil({ taxedUntil: '2020-02-29', taxTokens: tokens })).toBe('2023-03-01');
  });
});
