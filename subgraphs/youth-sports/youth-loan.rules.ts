/** What only the Department of Youth Development knows about a loan. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { indexOfRepeat } from '#kit/list-rules.ts';
import { nationalIdKey } from '#kit/person-number.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { YouthLoanInput } from './schema.generated.ts';
import { type YouthTrainee, youthTrainees } from './youth-trainees.model.ts';
import { ageObjection } from './youth-training.rules.ts';

/** Source: the department's loan guidelines (more after a course in a training centre); the figures are examples. */
const MOST_AFTER_CENTRE_BDT = 100_000;
const MOST_AFTER_LOCAL_COURSE_BDT = 60_000;
const INSTALMENTS = 24;
const SERVICE_CHARGE_PERCENT = 10;

export const borrowerIsYoung: Rule<YouthLoanInput> = ({ input, today }) => ageObjection(input.dateOfBirth, today);

export const borrowerIsTrained: Rule<YouthLoanInput> = async ({ input, registry }) => {
  const { certificateNumber } = input;
  return traineeObjection(input, await registry(youthTrainees).findOne({ certificateNumber }).lean());
};

/** What the list of trainees has against a loan. */
export function traineeObjection(
  { nationalId, loanBdt }: Pick<YouthLoanInput, 'nationalId' | 'loanBdt'>,
  trainee: Pick<YouthTrainee, 'nationalId' | 'isInstitutional'> | null,
): Problem | null {
  if (trainee?.nationalId !== nationalIdKey(nationalId)) return problem('certificateNumber', 'CERTIFICATE_UNKNOWN');
  const mostBdt = trainee.isInstitutional ? MOST_AFTER_CENTRE_BDT : MOST_AFTER_LOCAL_COURSE_BDT;
  return loanBdt > mostBdt ? problem('loanBdt', 'LOAN_TOO_LARGE', { mostBdt }) : ok;
}

/** Loan and own share pay the project, no more. Source: the same guidelines. */
export const loanIsForTheProject: Rule<YouthLoanInput> = ({ input: { project, ownShareBdt, loanBdt } }) => {
  const costBdt = project.costs.reduce((sum, { amountBdt }) => sum + amountBdt, 0);
  return loanBdt + ownShareBdt > costBdt ? problem('loanBdt', 'MORE_THAN_THE_PROJECT', { costBdt }) : ok;
};

/** Nobody stands for himself, nor twice. Source: the same guidelines. */
export const guarantorsAreOthers: Rule<YouthLoanInput> = ({ input: { nationalId, guarantors } }) => {
  const index = indexOfRepeat([nationalId, ...guarantors.map((each) => each.nationalId)].map(nationalIdKey));
  return index < 0 ? ok : problem(`guarantors.${index - 1}.nationalId`, 'GUARANTOR_IS_NOT_ANOTHER');
};

export function instalmentBdt(loanBdt: number): number {
  return Math.ceil((loanBdt * (100 + SERVICE_CHARGE_PERCENT)) / 100 / INSTALMENTS);
}

export const youthLoan: RecordedService<YouthLoanInput> = {
  rules: [borrowerIsYoung, borrowerIsTrained, loanIsForTheProject, guarantorsAreOthers],
  // One loan at a time. Source: the same guidelines.
  unique: ({ input }) => ({ key: nationalIdKey(input.nationalId), taken: problem('nationalId', 'HAS_A_LOAN') }),
  outcome: ({ input, reference }) => ({
    loanNumber: documentNumber('YL', reference),
    instalmentBdt: instalmentBdt(input.loanBdt),
    instalments: INSTALMENTS,
  }),
  field: 'youthLoan',
};
