/** What `entrepreneurs` says, beside the graph: that something was done for a citizen (its `acts/citizen-teller.ts`). */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Keys } from '#kit/auth/keys.ts';
import { verifyPeer } from '#kit/auth/tokens.ts';
import type { Assistance } from './assistance.ts';

const text = z.string().min(1).max(100);
const served = z.object({ citizen: text, entrepreneur: text, centre: text, service: text, reference: text });

/** `POST /served-citizens`; sent again, it is the same message: the citizen gets it at least once, never none. */
export function servedRoute(server: FastifyInstance, assistance: Pick<Assistance, 'served'>, keys: Keys): void {
  server.post('/served-citizens', async (request) => {
    await verifyPeer(request.headers, keys, 'entrepreneurs');
    await assistance.served(served.parse(request.body));
    return { taken: true };
  });
}
