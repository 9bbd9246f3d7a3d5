import { describe, expect, test } from 'vitest';
import { dayInDhaka, systemClock } from '#kit/clock.ts';
import { daysLater } from '#kit/days.ts';
import { anonymous } from '#kit/test/harness.ts';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import { fireLicenceFeeBdt } from './fire-licence.rules.ts';
import ministry from './index.ts';
import { passportFeeBdt } from './passport-fee.ts';
import { ageAllowsTenYears, renewalObjection } from './passport-renewal.rules.ts';
import { firstDayWithoutHome, passportObjection } from './police-clearance.rules.ts';

const { send, granted } = ministryUnderTest('home-affairs', ministry);
const today = dayInDhaka(systemClock.now());
const aged = (years: number) => `${Number(today.slice(0, 4)) - years}-01-01`;

test('a passport that was given serves for a police clearance, until another takes its place', async () => {
  const { passportNumber } = await granted('passport-new', {});
  expect(await send('police-clearance', { passportNumber })).toMatchObject({ userErrors: [] });
  const renewal = { previousPassportNumber: passportNumber, reason: 'DAMAGED', validity: 'YEARS_10' };
  const { newPassportNumber, validForYears } = await granted('passport-renewal', renewal);
  expect(validForYears).toBe('10');
  expect(await send('police-clearance', { passportNumber: newPassportNumber })).toMatchObject({ userErrors: [] });
  expect(await send('police-clearance', { passportNumber })).toMatchObject({
    userErrors: [{ field: 'passportNumber', code: 'PASSPORT_CANCELLED' }],
  });
});

