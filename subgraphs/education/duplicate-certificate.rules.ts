/** What only the education boards know about a duplicate. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { neededFields } from '#kit/needed-fields.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { candidateIsKnown, gradePointAverage, recordOf } from './exam-result.rules.ts';
import type { DuplicateCertificateInput, ExamPaper } from './schema.generated.ts';

/** Fee of each paper. Source: example, after the boards' fee lists. */
const FEE_BDT: Readonly<Record<ExamPaper, number>> = {
  CERTIFICATE: 700,
  MARK_SHEET: 700,
  REGISTRATION_CARD: 400,
  ADMIT_CARD: 400,
};
const URGENT_TIMES = 2;

/** Who did not pass gets a mark sheet and no certificate. Source: the boards' examination rules. */
export const certificateWasEarned: Rule<DuplicateCertificateInput> = async ({ input, registry }) => {
  if (!input.papers.includes('CERTIFICATE')) return ok;
  const found = await recordOf(input.candidate, registry);
  return found && gradePointAverage(found.marks) === 0 ? problem('papers', 'NOT_PASSED') : ok;
};

const REPORT = ['gdNumber', 'policeStation', 'gdDate', 'newspaper', 'noticeDate'] as const;

/** A loss is told to the police, then announced. Source: the boards' notices on duplicates (GD and newspaper). */
export const lossIsReported: Rule<DuplicateCertificateInput> = ({ input }) => {
  if (input.cause === 'DAMAGED') return ok;
  const missing = neededFields(input, REPORT, 'LOSS_NOT_REPORTED');
  if (missing) return missing;
  return input.gdDate && input.noticeDate && input.noticeDate < input.gdDate
    ? problem('noticeDate', 'NOTICE_BEFORE_DIARY')
    : ok;
};

/** A paper that is named twice is made once. */
export function duplicateFeeBdt({ papers, delivery }: Pick<DuplicateCertificateInput, 'papers' | 'delivery'>): number {
  const feeBdt = [...new Set(papers)].reduce((sum, paper) => sum + FEE_BDT[paper], 0);
  return delivery === 'URGENT' ? feeBdt * URGENT_TIMES : feeBdt;
}

export const duplicateCertificate: RecordedService<DuplicateCertificateInput> = {
  rules: [candidateIsKnown, certificateWasEarned, lossIsReported],
  amountBdt: ({ input }) => duplicateFeeBdt(input),
  outcome: ({ reference }) => ({ serialNumber: documentNumber('DUP', reference) }),
  field: 'duplicateCertificate',
};
