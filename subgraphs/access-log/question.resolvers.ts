import type { DocumentNode } from 'graphql';
import { type Caller, isCitizen, isFocalPoint } from '#kit/auth/caller.ts';
import { dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { inWords } from '#kit/errors/catalogue.ts';
import { requestError } from '#kit/errors/graphql.ts';
import { problem } from '#kit/errors/problem.ts';
import { isConfidential } from '#kit/form/confidential-service.ts';
import { formErrors } from '#kit/form/errors.ts';
import { checkIdempotencyKey } from '#kit/form/idempotency-key.ts';
import { inputChecker } from '#kit/form/input-checker.ts';
import type { PublishedSupergraph } from '#kit/form/published-supergraph.ts';
import type { IdSource } from '#kit/ids.ts';
import { connection } from '#kit/storage/page.ts';
import type { Copies } from './copies.model.ts';
import { accessErrors } from './errors.ts';
import type { OwnLooks } from './own-looks.ts';
import type { Asked, Questions } from './questions.model.ts';
import type {
  MutationAnswerAccessQuestionArgs,
  MutationAskAboutAccessArgs,
  QueryAccessQuestionsArgs,
  RequireFields,
} from './schema.generated.ts';

const texts = { ...formErrors, ...accessErrors };

type Parts = {
  /** The subgraph's SDL: the limits of what people write are its `@input`s. */
  readonly document: DocumentNode;
  readonly copies: Copies;
  readonly questions: Questions;
  readonly own: OwnLooks;
  readonly published: () => Promise<PublishedSupergraph>;
  readonly ids: IdSource;
};

/** What a citizen asks about a look, and what they are answered. */
export function questionResolvers({ document, copies, questions, own, published, ids }: Parts) {
  const checkOf = inputChecker(document);
  const [checkQuestion, checkAnswer] = [checkOf('AskAboutAccessInput'), checkOf('AnswerAccessQuestionInput')];

  /** Whether somebody made the look that a question is about, in whatever role, or asked it. */
  async function isParty(person: string, questionId: string, ministry?: string): Promise<boolean> {
    const question = await questions.find(questionId, ministry);
    if (!question) return false;
    return question.by === person || (await copies.find(question.accessId))?.by.person === person;
  }

  return {
    Query: {
      accessQuestions: async (
        _parent: unknown,
        { filter, ...request }: RequireFields<QueryAccessQuestionsArgs, 'first'>,
        { caller }: SubgraphContext,
      ) => {
        const found = await questions.page(answererOf(caller).ministry, filter?.isAnswered ?? null, request);
        return connection(found, (question) => question);
      },
    },
    Mutation: {
      askAboutAccess: async (_parent: unknown, { input }: MutationAskAboutAccessArgs, context: SubgraphContext) => {
        const { caller, clock } = context;
        if (!isCitizen(caller)) throw requestError('FORBIDDEN', { needed: 'citizen' });
        const now = clock.now();
        const { values, problems } = checkQuestion(input, dayInDhaka(now));
        const badKey = checkIdempotencyKey(input.idempotencyKey);
        if (badKey) problems.push(badKey);
        if (problems.length > 0) return payload({ problems });
        const found = await copies.find(input.accessId);
        const access = found && (await own.asOwn(found, context));
        // Of a look at another's data one is told the same as of none.
        if (access?.citizen !== caller.subject) return payload({ problems: [problem('accessId', 'NO_SUCH_ACCESS')] });
        const { idempotencyKey } = input;
        return payload(
          await questions.add({
            _id: ids.id(),
            accessId: access._id,
            by: caller.subject,
            // Of what is confidential to a desk the ministry's focal point is not even told.
            ministry: isConfidential(await published(), access.service) ? null : access.by.ministry,
            question: String(values.question),
            askedAt: now,
            answer: null,
            idempotencyKey,
          }),
        );
      },
      answerAccessQuestion: async (
        _parent: unknown,
        { input }: MutationAnswerAccessQuestionArgs,
        { caller, clock }: SubgraphContext,
      ) => {
        const { by, ministry, role } = answererOf(caller);
        const now = clock.now();
        const { values, problems } = checkAnswer(input, dayInDhaka(now));
        if (problems.length > 0) return payload({ problems });
        if (await isParty(by, input.questionId, ministry))
          return payload({ problems: [problem('questionId', 'NOT_YOURS_TO_ANSWER')] });
        const answer = { text: String(values.answer), at: now, by, role, ministry: ministry ?? null };
        return payload(await questions.answer(input.questionId, answer, ministry));
      },
    },
  };
}

/** Who answers, and of which ministry; undefined: of all. @throws GraphQLError FORBIDDEN for anybody else, as the SDL says. */
function answererOf(caller: Caller): { by: string; role: 'FOCAL_POINT' | 'AUDITOR'; ministry?: string } {
  if (isFocalPoint(caller)) return { by: caller.subject, role: 'FOCAL_POINT', ministry: caller.ministry };
  if (caller.subject !== null && caller.scopes.has('auditor')) return { by: caller.subject, role: 'AUDITOR' };
  throw requestError('FORBIDDEN', { needed: 'focal-point, auditor' });
}

function payload(asked: Asked) {
  return 'question' in asked
    ? { question: asked.question, userErrors: [] }
    : { question: null, userErrors: asked.problems.map((each) => inWords(each, texts)) };
}
