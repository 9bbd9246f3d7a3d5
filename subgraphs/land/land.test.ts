import { describe, expect, test } from 'vitest';
import type { Rule } from '#kit/service.ts';
import { anonymous, citizen } from '#kit/test/harness.ts';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import ministry from './index.ts';
import { mapObjection, surveyWasHeld } from './land-copies.rules.ts';
import { demandObjection } from './land-development-tax.rules.ts';
import * as mutationRules from './land-mutation.rules.ts';
import { khatianOf, type RecordedPlot } from './land-records.model.ts';
import { placeKey } from './place.ts';
import type { LandMutationInput, LandSurvey } from './schema.generated.ts';

const savar = { district: 'Dhaka', upazila: 'Savar', mouza: 'Kathaldia' };

const { send, subgraph, pay } = ministryUnderTest('land', ministry);

test('what the examples cost, and whose record they show', async () => {
  expect(await send('land-mutation')).toMatchObject({ application: { payment: { amountBdt: 1170, status: 'DUE' } } });
  expect(await send('land-development-tax')).toMatchObject({ application: { payment: { amountBdt: 1480 } } });
  expect(await send('khatian-copy')).toMatchObject({ application: { payment: { amountBdt: 100 } } });
  expect(await send('mouza-map-copy')).toMatchObject({ application: { payment: { amountBdt: 520 } } });
  expect((await send('land-record')).answers).toContainEqual({ name: 'owners.0.name', value: 'Abdul Karim' });
});

