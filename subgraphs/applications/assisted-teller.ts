/** Tells `entrepreneurs` of what was made in citizens' stead: what a desk may charge for, and which citizen is to hear of it. */
import { ASSISTED_ACTS_PATH, assistedActOf } from '#kit/application/assisted-act.ts';
import type { Snapshot } from '#kit/application/snapshot.ts';
import type { Logger } from '#kit/log.ts';
import type { Peer } from '#kit/peer.ts';
import { createTeller, type Teller } from '#kit/teller.ts';
import type { ApplicationIndex } from './application-index.ts';

const BATCH = 50;

export function assistedTeller(index: ApplicationIndex, entrepreneurs: Peer, log: Logger): Teller<Snapshot> {
  return createTeller(
    'entrepreneurs',
    {
      untold: () => index.untold(BATCH),
      tell: async (snapshot) => {
        const act = assistedActOf(snapshot);
        if (act) await entrepreneurs.call(ASSISTED_ACTS_PATH, act);
      },
      told: index.setTold,
    },
    log,
  );
}
