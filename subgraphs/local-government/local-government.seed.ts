/** Development data of the ministry's registries: what the forms' examples mean, then what a generator makes. All invented. */
import type { Text } from '#kit/errors/catalogue.ts';
import type { Seed } from '#kit/seed/seed.ts';
import type { RegisteredBirth } from './birth-records.model.ts';
import { businessNameKey } from './business-name.ts';
import type { LicensedBusiness } from './business-names.model.ts';
import CITIES from './city-corporations.json' with { type: 'json' };
import type { AssessedHolding } from './holding-taxes.model.ts';
import type { CityCorporation } from './schema.generated.ts';

const CITY_CODES: [CityCorporation, ...CityCorporation[]] = [
  'DHAKA_SOUTH',
  'DHAKA_NORTH',
  'CHATTOGRAM',
  'KHULNA',
  'RAJSHAHI',
  'SYLHET',
  'BARISHAL',
  'RANGPUR',
  'NARAYANGANJ',
  'CUMILLA',
  'GAZIPUR',
  'MYMENSINGH',
];

/** Children have an immunisation card; who was born before them has none. */
export function birthRecordRows(seed: Seed): Partial<RegisteredBirth>[] {
  return [
    {
      registrationNumber: '20222692516100001',
      nameEn: 'Ayan Rahman',
      nameBn: 'আয়ান রহমান',
      dateOfBirth: '2022-08-14',
      immunisationCard: '2604220098765',
    },
    {
      registrationNumber: '19502692516100002',
      nameEn: 'Abdul Gafur Mia',
      nameBn: 'আব্দুল গফুর মিয়া',
      dateOfBirth: '1950-02-11',
    },
    ...seed.rows(250, (index) => {
      const { name, dateOfBirth: adultsBirth } = seed.person();
      const dateOfBirth = index % 2 === 0 ? adultsBirth : seed.day('2008-01-01', '2025-12-31');
      return {
        registrationNumber: `${dateOfBirth.slice(0, 4)}${seed.digits(13)}`,
        nameEn: name.en,
        nameBn: name.bn,
        dateOfBirth,
        ...(index % 2 === 0 ? {} : { immunisationCard: `26${dateOfBirth.slice(2, 4)}${seed.digits(9)}` }),
      };
    }),
  ];
}

export function businessNameRows(seed: Seed): Partial<LicensedBusiness>[] {
  const rows: Omit<LicensedBusiness, 'keys'>[] = [
    {
      localAuthority: 'DHAKA_SOUTH',
      licenceNumber: 'TRAD-DSCC-004512',
      nameEn: 'M/S Padma Traders',
      nameBn: 'মেসার্স পদ্মা ট্রেডার্স',
      ownerNationalId: '1985123456789',
      validUntil: '2026-06-30',
    },
    {
      localAuthority: 'DHAKA_SOUTH',
      licenceNumber: 'TRAD-DSCC-004513',
      nameEn: 'Padma Stationery',
      nameBn: 'পদ্মা স্টেশনারি',
      ownerNationalId: '1985123456789',
      validUntil: '2027-06-30',
    },
    ...seed.rows(240, (index) => {
      const localAuthority = seed.pick(CITY_CODES);
      const { en: nameEn, bn: nameBn } = seed.business(TRADES);
      return {
        localAuthority,
        licenceNumber: `TRAD-${CITIES[localAuthority].short}-${String(10_000 + index).padStart(6, '0')}`,
        nameEn,
        nameBn,
        ownerNationalId: seed.person().nationalId,
        validUntil: `${seed.pick(['2024', '2025', '2026', '2027'])}-06-30`,
      };
    }),
  ];
  return rows.map((row) => ({ ...row, keys: [row.nameEn, row.nameBn].map(businessNameKey) }));
}

/** Holdings as they are assessed for two years; some of the first year's taxes are paid. */
export function holdingTaxRows(seed: Seed): Partial<AssessedHolding>[] {
  const known = { localAuthority: 'DHAKA_SOUTH', ward: 15, annualValueBdt: 120_000 } as const;
  return [
    { ...known, holdingNumber: '27/A', fiscalYear: '2026-27' },
    { ...known, holdingNumber: '27/A', fiscalYear: '2025-26', receiptNumber: 'HT-2025-000118' },
    { ...known, holdingNumber: '28', fiscalYear: '2026-27' },
    ...seed
      .rows(120, (index) => {
        const localAuthority = seed.pick(CITY_CODES);
        const holding = {
          localAuthority,
          ward: seed.integer(1, CITIES[localAuthority].wards),
          holdingNumber: String(101 + index),
          annualValueBdt: seed.integer(20, 900) * 1000,
        };
        const paid = seed.pick([{}, { receiptNumber: `HT-2025-${seed.digits(6)}` }]);
        return [
          { ...holding, fiscalYear: '2025-26', ...paid },
          { ...holding, fiscalYear: '2026-27' },
        ];
      })
      .flat(),
  ];
}

const TRADES: [Text, ...Text[]] = [
  { en: 'Traders', bn: 'ট্রেডার্স' },
  { en: 'Store', bn: 'স্টোর' },
  { en: 'Enterprise', bn: 'এন্টারপ্রাইজ' },
  { en: 'Fabrics', bn: 'ফেব্রিক্স' },
  { en: 'Tailors', bn: 'টেইলার্স' },
  { en: 'Pharmacy', bn: 'ফার্মেসি' },
  { en: 'Restaurant', bn: 'রেস্তোরাঁ' },
  { en: 'Engineering Works', bn: 'ইঞ্জিনিয়ারিং ওয়ার্কস' },
];
