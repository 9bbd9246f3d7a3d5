/** The gateway: one HTTP endpoint for the whole graph. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ApolloServer } from '@apollo/server';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import { type FastifyInstance, fastify, LogController } from 'fastify';
import type { Logger } from 'pino';
import { callerReader } from './caller.ts';
import type { GatewayContext } from './context.ts';
import { DPOP_ALGORITHMS } from './dpop.ts';
import { errorOf, formatError, PLATFORM } from './errors.ts';
import { explorerRoutes } from './explorer.ts';
import { type Federation, federation } from './federation.ts';
import { healthRoutes } from './health.ts';
import { httpErrors } from './http-errors.ts';
import { challengeOf, InvalidToken, VerificationUnavailable } from './invalid-token.ts';
import { type IssuerKeys, issuerKeys } from './issuer-keys.ts';
import { limitRules } from './limits.ts';
import { createLogger } from './log.ts';
import { noRevocations, type Revocations, revocations } from './revocations.ts';
import { endpointsOf, type Settings } from './settings.ts';
import { subgraphClient } from './subgraph/client.ts';
import { subgraphAuthorization } from './subgraph/token.ts';
import { watchFile } from './supergraph-file.ts';
import { usedProofsInRedis } from './used-proofs.redis.ts';
import { type UsedProofs, usedProofsHere } from './used-proofs.ts';

export type RunningGateway = {
  readonly url: string;
  /** Ends it: requests under way are answered first. */
  stop(): Promise<void>;
};

/** Fastify's own is for ever: a body that is sent slowly would hold its connection. */
const REQUEST_ARRIVES_WITHIN_MS = 60_000;

/**
 * Starts the gateway.
 * @throws Error that says what is missing or wrong: a file, the supergraph, the port (code EADDRINUSE).
 */
export async function startGateway(
  settings: Settings,
  log = createLogger(settings.LOG_LEVEL),
): Promise<RunningGateway> {
  const isDevelopment = settings.MODE === 'development';
  const authorization = await subgraphAuthorization(settings.SIGNING_KEY_FILE, new Set(settings.HANDS_ON.split(',')));
  const client = subgraphClient(settings.SUBGRAPH_URLS, authorization, settings.SUBGRAPH_TIMEOUT_MS);
  const sdl = await readFile(settings.SUPERGRAPH_FILE, 'utf8');
  const graph = federation(sdl, client, settings.MAX_COST, log);
  const server = fastify({
    bodyLimit: settings.MAX_BODY_BYTES,
    requestTimeout: REQUEST_ARRIVES_WITHIN_MS,
    genReqId: ({ headers }) => requestId(headers['x-request-id']),
    logController: new LogController({ disableRequestLogging: true }),
  });
  let isStopping = false;
  server.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    // A connection that is kept would keep the server from ending.
    if (isStopping) reply.header('connection', 'close');
  });
  httpErrors(server, settings, log);
  const keys = issuerKeys(new URL(settings.ISSUER_JWKS_URL));
  if (isDevelopment) {
    await explorerRoutes(server, settings.FIRST_QUERY_FILE);
    if (settings.DEVELOPMENT_INBOX_URL)
      server.get('/development/inbox', (_request, reply) => reply.redirect(settings.DEVELOPMENT_INBOX_URL, 307));
  }
  const revoked = settings.REVOCATIONS_URL
    ? revocations(
        settings.REVOCATIONS_URL,
        async () => (await authorization(settings.REVOCATIONS_AUDIENCE, null)).authorization,
        settings.REVOCATIONS_EVERY_MS,
        log,
      )
    : noRevocations;
  await revoked.start();
  const canVerify = async () => (await keys.areHad()) && revoked.isHad();
  healthRoutes(server, () => graph.published().subgraphs, client.isReady, canVerify);
  const usedProofs = settings.REDIS_URL ? await usedProofsInRedis(settings.REDIS_URL, log) : usedProofsHere();
  const apollo = await addGraphql(server, graph, keys, revoked, usedProofs, settings, log);
  const watcher = watchFile(
    settings.SUPERGRAPH_FILE,
    sdl,
    (text) => {
      try {
        graph.update(text);
        log.info('serves another supergraph');
      } catch (error) {
        log.error({ err: error }, 'the new supergraph cannot be served; the one before goes on');
      }
    },
    (error) => log.error({ err: error }, 'the supergraph cannot be read; the one before goes on'),
  );
  const stop = async () => {
    isStopping = true;
    watcher.stop();
    revoked.stop();
    await server.close();
    await apollo.stop();
    await client.stop();
    await usedProofs.stop();
  };
  try {
    await server.listen({ host: settings.HOST, port: settings.PORT });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://${settings.HOST}:${settings.PORT}`, stop };
}

async function addGraphql(
  server: FastifyInstance,
  { gateway }: Federation,
  keys: IssuerKeys,
  revoked: Revocations,
  usedProofs: UsedProofs,
  settings: Settings,
  log: Logger,
): Promise<ApolloServer<GatewayContext>> {
  const apollo = new ApolloServer<GatewayContext>({
    gateway,
    introspection: settings.MODE === 'development',
    includeStacktraceInErrorResponses: false,
    formatError: formatError(log),
    hideSchemaDetailsFromClientErrors: settings.MODE === 'production',
    parseOptions: { maxTokens: settings.MAX_TOKENS },
    validationRules: limitRules(settings),
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: log,
    plugins: [fastifyApolloDrainPlugin(server)],
  });
  await apollo.start();
  const callerOf = callerReader({
    issuer: settings.ISSUER,
    keys,
    audience: settings.AUDIENCE,
    endpoints: endpointsOf(settings),
    revocations: revoked,
    usedProofs,
  });
  await server.register(fastifyApollo(apollo), {
    path: '/graphql',
    method: ['GET', 'POST'],
    context: async (request) => ({
      caller: await callerOf({
        method: request.method,
        authorization: request.headers.authorization,
        dpop: one(request.headers.dpop),
      }).catch(refuseToken(log)),
      requestId: request.id,
    }),
  });
  return apollo;
}

/**
 * A bad token is told as one, before anything runs: a request that should be somebody's is not run as nobody's. So is one
 * that cannot be told good or bad.
 */
function refuseToken(log: Logger) {
  return (error: unknown): never => {
    if (error instanceof InvalidToken) {
      const headers = new Map([['www-authenticate', challengeOf(error, DPOP_ALGORITHMS)]]);
      throw errorOf('INVALID_TOKEN', {}, { http: { status: 401, headers } });
    }
    if (!(error instanceof VerificationUnavailable)) throw error;
    log.error({ reason: error.message }, 'a login cannot be told good or bad');
    throw errorOf('SERVICE_UNAVAILABLE', { service: PLATFORM }, { http: { status: 503, headers: new Map() } });
  };
}

/** Node joins headers that come twice; two proofs are none. */
function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}

/** The client's own id where it has one that can be logged; a new one otherwise. */
function requestId(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}
