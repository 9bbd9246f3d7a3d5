/** Who the people are, which roles they hold, how they log in, and the public key by which everybody can tell that they did. */
import { publishedSupergraph } from '#kit/form/published-supergraph.ts';
import { defineSubgraph } from '#kit/subgraph.ts';
import { focalPointResolvers } from './focal-point/focal-point.resolvers.ts';
import { focalPointsOf } from './focal-point/focal-points.ts';
import { loginByCode } from './login/login-by-code.ts';
import { people } from './people.model.ts';
import { personResolvers } from './resolvers.ts';
import { roles } from './roles.model.ts';

export default defineSubgraph({
  schema: new URL('./schema.graphql', import.meta.url),
  start: async (environment) => {
    const { clock, connection, document, keys, settings } = environment;
    const isDevelopment = settings.MODE === 'development';
    const login = await loginByCode(environment);
    await Promise.all([people.prepare(connection, isDevelopment), roles.prepare(connection, isDevelopment)]);
    const supergraph = publishedSupergraph(settings.SUPERGRAPH_FILE);
    const focalPoints = focalPointsOf({
      roles: roles.model(connection),
      people: people.model(connection),
      ministries: async () => (await supergraph()).ministries.map(({ code }) => code),
      clock,
    });
    const ofPerson = personResolvers(people.model(connection));
    const ofFocalPoint = focalPointResolvers(document, focalPoints, people.model(connection), clock);
    return {
      resolvers: {
        ...ofPerson,
        ...ofFocalPoint,
        Citizen: { ...ofPerson.Citizen, ...ofFocalPoint.Citizen },
        Mutation: { ...login.resolvers.Mutation, ...ofFocalPoint.Mutation },
      },
      routes: (server) => {
        server.get('/.well-known/jwks.json', () => ({ keys: [keys.publicJwk] }));
        login.routes(server);
      },
    };
  },
});
