/** What only the Ministry of Land knows about a mutation. Pure, but for the reading of the record of rights. */
import { monthsLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { sharesObjection } from '#kit/list-rules.ts';
import { neededFields } from '#kit/needed-fields.ts';
import { isSamePerson } from '#kit/person-number.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { landRecords, plotsOf, type RecordedPlot } from './land-records.model.ts';
import type { LandMutationInput } from './schema.generated.ts';

const REGISTRATION_MONTHS = 3;

/** A sale or a gift of land is by registered deed. Source: Registration Act 1908, s. 17(1)(a), (aa), (b); Transfer of Property Act 1882, s. 54, 123. */
export const deedIsGiven: Rule<LandMutationInput> = ({ input }) =>
  input.acquisition === 'INHERITANCE'
    ? ok
    : neededFields(input, ['deedNumber', 'deedDate', 'registrationDate'], 'DEED_MISSING');

/**
 * A deed is presented for registration within three months of its signing, or the Registrar has condoned the delay.
 * Source: Registration Act 1908, s. 23 (three months since the Registration (Amendment) Act 2004), s. 25 (condonation).
 */
export const deedIsRegisteredInTime: Rule<LandMutationInput> = ({ input }) => {
  const { acquisition, deedDate, registrationDate, condonationOrder } = input;
  if (acquisition === 'INHERITANCE' || !deedDate || !registrationDate) return ok;
  if (registrationDate < deedDate) return problem('registrationDate', 'REGISTERED_BEFORE_SIGNED');
  return registrationDate > monthsLater(deedDate, REGISTRATION_MONTHS) && !condonationOrder
    ? problem('condonationOrder', 'REGISTERED_LATE', { limitMonths: REGISTRATION_MONTHS })
    : ok;
};

/** An inheritance is mutated to all heirs together. Source: State Acquisition and Tenancy Act 1950, s. 143; shares in per cent: example. */
export const heirsAreGiven: Rule<LandMutationInput> = ({ input }) => {
  if (input.acquisition !== 'INHERITANCE') return ok;
  const heirs = input.heirs ?? [];
  return heirs.length === 0 ? problem('heirs', 'HEIRS_MISSING') : sharesObjection('heirs', heirs);
};

/** Who the heirs are is for the local authority to say. Source: Ministry of Land, e-namjari instructions (inheritance certificate). */
export const inheritanceCertificateIsGiven: Rule<LandMutationInput> = ({ input }) =>
  input.acquisition === 'INHERITANCE' && !input.inheritanceCertificate
    ? problem('inheritanceCertificate', 'INHERITANCE_CERTIFICATE_MISSING')
    : ok;

/** Nobody sells land to themselves. */
export const ownersDiffer: Rule<LandMutationInput> = ({ input }) =>
  isSamePerson(input.previousOwnerNationalId, input.newOwnerNationalId)
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
    if (!isSamePerson(plot.ownerNationalId, input.previousOwnerNationalId))
      return problem('previousOwnerNationalId', 'NOT_THE_RECORDED_OWNER', { plotNumber });
    if (areaDecimals <= 0) return problem(`plots.${index}.areaDecimals`, 'AREA_NOT_POSITIVE');
    if (areaDecimals > plot.areaDecimals)
      return problem(`plots.${index}.areaDecimals`, 'PLOT_TOO_SMALL', { recordedDecimals: plot.areaDecimals });
  }
  return ok;
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
