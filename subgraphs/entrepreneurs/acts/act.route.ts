/** What `applications` says, beside the graph. */
import type { FastifyInstance } from 'fastify';
import { ASSISTED_ACTS_PATH, readAssistedAct } from '#kit/application/assisted-act.ts';
import type { Keys } from '#kit/auth/keys.ts';
import { verifyPeer } from '#kit/auth/tokens.ts';
import type { Teller } from '#kit/teller.ts';
import type { ActRecord, Acts } from './acts.model.ts';

export function actRoute(server: FastifyInstance, acts: Acts, citizens: Teller<ActRecord>, keys: Keys): void {
  server.post(ASSISTED_ACTS_PATH, async (request) => {
    await verifyPeer(request.headers, keys, 'applications');
    const isNew = await acts.take(readAssistedAct(request.body));
    // Whoever tells us need not wait for the message.
    if (isNew) void citizens.tell(isNew);
    return { taken: true };
  });
}
