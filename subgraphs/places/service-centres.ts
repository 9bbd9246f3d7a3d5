/** Reading service centres: what is asked for in one tick is one command, however many areas ask. */
import type { Model, QueryFilter } from 'mongoose';
import type { SubgraphContext } from '#kit/context.ts';
import { requestLoader } from '#kit/loader.ts';
import { listPage } from '#kit/storage/list-page.ts';
import { connection, type Order, type PageConnection, type PageRequest, page } from '#kit/storage/page.ts';
import type { CentreFigures } from './centre-figures.model.ts';
import { byArea } from './coverage.ts';
import { boxAround, distanceMetres, type Position } from './distance.ts';
import { SERVING } from './moves.ts';
import type { PilotTotals } from './pilot-criteria.ts';
import type { ServiceCentreFilter } from './schema.generated.ts';
import type { MoveRecord, ServiceCentreRecord } from './service-centres.model.ts';

/** A page of service centres. */
export type ServiceCentreList = PageConnection<ServiceCentreRecord>;

/** A page of a centre's log. */
export type MoveList = PageConnection<MoveRecord>;

/** What counts and maps look at: a small part of the record. */
export type CentreOutline = Pick<
  ServiceCentreRecord,
  '_id' | 'area' | 'country' | 'stage' | 'status' | 'latitude' | 'longitude'
>;
const OUTLINE = { area: 1, country: 1, stage: 1, status: 1, latitude: 1, longitude: 1 };

/**
 * How far it is looked for the nearest, one after the other, before it is looked everywhere. With 5,000 centres in the country
 * the first is enough: an answer takes 20 ms, where one that reads them all takes 400 (embedded store).
 */
const RADII_METRES = [30_000, 200_000];

const AS_PLANNED: Order = { field: 'plannedAt', direction: 1 };

export type ServiceCentres = ReturnType<typeof serviceCentreReader>;

export function serviceCentreReader(centres: Model<ServiceCentreRecord>, figures: Model<CentreFigures>) {
  const outlines = (filter: QueryFilter<ServiceCentreRecord>) =>
    centres.find(filter, OUTLINE).sort({ plannedAt: 1, _id: 1 }).lean<CentreOutline[]>();

  const byCode = requestLoader(async (codes: readonly string[]) => {
    const found = await centres.find({ _id: { $in: [...codes] } }).lean<ServiceCentreRecord[]>();
    const records = new Map(found.map((record) => [record._id, record]));
    return codes.map((code) => records.get(code) ?? null);
  });

  const inAreas = requestLoader(async (codes: readonly string[]): Promise<(readonly CentreOutline[])[]> => {
    const found = byArea(await outlines({ path: { $in: [...codes] } }));
    return codes.map((code) => found.get(code) ?? []);
  });

  const everywhere = requestLoader(async (keys: readonly 'all'[]) => {
    const found = await outlines({});
    return keys.map(() => found);
  });

  /** Sums over the days of each centre's pilot; null where there are none. */
  async function sums(codes: readonly string[]): Promise<(PilotTotals | null)[]> {
    const found = await figures.aggregate<PilotTotals & { _id: string }>([
      { $match: { centre: { $in: [...codes] }, isPilot: true } },
      {
        $group: {
          _id: '$centre',
          served: { $sum: '$served' },
          waitedMinutes: { $sum: { $multiply: ['$served', '$waitingMinutes'] } },
          complaints: { $sum: '$complaints' },
        },
      },
    ]);
    const totals = new Map(found.map((sum) => [sum._id, sum]));
    return codes.map((code) => totals.get(code) ?? null);
  }
  const pilots = requestLoader(sums);

  /** Those that serve and that a filter leaves, by their distance. */
  async function byDistance(position: Position, filter: QueryFilter<ServiceCentreRecord>) {
    const serving = await outlines({ status: { $in: [...SERVING] }, ...filter });
    return serving
      .map(({ _id, ...centre }) => ({ _id, metres: distanceMetres(position, centre) }))
      .sort((one, other) => one.metres - other.metres);
  }

  async function nearest(position: Position, first: number) {
    for (const radius of RADII_METRES) {
      // The corners of the box lie farther away than what may lie outside of it.
      const near = (await byDistance(position, within(position, radius))).filter(({ metres }) => metres <= radius);
      if (near.length >= first) return near.slice(0, first);
    }
    return (await byDistance(position, {})).slice(0, first);
  }

  return {
    byCode: (code: string, context: SubgraphContext) => byCode(context).load(code),

    /** In an area and in what lies in it, in the order of the plans. */
    inArea: (code: string, context: SubgraphContext) => inAreas(context).load(code),

    /** All, in the order of the plans. */
    all: (context: SubgraphContext) => everywhere(context).load('all'),

    /** The sums of the days of a centre's pilot; null without any. */
    pilot: (code: string, context: SubgraphContext) => pilots(context).load(code),

    /** The same as it is now, whatever the request has read before. */
    pilotNow: async (code: string): Promise<PilotTotals | null> => (await sums([code]))[0] ?? null,

    /** Shows a page of outlines as a page of records. Closed ones are among them, so that no cursor is ever lost. */
    async list(
      some: readonly CentreOutline[],
      request: PageRequest,
      context: SubgraphContext,
    ): Promise<ServiceCentreList> {
      const found = listPage(some, ({ _id }) => _id, request);
      const edges = await Promise.all(
        found.edges.map(async ({ node: { _id }, cursor }) => ({ node: await byCode(context).load(_id), cursor })),
      );
      return connection(
        { ...found, edges: edges.flatMap(({ node, cursor }) => (node ? [{ node, cursor }] : [])) },
        (record) => record,
      );
    },

    /** A page of the centres that a filter leaves. */
    async filtered({ status, area, service }: ServiceCentreFilter, request: PageRequest): Promise<ServiceCentreList> {
      const filter: QueryFilter<ServiceCentreRecord> = {
        ...(status ? { status: { $in: [...status] } } : {}),
        ...(area ? { path: area } : {}),
        ...(service ? { services: service } : {}),
      };
      return connection(await page(centres, filter, AS_PLANNED, request), (record) => record);
    },

    /** Those that serve, nearest first. */
    async nearest(position: Position, first: number, context: SubgraphContext) {
      const found = await Promise.all(
        (await nearest(position, first)).map(async ({ _id, metres }) => ({
          record: await byCode(context).load(_id),
          metres,
        })),
      );
      return found.flatMap(({ record, metres }) =>
        record ? [{ serviceCentre: record, distanceMetres: Math.round(metres) }] : [],
      );
    },

    /** After a write: what this request has read before is no longer so. */
    forget(context: SubgraphContext): void {
      for (const loader of [byCode(context), inAreas(context), everywhere(context), pilots(context)]) loader.clearAll();
    },
  };
}

function within(position: Position, radiusMetres: number): QueryFilter<ServiceCentreRecord> {
  const { south, north, west, east } = boxAround(position, radiusMetres);
  return { latitude: { $gte: south, $lte: north }, longitude: { $gte: west, $lte: east } };
}
