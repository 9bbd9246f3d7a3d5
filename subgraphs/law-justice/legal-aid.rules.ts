/** What only the legal aid offices know about who may have their help. Pure. */
import { areaAbove } from '#kit/areas/area-map.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { LegalAidInput } from './schema.generated.ts';

type Form = Omit<LegalAidInput, 'idempotencyKey'>;

const INCOME_LIMIT_BDT = 100_000;
const HIGHER_INCOME_LIMIT_BDT = 150_000;

/**
 * The most that somebody may earn in a year; null for those who are helped whatever they earn. Source: Legal Aid
 * Services Policy 2014, para 2.
 */
export function incomeLimitBdt({ ground, court }: Pick<Form, 'ground' | 'court'>): number | null {
  switch (ground) {
    case 'POOR':
      return court === 'SUPREME_COURT' ? HIGHER_INCOME_LIMIT_BDT : INCOME_LIMIT_BDT;
    case 'WORKER':
      return INCOME_LIMIT_BDT;
    case 'FREEDOM_FIGHTER':
      return HIGHER_INCOME_LIMIT_BDT;
    default:
      return null;
  }
}

export const incomeIsWithinLimit: Rule<Form> = ({ input }) => {
  const limitBdt = incomeLimitBdt(input);
  return limitBdt !== null && input.yearlyIncomeBdt > limitBdt
    ? problem('yearlyIncomeBdt', 'INCOME_TOO_HIGH', { limitBdt })
    : ok;
};

/** Source: Legal Aid Services Regulations 2015, application form. */
export const filedCaseHasNumber: Rule<Form> = ({ input }) =>
  input.stage !== 'NOT_FILED' && !input.caseNumber ? problem('caseNumber', 'CASE_NUMBER_MISSING') : ok;

/** The labour court hears labour cases only. Source: Labour Act 2006, s. 214. */
export const courtHearsSuchCases: Rule<Form> = ({ input }) =>
  input.court === 'LABOUR_COURT' && input.caseKind !== 'LABOUR' ? problem('court', 'NOT_A_LABOUR_CASE') : ok;

export const legalAid: RecordedService<LegalAidInput> = {
  rules: [incomeIsWithinLimit, filedCaseHasNumber, courtHearsSuchCases],
  outcome: ({ input, reference }) => {
    const office = areaAbove(input.address.area, 'DISTRICT')?.name;
    return { aidNumber: documentNumber('LA', reference), office: office?.en ?? null, officeBn: office?.bn ?? null };
  },
  field: 'legalAid',
};
