/** What `access-log` asks: of each two people, how they may know each other. Neither names nor addresses are told. */
import type { FastifyInstance } from 'fastify';
import type { Model } from 'mongoose';
import { z } from 'zod';
import type { Keys } from '#kit/auth/keys.ts';
import { verifyPeer } from '#kit/auth/tokens.ts';
import { acquaintances, type Origin } from './acquaintance.ts';

const MOST_PAIRS = 500;
const id = z.string().max(100);
const question = z.object({ pairs: z.array(z.object({ one: id, other: id })).max(MOST_PAIRS) });

export function acquaintanceRoute(server: FastifyInstance, origins: Model<Origin>, keys: Keys): void {
  server.post('/acquaintances', async (request) => {
    await verifyPeer(request.headers, keys, 'access-log');
    const { pairs } = question.parse(request.body);
    const ids = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))];
    const known = await origins.find({ personId: { $in: ids } }).lean();
    const byId = new Map(known.map((origin) => [origin.personId, origin]));
    return {
      acquaintances: pairs.map((pair) => {
        const [one, other] = [byId.get(pair.one), byId.get(pair.other)];
        return one && other ? acquaintances(one, other) : [];
      }),
    };
  });
}
