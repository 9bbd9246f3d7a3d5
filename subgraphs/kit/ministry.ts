/** A ministry as data: its SDL, its rules, its registries. What is the same for all ministries is made from that here. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { applicationReads } from './access-log/application-reads.ts';
import { commandRoutes } from './application/commands.ts';
import { deskFeeRoutes } from './application/desk-fee.ts';
import { eligibilityRoute } from './application/eligibility.ts';
import { applicationErrors } from './application/errors.ts';
import { keepConfidential } from './application/keep-confidential.ts';
import { namedDocumentRoute } from './application/named-document.ts';
import { paymentRoutes } from './application/pay.ts';
import { nameHeldPlaces } from './application/places/name-held-places.ts';
import { visibleRecords } from './application/visible-records.ts';
import { contractResolvers } from './contract-resolvers.ts';
import type { ErrorCatalogue } from './errors/catalogue.ts';
import { evidenceErrors, withEvidenceRules } from './evidence.ts';
import { formErrors } from './form/errors.ts';
import { createDesk } from './ministry-desk.ts';
import { ministryResolvers } from './ministry-resolvers.ts';
import { checkedServices } from './ministry-services.ts';
import type { Registry } from './registry.ts';
import { ruleErrors } from './rule-errors.ts';
import type { Services } from './service.ts';
import { defineSubgraph, type Resolvers, type SubgraphDefinition } from './subgraph.ts';
import { triesErrors } from './tries/errors.ts';

/** What a ministry's `index.ts` says. */
export type MinistryDefinition = {
  /** The ministry's code, which is its folder's name. */
  readonly code: string;
  readonly schema: URL;
  /** By the code of `@service`; each service of the SDL has an entry. */
  readonly services: Services;
  readonly registries?: readonly Pick<Registry<unknown>, 'prepare'>[];
  /** Texts of the ministry's own error codes. */
  readonly errors?: ErrorCatalogue;
  /** Resolvers of types that only this ministry has, where a plain property is not enough. */
  readonly resolvers?: Resolvers;
};

/**
 * Makes a subgraph of a ministry.
 * @example
 * export default defineMinistry({ code: 'land', schema: new URL('./schema.graphql', import.meta.url), services: { … } });
 */
export function defineMinistry(ministry: MinistryDefinition): SubgraphDefinition {
  return defineSubgraph({
    schema: ministry.schema,
    start: async (environment) => {
      // Without the ministry's resolvers: forms are coerced by its types, and labels are read from it.
      const { document } = environment;
      const schema = buildSubgraphSchema([{ typeDefs: document, resolvers: contractResolvers(document, {}) }]);
      const isDevelopment = environment.settings.MODE === 'development';
      const services = withEvidenceRules(checkedServices(ministry, document, schema), environment.keys);
      const desk = createDesk(ministry.code, schema, services.recorded, environment);
      await Promise.all([
        desk.applications.createIndexes(),
        desk.slots.prepare(),
        desk.tries.prepare(),
        ...(ministry.registries ?? []).map((each) => each.prepare(environment.connection, isDevelopment)),
      ]);
      await keepConfidential(desk);
      await nameHeldPlaces(desk);
      const visible = visibleRecords(desk);
      const texts = {
        ...formErrors,
        ...applicationErrors,
        ...evidenceErrors,
        ...ruleErrors,
        ...triesErrors,
        ...ministry.errors,
      };
      return {
        resolvers: { ...ministryResolvers(desk, services, texts, visible), ...ministry.resolvers },
        personal: {
          Application: applicationReads(async (id, context) => {
            const record = await visible(context).load(id);
            return record && { ...record, id: record._id };
          }),
        },
        routes: (server) => {
          commandRoutes(server, desk, environment.keys, texts);
          eligibilityRoute(server, desk, environment.keys, texts);
          paymentRoutes(server, desk);
          deskFeeRoutes(server, desk, environment.keys);
          namedDocumentRoute(server, desk, environment.keys);
        },
        started: () => desk.relay.start(),
        stop: () => desk.relay.stop(),
      };
    },
  });
}
