/** The rules of a desk's book, by themselves: whatever is entered, it balances. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { after, type Balances, cashIn, commissionIn, debtsIn, inTransitIn, isBalanced } from './accounts.ts';
import {
  type Deed,
  type Entry,
  enter,
  isAtLimit,
  NEW_BOOK,
  OWED_LIMIT_BDT,
  type Standing,
  type Verdict,
} from './book.ts';

const DAY = '2026-03-10';
const charge = (feeBdt: number, commissionBdt = 50, ministry = 'land', isFiled = true): Deed => ({
  kind: 'CHARGE',
  ministry,
  feeBdt,
  commissionBdt,
  isFiled,
});

/** Enters one deed after the other. @throws Error for one that is refused. */
function book(...deeds: readonly Deed[]): Standing {
  return deeds.reduce((standing, deed) => entered(standing, deed).standing, NEW_BOOK);
}

function entered(standing: Standing, deed: Deed, day = DAY): { entry: Entry; standing: Standing } {
  const entry = enter(standing, deed, day);
  if ('code' in entry) throw new Error(entry.code);
  return { entry, standing: { ...entry, balances: after(standing.balances, entry.postings) } };
}

const codeOf = (standing: Standing, deed: Deed, day = DAY) => {
  const entry = enter(standing, deed, day);
  return 'code' in entry ? entry.code : null;
};

const sumOf = (balances: Balances) =>
  Object.values(balances).reduce<number>((sum, amountBdt = 0) => sum + amountBdt, 0);

test('a charge is cash that is owed to the ministry, and commission', () => {
  const { balances } = book(charge(500), charge(100, 20, 'water'));
  expect(cashIn(balances)).toBe(670);
  expect(commissionIn(balances)).toBe(70);
  expect(debtsIn(balances)).toEqual([
    { ministry: 'land', owedBdt: 500 },
    { ministry: 'water', owedBdt: 100 },
  ]);
});

test('what is free posts nothing', () => {
  expect(entered(NEW_BOOK, charge(0, 0)).entry).toMatchObject({ postings: [], openDay: DAY });
});

const deposit = (amountBdt: number): Deed => ({ kind: 'DEPOSIT', amountBdt });
/** A book with a deposit as its last entry, and that entry. */
const paidIn = (standing: Standing, amountBdt: number) => entered(standing, deposit(amountBdt));
const confirmed = ({ postings }: Entry): Verdict => ({ kind: 'DEPOSIT_CONFIRMED', postings });
const rejected = ({ postings }: Entry): Verdict => ({ kind: 'DEPOSIT_REJECTED', postings });

describe('a deposit', () => {
  const before = book(charge(500), charge(100, 20, 'water'));
  const { entry, standing } = paidIn(before, 550);

  test('leaves the cash box, and all is owed as before until it is confirmed', () => {
    expect(cashIn(standing.balances)).toBe(120);
    expect(inTransitIn(standing.balances)).toBe(550);
    expect(debtsIn(standing.balances)).toEqual(debtsIn(before.balances));
    expect(codeOf(standing, deposit(51))).toBe('MORE_THAN_OWED');
    expect(codeOf(standing, deposit(50))).toBeNull();
  });

  test('that is confirmed pays the ministries one after the other, and leaves the commission', () => {
    const { balances } = entered(standing, confirmed(entry)).standing;
    expect(debtsIn(balances)).toEqual([{ ministry: 'water', owedBdt: 50 }]);
    expect([cashIn(balances), inTransitIn(balances), commissionIn(balances)]).toEqual([120, 0, 70]);
  });

  test('that is rejected was never there', () => {
    const { balances } = entered(standing, rejected(entry)).standing;
    expect([cashIn(balances), inTransitIn(balances)]).toEqual([670, 0]);
    expect(debtsIn(balances)).toEqual(debtsIn(before.balances));
  });

  test('has its verdict whatever day is open or closed, opens none, and none that is closed takes it', () => {
    const { standing: closed } = entered(standing, { kind: 'CLOSING', countedCashBdt: 120, differenceReason: null });
    for (const verdict of [confirmed(entry), rejected(entry)]) {
      expect(entered(standing, verdict, '2026-03-12').entry).toMatchObject({ day: DAY, openDay: DAY });
      expect(entered(closed, verdict).entry).toMatchObject({ day: '2026-03-11', openDay: null, closedDay: DAY });
      expect(entered(closed, verdict, '2026-03-12').entry).toMatchObject({ day: '2026-03-12', openDay: null });
    }
  });
});

