/** Writing into a desk's book: each entry is one insert, or none at all. */
import type { Model } from 'mongoose';
import { dayInDhaka } from '#kit/clock.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import { type PageRequest, page } from '#kit/storage/page.ts';
import { type Request, reuseOf } from '../request.ts';
import { after } from './accounts.ts';
import { type Deed, enter, isAtLimit, NEW_BOOK, type Standing, type Verdict } from './book.ts';
import { deskOf, type SlipRecord, type TransactionRecord, transactionId } from './transactions.model.ts';

/** An entrepreneur at a centre. */
export type AtDesk = { readonly personId: string; readonly centre: string };

/** A desk's book as it stands. */
export type Account = AtDesk & { readonly standing: Standing };

/** The entry that was written, or what stands in the way. */
export type Entered = { readonly record: TransactionRecord } | { readonly problems: readonly Problem[] };

/** What is entered beside the two sides. */
export type Particulars = { readonly slip?: () => SlipRecord; readonly reason?: string | null };

/** Why a charge is not to be taken back, as its ministry says; null when it lets the fee go. */
export type AskMinistry = (charge: TransactionRecord) => Promise<Problem | null>;

/** The client's request, and when it came. */
export type Asked = { readonly request: Request; readonly now: Date };

/** What is to be entered; of a reversal, the number of the charge; of a verdict, what it settles. */
type Decided = { readonly deed: Deed; readonly reverses: number | null; readonly settles?: Settles };
type Settles = Pick<TransactionRecord, 'settles' | 'settledBy' | 'statement'>;

/** An operator's word on a deposit: the line of the bank's statement, or why there is none. */
export type Settlement = { readonly number: number; readonly by: string } & (
  | { readonly statement: string }
  | { readonly reason: string }
);

/** Against another process: to lose so often, somebody must be sending entries of one desk to several at once. */
const TRIES = 50;

/** What a desk is told that has taken the money for an application before. */
export function alreadyCharged(reference: string): Problem {
  return problem('applicationReference', 'ALREADY_CHARGED', { reference });
}

export type Ledger = ReturnType<typeof ledgerOf>;

