/** The catalogue: every service of the published supergraph with its form. It keeps nothing: the schema is the catalogue. */
import { publishedSupergraph } from '#kit/form/published-supergraph.ts';
import { defineSubgraph } from '#kit/subgraph.ts';
import { eligibilityAtMinistry } from './eligibility.ts';
import { catalogueResolvers } from './resolvers.ts';

export default defineSubgraph({
  schema: new URL('./schema.graphql', import.meta.url),
  start: async (environment) => {
    const { log, settings } = environment;
    const published = publishedSupergraph(settings.SUPERGRAPH_FILE, (error) =>
      log.error({ err: error }, 'the supergraph cannot be read; the one before goes on'),
    );
    return { resolvers: catalogueResolvers(published, eligibilityAtMinistry(environment)) };
  },
});
