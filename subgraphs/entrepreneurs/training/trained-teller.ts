/** What `identity` is told of an official's training, and how. */
import type { Clock } from '#kit/clock.ts';
import type { Logger } from '#kit/log.ts';
import type { Peer } from '#kit/peer.ts';
import { createTeller, type Teller } from '#kit/teller.ts';
import type { Training } from './training.ts';
import type { TrainingRecord, TrainingRecords } from './training-records.model.ts';

/** Where `identity` takes it, by a peer's token. */
export const TRAINED_PATH = '/trained-officials';

/** An official has passed every module of a desk. Of several, the one that counts longest holds: a repeat changes nothing. */
export type TrainedEvent = {
  readonly personId: string;
  readonly ministry: string;
  readonly desk: string | null;
  /** Until when it counts, ISO 8601. */
  readonly until: string;
};

/** Tells `identity` which officials have passed what their desk asks for. */
export function trainedTeller(
  records: TrainingRecords,
  training: Training,
  identity: Peer,
  clock: Clock,
  log: Logger,
): Teller<TrainingRecord> {
  return createTeller(
    'identity',
    {
      untold: records.untold,
      tell: async ({ personId, desk }) => {
        const until = await training.trainedUntil({ personId, desk }, clock.now());
        // While a module of the desk is missing there is nothing to tell; the last pass tells it all.
        if (!desk || !until) return;
        const event: TrainedEvent = { personId, ...desk, until: until.toISOString() };
        await identity.call(TRAINED_PATH, event);
      },
      told: records.told,
    },
    log,
  );
}
