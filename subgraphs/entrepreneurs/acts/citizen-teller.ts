/** Has each citizen told, by a message of `identity`, what was done for them, by whom and where. */
import type { Logger } from '#kit/log.ts';
import type { Peer } from '#kit/peer.ts';
import { createTeller, type Teller } from '#kit/teller.ts';
import type { ActRecord, Acts } from './acts.model.ts';

/** Where `identity` takes it, by a peer's token. */
export const SERVED_PATH = '/served-citizens';

const BATCH = 50;

export function citizenTeller(acts: Acts, identity: Peer, log: Logger): Teller<ActRecord> {
  return createTeller(
    'identity',
    {
      untold: () => acts.untold(BATCH),
      tell: async ({ citizen, entrepreneur, centre, service, reference }) => {
        await identity.call(SERVED_PATH, { citizen, entrepreneur, centre, service, reference });
      },
      told: acts.setTold,
    },
    log,
  );
}
