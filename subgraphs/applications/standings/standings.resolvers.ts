import { dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { inLanguage } from '#kit/contract-resolvers.ts';
import { daysLater } from '#kit/days.ts';
import type { Text } from '#kit/errors/catalogue.ts';
import type { PublishedSupergraph } from '#kit/form/published-supergraph.ts';
import type { ApplicationIndex } from '../application-index.ts';
import type { Ratings } from '../ratings/ratings.model.ts';
import { definitionOf, FIGURES, PERIOD_DAYS } from './definitions.ts';
import { remembered } from './remembered.ts';
import { ranked, type Standing, standingOf } from './standing.ts';

type InLanguage = { language: 'EN' | 'BN' };
type Figure = { readonly value: number | null; readonly definition: Text };

/** Everybody may ask, and counting 100,000 decisions takes the embedded store 1.7 s: the table is counted once a minute. */
const FRESH_MS = 60_000;

/** @param published gives what is published now. */
export function standingsResolvers(
  index: ApplicationIndex,
  ratings: Ratings,
  published: () => Promise<PublishedSupergraph>,
) {
  /** Two aggregations for all ministries. */
  const standings = remembered(async (now) => {
    const { ministries, services } = await published();
    const codes = ministries.map(({ code }) => code);
    const since = new Date(`${daysLater(dayInDhaka(now), -PERIOD_DAYS)}T00:00:00+06:00`);
    const [decisions, rated] = await Promise.all([index.decisions(codes, since), ratings.counts(codes, since)]);
    return ranked(
      codes.map((code) =>
        standingOf(
          code,
          services.filter(({ subgraph }) => subgraph === code).length,
          decisions.filter(({ ministry }) => ministry === code),
          rated.find(({ ministry }) => ministry === code) ?? { count: 0, stars: 0 },
        ),
      ),
    );
  }, FRESH_MS);

  return {
    Query: {
      ministryStandings: (_parent: unknown, _args: unknown, { clock }: SubgraphContext) => standings(clock.now()),
    },
    Ministry: {
      __resolveReference: ({ code }: { code: string }) => ({ code }),
      standing: async ({ code }: { code: string }, _args: unknown, { clock }: SubgraphContext) =>
        (await standings(clock.now())).find(({ ministry }) => ministry === code) ?? null,
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
