import type { DocumentNode } from 'graphql';
import { type Clock, dayInDhaka } from '#kit/clock.ts';
import { inWords } from '#kit/errors/catalogue.ts';
import type { Problem } from '#kit/errors/problem.ts';
import { checkForm } from '#kit/form/check.ts';
import { formErrors } from '#kit/form/errors.ts';
import { formReader } from '#kit/form/read-form.ts';
import { problemList } from '#kit/form/schema-problem.ts';
import { sdlIndex } from '#kit/form/sdl-index.ts';
import type { Resolvers } from '../schema.generated.ts';
import { loginErrors } from './errors.ts';
import type { Login } from './login.ts';

const texts = { ...formErrors, ...loginErrors };

/**
 * @param document the subgraph's SDL: the limits of what is typed are its `@input`s.
 * @throws SchemaProblem when they are not well made.
 */
export function loginResolvers(document: DocumentNode, login: Login, clock: Clock) {
  const check = formChecker(document, clock);
  const checkRequest = check('requestLoginCode', 'RequestLoginCodeInput');
  const checkExchange = check('exchangeLoginCode', 'ExchangeLoginCodeInput');
  return {
    Mutation: {
      requestLoginCode: async (_parent, { input }) => {
        const { values, problems } = checkRequest(input);
        if (problems.length > 0) return refused(problems);
        const answer = await login.request(String(values.nationalId), input.role ?? 'CITIZEN');
        return 'problem' in answer ? refused([answer.problem]) : { ...answer, userErrors: [] };
      },
      exchangeLoginCode: async (_parent, { input }) => {
        const { values, problems } = checkExchange(input);
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

/** Reads the form of an input type once, and gives what checks an input by it. */
function formChecker(document: DocumentNode, clock: Clock) {
  const { report, throwIfAny } = problemList();
  const read = formReader(sdlIndex(document), report);
  return (place: string, inputType: string) => {
    const form = read(place, inputType);
    throwIfAny();
    return (input: object) => checkForm(form, { ...input }, dayInDhaka(clock.now()));
  };
}
