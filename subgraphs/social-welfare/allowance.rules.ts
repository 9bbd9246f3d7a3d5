/** What is the same for all allowances: who is poor enough, and that a person draws one. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import type { Outcome, RuleContext } from '#kit/service.ts';
import { type Allowance, type AllowanceProgramme, allowances } from './allowances.model.ts';
import type { AllowanceMeansInput } from './schema.generated.ts';

/** Highest income, and what is paid. Source: implementation manuals of the department, 2013 (income); example (rates). */
const PROGRAMMES = {
  OLD_AGE: { yearlyIncomeBdt: 10_000, monthlyBdt: 650 },
  WIDOW: { yearlyIncomeBdt: 12_000, monthlyBdt: 650 },
  DISABILITY: { yearlyIncomeBdt: 36_000, monthlyBdt: 900 },
} as const;

/** The 17 digits of a national ID are the year of birth and its 13. */
export function personNumberOf(nationalId: string): string {
  return nationalId.slice(-13);
}

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
  personNumber: string,
  registry: RuleContext<unknown>['registry'],
): Promise<Problem | null> {
  return (await registry(allowances).exists({ personNumber })) ? problem(field, 'HAS_AN_ALLOWANCE') : ok;
}

/** Enters the allowance, so that the person gets no other; a repeat writes the same again. */
export async function granted(
  { programme, ...person }: Omit<Allowance, 'bookNumber'>,
  { reference, registry }: Pick<RuleContext<unknown>, 'registry'> & { readonly reference: string },
): Promise<Outcome> {
  const bookNumber = documentNumber('BK', reference);
  const { personNumber } = person;
  await registry(allowances).updateOne(
    { personNumber },
    { $setOnInsert: { ...person, programme, bookNumber } },
    { upsert: true },
  );
  return { bookNumber, monthlyBdt: PROGRAMMES[programme].monthlyBdt };
}
