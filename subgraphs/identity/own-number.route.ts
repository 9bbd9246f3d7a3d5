/** What `access-log` asks: how logs name somebody of whom their writer knew the national ID only. */
import type { FastifyInstance } from 'fastify';
import type { Model } from 'mongoose';
import { z } from 'zod';
import type { Keys } from '#kit/auth/keys.ts';
import { verifyPeer } from '#kit/auth/tokens.ts';
import { numberReference } from '#kit/person-number.ts';
import type { Person } from './people.model.ts';

const question = z.object({ person: z.string().max(100) });

export function ownNumberRoute(server: FastifyInstance, people: Model<Person>, keys: Keys): void {
  server.post('/own-number', async (request) => {
    await verifyPeer(request.headers, keys, 'access-log');
    const { person: id } = question.parse(request.body);
    const person = await people.findOne({ id }).lean();
    return { reference: person && numberReference(person) };
  });
}
