/** Paying what a registry says that somebody owes: the tax of a year, the bill of a month. */
import type { QueryFilter } from 'mongoose';
import { documentNumber } from './document-number.ts';
import type { Problem } from './errors/problem.ts';
import type { Registry } from './registry.ts';
import type { RecordedService, RuleContext } from './service.ts';

/** What an entry of such a registry holds beside the rest. */
export type Demand = {
  /** Missing while it is not paid. */
  receiptNumber?: string;
};

/**
 * A service of kind PAYMENT whose outcome is the `receiptNumber`, and whose demand is marked with it.
 * @example
 * demandPayment({ demands: bills, which: billOf, objection, amountBdt: (bill, today) => …, prefix: 'EB', field: 'bill' })
 */
export function demandPayment<Input, Entry extends Demand>({
  demands,
  which,
  objection,
  amountBdt,
  prefix,
  field,
}: {
  readonly demands: Registry<Entry>;
  /** Which entry is meant. */
  readonly which: (input: Input) => QueryFilter<Entry>;
  /** What stands in the way: there is no such demand, or it is paid. */
  readonly objection: (input: Input, demand: Entry | null) => Problem | null;
  /** In whole taka, on a day. */
  readonly amountBdt: (demand: Entry, today: string) => number;
  /** Begins the receipt's number. */
  readonly prefix: string;
  readonly field: string;
}): RecordedService<Input> {
  const read = ({ input, registry }: RuleContext<Input>): Promise<Entry | null> =>
    registry(demands).findOne(which(input)).lean<Entry>();
  const receiptNumber = (reference: string) => documentNumber(prefix, reference);
  return {
    rules: [async (context) => objection(context.input, await read(context))],
    amountBdt: async (context) => {
      const demand = await read(context);
      return demand ? amountBdt(demand, context.today) : 0;
    },
    outcome: ({ reference }) => ({ receiptNumber: receiptNumber(reference) }),
    granted: async ({ input, registry, reference }) => {
      const open = { $and: [which(input), { receiptNumber: null }] };
      await registry(demands).updateOne(open, { $set: { receiptNumber: receiptNumber(reference) } });
    },
    field,
  };
}
