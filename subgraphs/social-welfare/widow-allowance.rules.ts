/** What only the department knows about the allowance for widows and deserted women. */
import { yearsBetween } from '#kit/days.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { isOfAge, OF_AGE_YEARS } from '#kit/person-number.ts';
import type { Rule } from '#kit/service.ts';
import { ownAllowance } from './allowance.rules.ts';
import type { WidowAllowanceInput } from './schema.generated.ts';

const DESERTED_YEARS = 2;

export const applicantIsOfAge: Rule<WidowAllowanceInput> = ({ input, today }) =>
  isOfAge(input.dateOfBirth, today) ? ok : problem('dateOfBirth', 'NOT_OLD_ENOUGH', { years: OF_AGE_YEARS });

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

export const widowAllowance = ownAllowance<WidowAllowanceInput>('WIDOW', {
  rules: [applicantIsOfAge, applicantIsAlone],
  field: 'widowAllowance',
});
