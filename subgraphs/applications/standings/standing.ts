/** The figures by which ministries compete, from what was counted. Pure. */

/** Of so many decisions of a ministry each took so many working days; so many of them were in time. */
export type DecisionCount = {
  readonly ministry: string;
  readonly workingDays: number;
  readonly count: number;
  readonly inTime: number;
};

/** The ratings of a ministry's applications. */
export type RatingCount = { readonly ministry: string; readonly count: number; readonly stars: number };

/** Null: too few to say. */
export type Standing = {
  readonly ministry: string;
  readonly liveServices: number;
  readonly decisions: number | null;
  readonly inTimePercent: number | null;
  readonly medianWorkingDays: number | null;
  readonly satisfactionStars: number | null;
};

/** From fewer decisions or ratings there is no figure: it would tell of single people, and say little of the ministry. */
export const FEWEST = 10;

/** @param decisions and ratings of this ministry only. */
export function standingOf(
  ministry: string,
  liveServices: number,
  decisions: readonly Omit<DecisionCount, 'ministry'>[],
  { count: ratings, stars }: Omit<RatingCount, 'ministry'>,
): Standing {
  const count = sum(decisions.map((each) => each.count));
  const isTold = count >= FEWEST;
  return {
    ministry,
    liveServices,
    decisions: isTold ? count : null,
    inTimePercent: isTold ? toOneDecimal((100 * sum(decisions.map(({ inTime }) => inTime))) / count) : null,
    medianWorkingDays: isTold ? median(decisions) : null,
    satisfactionStars: ratings >= FEWEST ? toOneDecimal(stars / ratings) : null,
  };
}

/**
 * The best first: by the share in time, then by the median, then by satisfaction; who has no figure comes after those who
 * have. Equal ones stay in their order.
 */
export function ranked(standings: readonly Standing[]): Standing[] {
  return standings.toSorted(
    (one, other) =>
      worse(other.inTimePercent, one.inTimePercent) ||
      worse(one.medianWorkingDays, other.medianWorkingDays, Number.POSITIVE_INFINITY) ||
      worse(other.satisfactionStars, one.satisfactionStars),
  );
}

/** @param absent what no figure counts as. */
function worse(one: number | null, other: number | null, absent = -1): number {
  const [left, right] = [one ?? absent, other ?? absent];
  return left === right ? 0 : left - right;
}

/** The middle one; of an even number, the mean of the two in the middle. */
function median(counts: readonly Omit<DecisionCount, 'ministry'>[]): number {
  const ordered = counts.toSorted((one, other) => one.workingDays - other.workingDays);
  const total = sum(ordered.map(({ count }) => count));
  const at = (rank: number): number => {
    let passed = 0;
    for (const { workingDays, count } of ordered) {
      passed += count;
      if (passed > rank) return workingDays;
    }
    throw new RangeError(`there is no decision ${rank} of ${total}`);
  };
  return (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function toOneDecimal(number: number): number {
  return Math.round(number * 10) / 10;
}
