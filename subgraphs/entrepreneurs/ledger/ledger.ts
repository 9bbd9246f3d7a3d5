/** Writing into a desk's book: each entry is one insert, or none at all. */
import type { Model } from 'mongoose';
import { dayInDhaka } from '#kit/clock.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import { type PageRequest, page } from '#kit/storage/page.ts';
import { type Request, reuseOf } from '../request.ts';
import { after } from './accounts.ts';
import { type Deed, enter, NEW_BOOK, type Standing } from './book.ts';
import { deskOf, type SlipRecord, type TransactionRecord, transactionId } from './transactions.model.ts';

/** An entrepreneur at a centre. */
export type AtDesk = { readonly personId: string; readonly centre: string };

/** A desk's book as it stands. */
export type Account = AtDesk & { readonly standing: Standing };

/** The entry that was written, or what stands in the way. */
export type Entered = { readonly record: TransactionRecord } | { readonly problems: readonly Problem[] };

/** What is entered beside the two sides. */
export type Particulars = { readonly slip?: () => SlipRecord; readonly reason?: string | null };

/** The client's request, and when it came. */
export type Asked = { readonly request: Request; readonly now: Date };

/** What is to be entered; of a reversal, the number of the charge. */
type Decided = { readonly deed: Deed; readonly reverses: number | null };

/** Entries of one desk come one after the other: to lose against others so often, somebody must be sending them at once. */
const TRIES = 50;

export type Ledger = ReturnType<typeof ledgerOf>;

export function ledgerOf(transactions: Model<TransactionRecord>) {
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
    { deed, reverses }: Decided,
    { slip, reason = null }: Particulars,
    { request, now }: Asked,
  ): Promise<Entered | null> {
    const standing = last?.standing ?? NEW_BOOK;
    const at = last && last.at > now ? last.at : now;
    const entry = enter(standing, deed, dayInDhaka(at));
    if ('code' in entry) return { problems: [entry] };
    const { day, postings, openDay, closedDay } = entry;
    const [desk, number] = [deskOf(personId, centre), (last?.number ?? 0) + 1];
    const record: TransactionRecord = {
      ...{ _id: transactionId(desk, number), desk, personId, centre, number, kind: deed.kind, at, day, postings },
      standing: { balances: after(standing.balances, postings), openDay, closedDay },
      ...{ slip: slip?.() ?? null, reverses, reason, request },
    };
    try {
      await transactions.create(record);
      return { record };
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
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
    answered: (atDesk: AtDesk, request: Request) => answered(deskOf(atDesk.personId, atDesk.centre), request),

    /** Enters what needs no look at earlier entries. */
    enter: (
      atDesk: AtDesk,
      deed: Exclude<Deed, { kind: 'REVERSAL' }>,
      asked: Asked,
      particulars: Particulars = {},
    ): Promise<Entered> => post(atDesk, asked, particulars, async () => ({ deed, reverses: null })),

    /** Takes a charge back, once. */
    reverse: (atDesk: AtDesk, number: number, reason: string, asked: Asked): Promise<Entered> =>
      post(atDesk, asked, { reason }, async () => {
        const desk = deskOf(atDesk.personId, atDesk.centre);
        const charge = await transactions.findOne({ desk, number }).lean<TransactionRecord>();
        if (charge?.kind !== 'CHARGE') return problem('number', 'NOT_A_CHARGE', { number });
        if (await transactions.exists({ desk, reverses: number }))
          return problem('number', 'ALREADY_REVERSED', { number });
        return { deed: { kind: 'REVERSAL', postings: charge.postings }, reverses: number };
      }),

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

    bySlip: async (number: string): Promise<TransactionRecord | null> =>
      transactions.findOne({ 'slip.number': number }).lean<TransactionRecord>(),

    isReversed: async ({ desk, number }: TransactionRecord): Promise<boolean> =>
      (await transactions.exists({ desk, reverses: number })) !== null,
  };
}
