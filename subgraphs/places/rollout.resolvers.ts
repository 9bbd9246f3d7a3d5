import { areasOfLevel } from '#kit/areas/area-map.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { inLanguage } from '#kit/contract-resolvers.ts';
import { areaList, areasOf } from './area-list.ts';
import { byArea, coverageOf } from './coverage.ts';
import { criteriaOf, nextAreaCodes, STAGES, type Stage, statusOf } from './rollout-stages.ts';
import type { Resolvers } from './schema.generated.ts';
import type { ServiceCentres } from './service-centres.ts';

/** There is one roll-out, and all of it is counted when it is asked for. */
export type RolloutSource = Readonly<Record<never, never>>;

export function rolloutResolvers(centres: ServiceCentres) {
  /** The stage's criteria with their figures, and the centres that they were counted from. */
  async function judged(stage: Stage, context: SubgraphContext) {
    const all = await centres.all(context);
    const pilots = await Promise.all(
      stage.target ? [] : all.filter((each) => each.stage === stage.code).map(({ _id }) => centres.pilot(_id, context)),
    );
    const criteria = criteriaOf(
      stage,
      all,
      pilots.flatMap((totals) => totals ?? []),
    );
    return { all, criteria };
  }

  return {
    Query: { rollout: () => ({}) },
    Rollout: {
      stages: () => STAGES,
      nextAreas: async (_rollout, request, context) =>
        areaList(areasOf(nextAreaCodes(await centres.all(context))), request),
      coverage: async (_rollout, { level }, context) => {
        const there = byArea(await centres.all(context));
        return areasOfLevel(level).flatMap((area) => coverageOf(area, there.get(area.code) ?? []) ?? []);
      },
    },
    RolloutStage: {
      name: ({ name }, { language }) => inLanguage(name, language),
      status: async (stage, _args, context) => {
        const { all, criteria } = await judged(stage, context);
        return statusOf(stage, all, criteria);
      },
      centres: async ({ code }, request, context) =>
        centres.list(
          (await centres.all(context)).filter(({ stage }) => stage === code),
          request,
          context,
        ),
      criteria: async (stage, _args, context) => (await judged(stage, context)).criteria,
    },
    RolloutCriterion: {
      name: ({ name }, { language }) => inLanguage(name, language),
    },
  } satisfies Resolvers;
}
