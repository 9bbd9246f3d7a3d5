/** What only the registrar of companies (RJSC) knows about names. */
import { daysLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { enter } from '#kit/registry.ts';
import type { RecordedService, Rule, RuleContext } from '#kit/service.ts';
import { companyNameKey, companyNames, ENDINGS } from './company-names.model.ts';
import type { CompanyNameClearanceInput } from './schema.generated.ts';

/** For so long nobody else gets the name. Source: RJSC, name clearance (30 days); example. */
const KEPT_DAYS = 30;

/** Words that only the state and international bodies may use. Source: Companies Act 1994, s. 11; the list: example. */
const RESERVED = /\b(?:government|ministry|president|parliament|police|army|united nations|red crescent)\b/i;

export const nameEndsAsItsKind: Rule<CompanyNameClearanceInput> = ({ input: { companyKind, proposedName } }) => {
  const { pattern, ending } = ENDINGS[companyKind];
  return pattern.test(proposedName) ? ok : problem('proposedName', 'NAME_ENDING_WRONG', { ending });
};

export const nameIsNotReserved: Rule<CompanyNameClearanceInput> = ({ input }) => {
  const [word] = RESERVED.exec(input.proposedName) ?? [];
  return word ? problem('proposedName', 'NAME_RESERVED', { word }) : ok;
};

/** A company's name is nobody else's, nor too like it. Source: Companies Act 1994, s. 11. */
export const nameIsFree: Rule<CompanyNameClearanceInput> = async ({ input, today, registry }) => {
  const taken = await registry(companyNames)
    .findOne({
      key: companyNameKey(input.proposedName),
      $or: [{ registrationNumber: { $type: 'string' } }, { validUntil: { $gte: today } }],
    })
    .lean();
  return taken ? problem('proposedName', 'COMPANY_NAME_TAKEN', { name: taken.name }) : ok;
};

const clearanceOf = ({ reference, today }: Pick<RuleContext<never>, 'today'> & { readonly reference: string }) => ({
  clearanceNumber: documentNumber('NC', reference),
  validUntil: daysLater(today, KEPT_DAYS),
});

export const companyNameClearance: RecordedService<CompanyNameClearanceInput> = {
  rules: [nameEndsAsItsKind, nameIsNotReserved, nameIsFree],
  unique: ({ input: { proposedName: name } }) => ({
    key: companyNameKey(name),
    taken: problem('proposedName', 'COMPANY_NAME_TAKEN', { name }),
  }),
  outcome: clearanceOf,
  granted: ({ input: { proposedName: name, companyKind }, registry, ...given }) =>
    enter(registry(companyNames), { ...clearanceOf(given), name, companyKind, key: companyNameKey(name) }),
  field: 'companyNameClearance',
};
