import { inGroups, plainDigits } from '#kit/check-digit.ts';
import { dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { inLanguage } from '#kit/contract-resolvers.ts';
import type { Text } from '#kit/errors/catalogue.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { isConfidential } from '#kit/form/confidential-service.ts';
import { checkIdempotencyKey } from '#kit/form/idempotency-key.ts';
import type { InputCheck } from '#kit/form/input-checker.ts';
import type { PublishedSupergraph } from '#kit/form/published-supergraph.ts';
import { connection, type PageRequest } from '#kit/storage/page.ts';
import type { Teller } from '#kit/teller.ts';
import { entrepreneurOf } from '../acting-as.ts';
import type { Acts } from '../acts/acts.model.ts';
import type { Enrolments } from '../enrolment/enrolments.ts';
import type { EntrepreneurRecord } from '../enrolment/entrepreneurs.model.ts';
import { verdictOf } from '../enrolment/verdict.ts';
import { userErrors } from '../errors.ts';
import { qrPicture } from '../qr-picture.ts';
import { requestOf } from '../request.ts';
import type {
  ChargeServiceInput,
  CloseDeskDayInput,
  DepositCashInput,
  DrawCommissionInput,
  QueryDeskAccountArgs,
  QueryServiceTariffArgs,
  QuerySlipArgs,
  ReverseChargeInput,
} from '../schema.generated.ts';
import { cashIn, commissionIn, debtsIn, inTransitIn, owedIn } from './accounts.ts';
import { OWED_LIMIT_BDT } from './book.ts';
import { objectionToCharge } from './chargeable.ts';
import { ledgerErrors } from './errors.ts';
import type { Fees } from './fees.ts';
import { type Account, type Asked, type AtDesk, alreadyCharged, type Entered, type Ledger } from './ledger.ts';
import { newSlipNumber, type ShownSlip, slipQrText, unnamed } from './slip.ts';
import { type Commissions, feeOf, type Tariff, tariffOf } from './tariff.ts';
import type { SlipRecord, TransactionRecord } from './transactions.model.ts';

type InLanguage = { language: 'EN' | 'BN' };
/** A slip, and the charge that it is of. */
type OwnSlip = ShownSlip & { readonly of: TransactionRecord };

type Parts = {
  readonly ledger: Ledger;
  readonly acts: Pick<Acts, 'byReference'>;
  readonly fees: Fees;
  readonly limits: Pick<Teller<TransactionRecord>, 'tell'>;
  readonly enrolments: Enrolments;
  readonly commissions: Commissions;
  readonly published: () => Promise<PublishedSupergraph>;
  readonly checkOf: (inputType: string) => InputCheck;
};

export function ledgerResolvers({ ledger, acts, fees, limits, enrolments, commissions, published, checkOf }: Parts) {
  async function tariffFor(service: string): Promise<Tariff | null> {
    const found = (await published()).services.find(({ code }) => code === service);
    return found ? tariffOf(found, commissions) : null;
  }

  /** As anybody reads it, the entrepreneur too: what they print goes home with the citizen. */
  async function slipOf(of: TransactionRecord): Promise<OwnSlip | null> {
    const { slip } = of;
    if (!slip) return null;
    return { ...(isConfidential(await published(), slip.service) ? unnamed(slip) : slip), of };
  }

  /** An entry of the caller's own book: the input is held against its limits first. */
  const mutation = <Input extends { readonly centre: string; readonly idempotencyKey: string }>(
    field: string,
    inputType: string,
    make: (atDesk: AtDesk, input: Input, asked: Asked) => Promise<Entered>,
  ) => {
    const check = checkOf(inputType);
    return async (_parent: unknown, { input }: { input: Input }, { caller, clock }: SubgraphContext) => {
      const [personId, now] = [entrepreneurOf(caller), clock.now()];
      const { values, problems } = check(input, dayInDhaka(now));
      const badKey = checkIdempotencyKey(input.idempotencyKey);
      if (badKey) problems.push(badKey);
      if (problems.length > 0) return refusal(problems);
      const atDesk = { personId, centre: input.centre };
      // The values were checked against the input type that `Input` is generated from.
      const entered = await make(atDesk, values as Input, { request: requestOf(field, input), now });
      if ('problems' in entered) return refusal(entered.problems);
      if (entered.record.isLimitUntold) await limits.tell(entered.record);
      return { transaction: entered.record, account: await ledger.account(atDesk), userErrors: [] };
    };
  };

  /** New work is for who is in force, at a centre of theirs; what is to be put in order goes on after. */
  async function charge(atDesk: AtDesk, input: ChargeServiceInput, asked: Asked): Promise<Entered> {
    const first = await ledger.answered(atDesk, asked.request);
    if (first) return first;
    const { service, applicationReference: reference = null } = input;
    const [record, tariff, act] = await Promise.all([
      enrolments.find({ personId: atDesk.personId }),
      tariffFor(service),
      reference === null ? null : acts.byReference(reference),
    ]);
    const notHere = objectionTo(record, atDesk.centre, asked.now);
    if (notHere) return { problems: [notHere] };
    if (!tariff) return { problems: [problem('service', 'NO_SUCH_SERVICE', { service })] };
    const nothing = objectionToCharge({ service, kind: tariff.kind, reference }, act, atDesk);
    if (nothing) return { problems: [nothing] };
    // Said before the amount is looked at: of what is paid there is nothing due. It may be this very request that was quicker.
    if (reference !== null && (await ledger.isCharged(atDesk, reference)))
      return (await ledger.answered(atDesk, asked.request)) ?? { problems: [alreadyCharged(reference)] };
    // What the ministry asks for this very case is known, where there is an application.
    const feeBdt = feeOf(act ? { feeBdt: act.dueBdt } : tariff, input.amountBdt ?? null);
    if (typeof feeBdt !== 'number') return { problems: [feeBdt] };
    const { title, ministry, commissionBdt } = tariff;
    const slip = (): SlipRecord => ({
      ...{ number: newSlipNumber(), service, title, feeBdt, commissionBdt },
      applicationReference: reference,
      application: act && { id: act._id, ministry: act.ministry },
      cardNumber: record?.card?.number ?? '',
    });
    const isFiled = act !== null;
    const deed = { kind: 'CHARGE' as const, ministry, feeBdt, commissionBdt, isFiled };
    const charged = await ledger.charge(atDesk, deed, asked, slip);
    if (!('record' in charged) || !charged.record.isFeeUntold) return charged;
    await fees.tell(charged.record);
    return (await ledger.answered(atDesk, asked.request)) ?? charged;
  }

  return {
    Query: {
      serviceTariff: (_parent: unknown, { service }: QueryServiceTariffArgs) => tariffFor(service),
      deskAccount: async (_parent: unknown, { centre }: QueryDeskAccountArgs, { caller }: SubgraphContext) =>
        ledger.account({ personId: entrepreneurOf(caller), centre }),
      slip: async (_parent: unknown, { number }: QuerySlipArgs) => {
        const record = await ledger.bySlip(plainDigits(number));
        return record && slipOf(record);
      },
    },
    Mutation: {
      chargeService: mutation('chargeService', 'ChargeServiceInput', charge),
      reverseCharge: mutation(
        'reverseCharge',
        'ReverseChargeInput',
        (atDesk, { number, reason }: ReverseChargeInput, asked) =>
          ledger.reverse(atDesk, number, reason, asked, fees.letGo),
      ),
      depositCash: mutation(
        'depositCash',
        'DepositCashInput',
        (atDesk, { amountBdt, reference }: DepositCashInput, asked) =>
          ledger.enter(atDesk, { kind: 'DEPOSIT', amountBdt }, asked, { reason: reference }),
      ),
      drawCommission: mutation(
        'drawCommission',
        'DrawCommissionInput',
        (atDesk, { amountBdt }: DrawCommissionInput, asked) =>
          ledger.enter(atDesk, { kind: 'DRAWING', amountBdt }, asked),
      ),
      closeDeskDay: mutation(
        'closeDeskDay',
        'CloseDeskDayInput',
        (atDesk, { countedCashBdt, differenceReason = null }: CloseDeskDayInput, asked) => {
          const deed = { kind: 'CLOSING' as const, countedCashBdt, differenceReason };
          return ledger.enter(atDesk, deed, asked, { reason: differenceReason });
        },
      ),
    },
    Entrepreneur: {
      deskAccounts: async ({ personId }: EntrepreneurRecord) =>
        Promise.all((await ledger.centresOf(personId)).sort().map((centre) => ledger.account({ personId, centre }))),
    },
    ServiceTariff: {
      service: ({ service }: Tariff) => ({ code: service }),
    },
    DeskAccount: {
      centre: ({ centre }: Account) => ({ code: centre }),
      cashBdt: ({ standing }: Account) => cashIn(standing.balances),
      owedBdt: ({ standing }: Account) => owedIn(standing.balances),
      inTransitBdt: ({ standing }: Account) => inTransitIn(standing.balances),
      limitBdt: () => OWED_LIMIT_BDT,
      debts: ({ standing }: Account) =>
        debtsIn(standing.balances).map(({ ministry, owedBdt }) => ({ ministry: { code: ministry }, owedBdt })),
      commissionBdt: ({ standing }: Account) => commissionIn(standing.balances),
      openDay: ({ standing }: Account) => standing.openDay,
      transactions: async (account: Account, request: PageRequest) =>
        connection(await ledger.entries(account, request), (record) => record),
    },
    DeskTransaction: {
      slip: slipOf,
      isFeeRefused: ({ isFeeRefused }: TransactionRecord) => isFeeRefused === true,
    },
    Slip: {
      number: ({ number }: OwnSlip) => inGroups(number),
      service: ({ service }: OwnSlip) => service && { code: service },
      done: ({ title }: OwnSlip, { language }: InLanguage) => inLanguage(title, language),
      centre: ({ of }: OwnSlip) => ({ code: of.centre }),
      at: ({ of }: OwnSlip) => of.at,
      paidBdt: ({ feeBdt, commissionBdt }: OwnSlip) => feeBdt + commissionBdt,
      cardNumber: ({ cardNumber }: OwnSlip) => inGroups(cardNumber),
      isReversed: ({ of }: OwnSlip) => ledger.isReversed(of),
      qrText: (slip: OwnSlip) => slipQrText(slip),
      qrSvg: (slip: OwnSlip) => qrPicture(slipQrText(slip)),
    },
  };
}

/** Why the caller's own card opens no desk. */
const WHY: Readonly<Record<Exclude<ReturnType<typeof verdictOf>, 'VALID'>, Text>> = {
  NO_SUCH_CARD: { en: 'you are not certified.', bn: 'আপনার সনদ নেই।' },
  SUSPENDED: { en: 'you are suspended.', bn: 'আপনাকে স্থগিত করা হয়েছে।' },
  EXPIRED: { en: 'your card has ended.', bn: 'আপনার কার্ডের মেয়াদ শেষ।' },
  NOT_ASSIGNED: { en: 'you work at no centre.', bn: 'আপনি কোনো কেন্দ্রে নিযুক্ত নন।' },
};

/** Why somebody takes no new work at a centre; null when they do. */
function objectionTo(record: EntrepreneurRecord | null, centre: string, now: Date): Problem | null {
  const verdict = verdictOf(record, dayInDhaka(now));
  if (verdict !== 'VALID') {
    const { en, bn } = WHY[verdict];
    return problem(null, 'NOT_IN_FORCE', { whyEn: en, whyBn: bn });
  }
  const codes = (record?.centres ?? []).map(({ code }) => code);
  return codes.includes(centre) ? null : problem('centre', 'NOT_AT_THIS_CENTRE', { centre, centres: codes.join(', ') });
}

function refusal(problems: readonly Problem[]) {
  return { transaction: null, account: null, userErrors: userErrors(problems, ledgerErrors) };
}
