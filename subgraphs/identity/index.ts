/** Who the people are, how they log in, and the public key by which everybody can tell that they did. */
import { defineSubgraph } from '#kit/subgraph.ts';
import { loginByCode } from './login/login-by-code.ts';
import { officials } from './officials.model.ts';
import { people } from './people.model.ts';
import { personResolvers } from './resolvers.ts';

export default defineSubgraph({
  schema: new URL('./schema.graphql', import.meta.url),
  start: async (environment) => {
    const { connection, keys, settings } = environment;
    const isDevelopment = settings.MODE === 'development';
    const login = await loginByCode(environment);
    await Promise.all([people.prepare(connection, isDevelopment), officials.prepare(connection, isDevelopment)]);
    return {
      resolvers: { ...personResolvers(people.model(connection)), ...login.resolvers },
      routes: (server) => {
        server.get('/.well-known/jwks.json', () => ({ keys: [keys.publicJwk] }));
        login.routes(server);
      },
    };
  },
});
