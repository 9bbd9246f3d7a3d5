import type { FastifyInstance } from 'fastify';

/**
 * `GET /health`: the gateway is alive. `GET /ready`: it can answer, and so can every subgraph; 503 and the names of those
 * that cannot, when not.
 * @param subgraphs those of the supergraph that is served now.
 */
export function healthRoutes(
  server: FastifyInstance,
  subgraphs: () => readonly string[],
  isReady: (subgraph: string) => Promise<boolean>,
): void {
  server.get('/health', () => ({ status: 'alive' }));
  server.get('/ready', async (_request, reply) => {
    const answers = await Promise.all(subgraphs().map(async (name) => ({ name, ready: await isReady(name) })));
    const notReady = answers.filter(({ ready }) => !ready).map(({ name }) => name);
    return reply.code(notReady.length > 0 ? 503 : 200).send({ ready: notReady.length === 0, notReady });
  });
}
