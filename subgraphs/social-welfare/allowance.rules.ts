/** What is the same for all allowances: who is poor enough, and that a person draws one. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { nationalIdKey } from '#kit/person-number.ts';
import { enter } from '#kit/registry.ts';
import type { GrantContext, RecordedService, Rule, RuleContext } from '#kit/service.ts';
import { type Allowance, type AllowanceProgramme, allowances } from './allowances.model.ts';
import type { AllowanceApplicantInput, AllowanceMeansInput } from './schema.generated.ts';

/** Highest income, and what is paid. Source: implementation manuals of the department, 2013 (income); example (rates). */
const PROGRAMMES = {
  OLD_AGE: { yearlyIncomeBdt: 10_000, monthlyBdt: 650 },
  WIDOW: { yearlyIncomeBdt: 12_000, monthlyBdt: 650 },
  DISABILITY: { yearlyIncomeBdt: 36_000, monthlyBdt: 900 },
} as const;

/** Source: the same manuals (income; no pension or other regular grant). */
export function meansObjection(programme: AllowanceProgramme, means: AllowanceMeansInput): Problem | null {
  const { yearlyIncomeBdt } = PROGRAMMES[programme];
  if (means.hasPension) return problem('means.hasPension', 'HAS_A_PENSION');
  return means.yearlyIncomeBdt > yearlyIncomeBdt
    ? problem('means.yearlyIncomeBdt', 'INCOME_TOO_HIGH', { yearlyIncomeBdt })
    : ok;
}

/** A person draws one allowance. Source: the same manuals. */
export async function allowanceObjection(
  field: string,
  person: string,
  registry: RuleContext<unknown>['registry'],
): Promise<Problem | null> {
  return (await registry(allowances).exists({ person })) ? problem(field, 'HAS_AN_ALLOWANCE') : ok;
}

export const bookOf = (programme: AllowanceProgramme, reference: string) => ({
  bookNumber: documentNumber('BK', reference),
  monthlyBdt: PROGRAMMES[programme].monthlyBdt,
});

/** Enters the allowance, so that the person gets no other. */
export function enterAllowance(
  { programme, ...person }: Omit<Allowance, 'bookNumber'>,
  { reference, registry }: Pick<GrantContext<unknown>, 'registry' | 'reference'>,
): Promise<void> {
  return enter(registry(allowances), { ...person, programme, bookNumber: bookOf(programme, reference).bookNumber });
}

type OwnForm = { readonly applicant: AllowanceApplicantInput; readonly means: AllowanceMeansInput };

/** An allowance that is the applicant's own, known by the national ID. */
export function ownAllowance<Form extends OwnForm>(
  programme: AllowanceProgramme,
  { rules, field }: { readonly rules: readonly Rule<Form>[]; readonly field: string },
): RecordedService<Form> {
  const numberField = 'applicant.nationalId';
  const personOf = ({ applicant }: Form) => nationalIdKey(applicant.nationalId);
  return {
    rules: [
      ...rules,
      ({ input }) => meansObjection(programme, input.means),
      ({ input, registry }) => allowanceObjection(numberField, personOf(input), registry),
    ],
    unique: ({ input }) => ({ key: personOf(input), taken: problem(numberField, 'HAS_AN_ALLOWANCE') }),
    outcome: ({ reference }) => bookOf(programme, reference),
    granted: ({ input, ...context }) =>
      enterAllowance({ programme, person: personOf(input), nameBn: input.applicant.nameBn }, context),
    field,
  };
}
