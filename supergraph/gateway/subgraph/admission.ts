/**
 * How many requests a subgraph has from us at once. With more than it can do in time it does them all in vain: whoever waits
 * gives up and asks again, and what was given up is done all the same. So fewer go there when many answers come late, and more
 * again when they come (additive increase, multiplicative decrease: RFC 5681). The others wait here, where giving up costs
 * nothing. The newest goes first: it has the most time left (Maurer, "Fail at Scale", ACM Queue 13(8), 2015).
 */

/** So many go to one that answers nothing, too: to learn when it answers again. */
const LEAST = 16;
/** With more late it has too much to do; with fewer, those are slow by themselves, and the others are not to wait for them. */
const MOST_LATE = 1 / 4;

export type Admission = {
  /**
   * Does a request in its turn.
   * @param signal ends it, and the wait before it; the error is then the signal's reason.
   */
  run<Answer>(signal: AbortSignal, request: () => Promise<Answer>): Promise<Answer>;
};

/**
 * @param most how many go at once to a subgraph that answers in time.
 * @param now in milliseconds.
 */
export function admission(most: number, now: () => number = () => performance.now()): Admission {
  const waiting: (() => void)[] = [];
  let limit = most;
  let going = 0;
  /** Among the last ones, about as many as go at once. */
  let lateShare = 0;
  let loweredTimes = 0;

  function turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = () => {
        signal.removeEventListener('abort', giveUp);
        going += 1;
        resolve();
      };
      const giveUp = () => {
        waiting.splice(waiting.indexOf(go), 1);
        reject(signal.reason);
      };
      if (going < Math.floor(limit)) {
        go();
        return;
      }
      waiting.push(go);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  function cameInTime(): void {
    lateShare -= lateShare / limit;
    limit = Math.min(most, limit + 1 / limit);
  }

  function cameLate(loweredBefore: number): void {
    // It went while the limit was higher.
    if (loweredBefore !== loweredTimes) return;
    lateShare += (1 - lateShare) / limit;
    if (lateShare < MOST_LATE) return;
    limit = Math.max(LEAST, limit / 2);
    lateShare = 0;
    loweredTimes += 1;
  }

  return {
    run: async (signal, request) => {
      signal.throwIfAborted();
      const cameAt = now();
      await turn(signal);
      const wentAt = now();
      const loweredBefore = loweredTimes;
      try {
        const answer = await request();
        cameInTime();
        return answer;
      } catch (error) {
        // Who spent more of its time here than there tells nothing of the subgraph.
        if (signal.aborted && now() - wentAt >= wentAt - cameAt) cameLate(loweredBefore);
        throw error;
      } finally {
        going -= 1;
        while (waiting.length > 0 && going < Math.floor(limit)) waiting.pop()?.();
      }
    },
  };
}
