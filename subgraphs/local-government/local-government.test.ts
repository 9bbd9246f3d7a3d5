import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayInDhaka, systemClock } from '#kit/clock.ts';
import { sampleInput } from '#kit/form/sample.ts';
import { serviceDefinitions } from '#kit/form/service-definition.ts';
import { citizen, type Harness, startSubgraphs } from '#kit/test/harness.ts';
import { birthRegistrationFeeBdt } from './birth-fee.ts';
import { birthRegistrationNumber } from './birth-registration.rules.ts';
import { businessNameKey } from './business-name.ts';
import ministry from './index.ts';
import { licenceEnd, tradeLicenceFeeBdt } from './trade-licence.rules.ts';

const services = serviceDefinitions(parse(readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8')));
const today = dayInDhaka(systemClock.now());
const daysAgo = (days: number) => new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);

let localGovernment: Harness;
beforeAll(async () => {
  localGovernment = await startSubgraphs({ 'local-government': ministry });
});
afterAll(() => localGovernment.stop());

/** Fills the service's form from its examples, but for `changes`, and sends it. */
async function send(code: string, changes: object = {}, language: 'EN' | 'BN' = 'EN') {
  const service = services.find((each) => each.code === code);
  if (!service) throw new Error(`no service ${code}`);
  const { field, inputType, form } = service;
  const query = `mutation ($input: ${inputType}!) { answer: ${field}(input: $input) {
    application { status payment { amountBdt status } birthRegistration { childNameBn } tradeLicence { ward } }
    userErrors { field code message(language: BN) } } }`;
  const input = { ...sampleInput(form, today, language), idempotencyKey: crypto.randomUUID(), ...changes };
  const { data, errors } = await localGovernment.ask('local-government', citizen('rahima'), query, { input });
  expect(errors).toBeUndefined();
  return data?.answer;
}

test.each(['EN', 'BN'] as const)('the forms filled from their examples are accepted, in %s', async (language) => {
  expect(await send('birth-registration', {}, language)).toMatchObject({
    application: {
      status: 'SUBMITTED',
      payment: { amountBdt: 50, status: 'DUE' },
      birthRegistration: { childNameBn: 'আয়েশা সিদ্দিকা'.normalize('NFC') },
    },
    userErrors: [],
  });
  expect(await send('trade-licence-new', {}, language)).toMatchObject({
    application: { status: 'SUBMITTED', payment: { amountBdt: 1500, status: 'DUE' }, tradeLicence: { ward: 15 } },
    userErrors: [],
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
    expect(birthRegistrationFeeBdt(dateOfBirth, '2026-11-24')).toBe(feeBdt);
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
    expect(birthRegistrationNumber('2019-03-26', 'LOCA-0000-0001')).toBe('20190000000000001');
    expect(birthRegistrationNumber('2019-03-26', 'LOCA-ZZZZ-ZZZZ')).toBe('20191099511627775');
    expect(birthRegistrationNumber('2019-03-26', 'LOCA-7K3M-9QX2')).toMatch(/^2019\d{13}$/);
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
