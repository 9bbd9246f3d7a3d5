import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxAround, distanceMetres, isInBangladesh, isInBox } from './distance.ts';

const GULSHAN = { latitude: 23.7925, longitude: 90.4078 };
const UTTARA = { latitude: 23.8759, longitude: 90.3795 };
const CHATTOGRAM = { latitude: 22.335109, longitude: 91.834073 };

const degrees = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });
const position = fc.record({ latitude: degrees(90), longitude: degrees(180) });

describe('the distance', () => {
  // The first two by Vincenty's formula on the ellipsoid (WGS 84), the others on the sphere.
  test.each([
    ['from Gulshan to Uttara', GULSHAN, UTTARA, 9_677],
    ['from Gulshan to Chattogram', GULSHAN, CHATTOGRAM, 217_737],
    ['of a degree on the equator', { latitude: 0, longitude: 0 }, { latitude: 0, longitude: 1 }, 111_195],
    ['from pole to pole', { latitude: 90, longitude: 0 }, { latitude: -90, longitude: 77 }, 20_015_114],
    ['over the date line', { latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 }, 111_195],
  ])('%s', (_, one, other, metres) => {
    expect(Math.abs(distanceMetres(one, other) - metres)).toBeLessThanOrEqual(metres * 0.006);
  });

  test('is the same there and back, none to itself, and never more than half around the earth', () => {
    fc.assert(
      fc.property(position, position, (one, other) => {
        const there = distanceMetres(one, other);
        expect(there).toBeCloseTo(distanceMetres(other, one), 3);
        expect(there).toBeLessThanOrEqual(20_015_115);
        expect(distanceMetres(one, one)).toBe(0);
      }),
    );
  });
});

test('a box around a position holds everything within the radius, wherever on earth it is', () => {
  const radius = fc.double({ min: 1, max: 5_000_000, noNaN: true });
  fc.assert(
    fc.property(position, position, radius, (centre, other, metres) => {
      // A metre inside, for what rounding makes of the border.
      if (distanceMetres(centre, other) < metres - 1) expect(isInBox(other, boxAround(centre, metres))).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

test('a box is no wider than it must be', () => {
  const { south, north, west, east } = boxAround(GULSHAN, 25_000);
  expect(distanceMetres(GULSHAN, { ...GULSHAN, latitude: north })).toBeCloseTo(25_000, 0);
  expect(distanceMetres(GULSHAN, { ...GULSHAN, latitude: south })).toBeCloseTo(25_000, 0);
  for (const longitude of [west, east]) {
    const metres = distanceMetres(GULSHAN, { ...GULSHAN, longitude });
    expect(metres).toBeGreaterThan(24_990);
    expect(metres).toBeLessThan(25_010);
  }
});

test.each([
  ['Gulshan', GULSHAN, true],
  ['Teknaf', { latitude: 20.86, longitude: 92.3 }, true],
  ['Tetulia', { latitude: 26.49, longitude: 88.34 }, true],
  ['Kuala Lumpur', { latitude: 3.139, longitude: 101.6869 }, false],
  ['Gulshan with its coordinates exchanged', { latitude: 90.4078, longitude: 23.7925 }, false],
])('%s in Bangladesh: %s', (_, place, isInside) => {
  expect(isInBangladesh(place)).toBe(isInside);
});
