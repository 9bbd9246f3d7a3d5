import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allAreas } from '#kit/areas/area-map.ts';
import { searchAreas } from './area-search.ts';
import { plainName, soundOf } from './spelling.ts';

const found = (text: string) => searchAreas(text).map(({ code }) => code);

describe('what people write is found first', () => {
  test.each([
    ['Dhaka', '06'],
    ['Dhaka zila', '06'],
    ['Savar', '06-47-365'],
    ['savar upazila', '06-47-365'],
    ['সাভার', '06-47-365'],
    ['সাভার, ঢাকা', '06-47-365'],
    ['Nawabganj, Dhaka', '06-47-368'],
    ['নবাবগঞ্জ ঢাকা', '06-47-368'],
    ['গাজীপুর', '06-41'],
    ['গাজিপুর', '06-41'],
    ['gazipur', '06-41'],
    ['Cox’s Bazar', '01-09'],
    ['coxs bazar sadar', '01-09-080'],
    ['Chittagong', '01'],
    ['Comilla', '01-01'],
    ['Cumilla', '01-01'],
    ['Bogra', '02-14'],
    ['Jessore', '03-20'],
    ['যশোর', '03-20'],
    ['Jhalokati', '04-30'],
    ['Hobigonj', '05-38'],
    ['Netrakona', '08-64'],
    ['Moulavi Bazar', '05-37'],
    ['Laxmipur', '01-07'],
    ['লক্ষীপুর', '01-07'],
    ['চাপাই নবাবগঞ্জ', '02-18'],
    ['ব্রাহ্মনবাড়ীয়া', '01-03'],
    ['খাগড়াছড়ী', '01-10'],
  ])('%s', (text, code) => {
    expect(found(text)[0]).toBe(code);
  });
});

test('a name that many unions have is told apart by what follows it', () => {
  const everywhere = searchAreas('Laxmipur');
  const inSunamganj = searchAreas('Laxmipur, Sunamganj');
  expect(everywhere.length).toBeGreaterThan(inSunamganj.length);
  expect(inSunamganj.map(({ code }) => code.slice(0, 5))).toEqual(inSunamganj.map(() => '05-39'));
  expect(inSunamganj.length).toBeGreaterThan(0);
});

test.each(['', '   ', 'জেলা', ', -'])('%j tells nothing: every area, in the order of the codes', (text) => {
  expect(found(text)).toEqual([...allAreas().keys()]);
});

test.each(['Atlantis', 'Savar, Sylhet', 'qqq', '০১২'])('%s is nowhere', (text) => {
  expect(found(text)).toEqual([]);
});

test('every upazila and what is larger is found by each of its names', () => {
  const upazilas = [...allAreas().values()].filter(({ level }) => level !== 'UNION');
  for (const { code, name } of upazilas) for (const text of [name.en, name.bn]) expect(found(text)).toContain(code);
});

test('no text makes the search slow or fall', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      expect(searchAreas(text).length).toBeLessThanOrEqual(allAreas().size);
    }),
    { numRuns: 50 },
  );
  const before = process.cpuUsage();
  searchAreas('a '.repeat(100));
  expect(process.cpuUsage(before).user).toBeLessThan(1_000_000); // microseconds
});

describe('spelling', () => {
  test.each([
    ["Cox's Bazar", 'Coxsbazar'],
    ['কো\u09DFরা', 'কো\u09AF\u09BCরা'],
    ['Ward ৪', 'ward 4'],
    ['সা\u200Dভার', 'সাভার'],
  ])('%s is written as %s', (one, other) => {
    expect(plainName(one)).toBe(plainName(other));
  });

  test.each([
    ['Jessore', 'Jashore'],
    ['Barisal', 'Barishal'],
    ['Lakshmipur', 'Laxmipur'],
    ['শরীয়তপুর', 'শরিয়তপুর'],
    ['ব্রাহ্মণবাড়িয়া', 'ব্রাহ্মনবাড়ীয়া'],
    ['নওগাঁ', 'নওগা'],
  ])('%s sounds like %s', (one, other) => {
    expect(soundOf(plainName(one))).toBe(soundOf(plainName(other)));
  });

  test.each([
    ['Feni', 'Bhola'],
    ['ঢাকা', 'ঢাগা'],
    ['Gazipur', 'Hazipur'],
  ])('%s does not sound like %s', (one, other) => {
    expect(soundOf(plainName(one))).not.toBe(soundOf(plainName(other)));
  });
});
