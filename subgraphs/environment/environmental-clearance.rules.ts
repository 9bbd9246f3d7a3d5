/** What only the Department of Environment knows about a clearance. */
import { areaAbove } from '#kit/areas/area-map.ts';
import { yearsLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { type CriticalArea, criticalAreas } from './critical-areas.model.ts';
import type { ClearanceCategory, ClearanceIndustry, EnvironmentalClearanceInput } from './schema.generated.ts';

/** Source: Environment Conservation Rules 2023, schedule 1 (four categories); where each industry stands: example. */
const CATEGORY: Readonly<Record<ClearanceIndustry, ClearanceCategory>> = {
  ELECTRONICS_ASSEMBLY: 'GREEN',
  BAKERY: 'YELLOW',
  LIVESTOCK_FARM: 'YELLOW',
  RICE_MILL: 'YELLOW',
  GARMENT_SEWING: 'YELLOW',
  RESTAURANT: 'YELLOW',
  SAWMILL: 'ORANGE',
  HOSPITAL: 'ORANGE',
  BRICK_KILN: 'ORANGE',
  DYEING: 'RED',
  TANNERY: 'RED',
  CEMENT: 'RED',
  POWER_PLANT: 'RED',
};

export const criticalAreaIsSpared: Rule<EnvironmentalClearanceInput> = async ({ input, registry }) => {
  const upazila = areaAbove(input.location.area, 'UPAZILA');
  if (!upazila) return problem('location.area', 'PLACE_TOO_WIDE');
  return areaObjection(input, await registry(criticalAreas).findOne({ upazila: upazila.code }).lean());
};

/** In an ecologically critical area only Green industries are cleared. Source: Environment Conservation Act 1995, s. 5. */
export function areaObjection(
  { industry }: Pick<EnvironmentalClearanceInput, 'industry'>,
  critical: Pick<CriticalArea, 'name' | 'nameBn'> | null,
): Problem | null {
  if (!critical || CATEGORY[industry] === 'GREEN') return ok;
  return problem('location.area', 'CRITICAL_AREA', { name: critical.name, nameBn: critical.nameBn });
}

const KILN_METRES = 1000;

/** Source: Brick Manufacturing and Brick Kilns Establishment (Control) Act 2013, s. 8 (a kilometre from homes, schools, hospitals). */
export const kilnKeepsDistance: Rule<EnvironmentalClearanceInput> = ({ input: { industry, nearestHomeMetres } }) =>
  industry === 'BRICK_KILN' && nearestHomeMetres < KILN_METRES
    ? problem('nearestHomeMetres', 'KILN_TOO_NEAR', { metres: KILN_METRES })
    : ok;

/** Source: Environment Conservation Rules 2023 (treatment of effluents of the Orange and Red categories). */
export const wasteWaterIsTreated: Rule<EnvironmentalClearanceInput> = ({ input }) =>
  input.wasteWaterLitres > 0 && !input.hasTreatmentPlant && ['ORANGE', 'RED'].includes(CATEGORY[input.industry])
    ? problem('hasTreatmentPlant', 'TREATMENT_PLANT_MISSING')
    : ok;

/** Source: Environment Conservation Rules 2023 (environmental impact assessment of the Red category). */
export const impactIsAssessed: Rule<EnvironmentalClearanceInput> = ({ input }) =>
  CATEGORY[input.industry] === 'RED' && !input.impactAssessment
    ? problem('impactAssessment', 'IMPACT_ASSESSMENT_MISSING')
    : ok;

/** Fee by investment, up to each limit. Source: Environment Conservation Rules 1997, schedule 13; the rules of 2023 may differ: example. */
const FEES_BDT = [
  { upToBdt: 500_000, feeBdt: 1500 },
  { upToBdt: 1_000_000, feeBdt: 3000 },
  { upToBdt: 5_000_000, feeBdt: 5000 },
  { upToBdt: 10_000_000, feeBdt: 10_000 },
  { upToBdt: 200_000_000, feeBdt: 25_000 },
  { upToBdt: 500_000_000, feeBdt: 50_000 },
] as const;
const LARGEST_FEE_BDT = 100_000;

/** @returns whole taka. */
export function clearanceFeeBdt(investmentBdt: number): number {
  return FEES_BDT.find(({ upToBdt }) => investmentBdt <= upToBdt)?.feeBdt ?? LARGEST_FEE_BDT;
}

/** Source: Environment Conservation Rules 1997, r. 8 (three years for Green, one for the others). */
const VALID_YEARS = { GREEN: 3, YELLOW: 1, ORANGE: 1, RED: 1 } as const;

export const environmentalClearance: RecordedService<EnvironmentalClearanceInput> = {
  rules: [criticalAreaIsSpared, kilnKeepsDistance, wasteWaterIsTreated, impactIsAssessed],
  amountBdt: ({ input }) => clearanceFeeBdt(input.investmentBdt),
  outcome: ({ input, today, reference }) => {
    const category = CATEGORY[input.industry];
    const validUntil = yearsLater(today, VALID_YEARS[category]);
    return { category, clearanceNumber: documentNumber('ECC', reference), validUntil };
  },
  field: 'environmentalClearance',
};
