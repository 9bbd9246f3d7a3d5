import type { DocumentNode } from 'graphql';
import type { Model } from 'mongoose';
import { type Clock, dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { inWords } from '#kit/errors/catalogue.ts';
import { requestError } from '#kit/errors/graphql.ts';
import type { Problem } from '#kit/errors/problem.ts';
import { formErrors } from '#kit/form/errors.ts';
import { inputChecker } from '#kit/form/input-checker.ts';
import { connection } from '#kit/storage/page.ts';
import { consentCardErrors } from '../consent-card/errors.ts';
import { loginErrors } from '../login/errors.ts';
import type { Person } from '../people.model.ts';
import { namesById } from '../people-by-id.ts';
import type {
  MutationAssistByCardArgs,
  MutationConfirmAssistanceArgs,
  MutationIssueConsentCardArgs,
  MutationRequestAssistanceArgs,
  MutationReviewAssistanceArgs,
  MutationRevokeAssistanceArgs,
  MutationVouchForAssistanceArgs,
  QueryVouchedAssistanceArgs,
  RequireFields,
} from '../schema.generated.ts';
import type { Assistance } from './assistance.ts';
import type { Consent, ConsentRecord } from './consents.model.ts';
import { assistanceErrors } from './errors.ts';
import type { GivenConsent } from './proof.ts';

type InLanguage = { language: 'EN' | 'BN' };

const texts = { ...formErrors, ...loginErrors, ...assistanceErrors, ...consentCardErrors };

/** @param document the subgraph's SDL: the limits of what is typed are its `@input`s. */
export function assistanceResolvers(
  document: DocumentNode,
  assistance: Assistance,
  people: Model<Person>,
  clock: Clock,
) {
  const checkOf = inputChecker(document);
  const checks = {
    request: checkOf('RequestAssistanceInput'),
    byCard: checkOf('AssistByCardInput'),
    confirm: checkOf('ConfirmAssistanceInput'),
    issueCard: checkOf('IssueConsentCardInput'),
    vouch: checkOf('VouchForAssistanceInput'),
    revoke: checkOf('RevokeAssistanceInput'),
    review: checkOf('ReviewAssistanceInput'),
  };
  const check = (name: keyof typeof checks, input: object) => checks[name](input, dayInDhaka(clock.now()));
  const nameOf = namesById(people);
  return {
    Query: {
      vouchedAssistance: async (_parent: unknown, request: RequireFields<QueryVouchedAssistanceArgs, 'first'>) =>
        connection(await assistance.toReview(request), (consent) => consent),
    },
    Mutation: {
      requestAssistance: async (
        _parent: unknown,
        { input }: MutationRequestAssistanceArgs,
        context: SubgraphContext,
      ) => {
        const { values, problems } = check('request', input);
        if (problems.length > 0) return refused(problems);
        const { services, centre, idempotencyKey = null } = input;
        const citizenNationalId = String(values.citizenNationalId);
        const answer = await assistance.request(subjectOf(context), {
          ...{ citizenNationalId, services, centre, idempotencyKey },
        });
        return 'problem' in answer ? refused([answer.problem]) : { ...answer, userErrors: [] };
      },
      confirmAssistance: async (
        _parent: unknown,
        { input }: MutationConfirmAssistanceArgs,
        context: SubgraphContext,
      ) => {
        const { values, problems } = check('confirm', input);
        if (problems.length > 0) return refused(problems);
        const typed = typeof values.code === 'string' ? values.code : null;
        const answer = await assistance.confirm(subjectOf(context), input.requestId, typed);
        return 'problem' in answer ? refused([answer.problem]) : given(answer);
      },
      assistByCard: async (_parent: unknown, { input }: MutationAssistByCardArgs, context: SubgraphContext) => {
        const { values, problems } = check('byCard', input);
        if (problems.length > 0) return refused(problems);
        const { services, centre, idempotencyKey, cardNumber, codeNumber: number } = input;
        const citizenNationalId = String(values.citizenNationalId);
        const card = { cardNumber, number, code: String(values.code) };
        const wanted = { citizenNationalId, services, centre, idempotencyKey };
        const answer = await assistance.byCard(subjectOf(context), { ...wanted, card });
        if (!('problem' in answer)) return given(answer);
        return { ...refused([answer.problem]), consentId: answer.consentId ?? null };
      },
      issueConsentCard: async (_parent: unknown, { input }: MutationIssueConsentCardArgs, context: SubgraphContext) => {
        const { values, problems } = check('issueCard', input);
        if (problems.length > 0) return refused(problems);
        const citizenNationalId = String(values.citizenNationalId);
        const answer = await assistance.issueCard(subjectOf(context), { citizenNationalId, centre: input.centre });
        return 'problem' in answer ? refused([answer.problem]) : { card: answer, userErrors: [] };
      },
      vouchForAssistance: async (
        _parent: unknown,
        { input }: MutationVouchForAssistanceArgs,
        context: SubgraphContext,
      ) => {
        const { problems } = check('vouch', input);
        if (problems.length > 0) return refused(problems);
        const answer = await assistance.vouch(subjectOf(context), input.requestId);
        return 'problem' in answer ? refused([answer.problem]) : { ...answer, userErrors: [] };
      },
      revokeAssistance: async (_parent: unknown, { input }: MutationRevokeAssistanceArgs, context: SubgraphContext) => {
        const { problems } = check('revoke', input);
        if (problems.length > 0) return refused(problems);
        const answer = await assistance.revoke(subjectOf(context), input.consentId);
        return refused(answer ? [answer.problem] : []);
      },
      reviewAssistance: async (_parent: unknown, { input }: MutationReviewAssistanceArgs, context: SubgraphContext) => {
        const { problems } = check('review', input);
        if (problems.length > 0) return refused(problems);
        const answer = await assistance.review(input.consentId, subjectOf(context), input.finding);
        return 'problem' in answer ? refused([answer.problem]) : { consent: answer, userErrors: [] };
      },
    },
    Citizen: {
      assistanceConsents: ({ id }: Person) => assistance.of(id),
    },
    AssistanceConsent: {
      id: ({ _id }: Consent) => _id,
      serviceCentre,
      entrepreneur: ({ entrepreneurId }: Consent, language: InLanguage, context: SubgraphContext) =>
        nameOf(entrepreneurId, language, context),
    },
    VouchedAssistance: {
      id: ({ _id }: ConsentRecord) => _id,
      serviceCentre,
      entrepreneur: ({ entrepreneurId }: ConsentRecord, language: InLanguage, context: SubgraphContext) =>
        nameOf(entrepreneurId, language, context),
      secondPerson: ({ vouchedBy }: ConsentRecord, language: InLanguage, context: SubgraphContext) =>
        vouchedBy === undefined ? null : nameOf(vouchedBy, language, context),
      service: ({ services }: ConsentRecord) => services.join(),
      finding: ({ review }: ConsentRecord) => review?.finding ?? null,
    },
  };
}

/** `places` says the rest. */
function serviceCentre({ centre: code }: ConsentRecord) {
  return { code };
}

/** The schema lets nobody in who has not logged in. */
function subjectOf({ caller: { subject } }: SubgraphContext): string {
  if (subject === null) throw requestError('UNAUTHENTICATED');
  return subject;
}

function given({ consent: { _id: consentId, expiresAt }, proof: subjectToken }: GivenConsent) {
  return { consentId, subjectToken, expiresAt, userErrors: [] };
}

function refused(problems: readonly Problem[]) {
  return { userErrors: problems.map((each) => inWords(each, texts)) };
}
