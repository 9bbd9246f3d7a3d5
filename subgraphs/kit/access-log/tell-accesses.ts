/**
 * Brings a subgraph's entries to `access-log`: in order, at least once. There is no outbox: the chain is one. The other side
 * says how far it has it, and what comes after is sent; a repeat changes nothing there.
 */
import type { Logger } from '../log.ts';
import type { Peer } from '../peer.ts';
import { createRounds, type Rounds } from '../rounds.ts';
import { ACCESSES_PATH, entriesAsJson, MOST_TOLD, readTaken } from './access-event.ts';
import type { AccessLog } from './access-log.ts';

/** What is written within it goes in one call: a call has its price, and the citizen reads of it soon enough. */
const GATHER_MS = 1000;

/** @param other the subgraph `access-log`. */
export function tellAccesses(accesses: AccessLog, other: Peer, log: Logger): Rounds {
  let taken: number | null = null;

  const rounds = createRounds(
    'access-log',
    async () => {
      for (;;) {
        // After a start it has most of them already: of one it says how far it is.
        const before: number = taken ?? 0;
        const limit = taken === null ? 1 : MOST_TOLD;
        const entries = await accesses.after(before, limit);
        if (entries.length === 0) return;
        taken = readTaken(await other.call(ACCESSES_PATH, { entries: entriesAsJson(entries) }));
        if (taken < before + 1) throw new Error(`it has ${taken} of our entries, where it had ${before}`);
        // That was the end, and it is there: of two that tell at once one is answered with the other's end. What has been
        // written since is told in a round of its own, by whoever wrote it.
        if (entries.length < limit && taken >= (entries.at(-1)?.seq ?? 0)) return;
      }
    },
    log,
    { soonMs: GATHER_MS },
  );
  accesses.whenWritten(rounds.soon);
  return rounds;
}
