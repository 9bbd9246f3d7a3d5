import { describe, expect, test } from 'vitest';
import { daysLater } from '#kit/days.ts';
import { citizen } from '#kit/test/harness.ts';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import { registrationFeeBdt, registrationNumber } from './births-and-deaths.rules.ts';
import { businessNameKey } from './business-name.ts';
import { holdingTaxBdt } from './holding-tax.rules.ts';
import ministry from './index.ts';
import { licenceEnd, tradeLicenceFeeBdt, yearsToRenew } from './trade-licence.rules.ts';

const today = '2026-11-24';
const daysAgo = (days: number) => daysLater(today, -days);

const { send, subgraph, pay } = ministryUnderTest('local-government', ministry, {
  clock: { now: () => new Date(`${today}T06:00:00Z`) },
});

test.each([
  ['birth-registration', 50],
  ['trade-licence-new', 1500],
  ['trade-licence-renewal', 1000],
  ['citizenship-certificate', 20],
])('the example of %s costs %i taka', async (code, amountBdt) => {
  expect(await send(code)).toMatchObject({ application: { payment: { amountBdt } } });
});

test('the registrar shows form and number in fields of his own', async () => {
  const query = `mutation ($input: DeathRegistrationInput!) { registerDeath(input: $input) {
    application { payment { amountBdt } deathRegistration { deceased { nameEn } registrationNumber } } } }`;
  const address = { area: '06-47-365-3271-04', line: 'Kathaldia' };
  const input = {
    idempotencyKey: crypto.randomUUID(),
    birthRegistration: '19502692516100002',
    deceased: {
      nameBn: 'আব্দুল গফুর মিয়া',
      nameEn: 'Abdul Gafur Mia',
      sex: 'MALE',
      fatherName: 'Abdul Majid',
      motherName: 'Amena',
    },
    dateOfDeath: today,
    placeOfDeath: 'HOME',
    deathAddress: address,
    permanentAddress: address,
    cause: 'ILLNESS',
    informant: { name: 'Karim Uddin', relation: 'CHILD', nationalId: '1985123456789', mobile: '01812345678' },
  };
  expect(await subgraph().ask('local-government', citizen('karim'), query, { input })).toEqual({
    data: {
      registerDeath: {
        application: {
          payment: null,
          deathRegistration: { deceased: { nameEn: 'Abdul Gafur Mia' }, registrationNumber: null },
        },
      },
    },
  });
});

describe('birth registration', () => {
  test('within 45 days it is free: nothing is to be paid', async () => {
    expect(await send('birth-registration', { dateOfBirth: daysAgo(45) })).toMatchObject({
      application: { payment: null },
    });
    expect(await send('birth-registration', { dateOfBirth: daysAgo(46) })).toMatchObject({
      application: { payment: { amountBdt: 25 } },
    });
  });

  test.each([
    ['2026-11-24', 0],
    ['2026-10-10', 0],
    ['2026-10-09', 25],
    ['2021-11-24', 25],
    ['2021-11-23', 50],
    ['1971-12-16', 50],
  ])('born on %s it costs %i taka on 24 November 2026', (dateOfBirth, feeBdt) => {
    expect(registrationFeeBdt(dateOfBirth, '2026-11-24')).toBe(feeBdt);
  });

  test.each([
    ['a father without a number', { fatherNationalId: null, fatherBirthRegistration: null }, 'fatherNationalId'],
    ['a mother without a number', { motherNationalId: '', motherBirthRegistration: '' }, 'motherNationalId'],
    ['a small child without a card', { dateOfBirth: daysAgo(400), immunisationCard: null }, 'immunisationCard'],
    ['a card that was used', { immunisationCard: '২৬০৪২২০০৯৮৭৬৫' }, 'immunisationCard'],
    ['a Bangla name in English letters', { childNameBn: 'Ayesha' }, 'childNameBn'],
    ['an English name in Bangla letters', { childNameEn: 'আয়েশা' }, 'childNameEn'],
    ['a child of tomorrow', { dateOfBirth: daysAgo(-1) }, 'dateOfBirth'],
  ])('%s is refused', async (_, changes, field) => {
    expect(await send('birth-registration', changes)).toMatchObject({ application: null, userErrors: [{ field }] });
  });

  test.each([
    ['one number of a parent', { fatherNationalId: null, motherBirthRegistration: null }],
    ['no card from the age of five', { immunisationCard: null }],
    ['a name with a joiner', { childNameBn: 'মাহিরা র\u200dহমান' }],
  ])('%s is enough', async (_, changes) => {
    expect(await send('birth-registration', changes)).toMatchObject({ userErrors: [] });
  });

  test('the registration number has 17 digits, begins with the year, and is another for another reference', () => {
    expect(registrationNumber('2019-03-26', 'LOCA-0000-0001')).toBe('20190000000000001');
    expect(registrationNumber('2019-03-26', 'LOCA-ZZZZ-ZZZZ')).toBe('20192821109907455');
    expect(registrationNumber('2019-03-26', 'LOCA-7K3M-9QX2')).toMatch(/^2019\d{13}$/);
  });
});

