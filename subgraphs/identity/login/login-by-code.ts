/** The log-in by one-time code, put together: all that index.ts needs to know of this folder. */
import type { SubgraphEnvironment } from '#kit/subgraph.ts';
import type { Messages } from '../messages/messages.ts';
import { people } from '../people.model.ts';
import { addressLimit } from './address-limit.model.ts';
import { begunLogins } from './begun-logins.ts';
import { loginChallenges } from './challenges.model.ts';
import { oneTimeCodes } from './codes.ts';
import type { KeyedHash } from './keyed-hash.ts';
import { createLogin } from './login.ts';
import { loginRequestLimit } from './request-limit.model.ts';

/** What it takes of the subgraph's surroundings. */
export type LoginSurroundings = Pick<SubgraphEnvironment, 'clock' | 'connection' | 'ids'> & {
  readonly settings: Pick<
    SubgraphEnvironment['settings'],
    'LOGIN_CODES_PER_PERSON' | 'LOGIN_CODES_PER_DAY' | 'LOGIN_ACTIONS_PER_ADDRESS'
  >;
  readonly messages: Messages;
};

export async function loginByCode({ clock, connection, ids, settings, messages }: LoginSurroundings, hash: KeyedHash) {
  const challenges = loginChallenges(connection, clock);
  const limit = loginRequestLimit(connection, clock, settings.LOGIN_CODES_PER_PERSON, settings.LOGIN_CODES_PER_DAY);
  const addresses = addressLimit(connection, clock, settings.LOGIN_ACTIONS_PER_ADDRESS);
  await Promise.all([challenges.prepare(), limit.prepare(), addresses.prepare()]);
  return {
    login: createLogin({
      people: people.model(connection),
      codes: oneTimeCodes({ challenges, hash, ids }, 'log in'),
      limit,
      addresses,
      hash,
      messages,
    }),
    /** What else codes are sent for stands on the same. */
    challenges,
    limit,
    addresses,
    /** What comes before: see provider/listener.ts. */
    begun: begunLogins(addresses, hash, settings.LOGIN_ACTIONS_PER_ADDRESS),
    messages,
  };
}
