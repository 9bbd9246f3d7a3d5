/** What only the Soil Resource Development Institute knows about a sample. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { SoilTestInput, SoilTestPurpose } from './schema.generated.ts';

/** Source: SRDI, how to take a soil sample (nine spots of a plot); one hectare a sample: example. */
const LEAST_SPOTS = 9;
const MOST_DECIMALS = 247;

/** Fee of a sample. Source: SRDI's charge for farmers; example (the rest). */
const FEE_BDT: Readonly<Record<SoilTestPurpose, number>> = { FARMING: 63, RESEARCH: 315, BUSINESS: 630 };

export const samplesStandForTheirPlots: Rule<SoilTestInput> = ({ input: { samples } }) => {
  for (const [index, { spots, areaDecimals }] of samples.entries()) {
    if (spots < LEAST_SPOTS) return problem(`samples.${index}.spots`, 'TOO_FEW_SPOTS', { spots: LEAST_SPOTS });
    if (areaDecimals > MOST_DECIMALS)
      return problem(`samples.${index}.areaDecimals`, 'PLOT_TOO_LARGE', { decimals: MOST_DECIMALS });
  }
  return ok;
};

export const soilTest: RecordedService<SoilTestInput> = {
  rules: [samplesStandForTheirPlots],
  amountBdt: ({ input }) => FEE_BDT[input.purpose] * input.samples.length,
  outcome: ({ reference }) => ({ reportNumber: documentNumber('SOIL', reference) }),
  field: 'soilTest',
};
