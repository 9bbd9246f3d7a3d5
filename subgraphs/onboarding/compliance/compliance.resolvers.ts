import { dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { inLanguage } from '#kit/contract-resolvers.ts';
import type { PublishedSupergraph } from '#kit/form/published-supergraph.ts';
import { actorOf, maySee } from '../acting-for.ts';
import { complianceOf, lateTasks, type TaskState } from './compliance.ts';
import type { FactsLoader } from './facts.ts';

type InLanguage = { language: 'EN' | 'BN' };
/** `focalPointSince` comes with the request: identity knows it (`@requires`). */
type Ministry = { readonly code: string; readonly focalPointSince?: string | null };

type Parts = {
  readonly published: () => Promise<PublishedSupergraph>;
  readonly facts: FactsLoader;
  /** The last day, `YYYY-MM-DD`. */
  readonly deadline: string;
};

export function complianceResolvers({ published, facts, deadline }: Parts) {
  const dayOf = ({ clock }: SubgraphContext) => ({ deadline, today: dayInDhaka(clock.now()) });
  return {
    Query: {
      ownMinistry: (_parent: unknown, _args: unknown, { caller }: SubgraphContext) => ({
        code: actorOf(caller).ministry,
      }),
      lateMinistries: async (_parent: unknown, _args: unknown, context: SubgraphContext) => {
        const { ministries } = await published();
        const all = ministries.map(async ({ code }) => ({
          code,
          open: lateTasks(await facts(context).load(code), dayOf(context)).length,
        }));
        return (await Promise.all(all))
          .filter(({ open }) => open > 0)
          .sort((one, other) => other.open - one.open)
          .map(({ code }) => ({ code }));
      },
    },
    Ministry: {
      __resolveReference: ({ code, focalPointSince }: Ministry) => ({ code, focalPointSince }),
      compliance: async ({ code, focalPointSince }: Ministry, _args: unknown, context: SubgraphContext) =>
        maySee(context.caller, code)
          ? complianceOf(await facts(context).load(code), Boolean(focalPointSince), dayOf(context))
          : null,
    },
    OnboardingTask: {
      title: ({ title }: TaskState, { language }: InLanguage) => inLanguage(title, language),
      instructions: ({ instructions }: TaskState, { language }: InLanguage) => inLanguage(instructions, language),
    },
  };
}
