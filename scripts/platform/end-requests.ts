/** Who asks the starter to end: Ctrl-C, SIGTERM, a terminal that was closed, and npm that is gone. */

/**
 * npm hands on the signal that the terminal has sent to us already: what comes within this time is no second Ctrl-C.
 * Milliseconds.
 */
const SAME_REQUEST_MS = 500;
const LOOK_FOR_NPM_MS = 500;

/** What of this process tells of requests. */
type Requests = {
  on(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP', listener: () => void): unknown;
  readonly ppid: number;
};

/**
 * @param first is called at the first request.
 * @param again at the next one, from somebody who does not want to wait.
 */
export function onEndRequests(first: () => void, again: () => void, requests: Requests = process): void {
  let firstAt: number | undefined;
  const request = () => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      first();
    } else if (performance.now() - firstAt > SAME_REQUEST_MS) again();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) requests.on(signal, request);
  // npm that is killed, or whose shell is, tells nobody: we would serve on with nobody to end us.
  if (!['start', 'dev'].includes(process.env.npm_lifecycle_event ?? '')) return;
  const parent = requests.ppid;
  setInterval(() => {
    if (firstAt === undefined && requests.ppid !== parent) request();
  }, LOOK_FOR_NPM_MS).unref();
}
