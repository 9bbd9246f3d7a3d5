import { describe, expect, test } from 'vitest';
import { birthYearAgrees } from '#kit/person-number.ts';
import type { Rule } from '#kit/service.ts';
import { anonymous } from '#kit/test/harness.ts';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import { coldIsKept, floorIsLargeEnough, pharmacistObjection } from './drug-licence.rules.ts';
import { holderIsIdentified } from './health-card.rules.ts';
import { hospitalObjection, slotOf } from './hospital-appointment.rules.ts';
import type { OutdoorDepartment } from './hospital-departments.model.ts';
import ministry from './index.ts';
import type { DrugLicenceInput, HealthCardInput } from './schema.generated.ts';
import { certificateOf } from './vaccinations.model.ts';

/** In the past, for ids are made by the real clock, and a place that is older than a minute may be an orphan. */
const TUESDAY = new Date('2025-01-07T06:00:00Z');
let now = TUESDAY;

const { send, subgraph } = ministryUnderTest('health', ministry, { clock: { now: () => now } });
const book = (changes: object = {}) => send('hospital-appointment', changes);
const savarDental = { hospital: 'Savar Upazila Health Complex', department: 'DENTAL' };

describe('hospital appointment', () => {
  test('the form filled from its examples is booked on any weekday', async () => {
    for (let day = 0; day < 7; day++) {
      now = new Date(TUESDAY.getTime() + day * 86_400_000);
      expect(await book()).toMatchObject({
        application: {
          status: 'APPROVED',
          payment: { amountBdt: 10 },
          outcome: expect.arrayContaining([{ name: 'hospitalName', value: 'Dhaka Medical College Hospital' }]),
        },
        userErrors: [],
      });
    }
    now = TUESDAY;
  });

  test.each([
    ['in Bangla', 'ঢাকা মেডিকেল কলেজ  হাসপাতাল'],
    ['in short', 'dmch'],
  ])('a hospital is found by its name %s', async (_, hospital) => {
    expect(await book({ hospital })).toMatchObject({ userErrors: [] });
  });

  test.each([
    ['a hospital that nobody knows', { hospital: 'Nowhere Hospital' }, 'hospital', 'HOSPITAL_UNKNOWN'],
    ['a department that it lacks', { ...savarDental, department: 'CARDIOLOGY' }, 'department', 'DEPARTMENT_MISSING'],
    ['a Friday', { ...savarDental, day: '2025-01-17' }, 'day', 'CLOSED_ON_FRIDAY'],
    ['today', { day: '2025-01-07' }, 'day', 'DATE_TOO_EARLY'],
    ['31 days ahead', { day: '2025-02-07' }, 'day', 'DATE_TOO_LATE'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await book(changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test('an hour holds as many as the department sees, even when all come at once', async () => {
    const hour = { ...savarDental, day: '2025-01-14', time: 'AT_09' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => book(hour)));
    expect(answers.filter((answer) => JSON.stringify(answer).includes('SLOT_FULL'))).toHaveLength(4);
    expect(await book({ ...hour, time: 'AT_10' })).toMatchObject({ userErrors: [] });
  });

  const department = (changes: Partial<OutdoorDepartment> = {}): OutdoorDepartment => ({
    hospital: 'PABA-UHC',
    hospitalName: 'Paba Upazila Health Complex',
    hospitalNameBn: 'পবা উপজেলা স্বাস্থ্য কমপ্লেক্স',
    names: [],
    department: 'EYE',
    room: '3',
    patientsPerHour: 4,
    hasFridayClinic: false,
    ...changes,
  });

  test.each([
    ['no hospital', [], '2026-12-01', 'HOSPITAL_UNKNOWN'],
    ['another department', [department({ department: 'SKIN' })], '2026-12-01', 'DEPARTMENT_MISSING'],
    ['a Friday', [department()], '2026-12-04', 'CLOSED_ON_FRIDAY'],
    ['a Friday clinic', [department({ hasFridayClinic: true })], '2026-12-04', undefined],
    ['a Saturday', [department()], '2026-12-05', undefined],
  ])('%s', (_, departments, day, code) => {
    expect(hospitalObjection({ department: 'EYE', day }, departments)?.code).toBe(code);
  });

  test('a slot names hospital, department, day and hour', () => {
    const visit = { department: 'EYE', day: '2026-12-01', time: 'AT_10' } as const;
    expect(slotOf(visit, [department()])).toEqual({
      key: 'PABA-UHC/EYE/2026-12-01/AT_10',
      capacity: 4,
      startsAt: new Date('2026-12-01T04:00:00Z'),
      field: 'day',
    });
    expect(slotOf(visit, [department({ department: 'SKIN' })]).capacity).toBe(0);
  });
});

describe('vaccination certificate', () => {
  test.each([
    ['another date of birth', { dateOfBirth: '1990-05-18' }],
    ['another vaccination', { programme: 'TYPHOID' }],
    ['another kind of document', { document: 'PASSPORT' }],
  ])('%s finds nothing', async (_, changes) => {
    expect(await send('vaccination-certificate', changes)).toEqual({ answers: [], userErrors: [] });
  });

  test('the 17 digits of a national ID find it too, and it shows no number of a document', async () => {
    const { answers } = await send('vaccination-certificate', { documentNumber: '19901990123456789' });
    expect(answers).toContainEqual({ name: 'isComplete', value: 'Yes' });
    expect(JSON.stringify(answers)).not.toContain('1990123456789');
  });

  test('who is not logged in is refused', async () => {
    const query = `{ vaccinationCertificate(input: { programme: COVID_19, document: NATIONAL_ID,
      documentNumber: "1990123456789", dateOfBirth: "1990-05-17" }) { record { holder } } }`;
    expect(await subgraph().ask('health', anonymous, query)).toMatchObject({
      data: { vaccinationCertificate: null },
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  test.each([
    ['one of two', ['2022-01-01'], false, '2022-01-29'],
    ['both, as far apart as they must be', ['2022-01-01', '2022-01-29'], true, null],
    ['the second a day too soon', ['2022-01-01', '2022-01-28'], false, '2022-01-29'],
    ['the second given again', ['2022-01-01', '2022-01-28', '2022-03-01'], true, null],
  ])('%s', (_, days, isComplete, nextDoseFrom) => {
    const doses = days.map((givenOn) => ({ vaccine: 'Covishield', givenOn, centre: 'Savar', centreBn: 'সাভার' }));
    const person = { document: 'PASSPORT', documentNumber: 'A1', dateOfBirth: '1990-05-17' } as const;
    const shown = { certificateNumber: 'BD1', holder: 'Rahima', holderBn: 'রহিমা', programme: 'COVID_19' } as const;
    expect(certificateOf({ ...person, ...shown, doses })).toEqual({ ...shown, doses, isComplete, nextDoseFrom });
  });
});

describe('health card', () => {
  test.each<[string, Rule<HealthCardInput>, Partial<HealthCardInput>, string | undefined]>([
    ['a grown-up without a national ID', holderIsIdentified, { nationalId: null }, 'NATIONAL_ID_NEEDED'],
    ['a person who is 18 today', holderIsIdentified, { dateOfBirth: '2008-11-24', birthRegistration: null }, undefined],
    [
      'a child by its birth registration',
      holderIsIdentified,
      { dateOfBirth: '2008-11-25', nationalId: null },
      undefined,
    ],
    [
      'a child without it',
      holderIsIdentified,
      { dateOfBirth: '2008-11-25', birthRegistration: null },
      'BIRTH_REGISTRATION_NEEDED',
    ],
    ['the year of birth in the number', birthYearAgrees, {}, undefined],
    ['another year', birthYearAgrees, { dateOfBirth: '1991-05-17' }, 'BIRTH_YEAR_DIFFERS'],
    ['no number', birthYearAgrees, { dateOfBirth: '1991-05-17', birthRegistration: null }, undefined],
  ])('%s', async (_, rule, changes, code) => {
    const person = { dateOfBirth: '1990-05-17', nationalId: '1990123456789', birthRegistration: '19902692516107654' };
    const context = { input: { ...person, ...changes }, today: '2026-11-24' } as Parameters<typeof rule>[0];
    expect((await rule(context))?.code).toBe(code);
  });
});

describe('drug licence', () => {
  const gradeA = { name: 'Salma Khatun', registrationNumber: 'A-10011', grade: 'A' };

  test.each([
    [
      'a pharmacist whom nobody knows',
      { pharmacist: { ...gradeA, registrationNumber: 'A-99999' } },
      'PHARMACIST_UNKNOWN',
    ],
    [
      'another grade than is registered',
      { pharmacist: { ...gradeA, registrationNumber: 'C-10001' } },
      'PHARMACIST_UNKNOWN',
    ],
    ['a model pharmacy with grade C', { level: 'MODEL_PHARMACY', floorSqFt: 300 }, 'GRADE_A_NEEDED'],
    ['a small model pharmacy', { level: 'MODEL_PHARMACY', floorSqFt: 299 }, 'FLOOR_TOO_SMALL'],
    ['vaccines without a refrigerator', { medicines: ['COLD_CHAIN'], hasRefrigerator: false }, 'REFRIGERATOR_NEEDED'],
    ['a trade licence that has ended', { tradeLicenceValidUntil: '2025-01-06' }, 'DATE_TOO_EARLY'],
  ])('%s is refused', async (_, changes, code) => {
    const { userErrors } = await send('drug-licence', changes);
    expect(userErrors.map((each) => each.code)).toContain(code);
  });

  test('the fee is that of the level', async () => {
    expect(await send('drug-licence')).toMatchObject({ application: { payment: { amountBdt: 2500 } } });
  });

  test.each([
    ['free', { grade: 'A' }, undefined],
    ['taken', { grade: 'A', licenceNumber: 'DL-1' }, 'PHARMACIST_TAKEN'],
    ['not registered', null, 'PHARMACIST_UNKNOWN'],
  ] as const)('a pharmacist who is %s', (_, registered, code) => {
    const pharmacist = { ...gradeA, grade: 'A' } as const;
    expect(pharmacistObjection({ level: 'MODEL_PHARMACY', pharmacist }, registered)?.code).toBe(code);
  });

  test.each<[string, Rule<DrugLicenceInput>, Partial<DrugLicenceInput>]>([
    ['120 square feet for a medicine shop', floorIsLargeEnough, { level: 'MODEL_MEDICINE_SHOP', floorSqFt: 120 }],
    ['300 for a model pharmacy', floorIsLargeEnough, { level: 'MODEL_PHARMACY', floorSqFt: 300 }],
    ['no refrigerator for what is not kept cold', coldIsKept, { medicines: ['HERBAL'], hasRefrigerator: false }],
    ['vaccines with one', coldIsKept, { medicines: ['COLD_CHAIN'], hasRefrigerator: true }],
  ])('%s is enough', async (_, rule, input) => {
    expect(await rule({ input } as Parameters<typeof rule>[0])).toBeNull();
  });
});
