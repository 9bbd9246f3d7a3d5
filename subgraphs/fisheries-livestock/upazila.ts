import { pathOf } from '#kit/areas/area-map.ts';

/** The upazila in which an area lies; undefined for what is larger than an upazila. */
export function upazilaOf(area: string): string | undefined {
  return pathOf(area).find(({ level }) => level === 'UPAZILA')?.code;
}
