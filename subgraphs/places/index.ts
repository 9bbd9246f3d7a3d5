/** The country's map, the service centres on it, and how they come to the whole country. */
import { inputChecker } from '#kit/form/input-checker.ts';
import { publishedSupergraph } from '#kit/form/published-supergraph.ts';
import { defineSubgraph } from '#kit/subgraph.ts';
import { areaResolvers } from './area.resolvers.ts';
import { centreFigures } from './centre-figures.model.ts';
import { centreNameRoute } from './centre-name.route.ts';
import { operations } from './operations.ts';
import { rolloutResolvers } from './rollout.resolvers.ts';
import { serviceCentreResolvers } from './service-centre.resolvers.ts';
import { serviceCentres } from './service-centres.model.ts';
import { serviceCentreReader } from './service-centres.ts';

export default defineSubgraph({
  schema: new URL('./schema.graphql', import.meta.url),
  start: async ({ connection, document, keys, settings }) => {
    const isDevelopment = settings.MODE === 'development';
    await Promise.all([serviceCentres, centreFigures].map((each) => each.prepare(connection, isDevelopment)));
    const [centres, figures] = [serviceCentres.model(connection), centreFigures.model(connection)];
    const published = publishedSupergraph(settings.SUPERGRAPH_FILE);
    const reader = serviceCentreReader(centres, figures);
    const checkOf = inputChecker(document);
    const areas = areaResolvers(reader, checkOf('AreaFilter'));
    const serving = serviceCentreResolvers({
      centres: reader,
      operations: operations({ centres, figures, published, pilotOf: reader.pilotNow }),
      published,
      checkOf,
    });
    const rollout = rolloutResolvers(reader);
    return {
      resolvers: { ...areas, ...serving, ...rollout, Query: { ...areas.Query, ...serving.Query, ...rollout.Query } },
      routes: (server) => centreNameRoute(server, centres, keys),
    };
  },
});
