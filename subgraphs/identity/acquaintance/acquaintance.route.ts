/** What `access-log` asks: of each two people, how they may know each other. Neither names nor addresses are told. */
import type { FastifyInstance } from 'fastify';
import type { Model } from 'mongoose';
import { z } from 'zod';
import type { Keys } from '#kit/auth/keys.ts';
import { verifyPeer } from '#kit/auth/tokens.ts';
import { keyOfReference, numberReference } from '#kit/person-number.ts';
import type { Person } from '../people.model.ts';
import { acquaintances, type Origin } from './acquaintance.ts';

const MOST_PAIRS = 500;
const id = z.string().max(100);
const question = z.object({ pairs: z.array(z.object({ one: id, other: id })).max(MOST_PAIRS) });

type Parts = { readonly origins: Model<Origin>; readonly people: Model<Person>; readonly keys: Keys };

export function acquaintanceRoute(server: FastifyInstance, { origins, people, keys }: Parts): void {
  server.post('/acquaintances', async (request) => {
    await verifyPeer(request.headers, keys, 'access-log');
    const { pairs } = question.parse(request.body);
    const names = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))];
    const idOf = await idsByReference(people, names);
    const ids = names.map((name) => idOf.get(name) ?? name);
    const known = await origins.find({ personId: { $in: ids } }).lean();
    const byId = new Map(known.map((origin) => [origin.personId, origin]));
    const originOf = (name: string) => byId.get(idOf.get(name) ?? name);
    return {
      acquaintances: pairs.map((pair) => {
        const [one, other] = [originOf(pair.one), originOf(pair.other)];
        return one && other ? acquaintances(one, other) : [];
      }),
    };
  });
}

/** The ids of those whom a log names by their national ID. */
async function idsByReference(people: Model<Person>, names: readonly string[]): Promise<Map<string, string>> {
  const keys = names.flatMap((name) => keyOfReference(name) ?? []);
  if (keys.length === 0) return new Map();
  const found = await people.find({ nationalIdKey: { $in: keys } }).lean();
  return new Map(found.map((person) => [numberReference(person), person.id]));
}
