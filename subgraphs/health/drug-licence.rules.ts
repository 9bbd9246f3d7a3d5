/** What only the Directorate General of Drug Administration knows about a shop that sells medicine. */
import { yearsLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { type Pharmacist, pharmacists } from './pharmacists.model.ts';
import type { DrugLicenceInput, DrugShopLevel, PharmacistGrade } from './schema.generated.ts';

/**
 * Floor and pharmacist that each level of shop needs, and its fee. Source: DGDA, Standards for the Establishment and
 * Operation of Model Pharmacies and Model Medicine Shops (2016); the fees are examples.
 */
const LEVELS: Readonly<
  Record<DrugShopLevel, { floorSqFt: number; grades: readonly PharmacistGrade[]; feeBdt: number }>
> = {
  MODEL_MEDICINE_SHOP: { floorSqFt: 120, grades: ['A', 'B', 'C'], feeBdt: 2500 },
  MODEL_PHARMACY: { floorSqFt: 300, grades: ['A'], feeBdt: 5000 },
};
const VALID_YEARS = 2;

export const floorIsLargeEnough: Rule<DrugLicenceInput> = ({ input: { level, floorSqFt } }) =>
  floorSqFt < LEVELS[level].floorSqFt
    ? problem('floorSqFt', 'FLOOR_TOO_SMALL', { floorSqFt: LEVELS[level].floorSqFt })
    : ok;

/** Vaccines and insulin are kept at 2 to 8 °C. Source: the same standards. */
export const coldIsKept: Rule<DrugLicenceInput> = ({ input: { medicines, hasRefrigerator } }) =>
  medicines.includes('COLD_CHAIN') && !hasRefrigerator ? problem('hasRefrigerator', 'REFRIGERATOR_NEEDED') : ok;

export const pharmacistStandsForTheShop: Rule<DrugLicenceInput> = async ({ input, registry }) => {
  const { registrationNumber } = input.pharmacist;
  return pharmacistObjection(input, await registry(pharmacists).findOne({ registrationNumber }).lean());
};

/** What the register of pharmacists has against a shop. Source: Drugs and Cosmetics Act 2023 (a pharmacist in charge); example. */
export function pharmacistObjection(
  { level, pharmacist: { grade } }: Pick<DrugLicenceInput, 'level' | 'pharmacist'>,
  registered: Pick<Pharmacist, 'grade' | 'licenceNumber'> | null,
): Problem | null {
  if (registered?.grade !== grade) return problem('pharmacist.registrationNumber', 'PHARMACIST_UNKNOWN', { grade });
  if (!LEVELS[level].grades.includes(grade)) return problem('pharmacist.grade', 'GRADE_A_NEEDED');
  return registered.licenceNumber ? problem('pharmacist.registrationNumber', 'PHARMACIST_TAKEN') : ok;
}

export const drugLicence: RecordedService<DrugLicenceInput> = {
  rules: [floorIsLargeEnough, coldIsKept, pharmacistStandsForTheShop],
  amountBdt: ({ input }) => LEVELS[input.level].feeBdt,
  unique: ({ input }) => ({
    key: input.pharmacist.registrationNumber,
    taken: problem('pharmacist.registrationNumber', 'PHARMACIST_TAKEN'),
  }),
  outcome: ({ reference, today }) => ({
    licenceNumber: documentNumber('DL', reference),
    validUntil: yearsLater(today, VALID_YEARS),
  }),
  field: 'drugLicence',
};
