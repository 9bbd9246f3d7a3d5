/** A subgraph's own HTTP endpoint: `/graphql` for the gateway only, `/health`, `/ready`, and the definition's routes. */
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, fastify, LogController } from 'fastify';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { accessLog } from '../access-log/access-log.ts';
import { applicationReads } from '../access-log/application-reads.ts';
import { openJournal } from '../access-log/journal.ts';
import { type RecordLooks, recordLooks } from '../access-log/record-looks.ts';
import { tellAccesses } from '../access-log/tell-accesses.ts';
import { watched } from '../access-log/watched.ts';
import type { Caller } from '../auth/caller.ts';
import { guarded } from '../auth/guard.ts';
import { UntrustedRequest, verifyGatewayToken } from '../auth/tokens.ts';
import { closeConnectionsAtEnd } from '../close-connections.ts';
import type { SubgraphContext } from '../context.ts';
import { contractResolvers } from '../contract-resolvers.ts';
import { formatError } from '../errors/graphql.ts';
import { answers } from '../storage/connect.ts';
import type { SubgraphEnvironment, SubgraphParts } from '../subgraph.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the check of the gateway's token on `/graphql`. */
    caller: Caller | null;
  }
}

/** Fastify's own is for ever: a body that is sent slowly, a document's too, would hold its connection. */
const REQUEST_ARRIVES_WITHIN_MS = 60_000;

/**
 * Serves a subgraph.
 * @returns how to end it: requests under way are answered first.
 * @throws Error with code EADDRINUSE when the port is taken.
 */
export async function serve(environment: SubgraphEnvironment, parts: SubgraphParts): Promise<() => Promise<void>> {
  const { connection, name, settings, log, url } = environment;
  const server = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: settings.MAX_BODY_BYTES,
    requestTimeout: REQUEST_ARRIVES_WITHIN_MS,
    requestIdHeader: 'x-request-id',
  });
  server.decorateRequest('caller', null);
  closeConnectionsAtEnd(server);
  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof UntrustedRequest)
      return reply.code(401).send({
        errors: [{ message: 'Only the gateway and peer subgraphs are heard here.', extensions: { code: 'UNTRUSTED' } }],
      });
    // A route's own body that is not what it should be.
    if (error instanceof z.ZodError) return reply.code(400).send({ errors: [{ message: z.prettifyError(error) }] });
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status >= 500) log.error({ err: error }, 'a route failed');
    const message = status < 500 && error instanceof Error ? error.message : 'internal error';
    return reply.code(status).send({ errors: [{ message }] });
  });
  addHealth(server, environment);
  const accesses = accessLog(connection, name);
  const telling = tellAccesses(accesses, environment.peer('access-log'), log);
  const journal = settings.LOOKS_DIR ? await openJournal(join(settings.LOOKS_DIR, name), accesses, log) : null;
  const apollo = await addGraphql(server, environment, parts, journal?.record ?? accesses.record);
  parts.routes?.(server);
  await server.listen({ host: settings.HOST, port: Number(new URL(url).port) }).catch(async (error: unknown) => {
    await telling.stop();
    await journal?.stop();
    throw error;
  });
  telling.start();
  parts.started?.();
  return async () => {
    await server.close();
    await apollo.stop();
    await journal?.stop();
    await telling.stop();
    await parts.stop?.();
  };
}

function addHealth(server: FastifyInstance, { connection }: SubgraphEnvironment): void {
  server.get('/health', () => ({ status: 'alive' }));
  server.get('/ready', async (_request, reply) => {
    const ready = await answers(connection);
    return reply.code(ready ? 200 : 503).send({ ready });
  });
}

async function addGraphql(
  server: FastifyInstance,
  { name, document, keys, clock, settings, log }: SubgraphEnvironment,
  { resolvers, personal }: SubgraphParts,
  record: RecordLooks,
): Promise<ApolloServer<SubgraphContext>> {
  const bare = buildSubgraphSchema([{ typeDefs: document, resolvers: contractResolvers(document, resolvers) }]);
  // Who may not see a field has not looked at it: the guard comes first.
  const schema = guarded(watched(bare, { Application: applicationReads(), ...personal }));
  const apollo = new ApolloServer<SubgraphContext>({
    schema,
    introspection: settings.MODE === 'development',
    includeStacktraceInErrorResponses: false,
    formatError: formatError(log),
    validationRules: [depthRule(settings.MAX_DEPTH)],
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: log,
    plugins: [fastifyApolloDrainPlugin(server), recordLooks(record, log)],
  });
  await apollo.start();
  await server.register(async (route) => {
    route.addHook('onRequest', async (request) => {
      request.caller = await verifyGatewayToken(request.headers, name, keys);
    });
    await route.register(fastifyApollo(apollo), {
      path: '/graphql',
      method: ['POST'],
      context: async (request: FastifyRequest): Promise<SubgraphContext> => {
        if (!request.caller) throw new UntrustedRequest('no caller');
        return { caller: request.caller, requestId: request.id, clock };
      },
    });
  });
  return apollo;
}

/** Reports a query that is too deep as any other fault of a query: the rule by itself throws, which is our fault to Apollo. */
function depthRule(levels: number) {
  return maxDepthRule({
    n: levels,
    flattenFragments: true,
    propagateOnRejection: false,
    onReject: [(context) => context?.reportError(new GraphQLError(`The query is deeper than ${levels} levels.`))],
  });
}