describe('trade licence', () => {
  test.each([
    ['a name that is taken', { businessNameEn: 'PADMA TRADERS LTD.' }, 'businessNameEn', 'NAME_TAKEN'],
    ['a Bangla name that is taken', { businessNameBn: 'পদ্মা ট্রেডার্স' }, 'businessNameBn', 'NAME_TAKEN'],
    ['a ward that the city lacks', { localAuthority: 'KHULNA', ward: 32 }, 'ward', 'WARD_UNKNOWN'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('trade-licence-new', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  test('another city’s name is free', async () => {
    const changes = { businessNameEn: 'Padma Traders', localAuthority: 'MYMENSINGH' };
    expect(await send('trade-licence-new', changes)).toMatchObject({ userErrors: [] });
  });

  test.each([
    ['M/S. Rahima Tailors & Co. Ltd.', 'rahima tailors'],
    ['RAHIMA   TAILORS', 'rahima tailors'],
    ['মেসার্স রহিমা টেইলার্স লিঃ', 'রহিমা টেইলার্স'.normalize('NFC')],
    ['The Company Ltd', 'the company ltd'],
    ['Andromeda', 'andromeda'],
  ])('%s is compared as %s', (name, key) => {
    expect(businessNameKey(name)).toBe(key);
  });

  test.each([
    ['PROPRIETORSHIP', 'TAILORING', 900_000_000, 1500],
    ['PARTNERSHIP', 'IMPORT_EXPORT', 1, 5000],
    ['LIMITED_COMPANY', 'TAILORING', 100_000, 1500],
    ['LIMITED_COMPANY', 'TAILORING', 100_001, 2500],
    ['LIMITED_COMPANY', 'SERVICES', 10_000_001, 20_000],
  ] as const)('%s, %s with %i taka pays %i', (ownership, businessKind, capitalBdt, feeBdt) => {
    expect(tradeLicenceFeeBdt({ ownership, businessKind, capitalBdt })).toBe(feeBdt);
  });

  test.each([
    ['2026-06-30', '2026-06-30'],
    ['2026-07-01', '2027-06-30'],
  ])('a licence of %s ends on %s', (day, end) => {
    expect(licenceEnd(day)).toBe(end);
  });
});

describe('birth verification', () => {
  test('who knows the number and not the day is told nothing', async () => {
    expect(await send('birth-verification', { dateOfBirth: '2022-08-15' })).toEqual({ answers: [], userErrors: [] });
    const { answers } = await send('birth-verification');
    expect(answers).toContainEqual({ name: 'nameEn', value: 'Ayan Rahman' });
    expect(answers?.map(({ name }) => name)).not.toContain('immunisationCard');
  });
});

describe('death registration', () => {
  test.each([
    ['a number that nobody has', { birthRegistration: '19502692516199999' }, 'birthRegistration'],
    ['a death before the birth', { dateOfDeath: '1950-02-10' }, 'dateOfDeath'],
    [
      'a hospital without its certificate',
      { placeOfDeath: 'HOSPITAL', hospitalCertificate: null },
      'hospitalCertificate',
    ],
    ['an accident without a case', { cause: 'ACCIDENT', policeReport: '' }, 'policeReport'],
    ['a death of tomorrow', { dateOfDeath: daysAgo(-1) }, 'dateOfDeath'],
  ])('%s is refused', async (_, changes, field) => {
    expect(await send('death-registration', changes)).toMatchObject({ application: null, userErrors: [{ field }] });
  });

  test('an old death costs what an old birth does', async () => {
    expect(await send('death-registration', { dateOfDeath: daysAgo(46) })).toMatchObject({
      application: { payment: { amountBdt: 25 } },
    });
  });
});

describe('trade licence renewal', () => {
  test.each([
    ['another city’s licence', { localAuthority: 'KHULNA' }, 'licenceNumber', 'LICENCE_UNKNOWN'],
    ['somebody else’s licence', { ownerNationalId: '1990123456789' }, 'ownerNationalId', 'NOT_THE_LICENSEE'],
    ['a licence of this year', { licenceNumber: 'TRAD-DSCC-004513' }, 'licenceNumber', 'LICENCE_STILL_VALID'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('trade-licence-renewal', changes)).toMatchObject({ userErrors: [{ field, code }] });
  });

  test('the owner is the same with the 17 digits', async () => {
    const changes = { ownerNationalId: '19851985123456789' };
    expect(await send('trade-licence-renewal', changes)).toMatchObject({ userErrors: [] });
  });

  test('the signboard is charged by the square foot', async () => {
    expect(await send('trade-licence-renewal', { signboardSquareFeet: 10 })).toMatchObject({
      application: { payment: { amountBdt: 1800 } },
    });
  });

  test.each([
    ['2026-06-30', '2026-04-01', 0],
    ['2026-06-30', '2026-04-03', 1],
    ['2026-06-30', '2026-11-24', 1],
    ['2024-06-30', '2026-11-24', 3],
    ['2027-06-30', '2026-11-24', 0],
  ])('a licence until %s has on %s %i years to renew', (validUntil, day, years) => {
    expect(yearsToRenew(validUntil, day)).toBe(years);
  });
});

describe('citizenship certificate', () => {
  test.each([
    ['nobody’s number', { nationalId: null, birthRegistration: null }, 'nationalId', 'PERSON_NUMBER_MISSING'],
    ['a district', { permanentAddress: { area: '06-47', line: 'Savar' } }, 'permanentAddress.area', 'NOT_IN_A_UNION'],
    ['a new resident', { residentSince: daysAgo(179) }, 'residentSince', 'RESIDENT_TOO_SHORT'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('citizenship-certificate', changes)).toMatchObject({ userErrors: [{ field, code }] });
  });

  test.each([
    ['a birth registration', { nationalId: null }],
    ['a ward', { permanentAddress: { area: '০৬-৪৭-৩৬৫-৩২৭১-০৯', line: 'Savar' } }],
    ['half a year', { residentSince: daysAgo(180) }],
  ])('%s is enough', async (_, changes) => {
    expect(await send('citizenship-certificate', changes)).toMatchObject({ userErrors: [] });
  });
});

describe('holding tax', () => {
  test.each([
    ['another ward', { ward: 16 }, 'holdingNumber', 'HOLDING_UNKNOWN'],
    ['a year that is paid', { fiscalYear: '2025-26' }, 'fiscalYear', 'HOLDING_TAX_PAID'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('holding-tax', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test('is paid once: the register keeps the receipt', async () => {
    const { application } = await send('holding-tax', { holdingNumber: '28' });
    for (const _ of ['paid', 'told again']) expect(await pay(application)).toBe(200);
    expect(await send('holding-tax', { holdingNumber: '28' })).toMatchObject({
      userErrors: [{ code: 'HOLDING_TAX_PAID', message: expect.stringMatching(/HT-\w{4}-\w{4}/) }],
    });
  });

  test.each([
    ['2026-09-30', 12_960],
    ['2026-10-01', 14_400],
    ['2027-06-30', 14_400],
    ['2027-07-01', 15_120],
  ])('paid on %s, the tax of 2026-27 on 120,000 taka is %i', (day, taxBdt) => {
    expect(holdingTaxBdt(120_000, '2026-27', day)).toBe(taxBdt);
  });
});
