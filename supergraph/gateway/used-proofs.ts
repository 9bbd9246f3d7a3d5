/**
 * Which proofs (DPoP) were taken already. Copies of the gateway need one memory for this, or each would take a proof once:
 * used-proofs.redis.ts. One gateway alone remembers them itself.
 */

export type UsedProofs = {
  /**
   * Takes a proof, and remembers it for as long as it would be taken.
   * @param name a hash: as long for every proof.
   * @returns false when it was taken before.
   * @throws VerificationUnavailable when that cannot be told.
   */
  take(name: string, forMs: number): Promise<boolean>;
  stop(): Promise<void>;
};

/** Who fills this has that many valid tokens and keys. */
const MOST_REMEMBERED = 200_000;

/** The memory of one process. The oldest are forgotten first. @param now milliseconds since 1970. */
export function usedProofsHere(now: () => number = Date.now): UsedProofs {
  const until = new Map<string, number>();
  return {
    take: async (name, forMs) => {
      for (const [oldest, end] of until) {
        if (end > now() && until.size < MOST_REMEMBERED) break;
        until.delete(oldest);
      }
      if (until.has(name)) return false;
      until.set(name, now() + forMs);
      return true;
    },
    stop: async () => {},
  };
}
