import { pathOf } from '#kit/areas/area-map.ts';

/** The union in which an area lies; undefined for what is larger than a union. */
export function unionOf(area: string): string | undefined {
  return pathOf(area).find(({ level }) => level === 'UNION')?.code;
}
