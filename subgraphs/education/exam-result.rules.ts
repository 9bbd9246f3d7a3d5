/** Grades, and who a board's candidate is. */
import { ok, problem } from '#kit/errors/problem.ts';
import type { LookupService, Rule, RuleContext } from '#kit/service.ts';
import { type ExamMark, type ExamRecord, examResults } from './exam-results.model.ts';
import type {
  DuplicateCertificateInput,
  EducationBoard,
  ExamCandidateInput,
  Examination,
  ExamResultInput,
} from './schema.generated.ts';

/** From so many marks on. Source: education boards, letter grading since 2001. */
const GRADES = [
  { from: 80, letter: 'A+', point: 5 },
  { from: 70, letter: 'A', point: 4 },
  { from: 60, letter: 'A-', point: 3.5 },
  { from: 50, letter: 'B', point: 3 },
  { from: 40, letter: 'C', point: 2 },
  { from: 33, letter: 'D', point: 1 },
] as const;
const FAILED = { letter: 'F', point: 0 } as const;
const HIGHEST_POINT = 5;
/** Only what the fourth subject brings above this counts. */
const FOURTH_SUBJECT_POINT = 2;

export function gradeOf(marks: number): { readonly letter: string; readonly point: number } {
  return GRADES.find(({ from }) => marks >= from) ?? FAILED;
}

/**
 * Grade point average; 0 for who failed in a compulsory subject. The fourth subject can only add. Source: education
 * boards, GPA with fourth subject since 2004.
 */
export function gradePointAverage(subjects: readonly ExamMark[]): number {
  const compulsory = subjects.filter(({ isFourth }) => !isFourth).map(({ marks }) => gradeOf(marks).point);
  if (compulsory.length === 0 || compulsory.includes(FAILED.point)) return 0;
  const extra = subjects
    .filter(({ isFourth }) => isFourth)
    .map(({ marks }) => Math.max(0, gradeOf(marks).point - FOURTH_SUBJECT_POINT));
  const sum = [...compulsory, ...extra].reduce((total, point) => total + point, 0);
  return Math.min(HIGHEST_POINT, Math.round((sum / compulsory.length) * 100) / 100);
}

/** The candidate of roll and registration number; null when the board has none. */
export function recordOf(
  { examination, year, board, roll, registrationNumber }: ExamCandidateInput,
  registry: RuleContext<unknown>['registry'],
): Promise<ExamRecord | null> {
  return registry(examResults).findOne({ examination, year, board, roll, registrationNumber }).lean();
}

export const findExamResult: LookupService<ExamResultInput>['find'] = async ({ input, registry }) => {
  const found = await recordOf(input, registry);
  if (!found) return null;
  const average = gradePointAverage(found.marks);
  const subjects = found.marks.map(({ marks, ...rest }) => ({ ...rest, grade: gradeOf(marks).letter }));
  return { ...found, gradePointAverage: average, isPassed: average > 0, subjects };
};

const BOARD_OF: Readonly<Partial<Record<Examination, EducationBoard>>> = {
  DAKHIL: 'MADRASAH',
  ALIM: 'MADRASAH',
  SSC_VOCATIONAL: 'TECHNICAL',
  HSC_VOCATIONAL: 'TECHNICAL',
};

/** Who holds which examination. Source: Madrasah Education Board Act 2020; Technical Education Board Act 2018. */
export function isHeldBy(board: EducationBoard, examination: Examination): boolean {
  const holder = BOARD_OF[examination];
  return holder ? holder === board : board !== 'MADRASAH' && board !== 'TECHNICAL';
}

export const candidateIsKnown: Rule<Pick<DuplicateCertificateInput, 'candidate'>> = async ({ input, registry }) => {
  const { candidate } = input;
  if (!isHeldBy(candidate.board, candidate.examination)) return problem('candidate.board', 'NOT_HELD_BY_THIS_BOARD');
  return (await recordOf(candidate, registry)) ? ok : problem('candidate.roll', 'CANDIDATE_UNKNOWN');
};
