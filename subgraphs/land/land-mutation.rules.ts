/** What only the Ministry of Land knows about a mutation. Pure, but for the reading of the record of rights. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { landRecords, plotsOf, type RecordedPlot } from './land-records.model.ts';
import { isRegisteredLate, REGISTRATION_MONTHS } from './registration-time.ts';
import type { LandMutationInput } from './schema.generated.ts';

/** A third is written 33.33, so three of them are not quite whole. */
const SHARE_TOLERANCE_PERCENT = 0.5;

/** A sale or a gift of land is by registered deed. Source: Registration Act 1908, s. 17(1)(a), (aa), (b); Transfer of Property Act 1882, s. 54, 123. */
export const deedIsGiven: Rule<LandMutationInput> = ({ input }) => {
  if (input.acquisition === 'INHERITANCE') return ok;
  const missing = (['deedNumber', 'deedDate', 'registrationDate'] as const).find((field) => !input[field]);
  return missing ? problem(missing, 'DEED_MISSING') : ok;
};

/**
 * A deed is presented for registration within three months of its signing, or the Registrar has condoned the delay.
 * Source: Registration Act 1908, s. 23 (three months since the Registration (Amendment) Act 2004), s. 25 (condonation).
 */
export const deedIsRegisteredInTime: Rule<LandMutationInput> = ({ input }) => {
  const { acquisition, deedDate, registrationDate, condonationOrder } = input;
  if (acquisition === 'INHERITANCE' || !deedDate || !registrationDate) return ok;
  if (registrationDate < deedDate) return problem('registrationDate', 'REGISTERED_BEFORE_SIGNED');
  return isRegisteredLate(deedDate, registrationDate) && !condonationOrder
    ? problem('condonationOrder', 'REGISTERED_LATE', { limitMonths: REGISTRATION_MONTHS })
    : ok;
};

/** An inheritance is mutated to all heirs together. Source: State Acquisition and Tenancy Act 1950, s. 143; shares in per cent: example. */
export const heirsAreGiven: Rule<LandMutationInput> = ({ input }) => {
  if (input.acquisition !== 'INHERITANCE') return ok;
  const heirs = input.heirs ?? [];
  if (heirs.length === 0) return problem('heirs', 'HEIRS_MISSING');
  const sharesPercent = heirs.reduce((sum, { sharePercent }) => sum + sharePercent, 0);
  return Math.abs(sharesPercent - 100) > SHARE_TOLERANCE_PERCENT
    ? problem('heirs', 'SHARES_NOT_WHOLE', { sharesPercent: Math.round(sharesPercent * 100) / 100 })
    : ok;
};

/** Who the heirs are is for the local authority to say. Source: Ministry of Land, e-namjari instructions (inheritance certificate). */
export const inheritanceCertificateIsGiven: Rule<LandMutationInput> = ({ input }) =>
  input.acquisition === 'INHERITANCE' && !input.inheritanceCertificate
    ? problem('inheritanceCertificate', 'INHERITANCE_CERTIFICATE_MISSING')
    : ok;

/** Nobody sells land to themselves. */
export const ownersDiffer: Rule<LandMutationInput> = ({ input }) =>
  isSameNationalId(input.previousOwnerNationalId, input.newOwnerNationalId)
    ? problem('newOwnerNationalId', 'SAME_OWNER')
    : ok;

/** Only the recorded owner can pass land on. Source: State Acquisition and Tenancy Act 1950, s. 143 (mutation follows a transfer by the owner). */
export const plotsBelongToPreviousOwner: Rule<LandMutationInput> = async ({ input, registry }) =>
  plotObjection(input, await registry(landRecords).find(plotsOf(input)).lean());

/** What the record of rights has against a mutation. @param recorded every plot of the khatian. */
export function plotObjection(input: LandMutationInput, recorded: readonly RecordedPlot[]): Problem | null {
  if (recorded.length === 0) return problem('khatian', 'KHATIAN_UNKNOWN', { khatian: input.khatian });
  for (const [index, { plotNumber, areaDecimals }] of input.plots.entries()) {
    const plot = recorded.find((each) => each.plotNumber === plotNumber);
    if (!plot) return problem(`plots.${index}.plotNumber`, 'PLOT_NOT_IN_KHATIAN', { plotNumber });
    if (input.plots.findIndex((each) => each.plotNumber === plotNumber) < index)
      return problem(`plots.${index}.plotNumber`, 'PLOT_TWICE', { plotNumber });
    if (!isSameNationalId(plot.ownerNationalId, input.previousOwnerNationalId))
      return problem('previousOwnerNationalId', 'NOT_THE_RECORDED_OWNER', { plotNumber });
    if (areaDecimals <= 0) return problem(`plots.${index}.areaDecimals`, 'AREA_NOT_POSITIVE');
    if (areaDecimals > plot.areaDecimals)
      return problem(`plots.${index}.areaDecimals`, 'PLOT_TOO_SMALL', { recordedDecimals: plot.areaDecimals });
  }
  return ok;
}

/** The 17 digits of a national ID are the year of birth and its 13 digits. Source: Election Commission, NID Wing. */
export function isSameNationalId(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short === long || (short.length === 13 && long.length === 17 && long.endsWith(short));
}

export const landMutation: RecordedService<LandMutationInput> = {
  rules: [
    deedIsGiven,
    deedIsRegisteredInTime,
    heirsAreGiven,
    inheritanceCertificateIsGiven,
    ownersDiffer,
    plotsBelongToPreviousOwner,
  ],
  // Both from the reference, which is unique, so that they are the same at each try. Source of the forms: example.
  outcome: ({ reference }) => ({
    caseNumber: documentNumber('NJ', reference),
    newKhatian: documentNumber('KH', reference),
  }),
  field: 'landMutation',
};
