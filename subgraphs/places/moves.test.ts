import { describe, expect, test } from 'vitest';
import { MOVES, moveProblem } from './moves.ts';
import { pilotCriteria } from './pilot-criteria.ts';
import type { ServiceCentreStatus } from './schema.generated.ts';

const STATUSES: readonly ServiceCentreStatus[] = ['PLANNED', 'PILOT', 'OPEN', 'PAUSED', 'CLOSED'];
const LEGAL = [
  ...['PLANNED → PILOT', 'PILOT → OPEN', 'OPEN → PAUSED', 'PAUSED → OPEN'],
  ...['PLANNED → CLOSED', 'PILOT → CLOSED', 'OPEN → CLOSED', 'PAUSED → CLOSED'],
];

const GOOD = { served: 1000, waitedMinutes: 20_000, complaints: 5 };
const asked = (
  from: ServiceCentreStatus,
  to: ServiceCentreStatus,
  totals = GOOD,
  overrideReason: string | null = null,
) => moveProblem({ from, to, criteria: pilotCriteria([totals]), overrideReason });

describe('a centre goes from one status to another as the table says', () => {
  test.each(STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as const)))('%s → %s', (from, to) => {
    const isLegal = LEGAL.includes(`${from} → ${to}`);
    expect(asked(from, to)?.code ?? 'legal').toBe(isLegal ? 'legal' : 'ILLEGAL_MOVE');
    expect(MOVES[from].includes(to)).toBe(isLegal);
  });

  test('a move that is not in it is told with those that are', () => {
    expect(asked('OPEN', 'PILOT')).toMatchObject({ field: 'to', values: { nextEn: 'paused, closed for good' } });
    expect(asked('CLOSED', 'OPEN')).toMatchObject({ values: { nextEn: 'nothing', nextBn: 'কিছুই নয়' } });
  });
});

describe('a pilot ends when its criteria are met', () => {
  test.each([
    ['at the border of all three', GOOD, undefined],
    ['one citizen too few', { served: 999, waitedMinutes: 0, complaints: 0 }, /Citizens served: 999 \(at least 1000\)/],
    ['a tenth of a minute too long', { ...GOOD, waitedMinutes: 20_100 }, /20\.1 \(at most 20\)/],
    ['less than is shown', { ...GOOD, waitedMinutes: 20_040 }, undefined],
    ['one complaint too many', { ...GOOD, complaints: 6 }, /6 \(at most 5\)/],
  ])('%s', (_, totals, unmet) => {
    const objection = asked('PILOT', 'OPEN', totals);
    if (unmet === undefined) expect(objection).toBeNull();
    else
      expect(objection).toMatchObject({
        code: 'PILOT_CRITERIA_NOT_MET',
        values: { unmetEn: expect.stringMatching(unmet) },
      });
  });

  test('without figures nothing is met', () => {
    const objection = moveProblem({ from: 'PILOT', to: 'OPEN', criteria: pilotCriteria([]), overrideReason: null });
    expect(objection?.values.unmetBn).toBe(
      'সেবাগ্রহীতার সংখ্যা: তথ্য নেই (কমপক্ষে ১০০০); গড় অপেক্ষার সময় (মিনিট): তথ্য নেই (সর্বোচ্চ ২০); প্রতি হাজার সেবাগ্রহীতায় অভিযোগ: তথ্য নেই (সর্বোচ্চ ৫)',
    );
  });

  test('or when an operator says why it opens nevertheless', () => {
    expect(asked('PILOT', 'OPEN', { ...GOOD, complaints: 6 }, 'the only centre of its district')).toBeNull();
  });

  test('which is no way round the table', () => {
    expect(asked('PLANNED', 'OPEN', GOOD, 'in a hurry')?.code).toBe('ILLEGAL_MOVE');
  });

  test('several pilots are judged together', () => {
    const half = { served: 500, waitedMinutes: 10_000, complaints: 2 };
    expect(pilotCriteria([half, half]).map(({ actual, isMet }) => [actual, isMet])).toEqual([
      [1000, true],
      [20, true],
      [4, true],
    ]);
  });
});
