/** The rules of a desk's book, by themselves: whatever is entered, it balances. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { after, type Balances, cashIn, commissionIn, debtsIn, isBalanced, owedIn } from './accounts.ts';
import { type Deed, type Entry, enter, NEW_BOOK, OWED_LIMIT_BDT, type Standing } from './book.ts';

const DAY = '2026-03-10';
const charge = (feeBdt: number, commissionBdt = 50, ministry = 'land'): Deed => ({
  kind: 'CHARGE',
  ministry,
  feeBdt,
  commissionBdt,
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

test('a deposit pays the ministries one after the other, and leaves the commission', () => {
  const { balances } = book(charge(500), charge(100, 20, 'water'), { kind: 'DEPOSIT', amountBdt: 550 });
  expect(debtsIn(balances)).toEqual([{ ministry: 'water', owedBdt: 50 }]);
  expect(cashIn(balances)).toBe(120);
});

describe('the limit', () => {
  const full = book(charge(OWED_LIMIT_BDT));
  test('stops new work, also for another ministry, and nothing that is free', () => {
    expect(codeOf(full, charge(1))).toBe('BALANCE_LIMIT');
    expect(codeOf(full, charge(1, 0, 'water'))).toBe('BALANCE_LIMIT');
    expect(codeOf(full, charge(0))).toBeNull();
  });
  test('is free again by what was paid in', () => {
    const { standing } = entered(full, { kind: 'DEPOSIT', amountBdt: 100 });
    expect(codeOf(standing, charge(100))).toBeNull();
    expect(codeOf(standing, charge(101))).toBe('BALANCE_LIMIT');
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
  ['pay in more than is owed', { kind: 'DEPOSIT', amountBdt: 501 }, 'MORE_THAN_OWED'],
  ['draw more than was earned', { kind: 'DRAWING', amountBdt: 51 }, 'MORE_THAN_EARNED'],
])('nobody can %s', (_, deed, code) => {
  expect(codeOf(book(charge(500)), deed)).toBe(code);
});

test('what was paid in is not there to give back', () => {
  const { entry, standing } = entered(NEW_BOOK, charge(500));
  const paidIn = entered(standing, { kind: 'DEPOSIT', amountBdt: 500 }).standing;
  expect(codeOf(paidIn, { kind: 'REVERSAL', postings: entry.postings })).toBe('NOT_ENOUGH_CASH');
});

const amount = fc.integer({ min: 0, max: 9_000 });
const deeds = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('CHARGE' as const),
      ministry: fc.constantFrom('land', 'water', 'health'),
      feeBdt: amount,
      commissionBdt: amount,
    }),
    fc.record({ kind: fc.constant('REVERSAL' as const), of: fc.nat() }),
    fc.record({ kind: fc.constantFrom('DEPOSIT' as const, 'DRAWING' as const), amountBdt: amount }),
    fc.record({ kind: fc.constant('CLOSING' as const), offBdt: fc.integer({ min: -50, max: 50 }) }),
    fc.record({ kind: fc.constant('NEXT_DAY' as const) }),
  ),
  { maxLength: 60 },
);

test('whatever is entered, each entry and each day balances, and no cash is below nothing', () => {
  fc.assert(
    fc.property(deeds, (asked) => {
      let [standing, day] = [NEW_BOOK, 10];
      const charges: Entry[] = [];
      const written: Entry[] = [];
      for (const each of asked) {
        if (each.kind === 'NEXT_DAY') {
          day += 1;
          continue;
        }
        const original = each.kind === 'REVERSAL' ? charges.splice(each.of % Math.max(1, charges.length), 1)[0] : null;
        if (original === undefined) continue;
        const deed: Deed =
          each.kind === 'REVERSAL'
            ? { kind: 'REVERSAL', postings: original?.postings ?? [] }
            : each.kind === 'CLOSING'
              ? {
                  kind: 'CLOSING',
                  countedCashBdt: Math.max(0, cashIn(standing.balances) + each.offBdt),
                  differenceReason: 'counted twice',
                }
              : each;
        const entry = enter(standing, deed, `2026-03-${day}`);
        if ('code' in entry) continue;
        expect(isBalanced(entry.postings)).toBe(true);
        expect(entry.postings.every(({ amountBdt }) => Number.isInteger(amountBdt) && amountBdt !== 0)).toBe(true);
        if (deed.kind === 'CHARGE') charges.push(entry);
        const closedBefore = standing.closedDay;
        standing = { ...entry, balances: after(standing.balances, entry.postings) };
        written.push(entry);
        // No entry falls into a day that is closed, and the books of all days together are the balances.
        expect(closedBefore === null || entry.day > closedBefore).toBe(true);
        expect(sumOf(standing.balances)).toBe(0);
        expect(cashIn(standing.balances)).toBeGreaterThanOrEqual(0);
        expect(owedIn(standing.balances)).toBeLessThanOrEqual(OWED_LIMIT_BDT);
        const again = written.reduce<Balances>((sum, { postings }) => after(sum, postings), {});
        expect(again).toEqual(standing.balances);
      }
    }),
    { numRuns: 300 },
  );
});
