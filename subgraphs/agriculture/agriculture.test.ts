import { describe, expect, test } from 'vitest';
import { dayInDhaka, systemClock } from '#kit/clock.ts';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import { applicantFarms, farmClassOf, farmedDecimals } from './farmer-card.rules.ts';
import { plotKey } from './farmer-cards.model.ts';
import ministry from './index.ts';
import type { FarmerCardInput } from './schema.generated.ts';

const { send } = ministryUnderTest('agriculture', ministry);

const plot = { mouza: 'Kathaldia', plotNumber: '245', areaDecimals: 33, tenure: 'OWNED' } as const;
const sample = {
  mouza: 'Kathaldia',
  plotNumber: '245',
  areaDecimals: 247,
  landType: 'HIGH',
  spots: 9,
  nextCrop: 'JUTE',
};
const inUnion = (area: string) => ({ area, line: 'House 12, College Road' });
const birulia = '06-47-365-3272';

describe("farmer's card", () => {
  test.each([
    ['land that is all given out', { plots: [{ ...plot, tenure: 'GIVEN_OUT' }] }, 'plots', 'NOTHING_IS_FARMED'],
    ['a plot without area', { plots: [{ ...plot, areaDecimals: 0 }] }, 'plots', 'NOTHING_IS_FARMED'],
    ['a plot twice', { plots: [plot, { ...plot, mouza: ' kathaldia ' }] }, 'plots.1.plotNumber', 'PLOT_TWICE'],
    [
      'another owner’s plot',
      { plots: [plot, { ...plot, plotNumber: '246' }] },
      'plots.1.plotNumber',
      'PLOT_ON_ANOTHER_CARD',
    ],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('farmer-card', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test.each([
    ['another owner’s plot, sharecropped', { plots: [{ ...plot, plotNumber: '246', tenure: 'SHARECROPPED' }] }],
    ['a plot of that number in another union', { plots: [{ ...plot, plotNumber: '246' }], address: inUnion(birulia) }],
  ])('%s is accepted', async (_, changes) => {
    expect(await send('farmer-card', changes)).toMatchObject({ userErrors: [] });
  });

  test.each([
    ['2008-11-24', undefined],
    ['2008-11-25', 'TOO_YOUNG'],
  ])('born on %s: %s', async (dateOfBirth, code) => {
    const input: Partial<FarmerCardInput> = { dateOfBirth, plots: [plot] };
    const context = { input, today: '2026-11-24' } as Parameters<typeof applicantFarms>[0];
    expect((await applicantFarms(context))?.code).toBe(code);
  });

  test('what is farmed is own and others’ land, without what is given out', () => {
    const plots = [
      { areaDecimals: 0.1, tenure: 'OWNED' },
      { areaDecimals: 0.2, tenure: 'LEASED' },
      { areaDecimals: 50, tenure: 'GIVEN_OUT' },
    ] as const;
    expect(farmedDecimals(plots)).toBe(0.3);
  });

  test.each([
    [4.99, 'LANDLESS'],
    [5, 'MARGINAL'],
    [50, 'SMALL'],
    [249.99, 'SMALL'],
    [250, 'MEDIUM'],
    [750, 'LARGE'],
  ])('%f decimals: %s', (decimals, farmClass) => {
    expect(farmClassOf(decimals)).toBe(farmClass);
  });

  test('a plot is the same in any case and spacing', () => {
    expect(plotKey(birulia, { mouza: ' CHAR  para', plotNumber: '7/1' })).toBe(`${birulia}/char para/7/1`);
  });
});

describe('fertiliser dealership', () => {
  const solvency = { bank: 'Sonali Bank', issuedOn: dayInDhaka(systemClock.now()) };
  const retailer = { name: 'Sohel Miah', ward: 3, mobile: '01812345679' };

  test.each([
    ['a whole upazila', { union: '06-47-365' }, 'union', 'UNION_NEEDED'],
    ['an owner of another union', { address: inUnion(birulia) }, 'address.area', 'NOT_IN_THE_UNION'],
    [
      'a godown in another union',
      { godown: { address: inUnion(birulia), capacityTonnes: 60, tenure: 'OWN' } },
      'godown.address.area',
      'NOT_IN_THE_UNION',
    ],
    [
      'a small godown',
      { godown: { address: inUnion('06-47-365-3271'), capacityTonnes: 49, tenure: 'OWN' } },
      'godown.capacityTonnes',
      'GODOWN_TOO_SMALL',
    ],
    ['too little money', { solvency: { ...solvency, amountBdt: 299_999 } }, 'solvency.amountBdt', 'SOLVENCY_TOO_LOW'],
    [
      'two retailers of a ward',
      { retailers: [retailer, { ...retailer, name: 'Mina Das' }] },
      'retailers.1.ward',
      'WARD_TWICE',
    ],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('fertiliser-dealership', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test('a union that has a dealer is refused', async () => {
    const served = '01-01-001-0001';
    const changes = {
      union: served,
      address: inUnion(served),
      godown: { address: inUnion(`${served}-04`), capacityTonnes: 50, tenure: 'OWN' },
    };
    expect(await send('fertiliser-dealership', changes)).toMatchObject({
      userErrors: [{ field: 'union', code: 'UNION_HAS_A_DEALER' }],
    });
  });
});

describe('soil test', () => {
  const takenOn = dayInDhaka(systemClock.now());

  test.each([
    ['soil of eight spots', { spots: 8 }, 'samples.1.spots', 'TOO_FEW_SPOTS'],
    ['more than a hectare', { areaDecimals: 247.1 }, 'samples.1.areaDecimals', 'PLOT_TOO_LARGE'],
    ['old soil', { takenOn: '2026-01-01' }, 'samples.1.takenOn', 'DATE_TOO_EARLY'],
  ])('%s is refused', async (_, changes, field, code) => {
    const samples = [
      { ...sample, takenOn },
      { ...sample, takenOn, ...changes },
    ];
    expect(await send('soil-test', { samples })).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test.each([
    ['FARMING', 1, 63],
    ['FARMING', 3, 189],
    ['BUSINESS', 2, 1260],
  ])('for %s %i samples cost %i taka', async (purpose, count, amountBdt) => {
    const samples = Array.from({ length: count }, () => ({ ...sample, takenOn }));
    expect(await send('soil-test', { purpose, samples })).toMatchObject({ application: { payment: { amountBdt } } });
  });
});