export function ledgerOf(transactions: Model<TransactionRecord>) {
  /** The newest entry under way in this process, by desk: those of one desk wait for each other instead of losing to each other. */
  const underWay = new Map<string, Promise<unknown>>();

  function inTurn(desk: string, work: () => Promise<Entered>): Promise<Entered> {
    const mine = (underWay.get(desk) ?? Promise.resolve()).then(work, work);
    const done = () => void (underWay.get(desk) === mine && underWay.delete(desk));
    underWay.set(desk, mine);
    mine.then(done, done);
    return mine;
  }

  const lastOf = (desk: string) => transactions.findOne({ desk }).sort({ number: -1 }).lean<TransactionRecord>();

  /** The answer to an earlier request with the same key, if there was one. */
  async function answered(desk: string, request: Request): Promise<Entered | null> {
    const first = await transactions.findOne({ desk, 'request.key': request.key }).lean<TransactionRecord>();
    if (!first) return null;
    const reuse = reuseOf(first.request, request);
    return reuse ? { problems: [reuse] } : { record: first };
  }

  /** @returns null when another entry took the number. */
  async function write(
    { personId, centre }: AtDesk,
    last: TransactionRecord | null,
    { deed, reverses, settles }: Decided,
    { slip, reason = null }: Particulars,
    { request, now }: Asked,
  ): Promise<Entered | null> {
    const standing = last?.standing ?? NEW_BOOK;
    const at = last && last.at > now ? last.at : now;
    const entry = enter(standing, deed, dayInDhaka(at));
    if ('code' in entry) return { problems: [entry] };
    const { day, postings, openDay, closedDay } = entry;
    const [desk, number] = [deskOf(personId, centre), (last?.number ?? 0) + 1];
    const balances = after(standing.balances, postings);
    const ofAct = slip?.() ?? null;
    const record: TransactionRecord = {
      ...{ _id: transactionId(desk, number), desk, personId, centre, number, kind: deed.kind, at, day, postings },
      standing: { balances, openDay, closedDay },
      ...{ slip: ofAct, reverses, reason, request, ...settles },
      ...(deed.kind === 'DEPOSIT' ? { isInTransit: true } : {}),
      ...(ofAct?.application && ofAct.feeBdt > 0 ? { isFeeUntold: true } : {}),
      ...(isAtLimit(standing.balances) === isAtLimit(balances) ? {} : { isLimitUntold: true }),
    };
    try {
      await transactions.create(record);
      return { record };
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  /** Whether a charge for an application stands. */
  async function isCharged({ personId, centre }: AtDesk, reference: string): Promise<boolean> {
    const desk = deskOf(personId, centre);
    const charges = await transactions.find({ desk, 'slip.applicationReference': reference }, { number: 1 }).lean();
    const numbers = charges.map(({ number }) => number);
    if (numbers.length === 0) return false;
    const reversed = await transactions.distinct('reverses', { desk, reverses: { $in: numbers } });
    return numbers.some((number) => !reversed.includes(number));
  }

  /**
   * Decides on the last entry, again when another was quicker.
   * @param decide what is to be entered, as things are now.
   */
  async function post(
    atDesk: AtDesk,
    asked: Asked,
    particulars: Particulars,
    decide: () => Promise<Decided | Problem>,
  ): Promise<Entered> {
    const desk = deskOf(atDesk.personId, atDesk.centre);
    return inTurn(desk, () => tryToPost(desk, atDesk, asked, particulars, decide));
  }

  async function tryToPost(
    desk: string,
    atDesk: AtDesk,
    asked: Asked,
    particulars: Particulars,
    decide: () => Promise<Decided | Problem>,
  ): Promise<Entered> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const [last, first] = await Promise.all([lastOf(desk), answered(desk, asked.request)]);
      if (first) return first;
      const decided = await decide();
      if ('code' in decided) return { problems: [decided] };
      const entered = await write(atDesk, last, decided, particulars, asked);
      if (entered) return entered;
    }
    return { problems: [problem(null, 'CHANGED_MEANWHILE')] };
  }

  return {
    isCharged,

    answered: (atDesk: AtDesk, request: Request) => answered(deskOf(atDesk.personId, atDesk.centre), request),

    /** Enters a charge; for one application there is one, unless it was taken back. */
    charge: (atDesk: AtDesk, deed: Extract<Deed, { kind: 'CHARGE' }>, asked: Asked, slip: () => SlipRecord) =>
      post(atDesk, asked, { slip }, async () => {
        const { applicationReference } = slip();
        return applicationReference !== null && (await isCharged(atDesk, applicationReference))
          ? alreadyCharged(applicationReference)
          : { deed, reverses: null };
      }),

    /** Enters what needs no look at earlier entries. */
    enter: (
      atDesk: AtDesk,
      deed: Exclude<Deed, Verdict | { kind: 'REVERSAL' | 'CHARGE' }>,
      asked: Asked,
      particulars: Particulars = {},
    ): Promise<Entered> => post(atDesk, asked, particulars, async () => ({ deed, reverses: null })),

    /** Takes a charge back, once. */
    reverse: (
      atDesk: AtDesk,
      number: number,
      reason: string,
      asked: Asked,
      askMinistry: AskMinistry,
    ): Promise<Entered> =>
      post(atDesk, asked, { reason }, async () => {
        const desk = deskOf(atDesk.personId, atDesk.centre);
        const charge = await transactions.findOne({ desk, number }).lean<TransactionRecord>();
        if (charge?.kind !== 'CHARGE') return problem('number', 'NOT_A_CHARGE', { number });
        if (await transactions.exists({ desk, reverses: number }))
          return problem('number', 'ALREADY_REVERSED', { number });
        const kept = await askMinistry(charge);
        if (kept) return kept;
        return { deed: { kind: 'REVERSAL', postings: charge.postings }, reverses: number };
      }),

    /** Gives a deposit its verdict, once. A line of the bank's statement is one deposit's. */
    async settle(atDesk: AtDesk, settlement: Settlement, asked: Asked): Promise<Entered> {
      const desk = deskOf(atDesk.personId, atDesk.centre);
      const { number, by } = settlement;
      const isConfirmed = 'statement' in settlement;
      const entered = await post(atDesk, asked, isConfirmed ? {} : { reason: settlement.reason }, async () => {
        const deposit = await transactions.findOne({ desk, number }).lean<TransactionRecord>();
        if (deposit?.kind !== 'DEPOSIT') return problem('number', 'NOT_A_DEPOSIT', { number });
        if (await transactions.exists({ desk, settles: number }))
          return problem('number', 'ALREADY_SETTLED', { number });
        if (isConfirmed && (await transactions.exists({ statement: settlement.statement })))
          return problem('statement', 'STATEMENT_USED', { statement: settlement.statement });
        return {
          deed: { kind: isConfirmed ? 'DEPOSIT_CONFIRMED' : 'DEPOSIT_REJECTED', postings: deposit.postings },
          reverses: null,
          settles: { settles: number, settledBy: by, ...(isConfirmed ? { statement: settlement.statement } : {}) },
        };
      });
      // Also when it had its verdict already: who was killed before this line is asked again by the list.
      if (await transactions.exists({ desk, settles: number }))
        await transactions.updateOne({ desk, number }, { $unset: { isInTransit: '' } });
      return entered;
    },

    /** A page of deposits that wait for a verdict, who has waited longest first. */
    inTransit: (request: PageRequest) =>
      page(transactions, { isInTransit: true }, { field: 'at', direction: 1 }, request),

    /** A desk's book; one without entries is new. */
    async account({ personId, centre }: AtDesk): Promise<Account> {
      const last = await lastOf(deskOf(personId, centre));
      return { personId, centre, standing: last?.standing ?? NEW_BOOK };
    },

    /** The centres at which a person has a book. */
    centresOf: (personId: string): Promise<string[]> => transactions.distinct('centre', { personId }).exec(),

    /** A page of a book, the latest first. */
    entries: ({ personId, centre }: AtDesk, request: PageRequest) =>
      page(transactions, { desk: deskOf(personId, centre) }, { field: 'at', direction: -1 }, request),

    /** Charges whose ministry does not know the fee yet. */
    untoldFees: async (limit: number): Promise<TransactionRecord[]> =>
      transactions.find({ isFeeUntold: true }).limit(limit).lean<TransactionRecord[]>(),

    setFeeRefused: async ({ _id }: TransactionRecord): Promise<void> => {
      await transactions.updateOne({ _id }, { $set: { isFeeRefused: true } });
    },

    setFeeTold: async ({ _id }: TransactionRecord): Promise<void> => {
      await transactions.updateOne({ _id }, { $unset: { isFeeUntold: '' } });
    },

    /** Entries by which a book has reached the limit, or left it, and of which `identity` may not know. */
    untoldLimits: async (limit: number): Promise<TransactionRecord[]> =>
      transactions.find({ isLimitUntold: true }).limit(limit).lean<TransactionRecord[]>(),

    setLimitTold: async ({ _id }: TransactionRecord): Promise<void> => {
      await transactions.updateOne({ _id }, { $unset: { isLimitUntold: '' } });
    },

    bySlip: async (number: string): Promise<TransactionRecord | null> =>
      transactions.findOne({ 'slip.number': number }).lean<TransactionRecord>(),

    isReversed: async ({ desk, number }: TransactionRecord): Promise<boolean> =>
      (await transactions.exists({ desk, reverses: number })) !== null,
  };
}
