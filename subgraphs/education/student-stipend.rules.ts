/** What only the Education Assistance Trust knows about a stipend. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { type Institution, institutions, levelOf } from './institutions.model.ts';
import type { StipendClass, StudentStipendInput } from './schema.generated.ts';

/** Source: Harmonised Stipend Programme, selection criteria of the operation manual; the figures are examples. */
const CRITERIA = { yearlyIncomeBdt: 100_000, landDecimals: 75, attendancePercent: 75, marksPercent: 45 } as const;

/** Stipend of a year. Source: example, after the programme's monthly rates. */
const YEARLY_BDT: Readonly<Record<StipendClass, number>> = {
  CLASS_6: 2400,
  CLASS_7: 2400,
  CLASS_8: 3000,
  CLASS_9: 3600,
  CLASS_10: 3600,
  CLASS_11: 4800,
  CLASS_12: 4800,
  DEGREE: 5000,
};

export const familyIsPoor: Rule<StudentStipendInput> = ({ input: { household } }) => {
  const { yearlyIncomeBdt, landDecimals } = CRITERIA;
  if (household.yearlyIncomeBdt > yearlyIncomeBdt)
    return problem('household.yearlyIncomeBdt', 'INCOME_TOO_HIGH', { yearlyIncomeBdt });
  return household.landDecimals > landDecimals
    ? problem('household.landDecimals', 'TOO_MUCH_LAND', { landDecimals })
    : ok;
};

export const studentAttends: Rule<StudentStipendInput> = ({ input }) => {
  const low = (['attendancePercent', 'marksPercent'] as const).find((field) => input[field] < CRITERIA[field]);
  return low ? problem(low, 'BELOW_THE_LEAST', { least: CRITERIA[low] }) : ok;
};

/** Up to class 12 the stipend keeps girls in school instead of marriage. Source: the same manual. */
export const pupilIsUnmarried: Rule<StudentStipendInput> = ({ input: { classLevel, isMarried } }) =>
  isMarried && classLevel !== 'DEGREE' ? problem('isMarried', 'PUPIL_IS_MARRIED') : ok;

export const institutionTeachesTheClass: Rule<StudentStipendInput> = async ({ input, registry }) =>
  institutionObjection(input.classLevel, await registry(institutions).findOne({ eiin: input.institution }).lean());

/** What the list of institutions has against a student's. */
export function institutionObjection(classLevel: StipendClass, found: Institution | null): Problem | null {
  if (!found) return problem('institution', 'INSTITUTION_UNKNOWN');
  const { level, name, nameBn } = found;
  return level === levelOf(classLevel) ? ok : problem('classLevel', 'CLASS_NOT_TAUGHT', { name, nameBn });
}

export const studentStipend: RecordedService<StudentStipendInput> = {
  rules: [familyIsPoor, studentAttends, pupilIsUnmarried, institutionTeachesTheClass],
  // One stipend a student. Source: the same manual.
  unique: ({ input }) => ({
    key: input.birthRegistration,
    taken: problem('birthRegistration', 'STUDENT_HAS_A_STIPEND'),
  }),
  outcome: ({ input, reference }) => ({
    stipendNumber: documentNumber('ST', reference),
    yearlyBdt: YEARLY_BDT[input.classLevel],
  }),
  field: 'studentStipend',
};
