import { describe, expect, test } from 'vitest';
import { anonymous } from '#kit/test/harness.ts';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import { incomeTaxBdt, taxableIncomeBdt } from './income-tax.ts';
import { incomeTaxReturn, incomeYearIsOver, taxpayerObjection } from './income-tax-return.rules.ts';
import ministry from './index.ts';
import type { IncomeTaxReturnInput, ReturnTaxpayerCategory } from './schema.generated.ts';

const { send, granted } = ministryUnderTest('internal-resources', ministry);

const minor = {
  person: {
    nameEn: 'Ayesha Siddika',
    nameBn: 'আয়েশা সিদ্দিকা',
    gender: 'FEMALE',
    dateOfBirth: '2019-03-26',
    fatherName: 'Md. Anisur Rahman',
    motherName: 'Rahima Begum',
  },
  nationalId: null,
  birthRegistration: '20192692516101234',
  incomeSource: 'RENT',
};

describe('e-TIN', () => {
  test.each([
    ['an adult without a national ID', { nationalId: null }, 'nationalId', 'NATIONAL_ID_MISSING'],
    ['somebody who has a TIN', { nationalId: '১৯৮৫১২৩৪৫৬৭৮৯' }, 'nationalId', 'TIN_ALREADY_GIVEN'],
    ['the same with the long number', { nationalId: '19851985123456789' }, 'nationalId', 'TIN_ALREADY_GIVEN'],
    ['an employee without an employer', { employer: ' ' }, 'employer', 'EMPLOYER_MISSING'],
    ['a minor without a guardian', { ...minor, guardianTin: null }, 'guardianTin', 'GUARDIAN_MISSING'],
    [
      'a minor without a birth registration',
      { ...minor, birthRegistration: null },
      'birthRegistration',
      'GUARDIAN_MISSING',
    ],
    ['a guardian whom nobody knows', { ...minor, guardianTin: '999999999999' }, 'guardianTin', 'TIN_UNKNOWN'],
    ['no email address', { email: 'rahima' }, 'email', 'PATTERN'],
  ])('%s is refused', async (_, changes, field, code) => {
    const { application, userErrors } = await send('etin-registration', changes);
    expect(application).toBeNull();
    expect(userErrors).toContainEqual(expect.objectContaining({ field, code }));
  });

  test.each([
    ['a minor with a guardian', minor],
    ['an adult without a guardian', { guardianTin: null, birthRegistration: null, email: null }],
    ['who has no income', { incomeSource: 'NONE', employer: null }],
  ])('%s gets one', async (_, changes) => {
    expect(await send('etin-registration', changes)).toMatchObject({ application: { payment: null }, userErrors: [] });
  });
});

describe('income tax return', () => {
  const salary = (amountBdt: number) => [{ head: 'SALARY' as const, amountBdt }];
  const business = (amountBdt: number) => [{ head: 'BUSINESS' as const, amountBdt }];

  test.each<[string, ReturnTaxpayerCategory, IncomeTaxReturnInput['incomes'], number, number]>([
    ['up to the free income', 'GENERAL', business(375_000), 0, 0],
    ['a taka more: the minimum', 'GENERAL', business(375_001), 0, 5000],
    ['the first slab', 'GENERAL', business(675_000), 0, 30_000],
    ['all slabs', 'GENERAL', business(3_675_000), 0, 720_000],
    ['a woman', 'WOMAN_OR_SENIOR', business(675_000), 0, 25_000],
    ['a disabled person', 'DISABLED_OR_THIRD_GENDER', business(675_000), 0, 17_500],
    ['a wounded freedom fighter', 'WAR_WOUNDED', business(675_000), 0, 15_000],
    ['a rebate of 15 per cent of the investment', 'GENERAL', business(1_075_000), 100_000, 75_000],
    ['a rebate of 3 per cent of the income', 'GENERAL', business(1_075_000), 1_000_000, 57_750],
    ['no rebate below the minimum', 'GENERAL', business(475_000), 1_000_000, 5000],
  ])('%s', (_, category, incomes, investmentBdt, taxBdt) => {
    expect(incomeTaxBdt({ category, incomes, investmentBdt })).toBe(taxBdt);
  });

  test('a third of a salary is free, up to five lakh', () => {
    expect(taxableIncomeBdt(salary(900_000))).toBe(600_000);
    expect(taxableIncomeBdt([...salary(3_000_000), ...business(100)])).toBe(2_500_100);
  });

  test('what was deducted and paid in advance is not paid again', async () => {
    const incomes = business(675_000);
    expect(
      await send('income-tax-return', { incomes, investmentBdt: 0, deductedBdt: 5000, advanceBdt: 1000 }),
    ).toMatchObject({ application: { payment: { amountBdt: 24_000 } } });
    expect(await send('income-tax-return', { deductedBdt: 99_000 })).toMatchObject({ application: { payment: null } });
  });

  test.each([
    ['a TIN that nobody has', { tin: '999999999999' }, 'tin', 'TIN_UNKNOWN'],
    ['somebody else’s TIN', { nationalId: '1990123456789' }, 'nationalId', 'NOT_THE_TAXPAYER'],
    ['a car without a statement', { hasCarOrCityHome: true, assets: [] }, 'assets', 'ASSETS_MISSING'],
    ['more than fifty lakh', { grossAssetsBdt: 5_000_001, assets: null }, 'assets', 'ASSETS_MISSING'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('income-tax-return', changes)).toMatchObject({ userErrors: [{ field, code }] });
  });

  test('fifty lakh without a car need no statement', async () => {
    const changes = { grossAssetsBdt: 5_000_000, assets: null };
    expect(await send('income-tax-return', changes)).toMatchObject({ userErrors: [] });
  });

  test.each([
    ['AY_2026_27', '2026-06-30', 'INCOME_YEAR_NOT_OVER'],
    ['AY_2026_27', '2026-07-01', undefined],
    ['AY_2027_28', '2027-06-30', 'INCOME_YEAR_NOT_OVER'],
  ] as const)('a return for %s on %s: %s', async (assessmentYear, today, code) => {
    const context = { input: { assessmentYear }, today } as Parameters<typeof incomeYearIsOver>[0];
    expect((await incomeYearIsOver(context))?.code).toBe(code);
  });

  test('a taxpayer is the same with 13 and with 17 digits', () => {
    const taxpayer = { person: '1985123456789' };
    expect(taxpayerObjection({ nationalId: '19851985123456789' }, taxpayer)).toBeNull();
    expect(taxpayerObjection({ nationalId: '1985123456788' }, taxpayer)?.code).toBe('NOT_THE_TAXPAYER');
  });

  test('a taxpayer has one return a year', async () => {
    const context = { input: { tin: '185234567890', assessmentYear: 'AY_2026_27' } } as Parameters<
      NonNullable<typeof incomeTaxReturn.unique>
    >[0];
    expect(await incomeTaxReturn.unique?.(context)).toMatchObject({
      key: '185234567890/AY_2026_27',
      taken: { code: 'RETURN_ALREADY_GIVEN' },
    });
  });
});

