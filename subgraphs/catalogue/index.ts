/** The catalogue: every service of the published supergraph with its form. It keeps nothing: the schema is the catalogue. */
import { publishedSupergraph } from '#kit/form/published-supergraph.ts';
import { defineSubgraph } from '#kit/subgraph.ts';
import { catalogueResolvers } from './resolvers.ts';

export default defineSubgraph({
  schema: new URL('./schema.graphql', import.meta.url),
  start: async ({ settings }) => ({ resolvers: catalogueResolvers(publishedSupergraph(settings.SUPERGRAPH_FILE)) }),
});
