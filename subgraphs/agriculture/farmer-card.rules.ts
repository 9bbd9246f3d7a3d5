/** What only the Department of Agricultural Extension knows about a farmer. */
import { areaAbove } from '#kit/areas/area-map.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { indexOfRepeat } from '#kit/list-rules.ts';
import { isOfAge, nationalIdKey, OF_AGE_YEARS } from '#kit/person-number.ts';
import { enter } from '#kit/registry.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { farmerCards, plotKey } from './farmer-cards.model.ts';
import type { FarmClass, FarmerCardInput, FarmPlotInput } from './schema.generated.ts';

/** From so many decimals on. Source: Bureau of Statistics, Census of Agriculture (classes of holdings, from acres). */
const CLASSES: readonly (readonly [fromDecimals: number, farmClass: FarmClass])[] = [
  [750, 'LARGE'],
  [250, 'MEDIUM'],
  [50, 'SMALL'],
  [5, 'MARGINAL'],
];

/** What is farmed: own land, and others', without what is given out. Source: the same census (operated area). */
export function farmedDecimals(plots: readonly Pick<FarmPlotInput, 'areaDecimals' | 'tenure'>[]): number {
  const hundredths = plots
    .filter(({ tenure }) => tenure !== 'GIVEN_OUT')
    .reduce((sum, { areaDecimals }) => sum + Math.round(areaDecimals * 100), 0);
  return hundredths / 100;
}

export function farmClassOf(decimals: number): FarmClass {
  return CLASSES.find(([from]) => decimals >= from)?.[1] ?? 'LANDLESS';
}

/** The card is for who works the land. Source: DAE, instructions on the agricultural input assistance card; example. */
export const applicantFarms: Rule<FarmerCardInput> = ({ input, today }) => {
  if (!isOfAge(input.dateOfBirth, today)) return problem('dateOfBirth', 'TOO_YOUNG', { years: OF_AGE_YEARS });
  return farmedDecimals(input.plots) > 0 ? ok : problem('plots', 'NOTHING_IS_FARMED');
};

/** A plot is named once. */
export const plotsDiffer: Rule<FarmerCardInput> = ({ input: { plots } }) => {
  const index = indexOfRepeat(plots.map((plot) => plotKey('', plot)));
  return index < 0 ? ok : problem(`plots.${index}.plotNumber`, 'PLOT_TWICE');
};

/** A plot has one owner's card, and a farmer one card. Source: the same instructions; example. */
export const cardsAreFree: Rule<FarmerCardInput> = async ({ input, registry }): Promise<Problem | null> => {
  const cards = registry(farmerCards);
  if (await cards.exists({ nationalId: nationalIdKey(input.nationalId) })) return problem('nationalId', 'HAS_A_CARD');
  const keys = ownedPlots(input);
  const other = await cards.findOne({ plots: { $in: keys.filter((key) => key !== '') } }).lean();
  const index = keys.findIndex((key) => other?.plots.includes(key));
  return index < 0 ? ok : problem(`plots.${index}.plotNumber`, 'PLOT_ON_ANOTHER_CARD');
};

/** The keys of the plots that the farmer owns, in the form's order; of the others nothing. */
function ownedPlots({ address, plots }: Pick<FarmerCardInput, 'address' | 'plots'>): string[] {
  const union = areaAbove(address.area, 'UNION')?.code ?? address.area;
  return plots.map((plot) => (plot.tenure === 'OWNED' || plot.tenure === 'GIVEN_OUT' ? plotKey(union, plot) : ''));
}

const cardNumber = (reference: string) => documentNumber('FC', reference);

export const farmerCard: RecordedService<FarmerCardInput> = {
  rules: [applicantFarms, plotsDiffer, cardsAreFree],
  unique: ({ input }) => ({ key: nationalIdKey(input.nationalId), taken: problem('nationalId', 'HAS_A_CARD') }),
  outcome: ({ input, reference }) => {
    const decimals = farmedDecimals(input.plots);
    return { cardNumber: cardNumber(reference), farmClass: farmClassOf(decimals), farmedDecimals: decimals };
  },
  // So that its plots are on no other card.
  granted: ({ input, registry, reference }) =>
    enter(registry(farmerCards), {
      cardNumber: cardNumber(reference),
      nationalId: nationalIdKey(input.nationalId),
      nameBn: input.nameBn,
      plots: ownedPlots(input).filter((key) => key !== ''),
    }),
  field: 'farmerCard',
};
