/**
 * A payment provider for development: a ministry asks it for a page, a person pays there, and it says so by a signed call
 * to the ministry until that is heard. It behaves over HTTP like a real one; only the money is not there.
 *
 * A payment is one write: the receipt, and the mark that the ministry has not been told.
 */
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import { type Clock, systemClock } from '../../clock.ts';
import { closeConnectionsAtEnd } from '../../close-connections.ts';
import { type IdSource, randomIds } from '../../ids.ts';
import type { Logger } from '../../log.ts';
import { answers, connect } from '../../storage/connect.ts';
import { createCallbacks } from './callbacks.ts';
import { checkoutModel, createCheckouts } from './checkouts.model.ts';
import { addDemands } from './demand.routes.ts';
import { addPages } from './page.routes.ts';

export type DevelopmentProviderOptions = {
  /** On loopback; 0 is any free one. */
  readonly port: number;
  /** Shared with the ministries; signs their demands and our receipts. */
  readonly secret: string;
  readonly mongodbUrl: string;
  /** Begins the database's name: `<prefix>payments`. */
  readonly databasePrefix: string;
  readonly log: Logger;
  readonly clock?: Clock;
  readonly ids?: IdSource;
};

export type DevelopmentProvider = {
  readonly url: string;
  /** Ends after the requests and calls under way. What is not delivered waits in the database. */
  stop(): Promise<void>;
};

const HOST = '127.0.0.1';
const MAX_BODY_BYTES = 16_384;

/**
 * Starts the provider.
 * @example
 * const provider = await startDevelopmentProvider({ port: 0, secret, mongodbUrl, databasePrefix: 'nagarik_', log });
 * const payments = paymentProvider(provider.url, secret);
 * @throws Error when the secret is empty, the database does not answer, or (code EADDRINUSE) the port is taken.
 */
export async function startDevelopmentProvider(options: DevelopmentProviderOptions): Promise<DevelopmentProvider> {
  const { port, secret, mongodbUrl, databasePrefix, log, clock = systemClock, ids = randomIds } = options;
  if (secret === '') throw new Error('the payment provider needs a secret: everybody could sign with an empty one');
  const connection = await connect(mongodbUrl, `${databasePrefix}payments`);
  try {
    const model = checkoutModel(connection);
    await model.createIndexes();
    const callbacks = createCallbacks(model, secret, clock, log);
    const loggerInstance: FastifyBaseLogger = log;
    const server = fastify({
      loggerInstance,
      logController: new LogController({ disableRequestLogging: true }),
      bodyLimit: MAX_BODY_BYTES,
    });
    closeConnectionsAtEnd(server);
    server.get('/health', () => ({ status: 'alive' }));
    server.get('/ready', async (_request, reply) => {
      const ready = await answers(connection);
      return reply.code(ready ? 200 : 503).send({ ready });
    });
    const checkouts = createCheckouts(model, clock, ids);
    addDemands(server, secret, checkouts, () => baseOf(server));
    addPages(server, secret, checkouts, callbacks);
    await server.listen({ host: HOST, port });
    callbacks.start();
    const stop = async () => {
      await server.close();
      await callbacks.stop();
      await connection.close();
    };
    let stopping: Promise<void> | undefined;
    return {
      url: baseOf(server),
      stop: () => {
        stopping ??= stop();
        return stopping;
      },
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

function baseOf(server: FastifyInstance): string {
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('the payment provider does not listen');
  return `http://${HOST}:${address.port}`;
}
