/** What `entrepreneurs` tells and asks `identity`, by its peer token: events of roles and of training; who a list's people are. */
import type { FastifyInstance } from 'fastify';
import type { Model } from 'mongoose';
import { z } from 'zod';
import type { Keys } from '#kit/auth/keys.ts';
import { verifyPeer } from '#kit/auth/tokens.ts';
import type { Clock } from '#kit/clock.ts';
import { nationalIdKey } from '#kit/person-number.ts';
import type { Person } from '../people.model.ts';
import type { EntrepreneurRoles } from './entrepreneur-roles.ts';
import { readRoleEvent } from './role-event.ts';
import { readTrainedEvent, type TrainedOfficials } from './trained-officials.ts';

const MOST_PEOPLE = 2_000;
const peopleRequest = z.object({ nationalIds: z.array(z.string().max(20)).max(MOST_PEOPLE) });

type Parts = {
  readonly roles: EntrepreneurRoles;
  readonly trained: TrainedOfficials;
  readonly people: Model<Person>;
  readonly keys: Keys;
  readonly clock: Clock;
};

export function entrepreneurRoleRoutes(server: FastifyInstance, { roles, trained, people, keys, clock }: Parts): void {
  const PEER = 'entrepreneurs';

  server.post('/entrepreneur-roles', async (request) => {
    await verifyPeer(request.headers, keys, PEER);
    await roles.take(readRoleEvent(request.body), clock.now());
    return { taken: true };
  });

  server.post('/trained-officials', async (request) => {
    await verifyPeer(request.headers, keys, PEER);
    await trained.take(readTrainedEvent(request.body));
    return { taken: true };
  });

  /** The ids of the people with these national IDs, in their order; null for one that nobody has. */
  server.post('/people-of-a-list', async (request) => {
    await verifyPeer(request.headers, keys, PEER);
    const asked = peopleRequest.parse(request.body).nationalIds.map(nationalIdKey);
    const found = await people.find({ nationalIdKey: { $in: asked } }, { id: 1, nationalIdKey: 1 }).lean();
    const ids = new Map(found.map((person) => [person.nationalIdKey, person.id]));
    return { personIds: asked.map((key) => ids.get(key) ?? null) };
  });
}
