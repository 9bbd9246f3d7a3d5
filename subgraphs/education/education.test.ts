import { describe, expect, test } from 'vitest';
import { anonymous } from '#kit/test/harness.ts';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import { correctionObjection } from './certificate-correction.rules.ts';
import { duplicateFeeBdt } from './duplicate-certificate.rules.ts';
import { gradeOf, gradePointAverage, isHeldBy } from './exam-result.rules.ts';
import type { ExamMark } from './exam-results.model.ts';
import ministry from './index.ts';

const { send } = ministryUnderTest('education', ministry);

const rahima = { examination: 'SSC', year: 2025, board: 'DHAKA', roll: '123456', registrationNumber: '2210123456' };
const failed = { ...rahima, roll: '123457', registrationNumber: '2210123457' };
const poorFamily = { members: 5, yearlyIncomeBdt: 100_000, landDecimals: 75 };

describe('exam result', () => {
  test('anybody who has roll and registration number reads the grades, and no marks', async () => {
    const { answers } = await send('exam-result', {}, { as: anonymous });
    expect(answers).toEqual(
      expect.arrayContaining([
        { name: 'name', value: 'Rahima Begum' },
        { name: 'isPassed', value: 'Yes' },
        { name: 'gradePointAverage', value: '5' },
        { name: 'subjects.0.grade', value: 'A+' },
      ]),
    );
    expect(answers?.filter(({ name }) => name.endsWith('marks'))).toEqual([]);
  });

  test.each([
    ['another registration number', { registrationNumber: '2210123457' }],
    ['another board', { board: 'RAJSHAHI' }],
  ])('%s finds nothing', async (_, changes) => {
    expect(await send('exam-result', changes)).toEqual({ answers: [], userErrors: [] });
  });

  test('one failed subject fails the whole', async () => {
    const { answers } = await send('exam-result', failed);
    expect(answers).toContainEqual({ name: 'isPassed', value: 'No' });
    expect(answers).toContainEqual({ name: 'gradePointAverage', value: '0' });
  });

  const sheet = (compulsory: number[], fourth: number): ExamMark[] => [
    ...compulsory.map((marks) => ({ subject: 'BANGLA' as const, marks, isFourth: false })),
    { subject: 'HIGHER_MATHEMATICS', marks: fourth, isFourth: true },
  ];

  test.each([
    ['the fourth subject adds what is above 2', sheet([75, 75, 75, 75], 80), 4.75],
    ['a fourth subject that was failed takes nothing', sheet([75, 75, 75, 75], 10), 4],
    ['it never goes above 5', sheet([90, 90, 90, 75], 90), 5],
    ['two decimals', sheet([75, 75, 62], 0), 3.83],
    ['a failed subject', sheet([90, 90, 32], 90), 0],
    ['no subject at all', [], 0],
  ])('%s', (_, marks, average) => {
    expect(gradePointAverage(marks)).toBe(average);
  });

  test.each([
    [80, 'A+'],
    [79, 'A'],
    [60, 'A-'],
    [33, 'D'],
    [32, 'F'],
  ])('%i marks are %s', (marks, letter) => {
    expect(gradeOf(marks).letter).toBe(letter);
  });

  test.each([
    ['DHAKA', 'SSC', true],
    ['MADRASAH', 'SSC', false],
    ['MADRASAH', 'ALIM', true],
    ['DHAKA', 'ALIM', false],
    ['TECHNICAL', 'HSC_VOCATIONAL', true],
  ] as const)('%s holds %s: %s', (board, examination, holds) => {
    expect(isHeldBy(board, examination)).toBe(holds);
  });
});