describe('land mutation', () => {
  test.each([
    ['a place in Bangla', { district: 'ঢাকা', upazila: ' সাভার', mouza: 'কাঠালদিয়া', khatian: '১১২' }],
    ['a national ID with the year of birth', { previousOwnerNationalId: '19651965123456701' }],
    [
      'a deed that was registered late by order',
      { deedDate: '2025-01-01', registrationDate: '2025-08-01', condonationOrder: 'DR-9' },
    ],
    ['an inheritance without a deed', { acquisition: 'INHERITANCE', deedNumber: null, deedDate: null }],
  ])('%s is accepted', async (_, changes) => {
    expect(await send('land-mutation', changes)).toMatchObject({ userErrors: [] });
  });

  test.each([
    ['a khatian that the mouza lacks', { khatian: '9999' }, 'khatian', 'KHATIAN_UNKNOWN'],
    [
      'another khatian’s plot',
      { plots: [{ plotNumber: '260', areaDecimals: 1 }] },
      'plots.0.plotNumber',
      'PLOT_NOT_IN_KHATIAN',
    ],
    [
      'more land than the plot has',
      { plots: [{ plotNumber: '245', areaDecimals: 33.01 }] },
      'plots.0.areaDecimals',
      'PLOT_TOO_SMALL',
    ],
    [
      'somebody else’s plot',
      { previousOwnerNationalId: '1971234567802' },
      'previousOwnerNationalId',
      'NOT_THE_RECORDED_OWNER',
    ],
    ['a gift without a deed', { acquisition: 'GIFT', deedNumber: null }, 'deedNumber', 'DEED_MISSING'],
    [
      'a deed that was registered late',
      { deedDate: '2025-01-01', registrationDate: '2025-08-01', condonationOrder: null },
      'condonationOrder',
      'REGISTERED_LATE',
    ],
    ['an inheritance without heirs', { acquisition: 'INHERITANCE', heirs: [] }, 'heirs', 'HEIRS_MISSING'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('land-mutation', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test('the outcome is the same at each try', () => {
    const context = { reference: 'LAND-7K3M-9QX2' } as Parameters<
      NonNullable<typeof mutationRules.landMutation.outcome>
    >[0];
    expect(mutationRules.landMutation.outcome?.(context)).toEqual({
      caseNumber: 'NJ-7K3M-9QX2',
      newKhatian: 'KH-7K3M-9QX2',
    });
  });
});

describe('the rules alone', () => {
  const input: LandMutationInput = {
    ...savar,
    idempotencyKey: 'a-key-of-mine',
    khatian: '112',
    plots: [{ plotNumber: '245', areaDecimals: 8 }],
    acquisition: 'PURCHASE',
    previousOwnerName: 'Abdul Karim',
    previousOwnerNationalId: '1965123456701',
    newOwnerName: 'Rahima Begum',
    newOwnerNationalId: '1990123456789',
    mobile: '01712345678',
    deedNumber: '4521',
    deedDate: '2026-03-10',
    registrationDate: '2026-04-05',
  };
  const heir = (sharePercent: number) => ({ name: 'Salma', relation: 'DAUGHTER' as const, sharePercent });
  const inheritance = { acquisition: 'INHERITANCE', inheritanceCertificate: 'WS-1' } as const;
  const { deedIsGiven, deedIsRegisteredInTime, heirsAreGiven, inheritanceCertificateIsGiven, ownersDiffer } =
    mutationRules;

  test.each<[string, Rule<LandMutationInput>, Partial<LandMutationInput>, string | undefined]>([
    ['a deed with all its parts', deedIsGiven, {}, undefined],
    ['no registration date', deedIsGiven, { registrationDate: null }, 'DEED_MISSING'],
    ['no deed, but an inheritance', deedIsGiven, { ...inheritance, deedNumber: null }, undefined],
    ['registered in time', deedIsRegisteredInTime, { registrationDate: '2026-06-10' }, undefined],
    ['registered a day late', deedIsRegisteredInTime, { registrationDate: '2026-06-11' }, 'REGISTERED_LATE'],
    ['registered too soon', deedIsRegisteredInTime, { registrationDate: '2026-03-09' }, 'REGISTERED_BEFORE_SIGNED'],
    [
      'an inheritance has no deed',
      deedIsRegisteredInTime,
      { ...inheritance, registrationDate: '2026-11-01' },
      undefined,
    ],
    ['a purchase without heirs', heirsAreGiven, {}, undefined],
    ['no heirs', heirsAreGiven, inheritance, 'HEIRS_MISSING'],
    ['three thirds', heirsAreGiven, { ...inheritance, heirs: [33.33, 33.33, 33.33].map(heir) }, undefined],
    ['half of it', heirsAreGiven, { ...inheritance, heirs: [heir(50)] }, 'SHARES_NOT_WHOLE'],
    ['a certificate', inheritanceCertificateIsGiven, inheritance, undefined],
    [
      'no certificate',
      inheritanceCertificateIsGiven,
      { acquisition: 'INHERITANCE' },
      'INHERITANCE_CERTIFICATE_MISSING',
    ],
    ['two people', ownersDiffer, {}, undefined],
    ['one person', ownersDiffer, { newOwnerNationalId: '19651965123456701' }, 'SAME_OWNER'],
  ])('%s', async (_, rule, changes, code) => {
    const context = { input: { ...input, ...changes }, today: '2026-11-24' } as Parameters<typeof rule>[0];
    expect((await rule(context))?.code).toBe(code);
  });

  const plot: RecordedPlot = {
    mouza: 'Kathaldia',
    mouzaBn: 'কাঠালদিয়া',
    places: [],
    khatian: '112',
    plotNumber: '245',
    landClass: 'ARABLE',
    areaDecimals: 33.3,
    ownerName: 'Abdul Karim',
    ownerNameBn: 'আব্দুল করিম',
    ownerNationalId: '1965123456701',
  };

  test.each([
    ['the whole plot', [{ plotNumber: '245', areaDecimals: 33.3 }], undefined],
    ['nothing of it', [{ plotNumber: '245', areaDecimals: 0 }], 'plots.0.areaDecimals'],
    ['a plot twice', [plot, plot], 'plots.1.plotNumber'],
  ])('%s', (_, plots, field) => {
    expect(mutationRules.plotObjection({ ...input, plots }, [plot])?.field).toBe(field);
  });

  test('a khatian is shown without national IDs, co-owners once each', () => {
    const other = { ...plot, plotNumber: '246', areaDecimals: 0.6 };
    const record = khatianOf([plot, other]);
    expect(record).toMatchObject({ owners: [{ name: 'Abdul Karim' }], totalAreaDecimals: 33.9 });
    expect(JSON.stringify(record)).not.toContain(plot.ownerNationalId);
    expect(khatianOf([])).toBeNull();
  });

  test.each([
    ['2025-11-30', '2026-02-28', '2026-03-01'],
    ['2026-03-10', '2026-06-10', '2026-06-11'],
    ['2026-09-30', '2026-12-30', '2026-12-31'],
    ['2026-10-31', '2027-01-31', '2027-02-01'],
  ])('a deed of %s is registered in time on %s, and late on %s', async (deedDate, last, next) => {
    const codeOn = async (registrationDate: string) => {
      const context = { input: { ...input, deedDate, registrationDate } } as Parameters<
        typeof deedIsRegisteredInTime
      >[0];
      return (await deedIsRegisteredInTime(context))?.code;
    };
    expect(await codeOn(last)).toBeUndefined();
    expect(await codeOn(next)).toBe('REGISTERED_LATE');
  });

  test.each([
    [null, 'DEMAND_UNKNOWN'],
    [{ demandBdt: 0 }, 'NOTHING_DUE'],
    [{ demandBdt: 500, receiptNumber: 'DKH-1' }, 'YEAR_ALREADY_PAID'],
    [{ demandBdt: 500 }, undefined],
  ])('the demand %j: %s', (demand, code) => {
    const tax = { ...savar, idempotencyKey: 'a-key-of-mine', holding: '1001', taxYear: '2026-27' };
    expect(demandObjection(tax, demand)?.code).toBe(code);
  });

  test('a place is the same in any case and spacing, and in either form of য়', () => {
    expect(placeKey({ district: ' dhaka', upazila: 'SAVAR', mouza: 'Char  Para ' })).toBe('dhaka/savar/char para');
    const [one, other] = ['কাঠালদি\u09df\u09be', 'কাঠালদি\u09af\u09bc\u09be'].map((mouza) => placeKey({ ...savar, mouza }));
    expect(one).toBe(other);
  });
});

describe('land development tax', () => {
  test('a year is paid once: the receipt is its dakhila, and a second payment is refused', async () => {
    const demand = { holding: '1003', taxYear: '2026-27' };
    const { application } = await send('land-development-tax', demand);
    expect(application?.payment?.amountBdt).toBe(320);
    for (const _ of ['paid', 'told again']) expect(await pay(application)).toBe(200);

    const entity = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Application {
      landDevelopmentTax { holding receiptNumber } } } }`;
    const of = [{ __typename: 'Application', id: application?.id }];
    const { data } = await subgraph().ask('land', citizen('rahima'), entity, { of });
    expect(data).toEqual({
      _entities: [
        { landDevelopmentTax: { holding: '1003', receiptNumber: expect.stringMatching(/^DKH-\w{4}-\w{4}$/) } },
      ],
    });
    expect(await send('land-development-tax', demand)).toMatchObject({
      userErrors: [{ field: 'taxYear', code: 'YEAR_ALREADY_PAID' }],
    });
  });

  test.each([
    [{ holding: '1002' }, 'NOTHING_DUE'],
    [{ taxYear: '2025-26' }, 'YEAR_ALREADY_PAID'],
    [{ holding: '999999' }, 'DEMAND_UNKNOWN'],
  ])('%j: %s', async (changes, code) => {
    expect(await send('land-development-tax', changes)).toMatchObject({ userErrors: [{ code }] });
  });
});

test('who is not logged in reads the record of rights, and nothing without a record', async () => {
  const as = anonymous;
  expect((await send('land-record', {}, { as })).answers).not.toEqual([]);
  expect(await send('land-record', { khatian: '99999' }, { as })).toEqual({ answers: [], userErrors: [] });
  expect(await send('land-record', { khatian: 'abc' }, { as })).toMatchObject({
    userErrors: [{ field: 'khatian', code: 'PATTERN' }],
  });
});

describe('copies of records', () => {
  test.each<[string, string, object, string, string]>([
    ['khatian-copy', 'a khatian that the mouza lacks', { khatian: '9999' }, 'khatian', 'KHATIAN_UNKNOWN'],
    ['khatian-copy', 'a city khatian of Khulna', { district: 'Khulna', survey: 'CITY' }, 'survey', 'SURVEY_NOT_HELD'],
    [
      'khatian-copy',
      'post without an address',
      { delivery: 'POST', postalAddress: null },
      'postalAddress',
      'POSTAL_ADDRESS_MISSING',
    ],
    ['mouza-map-copy', 'a survey without a map', { survey: 'BS' }, 'survey', 'MAP_UNKNOWN'],
    ['mouza-map-copy', 'a sheet that the map lacks', { sheets: [1, 4] }, 'sheets.1', 'SHEET_UNKNOWN'],
    ['mouza-map-copy', 'another mouza’s JL number', { jlNumber: 146 }, 'jlNumber', 'JL_NUMBER_OTHER'],
  ])('%s: %s is refused', async (code, _, changes, field, problem) => {
    const { application, userErrors } = await send(code, changes);
    expect(application).toBeNull();
    expect(userErrors).toContainEqual(expect.objectContaining({ field, code: problem }));
  });

  test.each([
    ['khatian-copy', { copies: 3 }, 300],
    ['khatian-copy', { copies: 1, delivery: 'POST' }, 140],
    ['khatian-copy', { survey: 'CS', khatian: '77' }, 100],
    ['mouza-map-copy', { sheets: [1, 3], delivery: 'POST', jlNumber: null }, 1150],
    ['mouza-map-copy', { sheets: [2, 2] }, 520],
  ])('%s with %j costs %i taka', async (code, changes, amountBdt) => {
    expect(await send(code, changes)).toMatchObject({ application: { payment: { amountBdt } }, userErrors: [] });
  });

  test.each<[string, LandSurvey, string | undefined]>([
    ['Dhaka', 'CITY', undefined],
    ['ঢাকা', 'CITY', undefined],
    ['Khulna', 'CITY', 'SURVEY_NOT_HELD'],
    ['Khulna', 'CS', undefined],
    [' রাঙ্গামাটি', 'BS', 'SURVEY_NOT_HELD'],
  ])('in %s the survey %s: %s', async (district, survey, code) => {
    const context = { input: { district, survey } } as Parameters<typeof surveyWasHeld>[0];
    expect((await surveyWasHeld(context))?.code).toBe(code);
  });

  test.each([
    [[1, 2, 3], null, undefined],
    [[4], null, 'sheets.0'],
    [[3], 145, undefined],
    [[3], 144, 'jlNumber'],
  ])('of a map of three sheets, number 145: sheets %j of %s: %s', (sheets, jlNumber, field) => {
    expect(mapObjection({ sheets, jlNumber }, { sheets: 3, jlNumber: 145 })?.field).toBe(field);
  });
});
