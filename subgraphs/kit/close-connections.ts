import type { FastifyInstance } from 'fastify';

/**
 * Closes a connection with the last answer on it. Without it, a connection that was busy when the server began to close
 * stays open, and `close()` waits, until its keep-alive ends: 72 s in Fastify.
 */
export function closeConnectionsAtEnd(server: FastifyInstance): void {
  let isClosing = false;
  server.addHook('preClose', async () => {
    isClosing = true;
  });
  server.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close');
  });
}
