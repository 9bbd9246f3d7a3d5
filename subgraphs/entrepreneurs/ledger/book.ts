/**
 * The rules of a desk's book: what an entry posts, and what stands in its way. Each entry is decided on the last one before
 * it, which holds the balances and the open day; so one write is enough, and two at once cannot both be right. Pure.
 */
import { daysLater } from '#kit/days.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import {
  type Balances,
  cashIn,
  commissionIn,
  debtsIn,
  inTransitFor,
  ministryAccount,
  owedIn,
  type Posting,
  transitAccount,
} from './accounts.ts';

/** Where a book stands after its last entry. */
export type Standing = {
  readonly balances: Balances;
  /** The day that has entries and is not closed; null when all is closed. */
  readonly openDay: string | null;
  /** The last day that was closed; null while none was. */
  readonly closedDay: string | null;
};

/** A book without entries. */
export const NEW_BOOK: Standing = { balances: {}, openDay: null, closedDay: null };

/** What is to be entered. Amounts are whole taka, 0 or more. */
export type Deed =
  | {
      readonly kind: 'CHARGE';
      readonly ministry: string;
      readonly feeBdt: number;
      readonly commissionBdt: number;
      /** For an application that is made already: whoever stands there has to be able to pay for it. */
      readonly isFiled: boolean;
    }
  /** Of a charge of this book, which was not taken back yet. */
  | { readonly kind: 'REVERSAL'; readonly postings: readonly Posting[] }
  | { readonly kind: 'DEPOSIT'; readonly amountBdt: number }
  | Verdict
  | { readonly kind: 'DRAWING'; readonly amountBdt: number }
  | { readonly kind: 'CLOSING'; readonly countedCashBdt: number; readonly differenceReason: string | null };

/** Of an operator, on a deposit of this book that has none yet: what the deposit posted. */
export type Verdict =
  | { readonly kind: 'DEPOSIT_CONFIRMED'; readonly postings: readonly Posting[] }
  | { readonly kind: 'DEPOSIT_REJECTED'; readonly postings: readonly Posting[] };

/** An entry: the day that it belongs to, its two sides, and where the days stand after it. */
export type Entry = Pick<Standing, 'openDay' | 'closedDay'> & {
  readonly day: string;
  readonly postings: readonly Posting[];
};

/** Fees of ministries that a desk may hold before new work stops. An invented figure: a few days' work of one desk. */
export const OWED_LIMIT_BDT = 20_000;

/** Whether new work stops. What is filed by then is still charged for, so that no citizen is left with an unpaid application. */
export function isAtLimit(balances: Balances): boolean {
  return owedIn(balances) >= OWED_LIMIT_BDT;
}

/** @param today the day in Dhaka. */
export function enter(standing: Standing, deed: Deed, today: string): Entry | Problem {
  if (deed.kind === 'CLOSING') return close(standing, deed);
  const { openDay, closedDay } = standing;
  if (deed.kind === 'DEPOSIT_CONFIRMED' || deed.kind === 'DEPOSIT_REJECTED')
    return { day: dayOfVerdict(standing, today), postings: verdict(deed), openDay, closedDay };
  if (closedDay !== null && closedDay >= today) return problem(null, 'DAY_CLOSED', { day: closedDay });
  if (openDay !== null && openDay < today) return problem(null, 'PREVIOUS_DAY_OPEN', { day: openDay });
  const postings = postingsOf(standing, deed);
  return 'code' in postings ? postings : { day: today, postings, openDay: today, closedDay };
}

function postingsOf(
  { balances }: Standing,
  deed: Exclude<Deed, Verdict | { kind: 'CLOSING' }>,
): readonly Posting[] | Problem {
  switch (deed.kind) {
    case 'CHARGE':
      return charge(balances, deed);
    case 'REVERSAL':
      return reversal(balances, deed);
    case 'DEPOSIT':
      return deposit(balances, deed);
    case 'DRAWING':
      return drawing(balances, deed);
  }
}

/** What is free posts nothing, and has its slip all the same. */
function charge(balances: Balances, { ministry, feeBdt, commissionBdt, isFiled }: Deed & { kind: 'CHARGE' }) {
  if (!isFiled && feeBdt > 0 && isAtLimit(balances))
    return problem(null, 'BALANCE_LIMIT', { owedBdt: owedIn(balances), limitBdt: OWED_LIMIT_BDT });
  return used([
    { account: 'CASH', amountBdt: feeBdt + commissionBdt },
    { account: ministryAccount(ministry), amountBdt: -feeBdt },
    { account: 'COMMISSION', amountBdt: -commissionBdt },
  ]);
}

