import { describe, expect, test } from 'vitest';
import type { Rule } from '#kit/service.ts';
import { anonymous } from '#kit/test/harness.ts';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import { isInTime, officeObjection, openDay, registrationFeeBdt } from './deed-registration.rules.ts';
import { causeListOf, type Hearing } from './hearings.model.ts';
import ministry from './index.ts';
import { incomeLimitBdt } from './legal-aid.rules.ts';
import type { DeedKind, DeedRegistrationInput } from './schema.generated.ts';

/** In the past, for ids are made by the real clock. */
const TUESDAY = new Date('2025-01-07T06:00:00Z');
let now = TUESDAY;
const { send } = ministryUnderTest('law-justice', ministry, { clock: { now: () => now } });

describe('legal aid', () => {
  test.each([
    ['POOR', 'DISTRICT', 100_000],
    ['POOR', 'SUPREME_COURT', 150_000],
    ['WORKER', 'SUPREME_COURT', 100_000],
    ['FREEDOM_FIGHTER', 'DISTRICT', 150_000],
    ['ACID_VICTIM', 'DISTRICT', null],
  ] as const)('%s before %s: up to %s taka', (ground, court, limitBdt) => {
    expect(incomeLimitBdt({ ground, court })).toBe(limitBdt);
  });

  test.each([
    ['a taka too much', { yearlyIncomeBdt: 100_001 }, 'yearlyIncomeBdt', 'INCOME_TOO_HIGH'],
    ['a filed case without a number', { stage: 'PENDING', caseNumber: '' }, 'caseNumber', 'CASE_NUMBER_MISSING'],
    ['a divorce before the labour court', { court: 'LABOUR_COURT' }, 'court', 'NOT_A_LABOUR_CASE'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('legal-aid', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test.each([
    ['as much as allowed', { yearlyIncomeBdt: 100_000 }],
    ['more before the Supreme Court', { yearlyIncomeBdt: 150_000, court: 'SUPREME_COURT' }],
    ['a victim of trafficking', { yearlyIncomeBdt: 900_000, ground: 'TRAFFICKING_VICTIM', opponent: null }],
  ])('%s is accepted', async (_, changes) => {
    expect(await send('legal-aid', changes)).toMatchObject({ application: { payment: null }, userErrors: [] });
  });
});

describe('deed registration', () => {
  test('the example is booked on any weekday, and never for a weekend', async () => {
    for (let day = 0; day < 7; day++) {
      now = new Date(TUESDAY.getTime() + day * 86_400_000);
      const { application, userErrors } = await send('deed-registration');
      expect(userErrors).toEqual([]);
      expect(application?.status).toBe('APPROVED');
      expect(application?.outcome).toContainEqual({ name: 'registrationFeeBdt', value: 'Tk 8,000' });
    }
    now = TUESDAY;
  });

  const land = (area: string) => ({ land: { area, mouza: 'Kathaldia', plots: ['245'], areaDecimals: 8 } });
  test.each([
    ['a district’s office', { office: '06-47' }, 'office', 'OFFICE_UNKNOWN'],
    ['land in another upazila', land('06-47-366'), 'land.area', 'LAND_ELSEWHERE'],
    ['land somewhere in the district', land('06-47'), 'land.area', 'LAND_ELSEWHERE'],
    ['a deed of October', { executedOn: '2024-10-13', day: '2025-01-14' }, 'executedOn', 'PRESENTED_LATE'],
    ['a sale without a khatian', { sellersKhatian: null }, 'sellersKhatian', 'SELLERS_KHATIAN_MISSING'],
    ['today', { day: '2025-01-07' }, 'day', 'DATE_TOO_EARLY'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('deed-registration', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test.each([
    ['who has inherited', { sellersKhatian: null, isInherited: true }],
    ['who gives to the family', { sellersKhatian: null, deedKind: 'FAMILY_GIFT' }],
    ['a will of long ago', { deedKind: 'WILL', executedOn: '1990-01-01' }],
    ['land of the whole upazila', land('06-47-365')],
  ])('%s needs no more', async (_, changes) => {
    expect(await send('deed-registration', changes)).toMatchObject({ userErrors: [] });
  });

  test('an hour holds no more deeds than the office takes', async () => {
    const dhamrai = { office: '06-47-366', ...land('06-47-366'), day: '2025-01-14', hour: 'AT_15' };
    const answers = await Promise.all(Array.from({ length: 21 }, () => send('deed-registration', dhamrai)));
    const full = answers.filter(({ userErrors }) => userErrors[0]?.code === 'SLOT_FULL');
    expect(full.length).toBeGreaterThanOrEqual(1);
    expect(full.length).toBeLessThan(21);
  });

  test.each([
    ['2026-12-03', '2026-12-03'],
    ['2026-12-04', '2026-12-06'],
    ['2026-12-05', '2026-12-06'],
    ['2026-12-06', '2026-12-06'],
  ])('for %s the office opens on %s', (day, open) => {
    expect(openDay(day)).toBe(open);
  });

  test.each<[DeedKind, string, string, string | undefined]>([
    ['SALE', '2025-11-30', '2026-02-26', undefined],
    ['SALE', '2025-11-30', '2026-02-27', 'PRESENTED_LATE'],
    ['SALE', '2026-09-30', '2026-12-30', undefined],
    ['SALE', '2026-10-31', '2027-01-31', undefined],
    ['SALE', '2026-10-31', '2027-02-01', 'PRESENTED_LATE'],
    ['WILL', '1990-01-01', '2026-12-30', undefined],
  ])('a %s of %s, presented on %s: %s', async (deedKind, executedOn, day, code) => {
    const context = { input: { deedKind, executedOn, day } } as Parameters<Rule<DeedRegistrationInput>>[0];
    expect((await isInTime(context))?.code).toBe(code);
  });

  test.each([
    ['SALE', 800_000, 8000],
    ['GIFT', 1000, 100],
    ['FAMILY_GIFT', 800_000, 100],
  ] as const)('a %s of %i taka: %i', (deedKind, valueBdt, feeBdt) => {
    expect(registrationFeeBdt({ deedKind, valueBdt })).toBe(feeBdt);
  });

  test('an upazila is no part of one whose code begins alike', () => {
    const office = { upazila: '06-47-36', name: 'An office', nameBn: 'একটি অফিস' };
    expect(officeObjection(land('06-47-365'), office)?.code).toBe('LAND_ELSEWHERE');
  });
});

describe('cause list', () => {
  test('anybody sees what a court hears, all of it or one case', async () => {
    const one = await send('cause-list', {}, { as: anonymous });
    expect(one.answers).toContainEqual({ name: 'hearings.0.caseNumber', value: 'CS-118/2026' });
    expect(one.answers?.map(({ name }) => name)).not.toContain('hearings.1.caseNumber');
    const all = await send('cause-list', { caseNumber: null }, { as: anonymous });
    expect(all.answers?.map(({ name }) => name)).toContain('hearings.1.caseNumber');
    expect(await send('cause-list', { day: '2026-12-04' })).toEqual({ answers: [], userErrors: [] });
  });

  test('the tribunal against violence to women and children names nobody', async () => {
    const tribunal = { court: 'WOMEN_AND_CHILDREN_TRIBUNAL', caseNumber: null };
    const { answers } = await send('cause-list', tribunal);
    expect(answers).not.toEqual([]);
    expect(JSON.stringify(answers)).not.toContain('parties');
    const hearing: Hearing = {
      district: '06-47',
      court: 'ASSISTANT_JUDGE',
      day: '2026-12-06',
      serial: 1,
      caseNumber: 'FS-1/2026',
      parties: 'A v. B',
      partiesBn: 'ক বনাম খ',
      purpose: 'JUDGMENT',
    };
    expect(causeListOf([hearing])).toMatchObject({ hearings: [{ parties: 'A v. B' }] });
    expect(causeListOf([])).toBeNull();
  });
});
