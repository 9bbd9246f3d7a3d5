import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayInDhaka } from '#kit/clock.ts';
import { sampleInput } from '#kit/form/sample.ts';
import { serviceDefinitions } from '#kit/form/service-definition.ts';
import { citizen, type Harness, startSubgraphs } from '#kit/test/harness.ts';
import { hospitalObjection, isFriday, slotOf } from './hospital-appointment.rules.ts';
import type { OutdoorDepartment } from './hospital-departments.model.ts';
import ministry from './index.ts';

const [service] = serviceDefinitions(parse(readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8')));

/** In the past, for ids are made by the real clock, and a place that is older than a minute may be an orphan. */
const TUESDAY = new Date('2025-01-07T06:00:00Z');
let now = TUESDAY;

let health: Harness;
beforeAll(async () => {
  health = await startSubgraphs({ health: ministry }, { clock: { now: () => now } });
});
afterAll(() => health.stop());

/** Fills the form from its examples, but for `changes`, and sends it. */
async function book(changes: object = {}, language: 'EN' | 'BN' = 'EN') {
  if (!service) throw new Error('no service');
  const query = `mutation ($input: HospitalAppointmentInput!) { bookHospitalAppointment(input: $input) {
    application { status payment { amountBdt } outcome { name value } hospitalAppointment { room ticketNumber } }
    userErrors { field code message(language: BN) } } }`;
  const sample = sampleInput(service.form, dayInDhaka(now), language);
  const input = { ...sample, idempotencyKey: crypto.randomUUID(), ...changes };
  const { data, errors } = await health.ask('health', citizen('rahima'), query, { input });
  expect(errors).toBeUndefined();
  return data?.bookHospitalAppointment;
}

const savarDental = { hospital: 'Savar Upazila Health Complex', department: 'DENTAL' };

test.each(['EN', 'BN'] as const)(
  'the form filled from its examples is booked on any weekday, in %s',
  async (language) => {
    for (let day = 0; day < 7; day++) {
      now = new Date(TUESDAY.getTime() + day * 86_400_000);
      expect(await book({}, language)).toMatchObject({
        application: {
          status: 'APPROVED',
          payment: { amountBdt: 10 },
          outcome: expect.arrayContaining([{ name: 'hospitalName', value: 'Dhaka Medical College Hospital' }]),
          hospitalAppointment: { ticketNumber: expect.stringMatching(/^HEAL-/) },
        },
        userErrors: [],
      });
    }
    now = TUESDAY;
  },
);

describe('hospital appointment', () => {
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
});

describe('the rules alone', () => {
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
    expect(slotOf(visit, [department()])).toEqual({ key: 'PABA-UHC/EYE/2026-12-01/AT_10', capacity: 4 });
    expect(slotOf(visit, [department({ department: 'SKIN' })]).capacity).toBe(0);
  });

  test('Friday is Friday', () => {
    expect(['2026-12-03', '2026-12-04', '2026-12-05'].map(isFriday)).toEqual([false, true, false]);
  });
});
