import type { DocumentNode } from 'graphql';
import { requestDigest } from '#kit/application/desk.ts';
import { applicationErrors } from '#kit/application/errors.ts';
import type { Status } from '#kit/application/lifecycle.ts';
import { roleIn } from '#kit/application/snapshot.ts';
import { dayInDhaka } from '#kit/clock.ts';
import { inWords } from '#kit/errors/catalogue.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { formErrors } from '#kit/form/errors.ts';
import { checkIdempotencyKey } from '#kit/form/idempotency-key.ts';
import { inputChecker } from '#kit/form/input-checker.ts';
import { requestLoader } from '#kit/loader.ts';
import type { ApplicationIndex } from '../application-index.ts';
import type { Resolvers } from '../schema.generated.ts';
import { ratingErrors } from './errors.ts';
import type { RatingRecord, Ratings } from './ratings.model.ts';

/** Granted, refused or handed over: the ministry has done its part. Each application is rated once over all of them. */
const FINISHED: ReadonlySet<Status> = new Set(['APPROVED', 'REJECTED', 'COMPLETED']);

const texts = { ...formErrors, ...applicationErrors, ...ratingErrors };

/** @param document the subgraph's SDL: the limits of what people write are its `@input`s. */
export function ratingResolvers(index: ApplicationIndex, ratings: Ratings, document: DocumentNode) {
  const check = inputChecker(document)('RateApplicationInput');
  const byApplication = requestLoader((ids: readonly string[]) => ratings.of(ids));

  return {
    Application: {
      rating: (application, _args, context) =>
        roleIn(application, context.caller) === 'APPLICANT' ? byApplication(context).load(application.id) : null,
    },
    Mutation: {
      rateApplication: async (_parent, { input }, { caller, clock }) => {
        const { values, problems } = check(input, dayInDhaka(clock.now()));
        const badKey = checkIdempotencyKey(input.idempotencyKey);
        if (badKey) problems.push(badKey);
        if (problems.length > 0) return refused(problems);
        const [application] = await index.visible([String(values.applicationId)], caller);
        if (!application || roleIn(application, caller) !== 'APPLICANT')
          return refused([problem('applicationId', 'NOT_FOUND')]);
        if (!FINISHED.has(application.status)) return refused([problem('applicationId', 'NOT_FINISHED')]);
        const rating: RatingRecord = {
          _id: application.id,
          ministry: application.ministry,
          serviceCode: application.serviceCode,
          stars: Number(values.stars),
          comment: typeof values.comment === 'string' ? values.comment : null,
          ratedAt: clock.now(),
          idempotencyKey: input.idempotencyKey,
          requestDigest: requestDigest('rate', values),
        };
        const first = await ratings.add(rating);
        if (!first) return { rating, userErrors: [] };
        if (first.idempotencyKey !== rating.idempotencyKey) return refused([problem('applicationId', 'ALREADY_RATED')]);
        return first.requestDigest === rating.requestDigest
          ? { rating: first, userErrors: [] }
          : refused([problem('idempotencyKey', 'IDEMPOTENCY_KEY_REUSED')]);
      },
    },
  } satisfies Resolvers;
}

function refused(problems: readonly Problem[]) {
  return { rating: null, userErrors: problems.map((each) => inWords(each, texts)) };
}
