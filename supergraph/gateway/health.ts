import type { FastifyInstance } from 'fastify';

/**
 * `GET /health`: the gateway is alive. `GET /ready`: it can serve, so a load balancer may send it requests; 503 when not. It
 * cannot while access tokens could not be verified. A subgraph that is down is named, and costs its own fields only: every
 * other gateway would find the same.
 * @param subgraphs those of the supergraph that is served now.
 * @param canVerify whether access tokens can be verified: the issuer's keys and its list of what was taken back are there.
 */
export function healthRoutes(
  server: FastifyInstance,
  subgraphs: () => readonly string[],
  isReady: (subgraph: string) => Promise<boolean>,
  canVerify: () => Promise<boolean>,
): void {
  server.get('/health', () => ({ status: 'alive' }));
  server.get('/ready', async (_request, reply) => {
    const states = Promise.all(subgraphs().map(async (name) => [name, await isReady(name)] as const));
    const ready = await canVerify();
    return reply.code(ready ? 200 : 503).send({ ready, subgraphs: Object.fromEntries(await states) });
  });
}