describe('certificate correction', () => {
  const nothing = { name: null, fatherName: '', motherName: null, dateOfBirth: null };

  test.each([
    [
      'a board that holds another examination',
      { candidate: { ...rahima, board: 'MADRASAH' } },
      'candidate.board',
      'NOT_HELD_BY_THIS_BOARD',
    ],
    [
      'a candidate whom the board lacks',
      { candidate: { ...rahima, roll: '999999' } },
      'candidate.roll',
      'CANDIDATE_UNKNOWN',
    ],
    ['nothing to correct', nothing, 'name', 'NOTHING_TO_CORRECT'],
    ['what is recorded so', { name: 'Rahima Begum' }, 'name', 'RECORDED_SO_ALREADY'],
    [
      'an age of 13',
      { dateOfBirth: '2011-01-02', birthRegistration: '20112692516104321' },
      'dateOfBirth',
      'TOO_YOUNG_FOR_THE_EXAMINATION',
    ],
    [
      'another year in the birth registration',
      { dateOfBirth: '2008-03-26' },
      'birthRegistration',
      'BIRTH_YEAR_DIFFERS',
    ],
    [
      'a changed name without an affidavit',
      { reason: 'NAME_CHANGED', affidavitNumber: null },
      'affidavitNumber',
      'CHANGE_OF_NAME_NOT_SWORN',
    ],
    [
      'a changed name that was not announced',
      { reason: 'NAME_CHANGED', newspaper: null },
      'newspaper',
      'CHANGE_OF_NAME_NOT_SWORN',
    ],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('certificate-correction', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['one name alone', { ...nothing, name: 'Rohima Begum', affidavitNumber: null, newspaper: null }],
    ['an age of 14', { dateOfBirth: '2011-01-01', birthRegistration: '20112692516104321' }],
    ['a changed name with its papers', { reason: 'NAME_CHANGED' }],
  ])('%s is accepted', async (_, changes) => {
    expect(await send('certificate-correction', changes)).toMatchObject({ userErrors: [] });
  });

  test('what cannot be compared is not refused', () => {
    expect(correctionObjection({ name: 'Rahima' }, null)).toBeNull();
  });
});

describe('duplicate certificate', () => {
  test.each([
    ['a certificate for who failed', { candidate: failed }, 'papers', 'NOT_PASSED'],
    ['a theft without a diary', { cause: 'STOLEN', gdNumber: null }, 'gdNumber', 'LOSS_NOT_REPORTED'],
    ['a loss without a notice', { noticeDate: null }, 'noticeDate', 'LOSS_NOT_REPORTED'],
    ['a notice before the diary', { noticeDate: '2026-03-09' }, 'noticeDate', 'NOTICE_BEFORE_DIARY'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('duplicate-certificate', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['a mark sheet for who failed', { candidate: failed, papers: ['MARK_SHEET'] }],
    ['damage without a diary', { cause: 'DAMAGED', gdNumber: null, noticeDate: null }],
    ['a notice of the same day', { noticeDate: '2026-03-10' }],
  ])('%s is accepted', async (_, changes) => {
    expect(await send('duplicate-certificate', changes)).toMatchObject({ userErrors: [] });
  });

  test.each([
    [['CERTIFICATE'], 'REGULAR', 700],
    [['CERTIFICATE', 'MARK_SHEET', 'ADMIT_CARD'], 'REGULAR', 1800],
    [['CERTIFICATE', 'CERTIFICATE'], 'URGENT', 1400],
  ] as const)('%j, %s: %i taka', (papers, delivery, feeBdt) => {
    expect(duplicateFeeBdt({ papers, delivery })).toBe(feeBdt);
  });
});

describe('student stipend', () => {
  test.each([
    [
      'an income above the limit',
      { household: { ...poorFamily, yearlyIncomeBdt: 100_001 } },
      'household.yearlyIncomeBdt',
      'INCOME_TOO_HIGH',
    ],
    [
      'land above the limit',
      { household: { ...poorFamily, landDecimals: 75.1 } },
      'household.landDecimals',
      'TOO_MUCH_LAND',
    ],
    ['too little attendance', { attendancePercent: 74 }, 'attendancePercent', 'BELOW_THE_LEAST'],
    ['too few marks', { marksPercent: 44 }, 'marksPercent', 'BELOW_THE_LEAST'],
    ['a married pupil', { isMarried: true }, 'isMarried', 'PUPIL_IS_MARRIED'],
    ['a school that nobody knows', { institution: '999999' }, 'institution', 'INSTITUTION_UNKNOWN'],
    ['a degree at a school', { classLevel: 'DEGREE' }, 'classLevel', 'CLASS_NOT_TAUGHT'],
    ['class 8 at a college', { institution: '108502' }, 'classLevel', 'CLASS_NOT_TAUGHT'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('student-stipend', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test.each([
    ['the borderline', { household: poorFamily, attendancePercent: 75, marksPercent: 45 }],
    ['a married student of a college', { classLevel: 'DEGREE', institution: '108502', isMarried: true }],
  ])('%s is accepted', async (_, changes) => {
    expect(await send('student-stipend', changes)).toMatchObject({ userErrors: [] });
  });
});
