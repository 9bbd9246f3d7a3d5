/** The log-in by one-time code, put together: all that index.ts needs to know of this folder. */
import type { FastifyInstance } from 'fastify';
import type { SubgraphEnvironment } from '#kit/subgraph.ts';
import { people } from '../people.model.ts';
import { addressLimit } from './address-limit.model.ts';
import { loginChallenges } from './challenges.model.ts';
import { oneTimeCodes } from './codes.ts';
import { developmentInbox } from './development-inbox.ts';
import type { KeyedHash } from './keyed-hash.ts';
import { createLogin } from './login.ts';
import { loginRequestLimit } from './request-limit.model.ts';

/** What it takes of the subgraph's surroundings. */
export type LoginSurroundings = Pick<SubgraphEnvironment, 'clock' | 'connection' | 'ids'> & {
  readonly settings: Pick<
    SubgraphEnvironment['settings'],
    'MODE' | 'LOGIN_CODES_PER_PERSON' | 'LOGIN_ACTIONS_PER_ADDRESS'
  >;
};

export async function loginByCode({ clock, connection, ids, settings }: LoginSurroundings, hash: KeyedHash) {
  // There is no sender of text messages yet: outside of development nobody can log in, and is told so.
  const inbox = settings.MODE === 'development' ? developmentInbox() : null;
  const challenges = loginChallenges(connection, clock);
  const limit = loginRequestLimit(connection, clock, settings.LOGIN_CODES_PER_PERSON);
  const addresses = addressLimit(connection, clock, settings.LOGIN_ACTIONS_PER_ADDRESS);
  await Promise.all([challenges.prepare(), limit.prepare(), addresses.prepare()]);
  const send = inbox?.send ?? null;
  return {
    login: createLogin({
      people: people.model(connection),
      codes: oneTimeCodes({ challenges, hash, ids }, 'log in'),
      limit,
      addresses,
      hash,
      send,
      clock,
    }),
    /** What else codes are sent for stands on the same. */
    challenges,
    limit,
    addresses,
    send,
    inbox,
    routes: (server: FastifyInstance) => inbox?.routes(server),
  };
}
