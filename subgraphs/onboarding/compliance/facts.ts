/** What is known of ministries, loaded for many at once: one aggregation of the lists, one of the directives. */
import type DataLoader from 'dataloader';
import { dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import type { PublishedSupergraph } from '#kit/form/published-supergraph.ts';
import { requestLoader } from '#kit/loader.ts';
import type { Directives } from '../directives/directives.model.ts';
import type { ServiceListRecord, ServiceLists } from '../service-list/service-lists.model.ts';
import type { Facts } from './compliance.ts';

/** The facts of a ministry, and the list that counts; null while none is in. */
type Known = Facts & { readonly list: ServiceListRecord | null };

export type FactsLoader = (context: SubgraphContext) => DataLoader<string, Known>;

/** @param published gives what is published now. */
export function factsLoader(
  lists: ServiceLists,
  directives: Directives,
  published: () => Promise<PublishedSupergraph>,
): FactsLoader {
  return requestLoader(async (codes: readonly string[], { clock }) => {
    const [{ services }, current, counts] = await Promise.all([
      published(),
      lists.current(codes),
      directives.counts(codes, dayInDhaka(clock.now())),
    ]);
    return codes.map((code) => {
      const list = current.find(({ ministry }) => ministry === code) ?? null;
      return {
        list,
        declared: list?.services ?? null,
        live: services.filter(({ subgraph }) => subgraph === code),
        directives: counts.filter(({ ministry }) => ministry === code),
      };
    });
  });
}
