import { dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { inLanguage } from '#kit/contract-resolvers.ts';
import type { Text } from '#kit/errors/catalogue.ts';
import { problem } from '#kit/errors/problem.ts';
import { checkIdempotencyKey } from '#kit/form/idempotency-key.ts';
import type { InputCheck } from '#kit/form/input-checker.ts';
import { learnerOf } from '../acting-as.ts';
import type { Certification } from '../enrolment/certification.ts';
import { userErrors } from '../errors.ts';
import { requestOf } from '../request.ts';
import type { MutationTakeTrainingTestArgs } from '../schema.generated.ts';
import { trainingErrors } from './errors.ts';
import type { OwnModule, Training, Tried } from './training.ts';

type InLanguage = { language: 'EN' | 'BN' };

type Parts = {
  readonly training: Training;
  readonly certification: Certification;
  readonly checkOf: (inputType: string) => InputCheck;
};

export function trainingResolvers({ training, certification, checkOf }: Parts) {
  const check = checkOf('TakeTrainingTestInput');
  const textOf = ({ text }: { text: Text }, { language }: InLanguage) => inLanguage(text, language);

  return {
    Query: {
      ownTraining: (_parent: unknown, _args: unknown, { caller, clock }: SubgraphContext) =>
        training.own(learnerOf(caller), clock.now()),
    },
    Mutation: {
      takeTrainingTest: async (
        _parent: unknown,
        { input }: MutationTakeTrainingTestArgs,
        { caller, clock }: SubgraphContext,
      ) => {
        const [learner, at] = [learnerOf(caller), clock.now()];
        const { problems } = check(input, dayInDhaka(at));
        const badKey = checkIdempotencyKey(input.idempotencyKey);
        if (badKey) problems.push(badKey);
        if (problems.length > 0) return payload({ problems });
        if (learner.desk === null && !(await certification.mayLearn(learner.personId)))
          return payload({ problems: [problem(null, 'NOT_IN_TRAINING')] });
        const request = requestOf('takeTrainingTest', input);
        const tried = await training.take(learner, input.module, input.answers, request, at);
        if (learner.desk === null && 'result' in tried && tried.result.isPassed)
          await certification.certifyIfReady(learner.personId, at);
        return payload(tried);
      },
    },
    TrainingModule: {
      code: ({ module }: OwnModule) => module.code,
      title: ({ module }: OwnModule, { language }: InLanguage) => inLanguage(module.title, language),
      lesson: ({ module }: OwnModule, { language }: InLanguage) =>
        module.lesson.map((each) => inLanguage(each, language)),
      passMarkPercent: ({ module }: OwnModule) => module.passMarkPercent,
      maxTries: ({ module }: OwnModule) => module.maxTries,
      hoursBetweenTries: ({ module }: OwnModule) => module.hoursBetweenTries,
      isPassed: ({ passedAt }: OwnModule) => passedAt !== null,
    },
    TrainingQuestion: { text: textOf },
    TrainingChoice: { text: textOf },
  };
}

function payload(tried: Tried) {
  return 'problems' in tried
    ? { result: null, module: null, userErrors: userErrors(tried.problems, trainingErrors) }
    : { ...tried, userErrors: [] };
}
