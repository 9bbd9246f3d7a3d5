/** The index over all ministries' applications, and what can be done with any of them. */
import { EVENTS_PATH, readEvent } from '#kit/application/events.ts';
import { UntrustedRequest, verifyPeer } from '#kit/auth/tokens.ts';
import { publishedSupergraph } from '#kit/form/published-supergraph.ts';
import { defineSubgraph } from '#kit/subgraph.ts';
import { applicationIndex } from './application-index.ts';
import { assistedTeller } from './assisted-teller.ts';
import { ministryDesks } from './ministry-desks.ts';
import { isOwn } from './own-applications.ts';
import { ratingResolvers } from './ratings/rating.resolvers.ts';
import { ratingsOn } from './ratings/ratings.model.ts';
import { rebuildWhatIsMissing } from './rebuild.ts';
import { applicationsResolvers } from './resolvers.ts';
import { standingsResolvers } from './standings/standings.resolvers.ts';

/** An event is a whole record: it may be as large as a document of MongoDB. One that is refused would block all others. */
const MAX_EVENT_BYTES = 16 * 1024 * 1024;

export default defineSubgraph({
  schema: new URL('./schema.graphql', import.meta.url),
  start: async (environment) => {
    const { connection, document, keys, log, peer, settings } = environment;
    const index = applicationIndex(connection, new Set(settings.HOLIDAYS));
    const ratings = ratingsOn(connection);
    await Promise.all([index.prepare(), ratings.prepare()]);
    const desks = ministryDesks(environment);
    const rebuild = rebuildWhatIsMissing(index, desks, log);
    const assisted = assistedTeller(index, peer('entrepreneurs'), log);
    const own = applicationsResolvers(index, desks, document);
    const ofRatings = ratingResolvers(index, ratings, document);
    const ofStandings = standingsResolvers(index, ratings, publishedSupergraph(settings.SUPERGRAPH_FILE));
    return {
      resolvers: {
        ...own,
        ...ofStandings,
        Query: { ...own.Query, ...ofStandings.Query },
        Application: { ...own.Application, ...ofRatings.Application },
        Mutation: { ...own.Mutation, ...ofRatings.Mutation },
      },
      routes: (server) => {
        server.post(EVENTS_PATH, { bodyLimit: MAX_EVENT_BYTES }, async (request) => {
          const ministry = await verifyPeer(request.headers, keys);
          const snapshot = readEvent(request.body);
          if (!isOwn(ministry, snapshot)) throw new UntrustedRequest(`${ministry} cannot speak for ${snapshot.id}`);
          await index.apply([snapshot]);
          if (snapshot.assistance) await assisted.tell(snapshot);
          return { taken: true };
        });
      },
      started: () => {
        rebuild.start();
        assisted.start();
      },
      stop: async () => {
        await Promise.all([rebuild.stop(), assisted.stop()]);
      },
    };
  },
});
