import type { DocumentNode } from 'graphql';
import { type Clock, dayInDhaka } from '#kit/clock.ts';
import { inWords } from '#kit/errors/catalogue.ts';
import type { Problem } from '#kit/errors/problem.ts';
import { formErrors } from '#kit/form/errors.ts';
import { inputChecker } from '#kit/form/input-checker.ts';
import type { Resolvers } from '../schema.generated.ts';
import { loginErrors } from './errors.ts';
import type { Login } from './login.ts';

const texts = { ...formErrors, ...loginErrors };

/**
 * @param document the subgraph's SDL: the limits of what is typed are its `@input`s.
 * @throws SchemaProblem when they are not well made.
 */
export function loginResolvers(document: DocumentNode, login: Login, clock: Clock) {
  const checkOf = inputChecker(document);
  const [checkRequest, checkExchange] = [checkOf('RequestLoginCodeInput'), checkOf('ExchangeLoginCodeInput')];
  const today = () => dayInDhaka(clock.now());
  return {
    Mutation: {
      requestLoginCode: async (_parent, { input }) => {
        const { values, problems } = checkRequest(input, today());
        if (problems.length > 0) return refused(problems);
        const answer = await login.request(String(values.nationalId), input.role ?? 'CITIZEN');
        return 'problem' in answer ? refused([answer.problem]) : { ...answer, userErrors: [] };
      },
      exchangeLoginCode: async (_parent, { input }) => {
        const { values, problems } = checkExchange(input, today());
        if (problems.length > 0) return refused(problems);
        const answer = await login.exchange(input.challengeId, String(values.code));
        return 'problem' in answer ? refused([answer.problem]) : { ...answer, userErrors: [] };
      },
    },
  } satisfies Resolvers;
}

function refused(problems: readonly Problem[]) {
  return { userErrors: problems.map((each) => inWords(each, texts)) };
}