describe('a new passport', () => {
  test.each([
    [{ pages: 'PAGES_48', delivery: 'REGULAR' }, 4025],
    [{ pages: 'PAGES_64', delivery: 'EXPRESS' }, 8625],
  ])('%j costs %i taka', async (changes, amountBdt) => {
    expect(await send('passport-new', changes)).toMatchObject({ application: { payment: { amountBdt } } });
  });

  test.each([
    ['a child', { dateOfBirth: daysLater(today, -17 * 365) }, 'dateOfBirth', 'NOT_OF_AGE'],
    ['64 pages for the old', { dateOfBirth: aged(65), pages: 'PAGES_64' }, 'pages', 'PAGES_48_ONLY'],
    ['a whole division', { presentAddress: { area: '06', line: 'House 1' } }, 'presentAddress.area', 'NOT_AN_AREA'],
    ['an unknown area', { presentAddress: { area: '99-99', line: 'House 1' } }, 'presentAddress.area', 'NOT_AN_AREA'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('passport-new', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test('address and emergency contact may be left out', async () => {
    expect(await send('passport-new', { presentAddress: null, emergencyContact: null })).toMatchObject({
      userErrors: [],
    });
  });
});

describe('a renewal', () => {
  test.each([
    ['an unknown passport', { previousPassportNumber: 'A99999999' }, 'previousPassportNumber', 'PASSPORT_UNKNOWN'],
    ['somebody else’s passport', { dateOfBirth: '1990-05-18' }, 'previousPassportNumber', 'PASSPORT_UNKNOWN'],
    ['a cancelled passport', { previousPassportNumber: 'BX0123456' }, 'previousPassportNumber', 'PASSPORT_CANCELLED'],
    ['a passport that still runs', { previousPassportNumber: 'A07654321' }, 'reason', 'NOT_YET_EXPIRING'],
    ['a loss without a diary', { reason: 'LOST', generalDiaryNumber: ' ' }, 'generalDiaryNumber', 'DIARY_MISSING'],
    ['changes that are not named', { reason: 'CHANGED_DATA', changes: [] }, 'changes', 'CHANGES_MISSING'],
    [
      'a marriage that a bill shall prove',
      { changes: [{ item: 'SPOUSE', newText: 'Karim Uddin', proof: 'UTILITY_BILL' }] },
      'changes.0.proof',
      'PROOF_DOES_NOT_FIT',
    ],
  ])('of %s is refused', async (_, changes, field, code) => {
    expect(await send('passport-renewal', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test.each([
    ['a passport that still runs, but is full', { previousPassportNumber: 'A07654321', reason: 'PAGES_FULL' }],
    ['a lost passport with its diary', { reason: 'LOST' }],
    ['an expired passport, nothing changed', { changes: null }],
  ])('of %s is accepted', async (_, changes) => {
    expect(await send('passport-renewal', changes)).toMatchObject({ userErrors: [] });
  });

  test.each([
    ['PAGES_48', 'YEARS_5', 'REGULAR', 4025],
    ['PAGES_48', 'YEARS_10', 'REGULAR', 5750],
    ['PAGES_64', 'YEARS_10', 'EXPRESS', 10_350],
  ] as const)('%s, %s, %s costs %i taka', async (pages, validity, delivery, feeBdt) => {
    expect(passportFeeBdt(pages, validity, delivery)).toBe(feeBdt);
    expect(await send('passport-renewal', { pages, validity, delivery })).toMatchObject({
      application: { payment: { amountBdt: feeBdt } },
    });
  });

  test('ten years are for who is between 18 and 65', async () => {
    const codeAt = async (dateOfBirth: string) => {
      const context = { input: { dateOfBirth, validity: 'YEARS_10' }, today: '2026-11-24' };
      return (await ageAllowsTenYears(context as Parameters<typeof ageAllowsTenYears>[0]))?.code;
    };
    expect(await Promise.all(['2008-11-25', '2008-11-24', '1961-11-25', '1961-11-24'].map(codeAt))).toEqual([
      'FIVE_YEARS_ONLY',
      undefined,
      undefined,
      'FIVE_YEARS_ONLY',
    ]);
  });

  test('for its expiry a passport is renewed in its last 365 days', () => {
    const code = (expiresOn: string) =>
      renewalObjection('EXPIRY', { expiresOn, isCancelled: false }, '2026-11-24')?.code;
    expect(code('2027-11-24')).toBeUndefined();
    expect(code('2027-11-25')).toBe('NOT_YET_EXPIRING');
  });
});

describe('where a passport stands', () => {
  test('is told to who has the slip, without a login', async () => {
    const { answers } = await send('passport-status', {}, { as: anonymous });
    expect(answers).toContainEqual({ name: 'stage', value: 'Printing' });
  });

  test('is not told without the date of birth', async () => {
    expect(await send('passport-status', { dateOfBirth: '1990-05-18' })).toEqual({ answers: [], userErrors: [] });
  });
});

describe('a police clearance', () => {
  const home = { address: { area: '06-47-365-3271', line: 'House 12' } };

  test.each([
    ['an unknown passport', { passportNumber: 'A99999999' }, 'passportNumber', 'PASSPORT_UNKNOWN'],
    ['an expired passport', { passportNumber: 'A01234567' }, 'passportNumber', 'PASSPORT_EXPIRES'],
    ['a cancelled passport', { passportNumber: 'BX0123456' }, 'passportNumber', 'PASSPORT_CANCELLED'],
    [
      'moving out before moving in',
      { residences: [{ ...home, from: '2010-01-01', to: '2009-12-31' }] },
      'residences.0.to',
      'MOVED_OUT_BEFORE_IN',
    ],
    ['years not told of', { residences: [{ ...home, from: daysLater(today, -90) }] }, 'residences', 'RESIDENCE_GAP'],
    [
      'somebody abroad without a representative',
      { livesAbroad: true, representative: null },
      'representative',
      'REPRESENTATIVE_MISSING',
    ],
    [
      'a passport that no mission attested',
      { livesAbroad: true, attestingMission: null },
      'attestingMission',
      'MISSION_MISSING',
    ],
  ])('for %s is refused', async (_, changes, field, code) => {
    expect(await send('police-clearance', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test('for who lives abroad and is represented is accepted', async () => {
    expect(await send('police-clearance', { livesAbroad: true })).toMatchObject({ userErrors: [] });
  });

  test.each([
    ['one home since long ago', [{ from: '2000-01-01' }], null],
    [
      'three homes in any order',
      [{ from: '2024-02-01' }, { from: '2015-01-01', to: '2022-06-30' }, { from: '2022-07-31', to: '2024-01-31' }],
      null,
    ],
    [
      'a gap of more than a move',
      [
        { from: '2015-01-01', to: '2022-06-30' },
        { from: '2022-08-02', to: null },
      ],
      '2022-07-01',
    ],
    [
      'a home inside of another’s time',
      [
        { from: '2015-01-01', to: '2026-11-24' },
        { from: '2022-01-01', to: '2022-02-01' },
      ],
      null,
    ],
    ['no home any more', [{ from: '2015-01-01', to: '2025-05-31' }], '2025-06-01'],
  ])('%s', (_, residences, gap) => {
    expect(firstDayWithoutHome(residences, '2021-11-24', '2026-11-24')).toBe(gap);
  });

  test('needs a passport that is valid for 90 days', () => {
    const code = (expiresOn: string) => passportObjection({ expiresOn, isCancelled: false }, '2026-11-24')?.code;
    expect(code('2027-02-22')).toBeUndefined();
    expect(code('2027-02-21')).toBe('PASSPORT_EXPIRES');
  });
});

describe('a general diary', () => {
  test('of an old threat is refused, of an old loss is not', async () => {
    const eventDate = daysLater(today, -31);
    expect(await send('general-diary', { subject: 'THREAT', eventDate })).toMatchObject({
      userErrors: [{ field: 'eventDate', code: 'THREAT_TOO_OLD' }],
    });
    expect(await send('general-diary', { subject: 'LOST', eventDate })).toMatchObject({ userErrors: [] });
  });

  test('has its number at once', async () => {
    const { application } = await send('general-diary', { things: [], place: null });
    expect(application?.outcome).toContainEqual({ name: 'diaryNumber', value: expect.stringMatching(/^GD-/) });
  });
});

describe('a fire licence', () => {
  const highRise = { storeys: 7, staircases: 2, waterLitres: 50_000 };
  const gas = (quantityKg: number) => ({
    hazards: [{ substance: 'LP_GAS', quantityKg }],
    explosivesLicenceNumber: null,
  });

  test.each([
    ['one extinguisher too few', { extinguishers: 2 }, 'extinguishers', 'TOO_FEW_EXTINGUISHERS'],
    ['no way out', { staircases: 0 }, 'staircases', 'TOO_FEW_STAIRCASES'],
    ['one stair for seven storeys', { ...highRise, staircases: 1 }, 'staircases', 'TOO_FEW_STAIRCASES'],
    ['too little water high up', { ...highRise, waterLitres: 49_999 }, 'waterLitres', 'TOO_LITTLE_WATER'],
    ['eleven cylinders of gas', gas(137), 'explosivesLicenceNumber', 'EXPLOSIVES_LICENCE_MISSING'],
  ])('for %s is refused', async (_, changes, field, code) => {
    expect(await send('fire-licence', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test.each([
    ['seven storeys with stairs and water', highRise],
    ['ten cylinders of gas', gas(125)],
    ['much gas with a licence', { ...gas(1000), explosivesLicenceNumber: 'EXP-2231' }],
    ['nothing that burns', { hazards: null }],
  ])('for %s is accepted', async (_, changes) => {
    expect(await send('fire-licence', changes)).toMatchObject({ userErrors: [] });
  });

  test('costs by the floor', () => {
    expect([4, 500, 501, 1500].map(fireLicenceFeeBdt)).toEqual([5000, 5000, 5005, 10_000]);
  });
});
