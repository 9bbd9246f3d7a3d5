/** Where subgraphs bring the entries of their logs. */
import type { FastifyInstance } from 'fastify';
import { ACCESSES_PATH, readAccessEvent } from '#kit/access-log/access-event.ts';
import { ChangedBlock } from '#kit/access-log/blocks.ts';
import type { Keys } from '#kit/auth/keys.ts';
import { verifyPeer } from '#kit/auth/tokens.ts';
import type { Logger } from '#kit/log.ts';
import { BrokenChain, type Copies } from './copies.model.ts';

/** Five hundred entries with a hundred fields each. */
const MAX_EVENT_BYTES = 4 * 1024 * 1024;

/** @param taken is called after new entries came. */
export function accessesRoute(
  server: FastifyInstance,
  { copies, keys, log, taken }: { copies: Copies; keys: Keys; log: Logger; taken: () => void },
): void {
  server.post(ACCESSES_PATH, { bodyLimit: MAX_EVENT_BYTES }, async (request, reply) => {
    // Who speaks says whose chain it is: nobody writes in another's.
    const writer = await verifyPeer(request.headers, keys);
    try {
      const seq = await copies.take(writer, readAccessEvent(request.body));
      taken();
      return { seq };
    } catch (error) {
      if (!(error instanceof BrokenChain || error instanceof ChangedBlock)) throw error;
      log.error({ error: error.message }, 'a log of looks is broken; npm run verify-access-log says where');
      return reply.code(409).send({ errors: [{ message: error.message }] });
    }
  });
}
