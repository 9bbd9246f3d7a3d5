/** What is refused before GraphQL reads it is told in the same shape as GraphQL's errors. */
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { errorOf, inNumbers } from './errors.ts';
import type { Settings } from './settings.ts';

export function httpErrors(
  server: FastifyInstance,
  { MAX_BODY_BYTES }: Pick<Settings, 'MAX_BODY_BYTES'>,
  log: Logger,
): void {
  server.setErrorHandler((error, request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status === 413)
      return reply.code(413).send({ errors: [errorOf('REQUEST_TOO_LARGE', { most: inNumbers(MAX_BODY_BYTES) })] });
    if (status >= 400 && status < 500) {
      const reason = error instanceof Error ? error.message : String(status);
      return reply.code(status).send({ errors: [errorOf('BAD_REQUEST', { reason: { en: reason, bn: reason } })] });
    }
    log.error({ err: error, requestId: request.id }, 'a request failed');
    return reply.code(500).send({ errors: [errorOf('INTERNAL_SERVER_ERROR')] });
  });
}