describe('VAT registration', () => {
  const enlistment = { registrationKind: 'TURNOVER_TAX', turnoverBdt: 5_000_000 };
  const owner = (sharePercent: number) => ({ name: 'Karim Uddin', nationalId: '1985123456789', sharePercent });

  test.each([
    [
      'turnover tax above the limit',
      { ...enlistment, turnoverBdt: 5_000_001 },
      'registrationKind',
      'TURNOVER_NEEDS_VAT',
    ],
    ['an importer', { ...enlistment, activities: ['TRADING', 'IMPORT'] }, 'registrationKind', 'TRADE_ABROAD_NEEDS_VAT'],
    ['two owners of one', { owners: [owner(50), owner(50)] }, 'owners', 'ONE_OWNER_ONLY'],
    ['half a business', { owners: [owner(50)] }, 'owners', 'SHARES_NOT_WHOLE'],
    ['a TIN that nobody has', { tin: '999999999999' }, 'tin', 'TIN_UNKNOWN'],
    ['a licence of yesterday', { tradeLicenceValidUntil: '2026-01-01' }, 'tradeLicenceValidUntil', 'DATE_TOO_EARLY'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('vat-registration', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test.each([
    ['turnover tax at the limit', enlistment],
    ['three thirds', { ownership: 'PARTNERSHIP', owners: [33.33, 33.33, 33.33].map(owner) }],
  ])('%s is accepted', async (_, changes) => {
    expect(await send('vat-registration', changes)).toMatchObject({ userErrors: [] });
  });
});

test('a certificate tells who handed in, to whoever holds it, and no more', async () => {
  const { answers } = await send('tax-certificate', {}, { as: anonymous });
  expect(answers?.map(({ name }) => name)).toEqual([
    'tin',
    'nameEn',
    'nameBn',
    'assessmentYear',
    'returnedOn',
    'certificateNumber',
  ]);
  expect(await send('tax-certificate', { certificateNumber: 'PSR-2026-004418' })).toMatchObject({ answers: [] });
});

test('who was given a TIN hands in a return under it, and anybody may verify its certificate', async () => {
  const nationalId = '1992123456702';
  const { tin, taxZone } = await granted('etin-registration', { nationalId });
  expect(taxZone).toBe('Dhaka');
  expect(await send('etin-registration', { nationalId })).toMatchObject({
    userErrors: [{ code: 'TIN_ALREADY_GIVEN' }],
  });

  const year = { tin, nationalId, assessmentYear: 'AY_2026_27' };
  const { certificateNumber, taxBdt } = await granted('income-tax-return', year);
  expect(taxBdt).toBe('Tk 5,000');
  expect(await send('income-tax-return', year)).toMatchObject({ userErrors: [{ code: 'RETURN_ALREADY_GIVEN' }] });

  const { answers } = await send('tax-certificate', { tin, certificateNumber }, { as: anonymous });
  expect(answers).toContainEqual({ name: 'assessmentYear', value: '2026-27' });
});

test('a business is registered for VAT once', async () => {
  expect((await granted('vat-registration', {})).bin).toMatch(/^\d{9}-0601$/);
  expect(await send('vat-registration')).toMatchObject({
    userErrors: [{ field: 'tin', code: 'VAT_ALREADY_REGISTERED' }],
  });
});
