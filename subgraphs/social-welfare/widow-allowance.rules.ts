/** What only the department knows about the allowance for widows and deserted women. */
import { yearsBetween } from '#kit/days.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { allowanceObjection, granted, meansObjection, personNumberOf } from './allowance.rules.ts';
import type { WidowAllowanceInput } from './schema.generated.ts';

const LEAST_YEARS = 18;
const DESERTED_YEARS = 2;

export const applicantIsOfAge: Rule<WidowAllowanceInput> = ({ input, today }) =>
  yearsBetween(input.dateOfBirth, today) < LEAST_YEARS
    ? problem('dateOfBirth', 'NOT_OLD_ENOUGH', { years: LEAST_YEARS })
    : ok;

/**
 * A death is shown by its certificate; a deserted woman has been alone for two years; neither has married again. Source:
 * implementation manual of the allowance for widows and deserted women, 2013.
 */
export const applicantIsAlone: Rule<WidowAllowanceInput> = ({ input, today }) => {
  if (input.isRemarried) return problem('isRemarried', 'IS_REMARRIED');
  if (input.loss === 'WIDOWED')
    return input.deathCertificate ? ok : problem('deathCertificate', 'DEATH_CERTIFICATE_MISSING');
  return yearsBetween(input.lossDate, today) < DESERTED_YEARS
    ? problem('lossDate', 'DESERTED_TOO_SHORT', { years: DESERTED_YEARS })
    : ok;
};

export const widowAllowance: RecordedService<WidowAllowanceInput> = {
  rules: [
    applicantIsOfAge,
    applicantIsAlone,
    ({ input }) => meansObjection('WIDOW', input.means),
    ({ input, registry }) =>
      allowanceObjection('applicant.nationalId', personNumberOf(input.applicant.nationalId), registry),
  ],
  unique: ({ input }) => ({
    key: personNumberOf(input.applicant.nationalId),
    taken: problem('applicant.nationalId', 'HAS_AN_ALLOWANCE'),
  }),
  outcome: ({ input: { applicant }, ...context }) => {
    const { nameBn, nationalId } = applicant;
    return granted({ programme: 'WIDOW', personNumber: personNumberOf(nationalId), nameBn }, context);
  },
  field: 'widowAllowance',
};
