/** Who looked at citizens' data: a copy of every subgraph's log, for the citizen to read and for anybody to check. */
import { publishedSupergraph } from '#kit/form/published-supergraph.ts';
import { createRounds } from '#kit/rounds.ts';
import { defineSubgraph } from '#kit/subgraph.ts';
import { accessResolvers } from './access.resolvers.ts';
import { accessesRoute } from './accesses.route.ts';
import { copiesOn } from './copies.model.ts';
import { crowdsOn } from './crowds.model.ts';
import { flagsOn } from './flags.model.ts';
import { headsOn } from './heads.model.ts';
import { ownLooks } from './own-looks.ts';
import { personReference } from './person-reference.ts';
import { personalTypes } from './personal-types.ts';
import { questionResolvers } from './question.resolvers.ts';
import { questionsOn } from './questions.model.ts';
import { seekUnusual } from './seek-unusual.ts';

/** Nobody waits for it, and what came meanwhile is sought together. */
const SEEK_AFTER_MS = 3_000;
/** A day's heads are published within a minute of its end. */
const PUBLISH_EVERY_MS = 60_000;

export default defineSubgraph({
  schema: new URL('./schema.graphql', import.meta.url),
  start: async ({ clock, connection, document, ids, keys, log, name, peer, settings }) => {
    const copies = copiesOn(connection);
    const [crowds, flags, questions] = [crowdsOn(connection), flagsOn(connection), questionsOn(connection)];
    const heads = headsOn(connection, copies, clock);
    await Promise.all([copies, crowds, flags, heads, questions].map((each) => each.prepare()));
    const published = publishedSupergraph(settings.SUPERGRAPH_FILE);
    const referenceOf = await personReference(settings.KEYS_DIR, name);
    const identity = peer('identity');
    const own = ownLooks(identity);
    const ofAccesses = accessResolvers({ copies, flags, heads, questions, own, published, referenceOf });
    const ofQuestions = questionResolvers({ document, copies, questions, own, published, ids });
    const seeking = createRounds('identity', () => seekUnusual({ copies, crowds, flags, identity }), log, {
      soonMs: SEEK_AFTER_MS,
    });
    const publishing = createRounds('the database', heads.publish, log, { everyMs: PUBLISH_EVERY_MS });
    const taken = () => {
      seeking.soon();
      publishing.soon();
    };
    return {
      resolvers: { ...ofAccesses, ...ofQuestions, Query: { ...ofAccesses.Query, ...ofQuestions.Query } },
      personal: personalTypes,
      routes: (server) => accessesRoute(server, { copies, keys, log, taken }),
      started: () => {
        seeking.start();
        publishing.start();
      },
      stop: async () => {
        await Promise.all([seeking.stop(), publishing.stop()]);
      },
    };
  },
});
