/** What only the education boards know about a correction. */
import { yearsBetween } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { neededFields } from '#kit/needed-fields.ts';
import { birthYearAgrees } from '#kit/person-number.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { candidateIsKnown, recordOf } from './exam-result.rules.ts';
import type { ExamRecord } from './exam-results.model.ts';
import type { CertificateCorrectionInput } from './schema.generated.ts';

const CORRECTABLE = ['name', 'fatherName', 'motherName', 'dateOfBirth'] as const;

export const somethingIsCorrected: Rule<CertificateCorrectionInput> = async ({ input, registry }) =>
  correctionObjection(input, await recordOf(input.candidate, registry));

/** What is given as correct differs from what is recorded. Source: example. */
export function correctionObjection(
  input: Pick<CertificateCorrectionInput, (typeof CORRECTABLE)[number]>,
  recorded: Pick<ExamRecord, (typeof CORRECTABLE)[number]> | null,
): Problem | null {
  const given = CORRECTABLE.filter((field) => input[field]);
  if (given.length === 0) return problem('name', 'NOTHING_TO_CORRECT');
  const same = given.find((field) => input[field] === recorded?.[field]);
  return same ? problem(same, 'RECORDED_SO_ALREADY') : ok;
}

/** Least age on 1 January of the year of the examination. Source: the boards' registration circulars; example. */
const LEAST_YEARS = { SSC: 14, SSC_VOCATIONAL: 14, DAKHIL: 14, HSC: 16, HSC_VOCATIONAL: 16, ALIM: 16 } as const;

export const candidateWasOldEnough: Rule<CertificateCorrectionInput> = ({ input: { candidate, dateOfBirth } }) => {
  const years = LEAST_YEARS[candidate.examination];
  return dateOfBirth && yearsBetween(dateOfBirth, `${candidate.year}-01-01`) < years
    ? problem('dateOfBirth', 'TOO_YOUNG_FOR_THE_EXAMINATION', { years })
    : ok;
};

/** A changed name, unlike a slip of the pen, is sworn to and announced. Source: the boards' notices on name correction. */
export const changeOfNameIsSworn: Rule<CertificateCorrectionInput> = ({ input }) =>
  input.reason === 'NAME_CHANGED'
    ? neededFields(input, ['affidavitNumber', 'newspaper'], 'CHANGE_OF_NAME_NOT_SWORN')
    : ok;

export const certificateCorrection: RecordedService<CertificateCorrectionInput> = {
  rules: [candidateIsKnown, somethingIsCorrected, candidateWasOldEnough, birthYearAgrees, changeOfNameIsSworn],
  outcome: ({ reference }) => ({ orderNumber: documentNumber('BC', reference) }),
  field: 'certificateCorrection',
};
