/** A criterion of the roll-out: what is counted, what it must come to, and what it is. Pure. */
import { inBanglaDigits, type Text } from '#kit/errors/catalogue.ts';
import type { RolloutComparison, RolloutMeasure } from './schema.generated.ts';

/** What is counted, and what it must come to. */
export type Target = {
  readonly measure: RolloutMeasure;
  readonly name: Text;
  readonly comparison: RolloutComparison;
  readonly target: number;
};

export type Criterion = Target & {
  /** To one decimal; null while there are no figures. */
  readonly actual: number | null;
  readonly isMet: boolean;
};

/** Holds a figure against its target, as it is shown: nobody reads that 20 is more than 20. */
export function criterion(target: Target, figure: number | null): Criterion {
  const actual = figure === null ? null : toOneDecimal(figure);
  return { ...target, actual, isMet: actual !== null && isWithin(target, actual) };
}

export function toOneDecimal(figure: number): number {
  return Math.round(figure * 10) / 10;
}

/** `Citizens served: 320 (at least 1000)`. */
export function criterionInWords({ name, comparison, target, actual }: Criterion): Text {
  const [en, bn] = comparison === 'AT_LEAST' ? ['at least', 'কমপক্ষে'] : ['at most', 'সর্বোচ্চ'];
  return {
    en: `${name.en}: ${actual ?? 'no figures'} (${en} ${target})`,
    bn: inBanglaDigits(`${name.bn}: ${actual ?? 'তথ্য নেই'} (${bn} ${target})`),
  };
}

function isWithin({ comparison, target }: Target, actual: number): boolean {
  return comparison === 'AT_LEAST' ? actual >= target : actual <= target;
}