describe('the limit', () => {
  const full = book(charge(OWED_LIMIT_BDT));
  const question = (feeBdt: number, ministry = 'land') => charge(feeBdt, 0, ministry, false);
  test('once reached, stops new work, also for another ministry, and nothing that is free', () => {
    expect(codeOf(book(charge(OWED_LIMIT_BDT - 1)), question(500))).toBeNull();
    expect(codeOf(full, question(1))).toBe('BALANCE_LIMIT');
    expect(codeOf(full, question(1, 'water'))).toBe('BALANCE_LIMIT');
    expect(codeOf(full, question(0))).toBeNull();
  });
  test('lets be paid for what is filed already', () => {
    expect(codeOf(full, charge(500))).toBeNull();
  });
  test('is free again by what was paid in, once it is confirmed', () => {
    const { entry, standing } = paidIn(full, 100);
    expect(codeOf(standing, question(1))).toBe('BALANCE_LIMIT');
    expect(codeOf(entered(standing, confirmed(entry)).standing, question(1))).toBeNull();
    expect(codeOf(entered(standing, rejected(entry)).standing, question(1))).toBe('BALANCE_LIMIT');
  });
});

describe('closing', () => {
  const close = (countedCashBdt: number, differenceReason: string | null = null): Deed => ({
    kind: 'CLOSING',
    countedCashBdt,
    differenceReason,
  });

  test('locks the day; the next one is open', () => {
    const standing = book(charge(500), close(550));
    for (const deed of [charge(1), close(550)]) expect(codeOf(standing, deed)).not.toBeNull();
    expect(codeOf(standing, charge(1))).toBe('DAY_CLOSED');
    expect(codeOf(standing, charge(1), '2026-03-11')).toBeNull();
  });

  test('of yesterday comes before the work of today', () => {
    const standing = book(charge(500));
    expect(codeOf(standing, charge(1), '2026-03-11')).toBe('PREVIOUS_DAY_OPEN');
    const { entry, standing: closed } = entered(standing, close(550), '2026-03-11');
    expect(entry.day).toBe(DAY);
    expect(codeOf(closed, charge(1), '2026-03-11')).toBeNull();
  });

  test('with other cash than the book says needs a reason, and shows the difference', () => {
    const standing = book(charge(500));
    expect(codeOf(standing, close(500))).toBe('CASH_DIFFERS');
    const { standing: closed } = entered(standing, close(500, 'a torn note'));
    expect(cashIn(closed.balances)).toBe(500);
    expect(closed.balances.DIFFERENCE).toBe(50);
  });

  test('of nothing is refused', () => {
    expect(codeOf(NEW_BOOK, close(0))).toBe('NOTHING_TO_CLOSE');
  });
});

test.each<[string, Deed, string]>([
  ['pay in more than is owed', deposit(501), 'MORE_THAN_OWED'],
  ['draw more than was earned', { kind: 'DRAWING', amountBdt: 51 }, 'MORE_THAN_EARNED'],
])('nobody can %s', (_, deed, code) => {
  expect(codeOf(book(charge(500)), deed)).toBe(code);
});

test('what was paid in is not there to give back', () => {
  const { entry, standing } = entered(NEW_BOOK, charge(500));
  expect(codeOf(paidIn(standing, 500).standing, { kind: 'REVERSAL', postings: entry.postings })).toBe(
    'NOT_ENOUGH_CASH',
  );
});

