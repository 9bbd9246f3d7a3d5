/** Lists of areas, as the graph shows them. The map is in memory: a list of areas costs no database query. */
import { type Area, areaOf } from '#kit/areas/area-map.ts';
import { listPage } from '#kit/storage/list-page.ts';
import { connection, type PageConnection, type PageRequest } from '#kit/storage/page.ts';
import { searchAreas } from './area-search.ts';
import type { AreaFilter } from './schema.generated.ts';

/** A page of areas. */
export type AreaList = PageConnection<Area>;

/** @throws GraphQLError BAD_USER_INPUT for a page that the list does not have. */
export function areaList(areas: readonly Area[], request: PageRequest): AreaList {
  return connection(
    listPage(areas, ({ code }) => code, request),
    (area) => area,
  );
}

/** The areas that a filter leaves, in the order of the search. */
export function areasBy({ search, level, within }: AreaFilter): readonly Area[] {
  return searchAreas(search ?? '').filter(
    (area) => (!level || area.level === level) && (!within || area.code.startsWith(`${within}-`)),
  );
}

/** Areas by their codes; what the map does not know is left out. */
export function areasOf(codes: Iterable<string>): Area[] {
  return [...codes].flatMap((code) => areaOf(code) ?? []);
}
