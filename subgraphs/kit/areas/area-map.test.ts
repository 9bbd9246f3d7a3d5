import { expect, test } from 'vitest';
import {
  type AreaLevel,
  allAreas,
  areaAbove,
  areaInWords,
  areaOf,
  areasIn,
  areasOfLevel,
  liesIn,
  pathOf,
} from './area-map.ts';

const LEVELS: readonly AreaLevel[] = ['DIVISION', 'DISTRICT', 'UPAZILA', 'UNION', 'WARD'];
const SAVAR_UNION = '06-47-365-3271';

test('the country has eight divisions, 64 districts, 494 upazilas and 4,540 unions', () => {
  const count = (level: AreaLevel) => [...allAreas().values()].filter((area) => area.level === level).length;
  expect(LEVELS.map(count)).toEqual([8, 64, 494, 4540, 0]);
  expect(allAreas().size).toBe(5106);
});

test('every area has a name in both scripts, and a path from its division down to itself', () => {
  for (const { code, level, name, parentCode } of allAreas().values()) {
    const path = pathOf(code);
    expect(path.map((area) => area.level)).toEqual(LEVELS.slice(0, LEVELS.indexOf(level) + 1));
    expect(path.at(-1)?.code).toBe(code);
    expect(path.at(-2)?.code ?? null).toBe(parentCode);
    if (parentCode !== null) expect(code.startsWith(`${parentCode}-`)).toBe(true);
    expect(name.en).toMatch(/[A-Za-z]/);
    expect(name.bn).toMatch(/\p{Script=Bengali}/u);
    expect(name.bn).toBe(name.bn.normalize('NFC'));
  }
});

test('what lies in an area is told once, and lies nowhere else', () => {
  const divisions = [...allAreas().values()].filter(({ level }) => level === 'DIVISION');
  const districts = divisions.flatMap(({ code }) => areasIn(code));
  expect(districts).toHaveLength(64);
  expect(new Set(districts.map(({ code }) => code)).size).toBe(64);
  const dhaka = districts.find(({ name }) => name.en === 'Dhaka');
  expect(areasIn(dhaka?.code ?? '').map(({ name }) => name.bn)).toContain('সাভার');
});

test('every district has a place on the map within the country', () => {
  for (const { level, position } of allAreas().values()) {
    if (level !== 'DISTRICT') continue;
    expect(position?.latitude).toBeGreaterThan(20);
    expect(position?.latitude).toBeLessThan(27);
    expect(position?.longitude).toBeGreaterThan(88);
    expect(position?.longitude).toBeLessThan(93);
  }
});

test('a union has nine wards, which are derived', () => {
  const wards = areasIn(SAVAR_UNION);
  expect(wards.map(({ code }) => code)).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `${SAVAR_UNION}-0${number}`),
  );
  expect(wards[3]).toEqual({
    code: `${SAVAR_UNION}-04`,
    level: 'WARD',
    name: { en: 'Ward 4', bn: 'ওয়ার্ড ৪' },
    parentCode: SAVAR_UNION,
    position: null,
  });
  for (const ward of wards) expect(areaOf(ward.code)).toEqual(ward);
  expect(pathOf(`${SAVAR_UNION}-04`).map(({ level }) => level)).toEqual(LEVELS);
  expect(areasIn(`${SAVAR_UNION}-04`)).toEqual([]);
});

test.each([
  '',
  '99',
  '06-47-365-9999',
  `${SAVAR_UNION}-00`,
  `${SAVAR_UNION}-10`,
  `${SAVAR_UNION}-04-04`,
  '06-47-01',
  ' 06',
])('there is no area %j', (code) => {
  expect(areaOf(code)).toBeUndefined();
  expect(pathOf(code)).toEqual([]);
  expect(areasIn(code)).toEqual([]);
});

test('an area lies in one area of each level above its own, and in none below', () => {
  const codes = LEVELS.map((level) => areaAbove(`${SAVAR_UNION}-04`, level)?.code);
  expect(codes).toEqual(['06', '06-47', '06-47-365', SAVAR_UNION, `${SAVAR_UNION}-04`]);
  const unions = [`${SAVAR_UNION}-04`, SAVAR_UNION, '06-47-365', 'nowhere'].map(
    (code) => areaAbove(code, 'UNION')?.code,
  );
  expect(unions).toEqual([SAVAR_UNION, SAVAR_UNION, undefined, undefined]);
  expect(areaAbove('06-47', 'UPAZILA')).toBeUndefined();
  expect(areaAbove('nowhere', 'DIVISION')).toBeUndefined();
});

test.each([
  [SAVAR_UNION, '06-47', true],
  ['06-47', '06-47', true],
  ['06', '06-47', false],
  ['06-471', '06-47', false],
])('%s lies in %s: %s', (code, around, lies) => {
  expect(liesIn(code, around)).toBe(lies);
});

test('the areas of a level are told in the order of their codes', () => {
  const districts = areasOfLevel('DISTRICT').map(({ code }) => code);
  expect(districts).toHaveLength(64);
  expect(districts).toEqual(districts.toSorted());
});

test('an address names the smallest area first and leaves the division out', () => {
  expect(areaInWords(`${SAVAR_UNION}-04`).en).toMatch(/^Ward 4, \w+, Savar, Dhaka$/);
  expect(areaInWords('06-47').en).toBe('Dhaka');
  expect(areaInWords('06')).toEqual({ en: 'Dhaka', bn: 'ঢাকা' });
});
