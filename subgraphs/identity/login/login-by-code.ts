/** The log-in by one-time code, put together: all that index.ts needs to know of this folder. */
import type { FastifyInstance } from 'fastify';
import type { SubgraphEnvironment } from '#kit/subgraph.ts';
import { people } from '../people.model.ts';
import { roles } from '../roles.model.ts';
import { accessTokenSigner } from './access-token.ts';
import { loginChallenges } from './challenges.model.ts';
import { developmentInbox } from './development-inbox.ts';
import { keyedHash } from './keyed-hash.ts';
import { loginResolvers } from './login.resolvers.ts';
import { createLogin } from './login.ts';
import { loginRequestLimit } from './request-limit.model.ts';

export async function loginByCode(environment: SubgraphEnvironment) {
  const { clock, connection, document, ids, name, settings } = environment;
  // There is no sender of text messages yet: outside of development nobody can log in, and is told so.
  const inbox = settings.MODE === 'development' ? developmentInbox() : null;
  const challenges = loginChallenges(connection, clock);
  const limit = loginRequestLimit(connection, clock, settings.LOGIN_CODES_PER_PERSON);
  await Promise.all([challenges.prepare(), limit.prepare()]);
  const login = createLogin({
    people: people.model(connection),
    roles: roles.model(connection),
    challenges,
    limit,
    hash: await keyedHash(settings.KEYS_DIR, name),
    send: inbox?.send ?? null,
    sign: accessTokenSigner(environment),
    clock,
    ids,
  });
  return {
    resolvers: loginResolvers(document, login, clock),
    routes: (server: FastifyInstance) => inbox?.routes(server),
  };
}
