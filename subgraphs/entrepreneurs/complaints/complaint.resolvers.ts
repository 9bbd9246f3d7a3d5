import type { Model, QueryFilter } from 'mongoose';
import { inGroups, plainDigits } from '#kit/check-digit.ts';
import { dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { inLanguage } from '#kit/contract-resolvers.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { checkIdempotencyKey } from '#kit/form/idempotency-key.ts';
import type { InputCheck } from '#kit/form/input-checker.ts';
import type { IdSource } from '#kit/ids.ts';
import { requestLoader } from '#kit/loader.ts';
import { connection, page } from '#kit/storage/page.ts';
import { citizenOf, operatorOf } from '../acting-as.ts';
import type { EntrepreneurRecord } from '../enrolment/entrepreneurs.model.ts';
import { userErrors } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { requestOf, reuseOf } from '../request.ts';
import type {
  MutationAnswerEntrepreneurComplaintArgs,
  MutationComplainAboutEntrepreneurArgs,
  QueryEntrepreneurComplaintsArgs,
  QueryOwnEntrepreneurComplaintsArgs,
  RequireFields,
} from '../schema.generated.ts';
import type { ComplaintRecord, Complaints } from './complaints.model.ts';
import { complaintErrors } from './errors.ts';

type InLanguage = { language: 'EN' | 'BN' };

type Parts = {
  readonly entrepreneurs: Model<EntrepreneurRecord>;
  readonly complaints: Complaints;
  readonly ledger: Ledger;
  readonly checkOf: (inputType: string) => InputCheck;
  readonly ids: IdSource;
};

export function complaintResolvers({ entrepreneurs, complaints, ledger, checkOf, ids }: Parts) {
  const [checkComplaint, checkAnswer] = [
    checkOf('ComplainAboutEntrepreneurInput'),
    checkOf('AnswerEntrepreneurComplaintInput'),
  ];
  const byId = requestLoader(async (entrepreneurIds: readonly string[]) => {
    const found = await entrepreneurs.find({ _id: { $in: [...entrepreneurIds] } }).lean<EntrepreneurRecord[]>();
    const records = new Map(found.map((record) => [record._id, record]));
    return entrepreneurIds.map((id) => records.get(id) ?? null);
  });

  return {
    Query: {
      entrepreneurComplaints: async (
        _parent: unknown,
        { filter, ...request }: RequireFields<QueryEntrepreneurComplaintsArgs, 'first'>,
        { caller }: SubgraphContext,
      ) => {
        operatorOf(caller);
        const { entrepreneurId, isAnswered } = filter ?? {};
        const wanted: QueryFilter<ComplaintRecord> = {
          ...(entrepreneurId ? { entrepreneurId } : {}),
          ...(typeof isAnswered === 'boolean' ? { answer: isAnswered ? { $ne: null } : null } : {}),
        };
        const found = await page(complaints.model, wanted, { field: 'at', direction: 1 }, request);
        return connection(found, (complaint) => complaint);
      },
      ownEntrepreneurComplaints: async (
        _parent: unknown,
        request: RequireFields<QueryOwnEntrepreneurComplaintsArgs, 'first'>,
        { caller }: SubgraphContext,
      ) => {
        const own = { by: citizenOf(caller) };
        const found = await page(complaints.model, own, { field: 'at', direction: -1 }, request);
        return connection(found, (complaint) => complaint);
      },
    },
    Mutation: {
      complainAboutEntrepreneur: async (
        _parent: unknown,
        { input }: MutationComplainAboutEntrepreneurArgs,
        { caller, clock }: SubgraphContext,
      ) => {
        const [by, at] = [citizenOf(caller), clock.now()];
        const { values, problems } = checkComplaint(input, dayInDhaka(at));
        const badKey = checkIdempotencyKey(input.idempotencyKey);
        if (badKey) problems.push(badKey);
        if (problems.length > 0) return refused(problems);
        const against = await entrepreneurs
          .findOne({ 'card.number': plainDigits(input.cardNumber) })
          .lean<EntrepreneurRecord>();
        if (!against) return refused([problem('cardNumber', 'NO_SUCH_CARD')]);
        if (against.personId === by) return refused([problem('cardNumber', 'OWN_CARD')]);
        const slip = input.slip ? plainDigits(input.slip) : null;
        if (slip !== null && (await ledger.bySlip(slip))?.personId !== against.personId)
          return refused([problem('slip', 'NO_SUCH_SLIP')]);
        const request = requestOf('complainAboutEntrepreneur', input);
        const text = String(values.text);
        const complaint = { _id: ids.id(), entrepreneurId: against._id, by, text, slip, at, answer: null, request };
        const kept = await complaints.add(complaint);
        const reuse = reuseOf(kept.request, request);
        return reuse ? refused([reuse]) : { complaint: kept, userErrors: [] };
      },
      answerEntrepreneurComplaint: async (
        _parent: unknown,
        { input }: MutationAnswerEntrepreneurComplaintArgs,
        { caller, clock }: SubgraphContext,
      ) => {
        const [by, at] = [operatorOf(caller), clock.now()];
        const { values, problems } = checkAnswer(input, dayInDhaka(at));
        if (problems.length > 0) return refused(problems);
        const answer = { isUpheld: input.isUpheld, text: String(values.text), at, by };
        const complaint = await complaints.answer(input.complaintId, answer);
        if (!complaint) return refused([problem('complaintId', 'NO_SUCH_COMPLAINT')]);
        // Who repeats it sees what they said; another answer is refused.
        const isOwn = complaint.answer?.by === by && complaint.answer.text === answer.text;
        return isOwn ? { complaint, userErrors: [] } : refused([problem('complaintId', 'ALREADY_ANSWERED')]);
      },
    },
    EntrepreneurComplaint: {
      id: ({ _id }: ComplaintRecord) => _id,
      against: async ({ entrepreneurId }: ComplaintRecord, { language }: InLanguage, context: SubgraphContext) => {
        const record = await byId(context).load(entrepreneurId);
        return inLanguage({ en: record?.nameEn ?? '', bn: record?.nameBn ?? '' }, language);
      },
      entrepreneur: ({ entrepreneurId }: ComplaintRecord, _args: unknown, context: SubgraphContext) =>
        byId(context).load(entrepreneurId),
      slip: ({ slip }: ComplaintRecord) => slip && inGroups(slip),
    },
  };
}

function refused(problems: readonly Problem[]) {
  return { complaint: null, userErrors: userErrors(problems, complaintErrors) };
}
