/** What an operator does with deposits: finds those that wait, and holds each against the bank's statement. */
import { dayInDhaka } from '#kit/clock.ts';
import type { SubgraphContext } from '#kit/context.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { checkIdempotencyKey } from '#kit/form/idempotency-key.ts';
import type { InputCheck } from '#kit/form/input-checker.ts';
import { connection, type PageRequest } from '#kit/storage/page.ts';
import type { Teller } from '#kit/teller.ts';
import { operatorOf } from '../acting-as.ts';
import type { Enrolments } from '../enrolment/enrolments.ts';
import type { EntrepreneurRecord } from '../enrolment/entrepreneurs.model.ts';
import { userErrors } from '../errors.ts';
import { requestOf } from '../request.ts';
import type { ConfirmDepositInput, RejectDepositInput } from '../schema.generated.ts';
import { after, cashIn } from './accounts.ts';
import { ledgerErrors } from './errors.ts';
import type { Ledger, Settlement } from './ledger.ts';
import type { TransactionRecord } from './transactions.model.ts';

/** A deposit that waits, and whose it is. */
export type InTransit = { readonly record: TransactionRecord; readonly entrepreneur: EntrepreneurRecord | undefined };

type Parts = {
  readonly ledger: Ledger;
  readonly limits: Pick<Teller<TransactionRecord>, 'tell'>;
  readonly enrolments: Enrolments;
  readonly checkOf: (inputType: string) => InputCheck;
};

export function depositResolvers({ ledger, limits, enrolments, checkOf }: Parts) {
  const verdict = <Input extends ConfirmDepositInput | RejectDepositInput>(
    field: string,
    inputType: string,
    settlementOf: (input: Input, by: string) => Settlement,
  ) => {
    const check = checkOf(inputType);
    return async (_parent: unknown, { input }: { input: Input }, { caller, clock }: SubgraphContext) => {
      const [by, now] = [operatorOf(caller), clock.now()];
      const { values, problems } = check(input, dayInDhaka(now));
      const badKey = checkIdempotencyKey(input.idempotencyKey);
      if (badKey) problems.push(badKey);
      if (problems.length > 0) return refusal(problems);
      const entrepreneur = await enrolments.find({ _id: input.entrepreneurId });
      if (!entrepreneur) return refusal([problem('entrepreneurId', 'NO_SUCH_ENTREPRENEUR')]);
      const { personId } = entrepreneur;
      if (personId === by) return refusal([problem('entrepreneurId', 'OWN_DEPOSIT')]);
      const atDesk = { personId, centre: input.centre };
      // The values were checked against the input type that `Input` is generated from.
      const settlement = settlementOf(values as Input, by);
      const entered = await ledger.settle(atDesk, settlement, { request: requestOf(field, input), now });
      if ('problems' in entered) return refusal(entered.problems);
      if (entered.record.isLimitUntold) await limits.tell(entered.record);
      return { entrepreneur, userErrors: [] };
    };
  };

  return {
    Query: {
      depositsInTransit: async (_parent: unknown, request: PageRequest, { caller }: SubgraphContext) => {
        operatorOf(caller);
        const found = await ledger.inTransit(request);
        const owners = await enrolments.ofPeople(found.edges.map(({ node }) => node.personId));
        return connection(found, (record): InTransit => ({ record, entrepreneur: owners.get(record.personId) }));
      },
    },
    Mutation: {
      confirmDeposit: verdict(
        'confirmDeposit',
        'ConfirmDepositInput',
        ({ number, statement }: ConfirmDepositInput, by) => ({ number, by, statement }),
      ),
      rejectDeposit: verdict('rejectDeposit', 'RejectDepositInput', ({ number, reason }: RejectDepositInput, by) => ({
        ...{ number, by, reason },
      })),
    },
    DepositInTransit: {
      entrepreneur: ({ entrepreneur }: InTransit) => entrepreneur ?? null,
      centre: ({ record }: InTransit) => ({ code: record.centre }),
      centreCode: ({ record }: InTransit) => record.centre,
      number: ({ record }: InTransit) => record.number,
      amountBdt: ({ record }: InTransit) => 0 - cashIn(after({}, record.postings)),
      reference: ({ record }: InTransit) => record.reason ?? '',
      at: ({ record }: InTransit) => record.at,
    },
  };
}

function refusal(problems: readonly Problem[]) {
  return { entrepreneur: null, userErrors: userErrors(problems, ledgerErrors) };
}
