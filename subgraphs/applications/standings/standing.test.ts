import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Snapshot } from '#kit/application/snapshot.ts';
import { decidedOf } from './decided.ts';
import { definitionOf, FIGURES } from './definitions.ts';
import { FEWEST, ranked, type Standing, standingOf } from './standing.ts';

const noRatings = { count: 0, stars: 0 };
/** One row for each number of working days. */
const tookDays = (days: readonly number[]) =>
  [...Map.groupBy(days, (each) => each)].map(([workingDays, { length }]) => ({
    workingDays,
    count: length,
    inTime: 0,
  }));

describe('a decision', () => {
  const application = (changes: Partial<Snapshot>) => ({
    submittedAt: '2026-03-03T06:00:00.000Z',
    dueAt: '2026-03-10T17:59:59.999Z',
    decision: { outcome: 'REJECTED' as const, reason: 'late', decidedAt: '2026-03-10T17:00:00.000Z' },
    ...changes,
  });
  const at = (decidedAt: string) => application({ decision: { outcome: 'APPROVED', reason: '', decidedAt } });

  test.each([
    ['in the last minute is in time', at('2026-03-10T17:59:59.999Z'), { isInTime: true, workingDays: 5 }],
    ['a minute later is not', at('2026-03-10T18:01:00.000Z'), { isInTime: false, workingDays: 6 }],
    ['on the same day takes none', at('2026-03-03T07:00:00.000Z'), { isInTime: true, workingDays: 0 }],
  ])('%s', (_, decided, expected) => {
    expect(decidedOf(decided, new Set())).toMatchObject(expected);
  });

  test('does not wait over holidays', () => {
    const holidays = new Set(['2026-03-04', '2026-03-05']);
    expect(decidedOf(at('2026-03-10T17:00:00.000Z'), holidays)).toMatchObject({ workingDays: 3 });
  });

  test.each([
    ['nobody has decided', application({ decision: null })],
    ['it was never handed in', application({ submittedAt: null })],
  ])('is none when %s', (_, undecided) => {
    expect(decidedOf(undecided, new Set())).toBeNull();
  });
});

describe('a standing', () => {
  test('counts, and rounds to one decimal', () => {
    const decisions = [
      { workingDays: 3, count: 10, inTime: 10 },
      { workingDays: 8, count: 5, inTime: 0 },
    ];
    expect(standingOf('land', 4, decisions, { count: 12, stars: 50 })).toEqual({
      ministry: 'land',
      liveServices: 4,
      decisions: 15,
      inTimePercent: 66.7,
      medianWorkingDays: 3,
      satisfactionStars: 4.2,
    });
  });

  test('says nothing of fewer than ten decisions or ratings, and of ten it does', () => {
    const few = standingOf('land', 4, tookDays(Array(9).fill(2)), { count: 9, stars: 45 });
    expect(few).toEqual({
      ministry: 'land',
      liveServices: 4,
      decisions: null,
      inTimePercent: null,
      medianWorkingDays: null,
      satisfactionStars: null,
    });
    const ten = standingOf('land', 4, tookDays(Array(10).fill(2)), { count: 10, stars: 45 });
    expect(ten).toMatchObject({ decisions: 10, inTimePercent: 0, medianWorkingDays: 2, satisfactionStars: 4.5 });
  });

  test('has the median of its decisions', () => {
    const days = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: FEWEST, maxLength: 40 });
    fc.assert(
      fc.property(days, (taken) => {
        const ordered = taken.toSorted((one, other) => one - other);
        const [low = 0, high = 0] = [ordered[(taken.length - 1) >> 1], ordered[taken.length >> 1]];
        expect(standingOf('land', 0, tookDays(taken), noRatings).medianWorkingDays).toBe((low + high) / 2);
      }),
    );
  });
});

test('the best stands first, and who has no figure last', () => {
  const standing = (ministry: string, figures: Partial<Standing>): Standing => ({
    ministry,
    liveServices: 2,
    decisions: 20,
    inTimePercent: 90,
    medianWorkingDays: 4,
    satisfactionStars: 4,
    ...figures,
  });
  const order = ranked([
    standing('silent', { decisions: null, inTimePercent: null, medianWorkingDays: null, satisfactionStars: null }),
    standing('unrated', { satisfactionStars: null }),
    standing('slow', { medianWorkingDays: 9 }),
    standing('late', { inTimePercent: 50, satisfactionStars: 5 }),
    standing('loved', { satisfactionStars: 5 }),
    standing('usual', {}),
    standing('punctual', { inTimePercent: 100, medianWorkingDays: 20 }),
  ]).map(({ ministry }) => ministry);
  expect(order).toEqual(['punctual', 'loved', 'usual', 'unrated', 'slow', 'late', 'silent']);
});

test.each(FIGURES)('the definition of %s is said in both languages, with its numbers', (figure) => {
  const { en, bn } = definitionOf(figure);
  expect(en).toMatch(/^[A-Z][^{}]*\.$/);
  expect(bn).toMatch(/^\p{Script=Bengali}[^{}A-Za-z]*।$/u);
});
