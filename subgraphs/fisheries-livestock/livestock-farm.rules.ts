/** What only the Department of Livestock Services knows about a farm. */
import { yearsLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { keyOf, nameObjection } from './farms.model.ts';
import type { LivestockFarmInput, LivestockKind } from './schema.generated.ts';

/**
 * From how many animals on a farm is of class C, B and A; with fewer it needs no registration. Source: Animal Disease Rules
 * 2008 (registration by class); the numbers and fees are examples.
 */
const CLASSES: Readonly<Record<LivestockKind, { readonly C: number; readonly B: number; readonly A: number }>> = {
  DAIRY: { C: 10, B: 21, A: 51 },
  BEEF: { C: 10, B: 21, A: 51 },
  GOAT_SHEEP: { C: 20, B: 51, A: 101 },
  BROILER: { C: 1000, B: 5001, A: 20_001 },
  LAYER: { C: 1000, B: 5001, A: 20_001 },
  DUCK: { C: 500, B: 2001, A: 5001 },
};
const FEE_BDT = { A: 5000, B: 2500, C: 1000 } as const;
const POULTRY: ReadonlySet<LivestockKind> = new Set(['BROILER', 'LAYER', 'DUCK']);
const POULTRY_METRES = 200;
const VALID_YEARS = 1;

type Herds = Pick<LivestockFarmInput, 'kind' | 'herds'>;

const animalsOf = ({ herds }: Herds) => herds.reduce((sum, { count }) => sum + count, 0);

/** Null for a farm that is too small to be registered. */
export function farmClassOf(farm: Herds): 'A' | 'B' | 'C' | null {
  const animals = animalsOf(farm);
  return (['A', 'B', 'C'] as const).find((each) => animals >= CLASSES[farm.kind][each]) ?? null;
}

export const farmIsLargeEnough: Rule<LivestockFarmInput> = ({ input }) =>
  farmClassOf(input) ? ok : problem('herds', 'TOO_FEW_ANIMALS', { least: CLASSES[input.kind].C });

/** Poultry farms keep apart and disinfect. Source: National Poultry Development Policy 2008 (200 metres, biosecurity). */
export const poultryIsProtected: Rule<LivestockFarmInput> = ({ input: { kind, nextFarmMetres, biosecurity } }) => {
  if (!POULTRY.has(kind)) return ok;
  if (nextFarmMetres < POULTRY_METRES) return problem('nextFarmMetres', 'FARM_TOO_CLOSE', { metres: POULTRY_METRES });
  return biosecurity.hasFootbath ? ok : problem('biosecurity.hasFootbath', 'FOOTBATH_NEEDED');
};

export const livestockFarm: RecordedService<LivestockFarmInput> = {
  rules: [farmIsLargeEnough, poultryIsProtected, ({ input, registry }) => nameObjection(input, registry)],
  amountBdt: ({ input }) => FEE_BDT[farmClassOf(input) ?? 'C'],
  unique: ({ input }) => ({ key: keyOf(input), taken: problem('nameEn', 'FARM_NAME_TAKEN') }),
  outcome: ({ input, reference, today }) => ({
    registrationNumber: documentNumber('LF', reference),
    farmClass: farmClassOf(input),
    validUntil: yearsLater(today, VALID_YEARS),
  }),
  field: 'livestockFarm',
};
