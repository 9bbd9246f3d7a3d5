/** What only the Department of Agricultural Extension knows about a farmer. */
import { yearsBetween } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { farmerCards, plotKey } from './farmer-cards.model.ts';
import type { FarmClass, FarmerCardInput, FarmPlotInput } from './schema.generated.ts';
import { unionOf } from './union.ts';

const LEAST_YEARS = 18;

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
  if (yearsBetween(input.dateOfBirth, today) < LEAST_YEARS)
    return problem('dateOfBirth', 'TOO_YOUNG', { years: LEAST_YEARS });
  return farmedDecimals(input.plots) > 0 ? ok : problem('plots', 'NOTHING_IS_FARMED');
};

/** A plot is named once. */
export const plotsDiffer: Rule<FarmerCardInput> = ({ input: { plots } }) => {
  const keys = plots.map((plot) => plotKey('', plot));
  const index = keys.findIndex((key, at) => keys.indexOf(key) < at);
  return index < 0 ? ok : problem(`plots.${index}.plotNumber`, 'PLOT_TWICE');
};

/** A plot has one owner's card, and a farmer one card. Source: the same instructions; example. */
export const cardsAreFree: Rule<FarmerCardInput> = async ({ input, registry }): Promise<Problem | null> => {
  const cards = registry(farmerCards);
  if (await cards.exists({ nationalId: input.nationalId.slice(-13) })) return problem('nationalId', 'HAS_A_CARD');
  const keys = ownedPlots(input);
  const other = await cards.findOne({ plots: { $in: keys.filter((key) => key !== '') } }).lean();
  const index = keys.findIndex((key) => other?.plots.includes(key));
  return index < 0 ? ok : problem(`plots.${index}.plotNumber`, 'PLOT_ON_ANOTHER_CARD');
};

/** The keys of the plots that the farmer owns, in the form's order; of the others nothing. */
function ownedPlots({ address, plots }: Pick<FarmerCardInput, 'address' | 'plots'>): string[] {
  const union = unionOf(address.area) ?? address.area;
  return plots.map((plot) => (plot.tenure === 'OWNED' || plot.tenure === 'GIVEN_OUT' ? plotKey(union, plot) : ''));
}

export const farmerCard: RecordedService<FarmerCardInput> = {
  rules: [applicantFarms, plotsDiffer, cardsAreFree],
  unique: ({ input }) => ({ key: input.nationalId.slice(-13), taken: problem('nationalId', 'HAS_A_CARD') }),
  // The card is entered, so that its plots are on no other; a repeat writes the same again.
  outcome: async ({ input, registry, reference }) => {
    const cardNumber = documentNumber('FC', reference);
    const plots = ownedPlots(input).filter((key) => key !== '');
    const card = { nationalId: input.nationalId.slice(-13), nameBn: input.nameBn, plots };
    await registry(farmerCards).updateOne({ cardNumber }, { $setOnInsert: card }, { upsert: true });
    const decimals = farmedDecimals(input.plots);
    return { cardNumber, farmClass: farmClassOf(decimals), farmedDecimals: decimals };
  },
  field: 'farmerCard',
};
