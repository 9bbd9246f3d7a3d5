import { describe, expect, test } from 'vitest';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import ministry from './index.ts';
import { instalmentBdt, traineeObjection } from './youth-loan.rules.ts';
import { ageObjection, courseObjection, nextSession } from './youth-training.rules.ts';

const { send } = ministryUnderTest('youth-sports', ministry);

describe('youth training', () => {
  const school = { institution: 'Savar High School', year: 2019 };

  test.each([
    ['too little school', { education: { ...school, level: 'CLASS_8' } }, 'education.level', 'MORE_SCHOOL_NEEDED'],
    [
      'a course that was taken before',
      { earlierCourses: [{ course: 'COMPUTER_BASICS', year: 2020 }] },
      'course',
      'COURSE_TAKEN_BEFORE',
    ],
    ['a course that the district lacks', { course: 'DRIVING' }, 'district', 'COURSE_NOT_GIVEN'],
    ['an upazila', { district: '06-47-365' }, 'district', 'COURSE_NOT_GIVEN'],
    ['a hostel where there is none', { needsHostel: true }, 'needsHostel', 'NO_HOSTEL'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('youth-training', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test.each([
    ['just enough school', { education: { ...school, level: 'SSC' } }, 100],
    ['a course with a hostel', { course: 'LIVESTOCK', needsHostel: true }, 100],
    ['no course before', { earlierCourses: [] }, 100],
  ])('%s is accepted, and costs what the course costs', async (_, changes, amountBdt) => {
    expect(await send('youth-training', changes)).toMatchObject({ application: { payment: { amountBdt } } });
  });

  test.each([
    ['2008-11-25', 'NOT_A_YOUTH'],
    ['2008-11-24', undefined],
    ['1990-11-25', undefined],
    ['1990-11-24', 'NOT_A_YOUTH'],
  ])('born on %s: %s', (dateOfBirth, code) => {
    expect(ageObjection(dateOfBirth, '2026-11-24')?.code).toBe(code);
  });

  test('a hostel is given where there is one', () => {
    expect(courseObjection(true, { hasHostel: true })).toBeNull();
    expect(courseObjection(false, { hasHostel: false })).toBeNull();
  });

  test.each([
    ['2026-01-01', '2026-04-01'],
    ['2026-03-31', '2026-04-01'],
    ['2026-04-01', '2026-07-01'],
    ['2026-10-01', '2027-01-01'],
  ])('after %s courses begin on %s', (today, begin) => {
    expect(nextSession(today)).toBe(begin);
  });
});

describe('youth loan', () => {
  const guarantor = { name: 'Bikash Roy', nationalId: '1970123456709', relation: 'Uncle', mobile: '01812345679' };
  const project = { kind: 'SHOP', place: 'Savar', monthlyIncomeBdt: 1 };

  test.each([
    ['somebody else’s certificate', { certificateNumber: 'YD-100002' }, 'certificateNumber', 'CERTIFICATE_UNKNOWN'],
    ['a certificate that nobody has', { certificateNumber: 'YD-999999' }, 'certificateNumber', 'CERTIFICATE_UNKNOWN'],
    ['more than the project costs', { loanBdt: 55_001 }, 'loanBdt', 'MORE_THAN_THE_PROJECT'],
    [
      'oneself as guarantor',
      { guarantors: [{ ...guarantor, nationalId: '19991999123456708' }] },
      'guarantors.0.nationalId',
      'GUARANTOR_IS_NOT_ANOTHER',
    ],
    [
      'a guarantor twice',
      { guarantors: [guarantor, guarantor] },
      'guarantors.1.nationalId',
      'GUARANTOR_IS_NOT_ANOTHER',
    ],
    ['a child', { dateOfBirth: '2020-01-01' }, 'dateOfBirth', 'NOT_A_YOUTH'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('youth-loan', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test.each([
    ['all that the project costs', { loanBdt: 55_000 }],
    [
      'costs of several items',
      {
        loanBdt: 100_000,
        project: {
          ...project,
          costs: [
            { item: 'Till', amountBdt: 60_000 },
            { item: 'Rent', amountBdt: 60_000 },
          ],
        },
      },
    ],
  ])('%s is accepted', async (_, changes) => {
    expect(await send('youth-loan', changes)).toMatchObject({ userErrors: [] });
  });

  test.each([
    [true, 100_000, undefined],
    [true, 100_001, 'LOAN_TOO_LARGE'],
    [false, 60_000, undefined],
    [false, 60_001, 'LOAN_TOO_LARGE'],
  ])('after a course in a centre (%s) %i taka: %s', (isInstitutional, loanBdt, code) => {
    const nationalId = '1999123456708';
    expect(traineeObjection({ nationalId, loanBdt }, { nationalId, isInstitutional })?.code).toBe(code);
  });

  test('the instalments pay loan and charge, and hardly more', () => {
    expect(instalmentBdt(60_000)).toBe(2750);
    expect(instalmentBdt(50_000)).toBe(2292);
  });
});
