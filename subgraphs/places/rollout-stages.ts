/** The stages in which service centres come to the whole country, each with what ends it. Pure. */
import { type AreaLevel, areaAbove } from '#kit/areas/area-map.ts';
import type { Text } from '#kit/errors/catalogue.ts';
import type { Counted } from './coverage.ts';
import { type Criterion, criterion, type Target } from './criterion.ts';
import { SERVING } from './moves.ts';
import { type PilotTotals, pilotCriteria } from './pilot-criteria.ts';
import type { RolloutStageCode, RolloutStageStatus } from './schema.generated.ts';

/** What the stages look at of a centre. */
export type Staged = Counted & { readonly stage: RolloutStageCode; readonly country: string };

export type Stage = {
  readonly code: RolloutStageCode;
  readonly name: Text;
  /** What must be served; null for the pilot, which its own figures end. */
  readonly target: Target | null;
};

/** The eight divisions, 64 districts and 494 upazilas of the map; the countries are an example. */
export const STAGES: readonly Stage[] = [
  { code: 'PILOT', name: { en: 'Pilot in Dhaka', bn: 'ঢাকায় পরীক্ষামূলক পর্যায়' }, target: null },
  {
    code: 'DIVISIONS',
    name: { en: 'In every division', bn: 'প্রতিটি বিভাগে' },
    target: {
      measure: 'DIVISIONS_SERVED',
      name: { en: 'Divisions served', bn: 'সেবার আওতায় আসা বিভাগ' },
      comparison: 'AT_LEAST',
      target: 8,
    },
  },
  {
    code: 'DISTRICTS',
    name: { en: 'In every district', bn: 'প্রতিটি জেলায়' },
    target: {
      measure: 'DISTRICTS_SERVED',
      name: { en: 'Districts served', bn: 'সেবার আওতায় আসা জেলা' },
      comparison: 'AT_LEAST',
      target: 64,
    },
  },
  {
    code: 'UPAZILAS',
    name: { en: 'In every upazila', bn: 'প্রতিটি উপজেলায়' },
    target: {
      measure: 'UPAZILAS_SERVED',
      name: { en: 'Upazilas served', bn: 'সেবার আওতায় আসা উপজেলা' },
      comparison: 'AT_LEAST',
      target: 494,
    },
  },
  {
    code: 'ABROAD',
    name: { en: 'Abroad, for expatriates', bn: 'বিদেশে, প্রবাসীদের জন্য' },
    target: {
      measure: 'COUNTRIES_SERVED',
      name: { en: 'Countries served', bn: 'সেবার আওতায় আসা দেশ' },
      comparison: 'AT_LEAST',
      target: 5,
    },
  },
];

const STAGE_OF_CODE = new Map(STAGES.map((stage) => [stage.code, stage]));

/** @throws Error for a code that is none: a record of ours holds no such. */
export function stageOf(code: RolloutStageCode): Stage {
  const stage = STAGE_OF_CODE.get(code);
  if (!stage) throw new Error(`there is no stage ${code}`);
  return stage;
}

/**
 * @param centres every centre.
 * @param pilots the figures of the pilots of the stage PILOT.
 */
export function criteriaOf({ target }: Stage, centres: readonly Staged[], pilots: readonly PilotTotals[]) {
  return target ? [criterion(target, servedBy(target, centres))] : pilotCriteria(pilots);
}

export function statusOf(
  { code }: Stage,
  centres: readonly Staged[],
  criteria: readonly Criterion[],
): RolloutStageStatus {
  if (criteria.every(({ isMet }) => isMet)) return 'DONE';
  return centres.some(({ stage, status }) => stage === code && SERVING.includes(status)) ? 'RUNNING' : 'NEXT';
}

/** Codes of the areas with planned centres: those of the earliest stage first, then in the order of the plans. */
export function nextAreaCodes(centres: readonly Staged[]): ReadonlySet<string> {
  const planned = centres.filter(({ status }) => status === 'PLANNED');
  return new Set(
    STAGES.flatMap(({ code }) => planned.flatMap(({ stage, area }) => (stage === code && area !== null ? [area] : []))),
  );
}

const LEVEL_OF_MEASURE: Readonly<Partial<Record<Target['measure'], AreaLevel>>> = {
  DIVISIONS_SERVED: 'DIVISION',
  DISTRICTS_SERVED: 'DISTRICT',
  UPAZILAS_SERVED: 'UPAZILA',
};

function servedBy({ measure }: Target, centres: readonly Staged[]): number {
  const serving = centres.filter(({ status }) => SERVING.includes(status));
  const level = LEVEL_OF_MEASURE[measure];
  const served = level
    ? serving.flatMap(({ area }) => areaAbove(area ?? '', level)?.code ?? [])
    : serving.flatMap(({ area, country }) => (area === null ? [country] : []));
  return new Set(served).size;
}
