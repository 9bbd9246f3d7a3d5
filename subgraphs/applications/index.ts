/** The index over all ministries' applications, and what can be done with any of them. */
import { EVENTS_PATH, readEvent } from '#kit/application/events.ts';
import { UntrustedRequest, verifyPeer } from '#kit/auth/tokens.ts';
import { defineSubgraph } from '#kit/subgraph.ts';
import { applicationIndex } from './application-index.ts';
import { ministryDesks } from './ministry-desks.ts';
import { rebuildWhenEmpty } from './rebuild.ts';
import { applicationsResolvers } from './resolvers.ts';

export default defineSubgraph({
  schema: new URL('./schema.graphql', import.meta.url),
  start: async (environment) => {
    const { connection, keys, log } = environment;
    const index = applicationIndex(connection);
    await index.prepare();
    const desks = ministryDesks(environment);
    const rebuild = rebuildWhenEmpty(index, desks, log);
    return {
      resolvers: applicationsResolvers(index, desks),
      routes: (server) => {
        server.post(EVENTS_PATH, async (request) => {
          const ministry = await verifyPeer(request.headers.authorization, keys);
          const snapshot = readEvent(request.body);
          if (snapshot.ministry !== ministry)
            throw new UntrustedRequest(`${ministry} cannot speak for ${snapshot.ministry}`);
          await index.apply([snapshot]);
          return { taken: true };
        });
      },
      started: rebuild.start,
      stop: rebuild.stop,
    };
  },
});
