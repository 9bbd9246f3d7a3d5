/** What only Fire Service and Civil Defence knows about an establishment's safety. Pure. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { FireHazardSubstance, FireLicenceInput } from './schema.generated.ts';

/** Source: Fire Prevention and Extinguishing Act 2003, s. 2 (a multistoreyed building has more than six storeys). */
const HIGH_RISE_STOREYS = 7;
const HIGH_RISE_STAIRCASES = 2;
const HIGH_RISE_WATER_LITRES = 50_000;
const SQUARE_METRES_PER_EXTINGUISHER = 100;

/** One extinguisher for each 100 square metres begun. Source: example, after the practice of the Bangladesh National Building Code. */
export const extinguishersSuffice: Rule<FireLicenceInput> = ({ input }) => {
  const needed = Math.ceil(input.floorAreaSquareMetres / SQUARE_METRES_PER_EXTINGUISHER);
  return input.extinguishers < needed ? problem('extinguishers', 'TOO_FEW_EXTINGUISHERS', { needed }) : ok;
};

/** People leave a high building by a second stair when the first is full of smoke. Source: example. */
export const peopleGetOut: Rule<FireLicenceInput> = ({ input }) => {
  const needed = input.storeys >= HIGH_RISE_STOREYS ? HIGH_RISE_STAIRCASES : 1;
  return input.staircases < needed ? problem('staircases', 'TOO_FEW_STAIRCASES', { needed }) : ok;
};

/** The ladders and hoses from the street do not reach the upper floors: water must be in the building. Source: example (50,000 litres). */
export const highRiseKeepsWater: Rule<FireLicenceInput> = ({ input }) =>
  input.storeys >= HIGH_RISE_STOREYS && input.waterLitres < HIGH_RISE_WATER_LITRES
    ? problem('waterLitres', 'TOO_LITTLE_WATER', { storeys: HIGH_RISE_STOREYS, litres: HIGH_RISE_WATER_LITRES })
    : ok;

/** What may be kept without a licence of the Department of Explosives. Source: LP Gas Rules 2004 (ten cylinders of 12.5 kg); petroleum: example. */
const FREE_KG: Partial<Record<FireHazardSubstance, number>> = { LP_GAS: 125, PETROLEUM: 2000 };

export const explosivesAreLicensed: Rule<FireLicenceInput> = ({ input }) => {
  const isTooMuch = ({ substance, quantityKg }: { substance: FireHazardSubstance; quantityKg: number }) =>
    quantityKg > (FREE_KG[substance] ?? Number.POSITIVE_INFINITY);
  return !input.explosivesLicenceNumber && input.hazards?.some(isTooMuch)
    ? problem('explosivesLicenceNumber', 'EXPLOSIVES_LICENCE_MISSING', {
        gasKg: FREE_KG.LP_GAS ?? 0,
        petroleumKg: FREE_KG.PETROLEUM ?? 0,
      })
    : ok;
};

const BASE_FEE_BDT = 5000;
const BASE_SQUARE_METRES = 500;
const FEE_BDT_PER_SQUARE_METRE = 5;

/** The fee grows with the floor. Source: example. @returns whole taka. */
export function fireLicenceFeeBdt(floorAreaSquareMetres: number): number {
  return BASE_FEE_BDT + Math.max(0, floorAreaSquareMetres - BASE_SQUARE_METRES) * FEE_BDT_PER_SQUARE_METRE;
}

export const fireLicence: RecordedService<FireLicenceInput> = {
  rules: [extinguishersSuffice, peopleGetOut, highRiseKeepsWater, explosivesAreLicensed],
  amountBdt: ({ input }) => fireLicenceFeeBdt(input.floorAreaSquareMetres),
  outcome: ({ reference }) => ({ licenceNumber: documentNumber('FIRE', reference) }),
  field: 'fireLicence',
};
