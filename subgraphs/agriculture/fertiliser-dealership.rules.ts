/** What only the seed and fertiliser committees know about a dealership. */
import { areaAbove } from '#kit/areas/area-map.ts';
import { yearsLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { indexOfRepeat } from '#kit/list-rules.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { fertiliserDealers } from './fertiliser-dealers.model.ts';
import type { FertiliserDealershipInput } from './schema.generated.ts';

/** Source: Coordinated Policy on Appointment of Fertiliser Dealers and Distribution 2009; the solvency is an example. */
const LEAST_TONNES = 50;
const LEAST_SOLVENCY_BDT = 300_000;
const VALID_YEARS = 2;

const unionOf = (area: string) => areaAbove(area, 'UNION')?.code;

/** A union has one dealer, who lives and stores there. Source: the same policy. */
export const unionIsServedFromWithin: Rule<FertiliserDealershipInput> = async ({
  input,
  registry,
}): Promise<Problem | null> => {
  const union = unionOf(input.union);
  if (!union) return problem('union', 'UNION_NEEDED');
  if (unionOf(input.address.area) !== union) return problem('address.area', 'NOT_IN_THE_UNION');
  if (unionOf(input.godown.address.area) !== union) return problem('godown.address.area', 'NOT_IN_THE_UNION');
  return (await registry(fertiliserDealers).exists({ union })) ? problem('union', 'UNION_HAS_A_DEALER') : ok;
};

export const dealerCanStoreAndPay: Rule<FertiliserDealershipInput> = ({ input: { godown, solvency } }) => {
  if (godown.capacityTonnes < LEAST_TONNES)
    return problem('godown.capacityTonnes', 'GODOWN_TOO_SMALL', { tonnes: LEAST_TONNES });
  return solvency.amountBdt < LEAST_SOLVENCY_BDT
    ? problem('solvency.amountBdt', 'SOLVENCY_TOO_LOW', { leastBdt: LEAST_SOLVENCY_BDT })
    : ok;
};

/** One retailer a ward. Source: the same policy. */
export const retailersDiffer: Rule<FertiliserDealershipInput> = ({ input: { retailers } }) => {
  const index = indexOfRepeat(retailers.map(({ ward }) => String(ward)));
  return index < 0 ? ok : problem(`retailers.${index}.ward`, 'WARD_TWICE');
};

export const fertiliserDealership: RecordedService<FertiliserDealershipInput> = {
  rules: [unionIsServedFromWithin, dealerCanStoreAndPay, retailersDiffer],
  unique: ({ input }) => ({
    key: unionOf(input.union) ?? input.union,
    taken: problem('union', 'UNION_HAS_A_DEALER'),
  }),
  outcome: ({ reference, today }) => ({
    dealerNumber: documentNumber('FD', reference),
    validUntil: yearsLater(today, VALID_YEARS),
  }),
  field: 'fertiliserDealership',
};