const amount = fc.integer({ min: 0, max: 9_000 });
const deeds = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('CHARGE' as const),
      ministry: fc.constantFrom('land', 'water', 'health'),
      feeBdt: amount,
      commissionBdt: amount,
      isFiled: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('VERDICT' as const), of: fc.nat(), isConfirmed: fc.boolean() }),
    fc.record({ kind: fc.constant('REVERSAL' as const), of: fc.nat() }),
    fc.record({ kind: fc.constantFrom('DEPOSIT' as const, 'DRAWING' as const), amountBdt: amount }),
    fc.record({ kind: fc.constant('CLOSING' as const), offBdt: fc.integer({ min: -50, max: 50 }) }),
    fc.record({ kind: fc.constant('NEXT_DAY' as const) }),
  ),
  { maxLength: 60 },
);

type Asked = typeof deeds extends fc.Arbitrary<(infer Each)[]> ? Each : never;

/** What a random wish comes to in this book; null for none. Takes the charge or deposit that it is about out of its list. */
function deedOf(
  wish: Exclude<Asked, { kind: 'NEXT_DAY' }>,
  { balances }: Standing,
  charges: Entry[],
  deposits: Entry[],
): Deed | null {
  switch (wish.kind) {
    case 'REVERSAL': {
      const [charge] = charges.splice(wish.of % Math.max(1, charges.length), 1);
      return charge ? { kind: 'REVERSAL', postings: charge.postings } : null;
    }
    case 'VERDICT': {
      const [entry] = deposits.splice(wish.of % Math.max(1, deposits.length), 1);
      if (!entry) return null;
      return wish.isConfirmed ? confirmed(entry) : rejected(entry);
    }
    case 'CLOSING': {
      const countedCashBdt = Math.max(0, cashIn(balances) + wish.offBdt);
      return { kind: 'CLOSING', countedCashBdt, differenceReason: 'counted twice' };
    }
    default:
      return wish;
  }
}

test('whatever is entered, each entry and each day balances, and no cash is below nothing', () => {
  fc.assert(
    fc.property(deeds, (asked) => {
      let [standing, day] = [NEW_BOOK, 10];
      const charges: Entry[] = [];
      const deposits: Entry[] = [];
      const written: Entry[] = [];
      for (const each of asked) {
        if (each.kind === 'NEXT_DAY') {
          day += 1;
          continue;
        }
        const deed = deedOf(each, standing, charges, deposits);
        if (deed === null) continue;
        const entry = enter(standing, deed, `2026-03-${day}`);
        if ('code' in entry) continue;
        expect(isBalanced(entry.postings)).toBe(true);
        expect(entry.postings.every(({ amountBdt }) => Number.isInteger(amountBdt) && amountBdt !== 0)).toBe(true);
        if (deed.kind === 'CHARGE') {
          charges.push(entry);
          expect(deed.isFiled || deed.feeBdt === 0 || !isAtLimit(standing.balances)).toBe(true);
        }
        if (deed.kind === 'DEPOSIT') deposits.push(entry);
        const closedBefore = standing.closedDay;
        standing = { ...entry, balances: after(standing.balances, entry.postings) };
        written.push(entry);
        // No entry falls into a day that is closed, and the books of all days together are the balances.
        expect(closedBefore === null || entry.day > closedBefore).toBe(true);
        expect(sumOf(standing.balances)).toBe(0);
        expect(cashIn(standing.balances)).toBeGreaterThanOrEqual(0);
        expect(inTransitIn(standing.balances)).toBeGreaterThanOrEqual(0);
        const again = written.reduce<Balances>((sum, { postings }) => after(sum, postings), {});
        expect(again).toEqual(standing.balances);
      }
    }),
    { numRuns: 300 },
  );
});
