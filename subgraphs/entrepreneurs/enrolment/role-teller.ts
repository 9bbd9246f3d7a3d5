import type { Model } from 'mongoose';
import type { Logger } from '#kit/log.ts';
import type { Peer } from '#kit/peer.ts';
import { createTeller, type Teller } from '#kit/teller.ts';
import type { EntrepreneurRecord } from './entrepreneurs.model.ts';
import { ROLES_PATH, roleEventOf } from './role-event.ts';

const BATCH = 50;

/** Tells `identity` who holds the role, and who no longer does. */
export function roleTeller(
  entrepreneurs: Model<EntrepreneurRecord>,
  identity: Peer,
  log: Logger,
): Teller<EntrepreneurRecord> {
  return createTeller(
    'identity',
    {
      untold: () => entrepreneurs.find({ isUntold: true }).limit(BATCH).lean<EntrepreneurRecord[]>(),
      tell: async (record) => {
        await identity.call(ROLES_PATH, roleEventOf(record));
      },
      told: async ({ _id, version }) => {
        await entrepreneurs.updateOne({ _id, version }, { $set: { isUntold: false } });
      },
    },
    log,
  );
}
