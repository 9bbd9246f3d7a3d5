import { describe, expect, test } from 'vitest';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import { areaObjection, clearanceFeeBdt, environmentalClearance } from './environmental-clearance.rules.ts';
import ministry from './index.ts';
import { timberTransit, volumeCubicFeet } from './timber-transit.rules.ts';

const { send } = ministryUnderTest('environment', ministry);

const at = (area: string) => ({ area, line: 'Beside the road' });

describe('environmental clearance', () => {
  test.each([
    ['a district as the place', { location: at('01-09') }, 'location.area', 'PLACE_TOO_WIDE'],
    ['a rice mill in Teknaf', { location: at('01-09-087') }, 'location.area', 'CRITICAL_AREA'],
    ['a kiln at 999 metres', { industry: 'BRICK_KILN', nearestHomeMetres: 999 }, 'nearestHomeMetres', 'KILN_TOO_NEAR'],
    [
      'a dyeing works without treatment',
      { industry: 'DYEING', wasteWaterLitres: 1 },
      'hasTreatmentPlant',
      'TREATMENT_PLANT_MISSING',
    ],
    [
      'a tannery without assessment',
      { industry: 'TANNERY', impactAssessment: null },
      'impactAssessment',
      'IMPACT_ASSESSMENT_MISSING',
    ],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('environmental-clearance', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['electronics in Teknaf', { location: at('01-09-087'), industry: 'ELECTRONICS_ASSEMBLY' }],
    ['a kiln at a kilometre', { industry: 'BRICK_KILN', nearestHomeMetres: 1000 }],
    ['a tannery with a plant', { industry: 'TANNERY', wasteWaterLitres: 9000, hasTreatmentPlant: true }],
    ['a rice mill with waste water', { wasteWaterLitres: 500, impactAssessment: null }],
  ])('%s is accepted', async (_, changes) => {
    expect(await send('environmental-clearance', changes)).toMatchObject({ userErrors: [] });
  });

  test('a ward of a critical upazila is critical', async () => {
    const { userErrors } = await send('environmental-clearance', { location: at('05-37-285-2540-09') });
    expect(userErrors[0]?.message).toContain('হাকালুকি হাওর');
    expect(areaObjection({ industry: 'CEMENT' }, null)).toBeNull();
  });

  test.each([
    [1, 1500],
    [500_001, 3000],
    [3_000_000, 5000],
    [5_000_001, 10_000],
    [200_000_000, 25_000],
    [500_000_000, 50_000],
    [500_000_001, 100_000],
  ])('an investment of %i taka costs %i', (investmentBdt, feeBdt) => {
    expect(clearanceFeeBdt(investmentBdt)).toBe(feeBdt);
  });

  test.each([
    ['ELECTRONICS_ASSEMBLY', 'GREEN', '2029-11-24'],
    ['TANNERY', 'RED', '2027-11-24'],
  ])('%s is %s and cleared until %s', async (industry, category, validUntil) => {
    const context = { input: { industry }, today: '2026-11-24', reference: 'ENVI-7K3M-9QX2' } as Parameters<
      NonNullable<typeof environmentalClearance.outcome>
    >[0];
    const clearanceNumber = 'ECC-7K3M-9QX2';
    expect(await environmentalClearance.outcome?.(context)).toEqual({ category, clearanceNumber, validUntil });
  });
});

describe('timber transit', () => {
  const hills = { origin: at('01-11-097-0920') };
  const log = { species: 'TEAK' as const, pieces: 4, lengthFeet: 12, girthInches: 48 };
  const karim = { name: 'Karim Uddin', nationalId: '1985123456789', mobile: '01812345678' };

  test.each([
    ['more than the logs have', { volumeCubicFeet: 50.5 }, 'volumeCubicFeet', 'VOLUME_DIFFERS'],
    ['less than the logs have', { volumeCubicFeet: 45 }, 'volumeCubicFeet', 'VOLUME_DIFFERS'],
    ['an auction without a lot', { source: 'AUCTION', auctionLot: null }, 'auctionLot', 'LOT_MISSING'],
    ['a lot that nobody knows', { source: 'AUCTION', auctionLot: 'LOT-2026-0042' }, 'auctionLot', 'LOT_UNKNOWN'],
    ['somebody else’s lot', { source: 'AUCTION', owner: karim }, 'owner.nationalId', 'NOT_THE_BUYER'],
    [
      'more than was bought',
      { source: 'AUCTION', logs: [{ ...log, pieces: 6 }], volumeCubicFeet: 72 },
      'volumeCubicFeet',
      'LOT_TOO_SMALL',
    ],
    ['timber of the hills', { ...hills, jotePermit: null }, 'jotePermit', 'JOTE_PERMIT_MISSING'],
    [
      'a van for 72 cubic feet',
      { vehicle: { vehicleKind: 'VAN', plate: 'Dhaka-11' }, logs: [{ ...log, pieces: 6 }], volumeCubicFeet: 72 },
      'vehicle.vehicleKind',
      'VEHICLE_TOO_SMALL',
    ],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('timber-transit', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test.each([
    ['a volume within the tolerance', { volumeCubicFeet: 50.4 }],
    ['the buyer’s lot', { source: 'AUCTION' }],
    ['the buyer with the long number', { source: 'AUCTION', owner: { ...karim, nationalId: '19651965123456701' } }],
    ['timber of the hills with a permit', hills],
    ['timber of the plains without one', { jotePermit: null, auctionLot: null }],
  ])('%s is accepted', async (_, changes) => {
    expect(await send('timber-transit', changes)).toMatchObject({
      application: { payment: { amountBdt: 200 } },
      userErrors: [],
    });
  });

  test('logs are measured by quarter girth', () => {
    expect(volumeCubicFeet([log])).toBe(48);
    expect(volumeCubicFeet([log, { ...log, pieces: 1, lengthFeet: 10, girthInches: 30 }])).toBe(51.91);
  });

  test('a pass is good from the departure for the days on the way', async () => {
    const context = { input: { startsOn: '2026-12-30', days: 2 }, reference: 'ENVI-7K3M-9QX2' } as Parameters<
      NonNullable<typeof timberTransit.outcome>
    >[0];
    expect(await timberTransit.outcome?.(context)).toEqual({ passNumber: 'TP-7K3M-9QX2', validUntil: '2027-01-01' });
  });
});
