import { describe, expect, test } from 'vitest';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import { fishFarmFeeBdt, leasesLast } from './fish-farm.rules.ts';
import ministry from './index.ts';
import { farmClassOf } from './livestock-farm.rules.ts';
import type { FishFarmInput, LivestockKind } from './schema.generated.ts';
import { hospitalObjection } from './veterinary-appointment.rules.ts';

/** In the past, for ids are made by the real clock, and a place that is older than a minute may be an orphan. */
const TUESDAY = new Date('2025-01-07T06:00:00Z');
let now = TUESDAY;
const { send } = ministryUnderTest('fisheries-livestock', ministry, { clock: { now: () => now } });

const savar = { area: '06-47-365-3275', line: 'Ashulia' };

describe('fish farm', () => {
  test.each([
    ['piranha', { species: ['Rui', 'Red Piranha'] }, 'species.1', 'SPECIES_BANNED'],
    ['African magur, in Bangla', { species: ['আফ্রিকান মাগুর'] }, 'species.0', 'SPECIES_BANNED'],
    ['a name that is taken', { nameEn: 'PADMA  fish farm', address: savar }, 'nameEn', 'FARM_NAME_TAKEN'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('fish-farm-registration', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['magur of this country', { species: ['Magur', 'দেশি মাগুর'] }],
    ['a name that is taken elsewhere', { nameEn: 'Padma Fish Farm', address: { ...savar, area: '01-01-001-0001' } }],
  ])('%s is accepted', async (_, changes) => {
    expect(await send('fish-farm-registration', changes)).toMatchObject({ userErrors: [] });
  });

  test.each([
    ['OWN', null, undefined],
    ['LEASED', null, 'LEASE_TOO_SHORT'],
    ['LEASED', '2027-11-23', 'LEASE_TOO_SHORT'],
    ['LEASED', '2027-11-24', undefined],
  ] as const)('%s until %s: %s', async (tenure, leaseEndsOn, code) => {
    const waters: FishFarmInput['waters'] = [{ kind: 'POND', areaDecimals: 45, depthFeet: 6, tenure, leaseEndsOn }];
    const context = { input: { waters }, today: '2026-11-24' } as Parameters<typeof leasesLast>[0];
    expect((await leasesLast(context))?.code).toBe(code);
  });

  test.each([
    [[100], 500],
    [[60, 40.5], 1000],
    [[500], 1000],
    [[400, 101], 2000],
  ])('%j decimals cost %i taka', (areas, feeBdt) => {
    expect(fishFarmFeeBdt(areas.map((areaDecimals) => ({ areaDecimals })))).toBe(feeBdt);
  });
});

describe('livestock farm', () => {
  const herd = (count: number) => [{ breed: 'Sonali', count, isVaccinated: true }];
  const layers = { kind: 'LAYER', herds: herd(1000), nextFarmMetres: 200 };

  test.each([
    ['nine cows', { herds: herd(9) }, 'herds', 'TOO_FEW_ANIMALS'],
    ['chickens too close to a farm', { ...layers, nextFarmMetres: 199 }, 'nextFarmMetres', 'FARM_TOO_CLOSE'],
    [
      'chickens without a footbath',
      { ...layers, biosecurity: { hasFence: true, hasFootbath: false, waste: 'PIT' } },
      'biosecurity.hasFootbath',
      'FOOTBATH_NEEDED',
    ],
    ['a name that is taken', { nameEn: 'Padma Fish Farm', address: savar }, 'nameEn', 'FARM_NAME_TAKEN'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('farm-registration', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['cows next to another farm', { nextFarmMetres: 0 }, 1000],
    ['cows of two herds', { herds: [...herd(20), ...herd(1)] }, 2500],
    ['chickens 200 metres away', layers, 1000],
    ['very many chickens', { ...layers, herds: herd(20_001) }, 5000],
  ])('%s are registered', async (_, changes, amountBdt) => {
    expect(await send('farm-registration', changes)).toMatchObject({ application: { payment: { amountBdt } } });
  });

  test.each<[LivestockKind, number, string | null]>([
    ['DAIRY', 9, null],
    ['DAIRY', 10, 'C'],
    ['DAIRY', 21, 'B'],
    ['DAIRY', 51, 'A'],
    ['DUCK', 499, null],
    ['GOAT_SHEEP', 101, 'A'],
  ])('%s, %i: class %s', (kind, count, farmClass) => {
    expect(farmClassOf({ kind, herds: herd(count) })).toBe(farmClass);
  });
});

describe('veterinary appointment', () => {
  test('the form filled from its examples is booked on any day of the week', async () => {
    for (let day = 0; day < 7; day++) {
      now = new Date(TUESDAY.getTime() + day * 86_400_000);
      expect(await send('veterinary-appointment')).toMatchObject({
        application: { status: 'APPROVED', payment: null },
      });
    }
    now = TUESDAY;
  });

  test.each([
    ['a whole district', { upazila: '06-47' }, 'upazila', 'UPAZILA_NEEDED'],
    ['a Friday', { upazila: '01-01-001', day: '2025-01-10' }, 'day', 'CLOSED_ON_WEEKENDS'],
    ['a bleeding animal on the road', { signs: ['FEVER', 'BLEEDING'] }, 'place', 'ANIMAL_STAYS'],
    ['a visit to nowhere', { place: 'FARM', farm: null }, 'farm', 'FARM_ADDRESS_MISSING'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('veterinary-appointment', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['a union of the upazila', { upazila: '06-47-365-3275' }],
    ['a bleeding animal on its farm', { signs: ['BLEEDING'], place: 'FARM', farm: savar }],
  ])('%s is accepted', async (_, changes) => {
    expect(await send('veterinary-appointment', changes)).toMatchObject({ userErrors: [] });
  });

  test('an hour holds no more than the hospital takes', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => send('veterinary-appointment', { upazila: '01-01-001', day: '2025-01-13' })),
    );
    const booked = answers.filter(({ application }) => application).length;
    expect(booked).toBeGreaterThanOrEqual(2);
    expect(booked).toBeLessThanOrEqual(8);
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(
      Array.from({ length: 10 - booked }, () => 'SLOT_FULL'),
    );
  });

  test.each([
    ['2026-11-26', undefined],
    ['2026-11-27', 'CLOSED_ON_WEEKENDS'],
    ['2026-11-28', 'CLOSED_ON_WEEKENDS'],
    ['2026-11-29', undefined],
  ])('on %s: %s', (day, code) => {
    const hospital = {
      upazila: '01-01-001',
      hospital: 'Vet',
      hospitalBn: 'পশু',
      visitsPerHour: 2,
      isOpenOnWeekends: false,
    };
    expect(hospitalObjection(day, hospital)?.code).toBe(code);
  });
});
