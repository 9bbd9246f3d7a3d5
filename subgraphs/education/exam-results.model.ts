/** The results of the boards' public examinations, by candidate. */
import { Schema } from 'mongoose';
import { areaInWords } from '#kit/areas/area-map.ts';
import { number, registry, text } from '#kit/registry.ts';
import type { Seed } from '#kit/seed/seed.ts';
import type { ExamResultInput, ExamSubject } from './schema.generated.ts';

/** Marks in one subject, of 100. */
export type ExamMark = { subject: ExamSubject; marks: number; isFourth: boolean };

/** A candidate's entry in the tabulation sheet. */
export type ExamRecord = ExamResultInput & {
  name: string;
  nameBn: string;
  fatherName: string;
  motherName: string;
  dateOfBirth: string;
  institution: string;
  institutionBn: string;
  marks: ExamMark[];
};

const mark = new Schema<ExamMark>({ subject: text, marks: number, isFourth: Boolean }, { _id: false });
const schema = new Schema<ExamRecord>({
  examination: text,
  year: number,
  board: text,
  roll: text,
  registrationNumber: text,
  name: text,
  nameBn: text,
  fatherName: text,
  motherName: text,
  dateOfBirth: text,
  institution: text,
  institutionBn: text,
  marks: [mark],
});
schema.index({ roll: 1, examination: 1, year: 1, board: 1 }, { unique: true });

/** The first is the forms' example; the second has not passed. */
export const examResults = registry('examResults', schema, (seed) =>
  seed.rows(220, (row) => ({
    ...inventedResult(seed, row),
    ...(row < 2 ? { examination: 'SSC', year: 2025, board: 'DHAKA' } : {}),
    ...(row === 0 ? { name: 'Rahima Begum', nameBn: 'রহিমা বেগম', marks: marksOf(() => 82) } : {}),
    ...(row === 1 ? { marks: marksOf((subject) => (subject === 'ENGLISH' ? 32 : 70)) } : {}),
  })),
);

function inventedResult(seed: Seed, row: number): ExamRecord {
  const [examination, board] = seed.pick([
    ['SSC', seed.pick(['DHAKA', 'RAJSHAHI', 'CUMILLA', 'SYLHET', 'BARISHAL', 'DINAJPUR'])],
    ['HSC', seed.pick(['DHAKA', 'JASHORE', 'CHATTOGRAM', 'MYMENSINGH'])],
    ['DAKHIL', 'MADRASAH'],
    ['SSC_VOCATIONAL', 'TECHNICAL'],
  ]);
  const year = seed.integer(2021, 2026);
  const [own, father, mother] = [seed.person().name, seed.person().name, seed.person().name];
  const area = areaInWords(seed.union());
  const [roll, registrationNumber] = [String(123_456 + row), String(2_210_123_456 + row)];
  return {
    ...{ examination, year, board, roll, registrationNumber },
    ...{ name: own.en, nameBn: own.bn, fatherName: father.en, motherName: mother.en },
    ...{ institution: `Institution of ${area.en}`, institutionBn: `শিক্ষা প্রতিষ্ঠান, ${area.bn}` },
    dateOfBirth: seed.day(`${year - 18}-01-01`, `${year - 15}-12-31`),
    marks: marksOf(() => seed.integer(30, 98)),
  };
}

const COMPULSORY = ['BANGLA', 'ENGLISH', 'MATHEMATICS', 'RELIGION', 'ICT', 'PHYSICS', 'CHEMISTRY', 'BIOLOGY'] as const;

function marksOf(marks: (subject: ExamSubject) => number): ExamMark[] {
  const fourth = { subject: 'HIGHER_MATHEMATICS', marks: marks('HIGHER_MATHEMATICS'), isFourth: true } as const;
  return [...COMPULSORY.map((subject) => ({ subject, marks: marks(subject), isFourth: false })), fourth];
}
