/** The accounts of a desk's book, and what they come to. Whole taka; above 0 is what the desk has, below what it owes. Pure. */

/**
 * `CASH`: the cash box. `COMMISSION`: earned by the centre. `DIFFERENCE`: what counting found too much or too little.
 * `IN_TRANSIT`: paid in for a ministry as the desk says, until somebody has seen it on the bank's statement.
 */
export type Account = 'CASH' | 'COMMISSION' | 'DIFFERENCE' | `MINISTRY:${string}` | `IN_TRANSIT:${string}`;

/** One side of an entry. */
export type Posting = { readonly account: Account; readonly amountBdt: number };

/** What each account comes to; one that is not there comes to 0. */
export type Balances = Readonly<Partial<Record<Account, number>>>;

const MINISTRY = 'MINISTRY:';
const IN_TRANSIT = 'IN_TRANSIT:';

export function ministryAccount(code: string): Account {
  return `${MINISTRY}${code}`;
}

export function transitAccount(code: string): Account {
  return `${IN_TRANSIT}${code}`;
}

/** The ministry for which an account holds money in transit; null for any other account. */
export function inTransitFor(account: string): string | null {
  return account.startsWith(IN_TRANSIT) ? account.slice(IN_TRANSIT.length) : null;
}

/** What was paid in and is not confirmed: it is still owed. */
export function inTransitIn(balances: Balances): number {
  return Object.entries(balances).reduce(
    (sum, [account, amountBdt = 0]) => sum + (inTransitFor(account) === null ? 0 : amountBdt),
    0,
  );
}

/** What is owed to each ministry, by its code and in that order; below 0 what one owes. Those at 0 are left out. */
export function debtsIn(balances: Balances): { readonly ministry: string; readonly owedBdt: number }[] {
  return Object.entries(balances)
    .flatMap(([account, amountBdt = 0]) =>
      account.startsWith(MINISTRY) && amountBdt !== 0
        ? [{ ministry: account.slice(MINISTRY.length), owedBdt: -amountBdt }]
        : [],
    )
    .sort((one, other) => (one.ministry < other.ministry ? -1 : 1));
}

/** What is owed to all ministries together. */
export function owedIn(balances: Balances): number {
  return debtsIn(balances).reduce((sum, { owedBdt }) => sum + owedBdt, 0);
}

export function cashIn({ CASH = 0 }: Balances): number {
  return CASH;
}

/** Commission that is earned and not drawn. */
export function commissionIn({ COMMISSION = 0 }: Balances): number {
  return 0 - COMMISSION;
}

/** The balances after an entry. */
export function after(balances: Balances, postings: readonly Posting[]): Balances {
  const sums: Partial<Record<Account, number>> = { ...balances };
  for (const { account, amountBdt } of postings) sums[account] = (sums[account] ?? 0) + amountBdt;
  return sums;
}

/** Whether both sides are the same, as they must be. */
export function isBalanced(postings: readonly Posting[]): boolean {
  return postings.reduce((sum, { amountBdt }) => sum + amountBdt, 0) === 0;
}
