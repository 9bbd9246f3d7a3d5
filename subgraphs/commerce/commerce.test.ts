import { describe, expect, test } from 'vitest';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import { type CompanyName, companyNameKey } from './company-names.model.ts';
import { clearanceObjection, registrationFeeBdt } from './company-registration.rules.ts';
import ministry from './index.ts';

const { send, granted } = ministryUnderTest('commerce', ministry);

describe('company name clearance', () => {
  test.each([
    ['no ending', { proposedName: 'Rahima Garments' }, 'NAME_ENDING_WRONG'],
    ['the ending of another kind', { proposedName: 'Rahima Garments PLC' }, 'NAME_ENDING_WRONG'],
    ['the government’s name', { proposedName: 'Government Garments Ltd' }, 'NAME_RESERVED'],
    ['a company’s name', { proposedName: 'PADMA KNIT-WEAR (PVT.) LTD.' }, 'COMPANY_NAME_TAKEN'],
    ['a name that is kept for another', { proposedName: 'Karim Agro Ltd' }, 'COMPANY_NAME_TAKEN'],
  ])('%s is refused', async (_, changes, code) => {
    expect(await send('company-name-clearance', changes)).toMatchObject({
      application: null,
      userErrors: [{ field: 'proposedName', code }],
    });
  });

  test.each([
    ['PUBLIC', 'Rahima Garments PLC'],
    ['ONE_PERSON', 'Rahima Garments OPC'],
    ['PRIVATE', 'Policewear Ltd.'],
  ])('a %s company may be called %s', async (companyKind, proposedName) => {
    expect(await send('company-name-clearance', { companyKind, proposedName })).toMatchObject({ userErrors: [] });
  });

  test.each([
    ['Rahima Garments (Pvt.) Ltd.', 'rahimagarments'],
    ['RAHIMA  GARMENTS One Person Company', 'rahimagarments'],
    ['Limited', 'limited'],
    ['Unlimited Ltd', 'unlimited'],
  ])('%s is compared as %s', (name, key) => {
    expect(companyNameKey(name)).toBe(key);
  });
});

describe('company registration', () => {
  const subscriber = {
    name: 'A. Karim',
    nationalId: '1985123456789',
    tin: '185234567890',
    shares: 10,
    isDirector: true,
  };
  const people = (count: number, changes: object = {}) =>
    Array.from({ length: count }, () => ({ ...subscriber, ...changes }));

  test.each([
    ['an unknown clearance', { clearanceNumber: 'NC-2026-999999' }, 'clearanceNumber', 'CLEARANCE_UNKNOWN'],
    ['a clearance that was used', { clearanceNumber: 'NC-2019-000512' }, 'clearanceNumber', 'CLEARANCE_USED'],
    ['another name', { companyName: 'Karim Foods OPC' }, 'companyName', 'NOT_THE_CLEARED_NAME'],
    ['two people as one', { subscribers: people(2, { shares: 20_000 }) }, 'subscribers', 'TOO_MANY_SUBSCRIBERS'],
    [
      'no director',
      { subscribers: people(1, { shares: 25_000, isDirector: false }) },
      'subscribers',
      'TOO_FEW_DIRECTORS',
    ],
    ['more shares than capital', { authorisedCapitalBdt: 2_499_999 }, 'authorisedCapitalBdt', 'CAPITAL_TOO_SMALL'],
    ['one person with too little', { subscribers: people(1, { shares: 24_999 }) }, 'subscribers', 'ONE_PERSON_CAPITAL'],
    ['one person without a nominee', { nominee: null }, 'nominee', 'NOMINEE_MISSING'],
  ])('%s is refused', async (_, changes, field, code) => {
    expect(await send('company-registration', changes)).toMatchObject({
      application: null,
      userErrors: [{ field, code }],
    });
  });

  const cleared: Omit<CompanyName, 'clearanceNumber'> = {
    name: 'Karim Agro OPC',
    key: 'karimagro',
    companyKind: 'ONE_PERSON',
    validUntil: '2026-11-24',
  };
  test.each([
    ['ONE_PERSON', '2026-11-24', undefined],
    ['ONE_PERSON', '2026-11-25', 'CLEARANCE_EXPIRED'],
    ['PRIVATE', '2026-11-24', 'NOT_THE_CLEARED_NAME'],
  ] as const)('a %s company on %s: %s', (companyKind, today, code) => {
    expect(clearanceObjection({ companyName: 'KARIM AGRO OPC.', companyKind }, cleared, today)?.code).toBe(code);
  });

  test('a name that was cleared is registered once, by a private company of two', async () => {
    const name = 'Shapla Software Ltd.';
    const { clearanceNumber } = await granted('company-name-clearance', { proposedName: name });
    expect(await send('company-name-clearance', { proposedName: 'Shapla Software Limited' })).toMatchObject({
      userErrors: [{ code: 'COMPANY_NAME_TAKEN' }],
    });
    const company = { clearanceNumber, companyName: name, companyKind: 'PRIVATE', nominee: null };
    expect(await send('company-registration', { ...company, subscribers: people(1) })).toMatchObject({
      userErrors: [{ code: 'TOO_FEW_SUBSCRIBERS' }],
    });
    const { registrationNumber } = await granted('company-registration', { ...company, subscribers: people(2) });
    expect(registrationNumber).toMatch(/^C-\w{4}-\w{4}$/);
    expect(await send('company-registration', { ...company, subscribers: people(2) })).toMatchObject({
      userErrors: [{ code: 'CLEARANCE_USED' }],
    });
  });

  test.each([
    [1, 5000],
    [5_000_000, 5000],
    [5_000_001, 5100],
    [10_000_000, 10_000],
  ])('with %i taka of authorised capital it costs %i', (authorisedCapitalBdt, feeBdt) => {
    expect(registrationFeeBdt(authorisedCapitalBdt)).toBe(feeBdt);
  });
});

describe('importers and exporters', () => {
  const bankCertificate = {
    bank: 'Sonali Bank',
    branch: 'Savar',
    accountNumber: '0117202000451',
    issuedOn: '2024-01-01',
  };

  test.each<[string, string, object, string, string]>([
    ['import-registration', 'an importer', { tin: '171234567802' }, 'tin', 'IRC_ALREADY_GIVEN'],
    ['export-registration', 'an exporter', { tin: '171234567802' }, 'tin', 'ERC_ALREADY_GIVEN'],
    [
      'import-registration',
      'a factory without its number',
      { importerKind: 'INDUSTRIAL', industryRegistration: null },
      'industryRegistration',
      'INDUSTRY_REGISTRATION_MISSING',
    ],
    [
      'export-registration',
      'fish with the paper of garments',
      { products: ['JUTE_GOODS', 'FISH'] },
      'products.1',
      'SECTOR_PAPER_MISSING',
    ],
    [
      'export-registration',
      'an old certificate',
      { bankCertificate },
      'bankCertificate.issuedOn',
      'BANK_CERTIFICATE_OLD',
    ],
  ])('%s: %s is refused', async (code, _, changes, field, problem) => {
    expect(await send(code, changes)).toMatchObject({ application: null, userErrors: [{ field, code: problem }] });
  });

  test.each([
    ['import-registration', {}, 5000],
    ['import-registration', { ceiling: 'ABOVE_5_CRORE' }, 60_000],
    ['export-registration', { products: ['GARMENTS'] }, 7000],
    ['export-registration', { sectorPapers: null }, 7000],
  ])('%s with %j costs %i taka', async (code, changes, amountBdt) => {
    expect(await send(code, changes)).toMatchObject({ application: { payment: { amountBdt } } });
  });
});
