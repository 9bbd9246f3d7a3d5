import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { StartProblem } from './start-problem.ts';

const LOOK_EVERY_MS = 50;
const PROGRESS_EVERY_MS = 3_000;
const PATIENCE_MS = 60_000;

/** What the gateway's `/ready` says. */
const answerShape = z.object({ ready: z.boolean(), subgraphs: z.record(z.string(), z.boolean()) });

/**
 * Waits until the gateway says that it can serve, and so can every subgraph but those that are absent by intention.
 * @param gatewayUrl its base URL.
 * @throws StartProblem when it takes too long; AbortError when `ending` says so.
 */
export async function untilReady(
  gatewayUrl: string,
  absent: readonly string[],
  say: (line: string) => void,
  ending: AbortSignal,
): Promise<void> {
  const since = performance.now();
  let nextProgressAt = since + PROGRESS_EVERY_MS;
  for (;;) {
    const missing = (await notReady(gatewayUrl, ending)).filter((name) => !absent.includes(name));
    if (missing.length === 0) return;
    const now = performance.now();
    if (now - since > PATIENCE_MS)
      throw new StartProblem(`${missing.join(', ')} did not become ready: see the log of each in DATA_DIR/logs`);
    if (now > nextProgressAt) {
      say(`not ready yet: ${missing.join(', ')}`);
      nextProgressAt = now + PROGRESS_EVERY_MS;
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal: ending });
  }
}

/** The subgraphs that are not ready; the gateway itself when it does not answer, or cannot serve. */
async function notReady(gatewayUrl: string, ending: AbortSignal): Promise<readonly string[]> {
  try {
    const response = await fetch(`${gatewayUrl}/ready`, { signal: ending });
    const { ready, subgraphs } = answerShape.parse(await response.json());
    const waiting = Object.keys(subgraphs).filter((name) => !subgraphs[name]);
    return ready ? waiting : ['gateway', ...waiting];
  } catch {
    ending.throwIfAborted();
    return ['gateway'];
  }
}
