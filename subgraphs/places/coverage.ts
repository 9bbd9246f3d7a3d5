/** What each area has of the roll-out, counted from the centres. Pure. */
import { type Area, type AreaLevel, allAreas, areaOf, pathOf } from '#kit/areas/area-map.ts';
import { toOneDecimal } from './criterion.ts';
import { SERVING } from './moves.ts';
import type { ServiceCentreStatus } from './schema.generated.ts';

/** What is counted of a centre; `area` is null abroad. */
export type Counted = { readonly area: string | null; readonly status: ServiceCentreStatus };

export type Coverage = {
  readonly area: Area;
  readonly centresPlanned: number;
  readonly centresPilot: number;
  readonly centresOpen: number;
  readonly centresPaused: number;
  readonly places: number;
  readonly placesServed: number;
  readonly sharePercent: number;
};

/** The levels that are counted. */
const COUNTED_LEVELS: readonly AreaLevel[] = ['DIVISION', 'DISTRICT', 'UPAZILA'];

let counts: ReadonlyMap<string, number> | undefined;

/** @param all the centres in the area and in what lies in it. @returns null for a union or ward. */
export function coverageOf(area: Area, all: readonly Counted[]): Coverage | null {
  if (!COUNTED_LEVELS.includes(area.level)) return null;
  const centres = all.filter(({ status }) => status !== 'CLOSED');
  const having = (status: ServiceCentreStatus) => centres.filter((centre) => centre.status === status).length;
  const placesOf = (some: readonly Counted[]) => new Set(some.flatMap((centre) => placeOf(centre.area) ?? []));
  const cities = [...placesOf(centres)].filter((code) => areaOf(code)?.level !== 'UPAZILA');
  const places = upazilasIn(area.code) + cities.length;
  const placesServed = placesOf(centres.filter(({ status }) => SERVING.includes(status))).size;
  return {
    area,
    centresPlanned: having('PLANNED'),
    centresPilot: having('PILOT'),
    centresOpen: having('OPEN'),
    centresPaused: having('PAUSED'),
    places,
    placesServed,
    sharePercent: places === 0 ? 0 : toOneDecimal((100 * placesServed) / places),
  };
}

/** Every area that a centre lies in, with its centres. */
export function byArea<Centre extends Counted>(centres: readonly Centre[]): ReadonlyMap<string, readonly Centre[]> {
  const found = new Map<string, Centre[]>();
  for (const centre of centres)
    for (const { code } of pathOf(centre.area ?? '')) {
      const there = found.get(code);
      if (there) there.push(centre);
      else found.set(code, [centre]);
    }
  return found;
}

/** The upazila that a place lies in, or the district where the map has none: a city. */
function placeOf(code: string | null): string | undefined {
  return pathOf(code ?? '').findLast(({ level }) => level === 'UPAZILA' || level === 'DISTRICT')?.code;
}

/** How many upazilas lie in an area, itself included. */
function upazilasIn(code: string): number {
  counts ??= countUpazilas();
  return counts.get(code) ?? 0;
}

function countUpazilas(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const upazila of allAreas().values())
    for (const { code } of upazila.level === 'UPAZILA' ? pathOf(upazila.code) : [])
      found.set(code, (found.get(code) ?? 0) + 1);
  return found;
}
