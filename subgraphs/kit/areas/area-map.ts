/**
 * The country's map: divisions, districts, upazilas and unions, and the nine wards of each union, which are derived. Data:
 * "Bangladesh GeoCode" (areas.LICENSE); codes are that table's own. A code begins with its parent's: `06-47-365-3271-04`.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Text } from '../errors/catalogue.ts';

export type AreaLevel = 'DIVISION' | 'DISTRICT' | 'UPAZILA' | 'UNION' | 'WARD';

export type Area = {
  readonly code: string;
  readonly level: AreaLevel;
  readonly name: Text;
  /** Null for a division. */
  readonly parentCode: string | null;
  /** Of districts only; degrees. */
  readonly position: { readonly latitude: number; readonly longitude: number } | null;
};

/** Source: Local Government (Union Parishads) Act 2009, s. 10: a union has nine wards. */
const WARDS = 9;
const LEVELS: Readonly<Record<string, AreaLevel>> = {
  division: 'DIVISION',
  district: 'DISTRICT',
  upazila: 'UPAZILA',
  union: 'UNION',
};

let read: ReadonlyMap<string, Area> | undefined;
let readByParent: ReadonlyMap<string | null, readonly Area[]> | undefined;

/** Every area but the wards, in the order of the codes. */
export function allAreas(): ReadonlyMap<string, Area> {
  read ??= new Map(readAreas().map((area) => [area.code, area]));
  return read;
}

/** The area of a code; undefined when there is none. */
export function areaOf(code: string): Area | undefined {
  const stored = allAreas().get(code);
  if (stored) return stored;
  const [, unionCode = '', number = ''] = /^(.+)-0([1-9])$/.exec(code) ?? [];
  const union = allAreas().get(unionCode);
  return union?.level === 'UNION' ? wardOf(union, Number(number)) : undefined;
}

/** What lies directly in an area, in the order of the codes. */
export function areasIn(code: string): readonly Area[] {
  const area = allAreas().get(code);
  if (!area) return [];
  if (area.level === 'UNION') return Array.from({ length: WARDS }, (_, index) => wardOf(area, index + 1));
  readByParent ??= Map.groupBy(allAreas().values(), ({ parentCode }) => parentCode);
  return readByParent.get(code) ?? [];
}

/** From the division down to the area itself; empty when there is no such area. */
export function pathOf(code: string): readonly Area[] {
  const area = areaOf(code);
  if (!area) return [];
  return area.parentCode === null ? [area] : [...pathOf(area.parentCode), area];
}

/** The area of a level in which an area lies, or which it is; undefined for what is larger. */
export function areaAbove(code: string, level: AreaLevel): Area | undefined {
  return pathOf(code).find((area) => area.level === level);
}

/** Whether an area lies in another, or is the other. */
export function liesIn(code: string, around: string): boolean {
  return `${code}-`.startsWith(`${around}-`);
}

/** Every area of a level, in the order of the codes; of wards there is no list. */
export function areasOfLevel(level: AreaLevel): readonly Area[] {
  return [...allAreas().values()].filter((area) => area.level === level);
}

/** An area as an address names it, smallest first, without the division: `Savar, Savar, Dhaka`. */
export function areaInWords(code: string): Text {
  const names = pathOf(code)
    .slice(1)
    .reverse()
    .map(({ name }) => name);
  const shown = names.length > 0 ? names : pathOf(code).map(({ name }) => name);
  return { en: shown.map(({ en }) => en).join(', '), bn: shown.map(({ bn }) => bn).join(', ') };
}

function wardOf(union: Area, number: number): Area {
  const banglaNumber = String.fromCharCode(0x09e6 + number);
  return {
    code: `${union.code}-0${number}`,
    level: 'WARD',
    name: { en: `Ward ${number}`, bn: `ওয়ার্ড ${banglaNumber}` },
    parentCode: union.code,
    position: null,
  };
}

function readAreas(): Area[] {
  const rows: Record<string, string>[] = parse(readFileSync(new URL('./areas.csv', import.meta.url)), {
    columns: true,
  });
  return rows.map(({ code = '', parent = '', level = '', name_en: en = '', name_bn: bn = '', lat = '', lon = '' }) => {
    const known = LEVELS[level];
    if (!known) throw new Error(`areas.csv: ${code} has the unknown level "${level}"`);
    return {
      code,
      level: known,
      name: { en, bn: bn.normalize('NFC') },
      parentCode: parent === '' ? null : parent,
      position: lat === '' || lon === '' ? null : { latitude: Number(lat), longitude: Number(lon) },
    };
  });
}
