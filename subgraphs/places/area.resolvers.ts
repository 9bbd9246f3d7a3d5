import { type Area, areaOf, areasIn, pathOf } from '#kit/areas/area-map.ts';
import { dayInDhaka } from '#kit/clock.ts';
import { inLanguage } from '#kit/contract-resolvers.ts';
import type { InputCheck } from '#kit/form/input-checker.ts';
import { areaList, areasBy } from './area-list.ts';
import { coverageOf } from './coverage.ts';
import { queryRefusal } from './errors.ts';
import type { AreaFilter, Resolvers } from './schema.generated.ts';
import type { ServiceCentres } from './service-centres.ts';

/** @param checkFilter holds an `AreaFilter` against the limits of the SDL. */
export function areaResolvers(centres: ServiceCentres, checkFilter: InputCheck) {
  return {
    Query: {
      area: (_parent, { code }) => areaOf(code),
      areas: (_parent, { filter, ...request }, { clock }) => {
        const { values, problems } = checkFilter(filter ?? {}, dayInDhaka(clock.now()));
        const refusal = queryRefusal('filter', problems);
        if (refusal) throw refusal;
        // Checked against the input type that this type is generated from.
        return areaList(areasBy(values as AreaFilter), request);
      },
    },
    Area: {
      __resolveReference: ({ code }) => areaOf(code) ?? null,
      name: ({ name }, { language }) => inLanguage(name, language),
      path: ({ code }) => pathOf(code),
      parent: ({ parentCode }) => areaOf(parentCode ?? ''),
      children: ({ code }, request) => areaList(areasIn(code), request),
      latitude: ({ position }) => position?.latitude,
      longitude: ({ position }) => position?.longitude,
      serviceCentres: async ({ code }, request, context) =>
        centres.list(await centres.inArea(code, context), request, context),
      coverage: async (area: Area, _args, context) => coverageOf(area, await centres.inArea(area.code, context)),
    },
  } satisfies Resolvers;
}
