import { describe, expect, test } from 'vitest';
import { daysLater } from '#kit/days.ts';
import { citizen } from '#kit/test/harness.ts';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import { licenceClassOf, neededFacilities, roomForWorkers } from './factory-licence.rules.ts';
import ministry from './index.ts';
import { grievanceWasSent, lastPayday, wagesAreDue } from './labour-complaint.rules.ts';
import type { LabourComplaintInput } from './schema.generated.ts';

const { send } = ministryUnderTest('labour', ministry);

const nobody = { men: 0, women: 0, adolescents: 0 };
const floor = { floor: 0, squareMetres: 400, heightMetres: 3.5, workers: 80, waysOut: 2 };
const facilities = {
  safetyCommittee: true,
  childrensRoom: true,
  canteen: true,
  sickRoom: false,
  welfareOfficer: false,
};

describe('a factory licence', () => {
  test.each([
    [
      'four workers',
      { workers: { ...nobody, men: 4 }, floors: [{ ...floor, workers: 4 }] },
      'workers',
      'NOT_A_FACTORY',
    ],
    ['a worker on no floor', { floors: [{ ...floor, workers: 79 }] }, 'floors', 'FLOORS_DO_NOT_ADD_UP'],
    [
      'a crowded floor',
      {
        floors: [
          { ...floor, workers: 0 },
          { ...floor, squareMetres: 200, heightMetres: 3.79 },
        ],
      },
      'floors.1.workers',
      'FLOOR_CROWDED',
    ],
    ['one way out', { floors: [{ ...floor, waysOut: 1 }] }, 'floors.0.waysOut', 'WAY_OUT_MISSING'],
    [
      'fifty women without a room for their children',
      { facilities: { ...facilities, childrensRoom: false } },
      'facilities.childrensRoom',
      'FACILITY_MISSING',
    ],
    [
      'a factory that is licensed',
      { tradeLicenceNumber: 'TRAD-DSCC-1000-2025' },
      'tradeLicenceNumber',
      'FACTORY_LICENSED',
    ],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('factory-licence', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test.each([
    ['five workers', { workers: { ...nobody, men: 5 }, floors: [{ ...floor, workers: 5 }] }],
    ['a floor that just holds them', { floors: [{ ...floor, squareMetres: 200, heightMetres: 3.8 }] }],
    ['no canteen for eighty', { facilities: { ...facilities, canteen: false } }],
  ])('%s is accepted', async (_, changes) => {
    expect(await send('factory-licence', changes)).toMatchObject({ userErrors: [] });
  });

  test('air above 4.25 metres does not count', () => {
    const [low, high] = [4.25, 9].map((heightMetres) => roomForWorkers({ squareMetres: 100, heightMetres }));
    expect([low, high]).toEqual([44, 44]);
  });

  test.each([
    [39, [], 'C', 3000],
    [50, ['safetyCommittee'], 'C', 3000],
    [100, ['safetyCommittee'], 'D', 5000],
    [101, ['safetyCommittee', 'canteen'], 'E', 7000],
    [300, ['safetyCommittee', 'canteen', 'sickRoom'], 'F', 10_000],
    [501, ['safetyCommittee', 'canteen', 'sickRoom', 'welfareOfficer'], 'H', 18_000],
  ])('%i men need %j, in class %s for %i taka', (men, needed, licenceClass, feeBdt) => {
    const workers = { ...nobody, men };
    expect(neededFacilities({ workers }).map(({ facility }) => facility)).toEqual(needed);
    expect(licenceClassOf({ workers })).toMatchObject({ licenceClass, feeBdt });
  });

  test('forty women need a room for their children', () => {
    expect(neededFacilities({ workers: { ...nobody, women: 39 } })).toEqual([]);
    expect(neededFacilities({ workers: { ...nobody, women: 40 } })).toMatchObject([{ facility: 'childrensRoom' }]);
  });
});

describe('a labour complaint', () => {
  test('gets a number and the district’s office', async () => {
    const { application } = await send('labour-complaint', {}, { as: citizen('shirin') });
    expect(application).toMatchObject({
      status: 'SUBMITTED',
      outcome: expect.arrayContaining([
        { name: 'complaintNumber', value: expect.stringMatching(/^LC-/) },
        { name: 'office', value: 'Deputy Inspector General, Dhaka' },
      ]),
    });
  });

  test('without a name needs no number; with one it does', async () => {
    const silent = { reporterName: null, reporterMobile: null };
    expect(await send('labour-complaint', { ...silent, reporterWishesAnonymity: true })).toMatchObject({
      userErrors: [],
    });
    expect(await send('labour-complaint', silent)).toMatchObject({
      application: null,
      userErrors: [{ field: 'reporterMobile', code: 'REPORTER_MOBILE_MISSING' }],
    });
  });

  test.each([
    // Wednesday; Thursday, then Saturday to Thursday.
    ['2026-09-30', '2026-10-08'],
    // Thursday: the first day after is a Friday, and so is the eighth.
    ['2026-12-31', '2027-01-09'],
  ])('wages until %s are paid by %s', (periodEndsOn, payday) => {
    expect(lastPayday(periodEndsOn)).toBe(payday);
  });

  const wages = (periodEndsOn: string) => ({ wages: { periodEndsOn, amountBdt: 1, workers: 1 } });
  const loss = { subject: 'LOSS_OF_WORK', eventDate: '2026-10-01' } as const;
  test.each<[string, Partial<LabourComplaintInput>, string | undefined]>([
    ['wages of nobody knows when', { wages: null }, 'WAGES_MISSING'],
    ['wages on the last payday', wages('2026-11-15'), 'WAGES_NOT_DUE'],
    ['wages a day after it', wages('2026-11-14'), undefined],
    ['wages of a year ago', wages('2025-11-15'), undefined],
    ['wages of more than a year ago', wages('2025-11-14'), 'WAGE_CLAIM_TOO_OLD'],
    ['lost work without a letter', { ...loss, grievanceSentOn: null }, 'GRIEVANCE_MISSING'],
    ['a letter before it', { ...loss, grievanceSentOn: '2026-09-30' }, 'GRIEVANCE_BEFORE_EVENT'],
    ['a letter after thirty days', { ...loss, grievanceSentOn: '2026-10-31' }, undefined],
    ['a letter after 31 days', { ...loss, grievanceSentOn: '2026-11-01' }, 'GRIEVANCE_LATE'],
    ['danger without wages or letter', { subject: 'SAFETY', wages: null, grievanceSentOn: null }, undefined],
  ])('%s', async (_, changes, code) => {
    const input: LabourComplaintInput = {
      idempotencyKey: 'a-key-of-mine',
      reporterWishesAnonymity: true,
      reporterRole: 'WORKER',
      workplaceName: 'Turag Knitwear Ltd.',
      workplaceAddress: { area: '06-47-365-3271', line: 'Road 1' },
      subject: 'UNPAID_WAGES',
      eventDate: '2026-10-01',
      description: 'The wages were not paid.',
      ...changes,
    };
    const context = { input, today: '2026-11-23' } as Parameters<typeof wagesAreDue>[0];
    const problems = [await wagesAreDue(context), await grievanceWasSent(context)].filter((each) => each !== null);
    expect(problems.map((each) => each.code)).toEqual(code ? [code] : []);
  });

  test('the message names the payday in the reader’s words', async () => {
    const { userErrors } = await send('labour-complaint', wages(daysLater(new Date().toISOString().slice(0, 10), -1)));
    expect(userErrors).toMatchObject([
      { field: 'wages.periodEndsOn', message: expect.stringMatching(/[০-৯]+ \S+ [০-৯]{4} পর্যন্ত/) },
    ]);
  });
});
