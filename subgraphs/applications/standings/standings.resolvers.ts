import { dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { inLanguage } from '#kit/contract-resolvers.ts';
import { daysLater } from '#kit/days.ts';
import type { Text } from '#kit/errors/catalogue.ts';
import type { PublishedSupergraph } from '#kit/form/published-supergraph.ts';
import { requestLoader } from '#kit/loader.ts';
import type { ApplicationIndex } from '../application-index.ts';
import type { Ratings } from '../ratings/ratings.model.ts';
import { definitionOf, FIGURES, PERIOD_DAYS } from './definitions.ts';
import { ranked, type Standing, standingOf } from './standing.ts';

type InLanguage = { language: 'EN' | 'BN' };
type Figure = { readonly value: number | null; readonly definition: Text };

/** @param published gives what is published now. */
export function standingsResolvers(
  index: ApplicationIndex,
  ratings: Ratings,
  published: () => Promise<PublishedSupergraph>,
) {
  /** Two aggregations, however many ministries are asked for. */
  const standings = requestLoader(async (codes: readonly string[], { clock }: SubgraphContext) => {
    const since = new Date(`${daysLater(dayInDhaka(clock.now()), -PERIOD_DAYS)}T00:00:00+06:00`);
    const [{ services }, decisions, rated] = await Promise.all([
      published(),
      index.decisions(codes, since),
      ratings.counts(codes, since),
    ]);
    return codes.map((code) =>
      standingOf(
        code,
        services.filter(({ subgraph }) => subgraph === code).length,
        decisions.filter(({ ministry }) => ministry === code),
        rated.find(({ ministry }) => ministry === code) ?? { count: 0, stars: 0 },
      ),
    );
  });

  return {
    Query: {
      ministryStandings: async (_parent: unknown, _args: unknown, context: SubgraphContext) => {
        const { ministries } = await published();
        return ranked(await Promise.all(ministries.map(({ code }) => standings(context).load(code))));
      },
    },
    Ministry: {
      __resolveReference: ({ code }: { code: string }) => ({ code }),
      standing: ({ code }: { code: string }, _args: unknown, context: SubgraphContext) => standings(context).load(code),
    },
    MinistryStanding: {
      ministry: ({ ministry }: Standing) => ({ code: ministry }),
      ...Object.fromEntries(
        FIGURES.map((figure) => [
          figure,
          (standing: Standing): Figure => ({ value: standing[figure], definition: definitionOf(figure) }),
        ]),
      ),
    },
    StandingFigure: {
      definition: ({ definition }: Figure, { language }: InLanguage) => inLanguage(definition, language),
    },
  };
}
