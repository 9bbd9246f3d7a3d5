/**
 * Makes invented, plausible development data: the same at each start, since it begins from a fixed seed. Nobody in it
 * exists. Pure.
 */
import { areaOf, areasIn } from '../areas/area-map.ts';
import type { Text } from '../errors/catalogue.ts';
import { BUSINESS_NAMES, FAMILY_NAMES, MENS_NAMES, WOMENS_NAMES } from './names.ts';

export type SeedPerson = {
  readonly name: Text;
  readonly gender: 'FEMALE' | 'MALE';
  /** `YYYY-MM-DD`; between 18 and 90 years before 2026. */
  readonly dateOfBirth: string;
  /** 13 digits that begin with the year of birth. */
  readonly nationalId: string;
  readonly mobile: string;
};

/** A source of invented data. Each call gives the next; the same calls give the same. */
export type Seed = {
  /** A whole number, both ends included. */
  integer(from: number, to: number): number;
  pick<const Items extends readonly [unknown, ...unknown[]]>(items: Items): Items[number];
  /** So many digits, the first not 0. */
  digits(count: number): string;
  /** A day, both ends included. */
  day(from: string, to: string): string;
  person(): SeedPerson;
  /** Name of a business of one of these kinds: `Meghna Traders`. */
  business(kinds: readonly [Text, ...Text[]]): Text;
  /** Code of a union of the country's map. */
  union(): string;
  /** So many rows; `make` gets the number of the row, from 0. */
  rows<Row>(count: number, make: (index: number) => Row): Row[];
};

const DAY_MS = 86_400_000;
const DIVISIONS = ['01', '02', '03', '04', '05', '06', '07', '08'] as const;

/** @param name begins the sequence: the registry's, so that one registry's data does not depend on another's. */
export function seeded(name: string): Seed {
  const next = mulberry32([...name].reduce((sum, character) => (Math.imul(sum, 31) + character.charCodeAt(0)) | 0, 7));
  const integer = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick: Seed['pick'] = (items) => items[integer(0, items.length - 1)];
  const digits = (count: number) =>
    Array.from({ length: count }, (_, index) => integer(index === 0 ? 1 : 0, 9)).join('');
  const day = (from: string, to: string) => {
    const start = Date.parse(`${from}T00:00:00Z`);
    const days = Math.round((Date.parse(`${to}T00:00:00Z`) - start) / DAY_MS);
    return new Date(start + integer(0, days) * DAY_MS).toISOString().slice(0, 10);
  };
  const below = (code: string) => {
    const areas = areasIn(code);
    return areas[integer(0, areas.length - 1)]?.code ?? code;
  };
  return {
    integer,
    pick,
    digits,
    day,
    person: () => {
      const gender = pick(['FEMALE', 'MALE']);
      const given = pick(gender === 'FEMALE' ? WOMENS_NAMES : MENS_NAMES);
      const family = pick(FAMILY_NAMES);
      const dateOfBirth = day('1936-01-01', '2007-12-31');
      return {
        name: { en: `${given.en} ${family.en}`, bn: `${given.bn} ${family.bn}` },
        gender,
        dateOfBirth,
        nationalId: `${dateOfBirth.slice(0, 4)}${digits(9)}`,
        mobile: `01${pick(['3', '4', '5', '6', '7', '8', '9'])}${digits(8)}`,
      };
    },
    business: (kinds) => {
      const [name, kind] = [pick([...BUSINESS_NAMES, ...FAMILY_NAMES]), pick(kinds)];
      return { en: `${name.en} ${kind.en}`, bn: `${name.bn} ${kind.bn}` };
    },
    union: () => {
      const union = below(below(below(pick(DIVISIONS))));
      // A district or upazila without any below it stays what it is; Savar has unions.
      return areaOf(union)?.level === 'UNION' ? union : '06-47-365-3271';
    },
    rows: (count, make) => Array.from({ length: count }, (_, index) => make(index)),
  };
}

/** A small generator of numbers from 0 to 1. Source: T. Ettinger, mulberry32 (public domain). */
function mulberry32(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
