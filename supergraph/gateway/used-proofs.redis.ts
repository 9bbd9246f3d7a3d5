/**
 * One memory of used proofs for all gateways, in Redis. While it is away no proof is taken at all: one that nobody can look up
 * may be a thief's second use of it, and that is all that a bound token guards against. Tokens that are bound to no key go on.
 *
 * ioredis and not redis (node-redis 6.3): that one lets go of its time limit when a command is written, so a server that is
 * there and silent would hold every request until TCP gives it up, a quarter of an hour later.
 */
import { once } from 'node:events';
import type { Logger } from 'pino';
import { VerificationUnavailable } from './invalid-token.ts';
import type { UsedProofs } from './used-proofs.ts';

const PREFIX = 'nagarik:used-proof:';
const CONNECT_MS = 3_000;
const ANSWER_MS = 1_000;
/** A connection that is silent for so long is given up, and made anew. */
const SILENT_MS = 2_000;
const MOST_BETWEEN_TRIES_MS = 2_000;

/**
 * Connects, for at most three seconds, and from then on by itself.
 * @param url `redis://` or `rediss://`, with its password if there is one.
 */
export async function usedProofsInRedis(url: string, log: Logger): Promise<UsedProofs> {
  // Loaded where it is used: 24 MB, and 60 ms of a start.
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    commandTimeout: ANSWER_MS,
    socketTimeout: SILENT_MS,
    // Nothing waits for a connection, and nothing is sent twice: the first time may have been heard.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (tries) => Math.min(tries * 100, MOST_BETWEEN_TRIES_MS),
  });
  let isAway = false;
  redis.on('error', (error: Error) => {
    if (!isAway) log.error({ reason: error.message }, 'Redis is away: no proof (DPoP) is taken until it is back');
    isAway = true;
  });
  redis.on('ready', () => {
    if (isAway) log.info('Redis is there again');
    isAway = false;
  });
  redis.connect().catch(() => undefined);
  await once(redis, 'ready').catch(() => undefined);

  return {
    take: async (name, forMs) => {
      try {
        return (await redis.set(`${PREFIX}${name}`, '', 'PX', forMs, 'NX')) === 'OK';
      } catch (error) {
        throw new VerificationUnavailable(`Redis: ${error instanceof Error ? error.message : error}`);
      }
    },
    stop: async () => redis.disconnect(),
  };
}
