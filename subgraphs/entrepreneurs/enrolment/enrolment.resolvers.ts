import type { Model, QueryFilter } from 'mongoose';
import type { Keys } from '#kit/auth/keys.ts';
import { inGroups, plainDigits } from '#kit/check-digit.ts';
import { dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { inLanguage } from '#kit/contract-resolvers.ts';
import type { Problem } from '#kit/errors/problem.ts';
import { evidenceErrors } from '#kit/evidence.ts';
import { checkIdempotencyKey } from '#kit/form/idempotency-key.ts';
import type { InputCheck } from '#kit/form/input-checker.ts';
import type { IdSource } from '#kit/ids.ts';
import { listPage } from '#kit/storage/list-page.ts';
import { connection, type PageRequest, page } from '#kit/storage/page.ts';
import { citizenOf, operatorOf, selfOf } from '../acting-as.ts';
import { userErrors } from '../errors.ts';
import { qrPicture } from '../qr-picture.ts';
import { requestOf } from '../request.ts';
import type {
  MutationApplyAsEntrepreneurArgs,
  MutationAssignEntrepreneurArgs,
  MutationReinstateEntrepreneurArgs,
  MutationRenewEntrepreneurCardArgs,
  MutationScreenEntrepreneurArgs,
  MutationSuspendEntrepreneurArgs,
  MutationUnassignEntrepreneurArgs,
  MutationWithdrawEntrepreneurApplicationArgs,
  QueryEntrepreneurArgs,
  QueryEntrepreneursArgs,
  QueryVerifyEntrepreneurArgs,
  RequireFields,
} from '../schema.generated.ts';
import type { Training } from '../training/training.ts';
import { type CardCheck, cardCheck, VERDICT_IN_WORDS } from './card-check.ts';
import { cardQrText } from './card-numbers.ts';
import type { CentreCheck } from './centre-check.ts';
import { type Enrolled, type Enrolments, entryOf } from './enrolments.ts';
import type { CardRecord, EntrepreneurRecord } from './entrepreneurs.model.ts';
import { photoOf } from './own-documents.ts';
import {
  accept,
  applyAgain,
  assign,
  refuse,
  reinstate,
  renew,
  type Step,
  suspend,
  unassign,
  withdraw,
} from './steps.ts';
import { verdictOf } from './verdict.ts';

type InLanguage = { language: 'EN' | 'BN' };

type Parts = {
  readonly entrepreneurs: Model<EntrepreneurRecord>;
  readonly enrolments: Enrolments;
  readonly training: Training;
  readonly checkCentre: CentreCheck;
  readonly checkOf: (inputType: string) => InputCheck;
  readonly keys: Pick<Keys, 'trusted'>;
  readonly ids: IdSource;
};

export function enrolmentResolvers({ entrepreneurs, enrolments, training, checkCentre, checkOf, keys, ids }: Parts) {
  /** A step that an operator takes with an entrepreneur. */
  const operatorStep = <Input extends { readonly entrepreneurId: string }>(
    inputType: string,
    stepOf: (input: Input) => Step,
    objectionTo: (input: Input) => Promise<Problem | null> = async () => null,
  ) => {
    const check = checkOf(inputType);
    return async (_parent: unknown, { input }: { input: Input }, { caller, clock }: SubgraphContext) => {
      const deed = { by: operatorOf(caller), role: 'OPERATOR' as const, at: clock.now() };
      const { values, problems } = check(input, dayInDhaka(deed.at));
      if (problems.length > 0) return payload({ problems });
      // The values were checked against the input type that `Input` is generated from.
      const checked = values as Input;
      const objection = await objectionTo(checked);
      if (objection) return payload({ problems: [objection] });
      return payload(await enrolments.take({ _id: input.entrepreneurId }, stepOf(checked), deed));
    };
  };
  const checkApplication = checkOf('ApplyAsEntrepreneurInput');

  return {
    Query: {
      verifyEntrepreneur: async (
        _parent: unknown,
        { cardNumber }: QueryVerifyEntrepreneurArgs,
        { clock }: SubgraphContext,
      ): Promise<CardCheck> => {
        const number = plainDigits(cardNumber);
        const record = await entrepreneurs.findOne({ 'card.number': number }).lean<EntrepreneurRecord>();
        return cardCheck(number, record, dayInDhaka(clock.now()));
      },
      ownEntrepreneur: (_parent: unknown, _args: unknown, { caller }: SubgraphContext) =>
        enrolments.find({ personId: selfOf(caller) }),
      entrepreneur: (_parent: unknown, { id }: QueryEntrepreneurArgs, { caller }: SubgraphContext) =>
        operatorOf(caller) && enrolments.find({ _id: id }),
      entrepreneurs: async (
        _parent: unknown,
        { filter, ...request }: RequireFields<QueryEntrepreneursArgs, 'first'>,
        { caller }: SubgraphContext,
      ) => {
        operatorOf(caller);
        const { stage, centre, isSuspended } = filter ?? {};
        const wanted: QueryFilter<EntrepreneurRecord> = {
          ...(stage ? { stage } : {}),
          ...(centre ? { 'centres.code': centre } : {}),
          ...(typeof isSuspended === 'boolean' ? { suspension: isSuspended ? { $ne: null } : null } : {}),
        };
        const found = await page(entrepreneurs, wanted, { field: 'appliedAt', direction: 1 }, request);
        return connection(found, (record) => record);
      },
    },
    Mutation: {
      applyAsEntrepreneur: async (
        _parent: unknown,
        { input }: MutationApplyAsEntrepreneurArgs,
        { caller, clock }: SubgraphContext,
      ) => {
        const [personId, at] = [citizenOf(caller), clock.now()];
        const { problems, values } = checkApplication(input, dayInDhaka(at));
        const badKey = checkIdempotencyKey(input.idempotencyKey);
        if (badKey) problems.push(badKey);
        if (problems.length > 0) return payload({ problems });
        const deed = {
          by: personId,
          role: 'SELF' as const,
          at,
          request: requestOf('applyAsEntrepreneur', input),
        };
        // Checked against the input type that the arguments' type is generated from.
        const { nameEn, nameBn, photo, documents, centre } = values as typeof input;
        const noCentre = await checkCentre(centre);
        if (noCentre) return payload({ problems: [noCentre] });
        const own = await photoOf({ photo, documents }, personId, keys);
        if ('problems' in own) return payload(own);
        const application = { nameEn, nameBn, ...own, documents: [...documents, photo], wantedCentre: centre };
        const again = applyAgain(application);
        const entered = await enrolments.enter({
          ...application,
          _id: ids.id(),
          personId,
          source: 'APPLICATION',
          stage: 'APPLIED',
          appliedAt: at,
          card: null,
          centres: [],
          suspension: null,
          steps: [entryOf(again.entry, deed)],
          version: 1,
          isUntold: true,
        });
        return payload(entered ? { record: entered } : await enrolments.take({ personId }, again, deed));
      },
      withdrawEntrepreneurApplication: async (
        _parent: unknown,
        { input }: MutationWithdrawEntrepreneurApplicationArgs,
        { caller, clock }: SubgraphContext,
      ) => {
        const by = citizenOf(caller);
        const badKey = checkIdempotencyKey(input.idempotencyKey);
        if (badKey) return payload({ problems: [badKey] });
        const request = requestOf('withdrawEntrepreneurApplication', input);
        const deed = { by, role: 'SELF' as const, at: clock.now(), request };
        return payload(await enrolments.take({ personId: by }, withdraw(), deed));
      },
      screenEntrepreneur: operatorStep(
        'ScreenEntrepreneurInput',
        ({ decision, reason }: MutationScreenEntrepreneurArgs['input']) =>
          decision === 'ACCEPT' ? accept(reason) : refuse(reason),
      ),
      assignEntrepreneur: operatorStep(
        'AssignEntrepreneurInput',
        ({ centre }: MutationAssignEntrepreneurArgs['input']) => assign(centre),
        ({ centre }) => checkCentre(centre),
      ),
      unassignEntrepreneur: operatorStep(
        'UnassignEntrepreneurInput',
        ({ centre, reason }: MutationUnassignEntrepreneurArgs['input']) => unassign(centre, reason),
      ),
      suspendEntrepreneur: operatorStep(
        'SuspendEntrepreneurInput',
        ({ reason }: MutationSuspendEntrepreneurArgs['input']) => suspend(reason),
      ),
      reinstateEntrepreneur: operatorStep(
        'ReinstateEntrepreneurInput',
        ({ reason }: MutationReinstateEntrepreneurArgs['input']) => reinstate(reason),
      ),
      renewEntrepreneurCard: async (
        _parent: unknown,
        { input }: MutationRenewEntrepreneurCardArgs,
        { caller, clock }: SubgraphContext,
      ) => {
        const [personId, at] = [selfOf(caller), clock.now()];
        const badKey = checkIdempotencyKey(input.idempotencyKey);
        if (badKey) return payload({ problems: [badKey] });
        const request = requestOf('renewEntrepreneurCard', input);
        const { code, passedOn } = await training.refresher(personId, at);
        const step = renew(code, passedOn, dayInDhaka(at));
        return payload(await enrolments.take({ personId }, step, { by: personId, role: 'SELF', at, request }));
      },
    },
    CardCheck: {
      isValid: ({ verdict }: CardCheck) => verdict === 'VALID',
      message: ({ verdict }: CardCheck, { language }: InLanguage) => inLanguage(VERDICT_IN_WORDS[verdict], language),
      name: ({ record }: CardCheck, { language }: InLanguage) => record && nameOf(record, language),
      photoReference: ({ record }: CardCheck) => record?.photoReference ?? null,
      centres: ({ verdict, record }: CardCheck) =>
        verdict === 'VALID' ? (record?.centres ?? []).map(({ code }) => ({ code })) : [],
      validUntil: ({ record }: CardCheck) => record?.card?.validUntil ?? null,
    },
    Entrepreneur: {
      id: ({ _id }: EntrepreneurRecord) => _id,
      name: (record: EntrepreneurRecord, { language }: InLanguage) => nameOf(record, language),
      assignments: ({ centres }: EntrepreneurRecord) =>
        centres.map(({ code, since }) => ({ centre: { code }, centreCode: code, since })),
      isInForce: (record: EntrepreneurRecord, _args: unknown, { clock }: SubgraphContext) =>
        verdictOf(record, dayInDhaka(clock.now())) === 'VALID',
      steps: ({ steps }: EntrepreneurRecord, request: PageRequest) => {
        const latestFirst = steps.map((step, index) => ({ step, number: String(index) })).reverse();
        return connection(
          listPage(latestFirst, ({ number }) => number, request),
          ({ step }) => step,
        );
      },
    },
    EntrepreneurCard: {
      number: ({ number }: CardRecord) => inGroups(number),
      qrText: ({ number }: CardRecord) => cardQrText(number),
      qrSvg: ({ number }: CardRecord) => qrPicture(cardQrText(number)),
    },
  };
}

function nameOf({ nameEn, nameBn }: EntrepreneurRecord, language: 'EN' | 'BN'): string {
  return inLanguage({ en: nameEn, bn: nameBn }, language);
}

function payload(enrolled: Enrolled) {
  return 'record' in enrolled
    ? { entrepreneur: enrolled.record, userErrors: [] }
    : { entrepreneur: null, userErrors: userErrors(enrolled.problems, evidenceErrors) };
}