function reversal(balances: Balances, { postings }: Deed & { kind: 'REVERSAL' }) {
  const amountBdt = postings.find(({ account }) => account === 'CASH')?.amountBdt ?? 0;
  if (amountBdt > cashIn(balances)) return tooLittleCash(balances, amountBdt);
  return used(postings.map((posting) => ({ ...posting, amountBdt: 0 - posting.amountBdt })));
}

/** Of several ministries the first by code gets its whole debt first. It is owed until it is confirmed, and not paid in twice. */
function deposit(balances: Balances, { amountBdt }: Deed & { kind: 'DEPOSIT' }) {
  const debts = debtsIn(balances)
    .map(({ ministry, owedBdt }) => ({ ministry, owedBdt: owedBdt - (balances[transitAccount(ministry)] ?? 0) }))
    .filter(({ owedBdt }) => owedBdt > 0);
  const owedBdt = debts.reduce((sum, debt) => sum + debt.owedBdt, 0);
  if (amountBdt > owedBdt) return problem('amountBdt', 'MORE_THAN_OWED', { owedBdt });
  if (amountBdt > cashIn(balances)) return tooLittleCash(balances, amountBdt);
  let left = amountBdt;
  const paid = debts.map((debt): Posting => {
    const part = Math.min(left, debt.owedBdt);
    left -= part;
    return { account: transitAccount(debt.ministry), amountBdt: part };
  });
  return used([{ account: 'CASH', amountBdt: -amountBdt }, ...paid]);
}

/** A rejected deposit is cash again: the book says that the desk has it, whatever became of it. */
function verdict({ kind, postings }: Verdict): readonly Posting[] {
  if (kind === 'DEPOSIT_REJECTED')
    return postings.map(({ account, amountBdt }) => ({ account, amountBdt: 0 - amountBdt }));
  return postings.flatMap(({ account, amountBdt }): Posting[] => {
    const ministry = inTransitFor(account);
    if (ministry === null) return [];
    return [
      { account, amountBdt: -amountBdt },
      { account: ministryAccount(ministry), amountBdt },
    ];
  });
}

/** Never one that is closed. A verdict waits for nobody at the desk and opens no day there: the next closing counts it in. */
function dayOfVerdict({ openDay, closedDay }: Standing, today: string): string {
  return openDay ?? (closedDay !== null && closedDay >= today ? daysLater(closedDay, 1) : today);
}

function drawing(balances: Balances, { amountBdt }: Deed & { kind: 'DRAWING' }) {
  const commissionBdt = commissionIn(balances);
  if (amountBdt > commissionBdt) return problem('amountBdt', 'MORE_THAN_EARNED', { commissionBdt });
  if (amountBdt > cashIn(balances)) return tooLittleCash(balances, amountBdt);
  return used([
    { account: 'CASH', amountBdt: -amountBdt },
    { account: 'COMMISSION', amountBdt },
  ]);
}

/** The book's cash is then what was counted; what differs stays to be seen on an account of its own. */
function close(
  { balances, openDay }: Standing,
  { countedCashBdt, differenceReason }: Deed & { kind: 'CLOSING' },
): Entry | Problem {
  if (openDay === null) return problem(null, 'NOTHING_TO_CLOSE');
  const expectedBdt = cashIn(balances);
  const differenceBdt = countedCashBdt - expectedBdt;
  if (differenceBdt !== 0 && differenceReason === null)
    return problem('countedCashBdt', 'CASH_DIFFERS', { expectedBdt, countedBdt: countedCashBdt });
  const postings = used([
    { account: 'CASH', amountBdt: differenceBdt },
    { account: 'DIFFERENCE', amountBdt: -differenceBdt },
  ]);
  return { day: openDay, postings, openDay: null, closedDay: openDay };
}

function tooLittleCash(balances: Balances, amountBdt: number): Problem {
  return problem(null, 'NOT_ENOUGH_CASH', { cashBdt: cashIn(balances), amountBdt });
}

function used(postings: readonly Posting[]): readonly Posting[] {
  return postings.filter(({ amountBdt }) => amountBdt !== 0);
}
