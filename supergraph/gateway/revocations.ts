/**
 * Access tokens that were taken back before their end. The issuer's list is asked for again and again beside requests, so
 * that none waits for it; while the issuer is away the last list stays in force. Before the first one no token is good.
 */
import type { Logger } from 'pino';
import { request } from 'undici';
import { z } from 'zod';
import { VerificationUnavailable } from './invalid-token.ts';

/** How long the issuer may take to answer. */
export const TIMEOUT_MS = 3_000;

/** The pause between two questions before the first list is there: nobody who has logged in is served until then. */
const FIRST_EVERY_MS = 250;

const list = z.object({
  revoked: z.array(
    z.object({
      /** `jti:…`, `grant:…`, `holder:<subject>:<scope>`, `actor:…` or `consent:…`. */
      key: z.string(),
      /** Tokens issued up to this second are over. */
      before: z.number(),
      /** From here on no such token can live. */
      until: z.number(),
    }),
  ),
});

export type Revocations = {
  /**
   * Whether a token that has one of these keys was taken back.
   * @param issuedAt seconds since 1970.
   * @throws VerificationUnavailable before the first list is there.
   */
  isRevoked(keys: readonly string[], issuedAt: number): boolean;
  /** Whether there is a list. */
  isHad(): boolean;
  /** Asks once, for at most three seconds, and from then on by itself. */
  start(): Promise<void>;
  stop(): void;
};

/** For a gateway whose issuer has no list: a token ends by its life alone. */
export const noRevocations: Revocations = {
  isRevoked: () => false,
  isHad: () => true,
  start: async () => {},
  stop: () => {},
};

/**
 * @param authorization makes the header by which the issuer knows the gateway.
 * @param everyMs the pause between two questions.
 */
export function revocations(
  url: string,
  authorization: () => Promise<string>,
  everyMs: number,
  log: Logger,
): Revocations {
  let endOf: ReadonlyMap<string, number> | undefined;
  let isAway = false;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  async function ask(): Promise<void> {
    try {
      const { statusCode, body } = await request(url, {
        headers: { authorization: await authorization(), accept: 'application/json' },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (statusCode !== 200) {
        await body.dump();
        throw new Error(`it answered ${statusCode}`);
      }
      endOf = latest(list.parse(await body.json()).revoked);
      if (isAway) log.info('the list of what was revoked is there again');
      isAway = false;
    } catch (error) {
      const meanwhile = endOf ? 'the last one stays in force' : 'no login is taken until it is there';
      if (!isAway) log.error({ err: error }, `the list of what was revoked cannot be had; ${meanwhile}`);
      isAway = true;
    }
  }

  async function askAgain(): Promise<void> {
    await ask();
    if (!isStopped) timer = setTimeout(askAgain, endOf ? everyMs : Math.min(everyMs, FIRST_EVERY_MS)).unref();
  }

  return {
    isRevoked: (keys, issuedAt) => {
      const known = endOf;
      if (!known) throw new VerificationUnavailable(`the list of what was revoked at ${url} was never had`);
      return keys.some((key) => issuedAt <= (known.get(key) ?? Number.NEGATIVE_INFINITY));
    },
    isHad: () => endOf !== undefined,
    start: askAgain,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** A key may be listed twice: taken back, given anew, taken back again. */
function latest(revoked: z.infer<typeof list>['revoked']): ReadonlyMap<string, number> {
  const endOf = new Map<string, number>();
  for (const { key, before } of revoked) endOf.set(key, Math.max(before, endOf.get(key) ?? before));
  return endOf;
}
