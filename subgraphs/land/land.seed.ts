/** Development data of the ministry's registries: what the forms' examples mean, then what a generator makes. All invented. */
import { pathOf } from '#kit/areas/area-map.ts';
import { type Seed, seeded } from '#kit/seed/seed.ts';
import type { RecordedPlot } from './land-records.model.ts';
import type { LandTaxDemand } from './land-tax-demands.model.ts';
import type { MouzaMap } from './mouza-maps.model.ts';
import { type RecordedPlace, recordedPlace } from './place.ts';
import type { LandClass } from './schema.generated.ts';

/** Most land is arable. */
const LAND_CLASSES: [LandClass, ...LandClass[]] = [
  'ARABLE',
  'ARABLE',
  'HOMESTEAD',
  'RAISED',
  'POND',
  'ORCHARD',
  'SHOP',
];

type Owner = Pick<RecordedPlot, 'ownerName' | 'ownerNameBn' | 'ownerNationalId'>;

const KATHALDIA = recordedPlace(
  { district: 'Dhaka', upazila: 'Savar', mouza: 'Kathaldia' },
  { district: 'ঢাকা', upazila: 'সাভার', mouza: 'কাঠালদিয়া' },
);
const ABDUL_KARIM = owner('Abdul Karim', 'আব্দুল করিম', '1965123456701');
const BIMAL_KANTI_ROY = owner('Bimal Kanti Roy', 'বিমল কান্তি রায়', '1971234567802');
const HOSNE_ARA = owner('Hosne Ara', 'হোসনে আরা', '1974234567803');

/** People of the development's identities, so that who logs in as one of them owns land. */
const KNOWN_OWNERS = [
  owner('Md. Rafiqul Islam', 'মোঃ রফিকুল ইসলাম', '1940821685833'),
  owner('Sushil Chandra Das', 'সুশীল চন্দ্র দাস', '1973162045706'),
  owner('Anwara Begum', 'আনোয়ারা বেগম', '1979275804062'),
  owner('Nurul Haque', 'নুরুল হক', '1956655093123'),
  owner('Shefali Rani Sarkar', 'শেফালী রাণী সরকার', '1949232650460'),
  owner('Kazi Mahbubur Rahman', 'কাজী মাহবুবুর রহমান', '1969217377210'),
  owner('Jahanara Akter', 'জাহানারা আক্তার', '1986203907012'),
  owner('Bimal Kanti Roy', 'বিমল কান্তি রায়', '1954533038254'),
  owner('Hosne Ara', 'হোসনে আরা', '1953837947892'),
  owner('Md. Delwar Hossain', 'মোঃ দেলোয়ার হোসেন', '1950964903441'),
  owner('Rokeya Sultana', 'রোকেয়া সুলতানা', '1961493052603'),
  owner('Abdul Motaleb', 'আব্দুল মোতালেব', '1985250823692'),
  owner('Monoranjan Sinha', 'মনোরঞ্জন সিংহ', '1965618913690'),
  owner('Taslima Nahar', 'তাসলিমা নাহার', '1989843700670'),
  owner('Golam Mostafa', 'গোলাম মোস্তফা', '1966146844157'),
  owner('Parul Bala', 'পারুল বালা', '1966999010558'),
  owner('Abdul Karim', 'আব্দুল করিম', '1959616169477'),
  owner('Salma Khatun', 'সালমা খাতুন', '1984429325092'),
  owner('Md. Rafiqul Islam', 'মোঃ রফিকুল ইসলাম', '1969496462355'),
  owner('Sushil Chandra Das', 'সুশীল চন্দ্র দাস', '1957286823116'),
  owner('Anwara Begum', 'আনোয়ারা বেগম', '1974576871267'),
  owner('Nurul Haque', 'নুরুল হক', '1953326278677'),
  owner('Shefali Rani Sarkar', 'শেফালী রাণী সরকার', '1987978568940'),
];

/** Khatians of two plots each. */
export function landRecordRows(seed: Seed): Partial<RecordedPlot>[] {
  const known = { ...KATHALDIA, khatian: '112', ...ABDUL_KARIM };
  const shared = { ...KATHALDIA, khatian: '118' };
  const mouzas = mouzasOf(60);
  return [
    { ...known, plotNumber: '245', landClass: 'ARABLE', areaDecimals: 33 },
    { ...known, plotNumber: '246', landClass: 'POND', areaDecimals: 12.5 },
    { ...known, plotNumber: '247', landClass: 'HOMESTEAD', areaDecimals: 8.25 },
    { ...shared, ...BIMAL_KANTI_ROY, plotNumber: '260', landClass: 'ARABLE', areaDecimals: 41 },
    { ...shared, ...HOSNE_ARA, plotNumber: '261/480', landClass: 'ORCHARD', areaDecimals: 16.5 },
    ...seed
      .rows(110, (index) => {
        const { name, nationalId } = seed.person();
        const khatian = {
          ...seed.pick(mouzas),
          khatian: String(200 + index),
          ...(KNOWN_OWNERS[index] ?? owner(name.en, name.bn, nationalId)),
        };
        return seed.rows(2, (plot) => ({
          ...khatian,
          plotNumber: String(600 + 2 * index + plot),
          landClass: seed.pick(LAND_CLASSES),
          areaDecimals: seed.integer(12, 240) / 4,
        }));
      })
      .flat(),
  ];
}

/** What holdings owe, for two years each; some of the first year's is paid. */
export function landTaxDemandRows(seed: Seed): Partial<LandTaxDemand>[] {
  const mouzas = mouzasOf(60);
  return [
    { ...KATHALDIA, holding: '1001', taxYear: '2026-27', demandBdt: 1480 },
    { ...KATHALDIA, holding: '1001', taxYear: '2025-26', demandBdt: 1480, receiptNumber: 'DKH-2025-000117' },
    { ...KATHALDIA, holding: '1002', taxYear: '2026-27', demandBdt: 0 },
    { ...KATHALDIA, holding: '1003', taxYear: '2026-27', demandBdt: 320 },
    { ...KATHALDIA, holding: '1003', taxYear: '2025-26', demandBdt: 340 },
    ...seed
      .rows(110, (index) => {
        const holding = { ...seed.pick(mouzas), holding: String(1100 + index) };
        const demandBdt = seed.pick([0, 140, 320, 420, 900, 1480, 2750, 8400]);
        const paid = seed.pick([{}, { receiptNumber: `DKH-2025-${seed.digits(6)}` }]);
        return [
          { ...holding, taxYear: '2025-26', demandBdt, ...(demandBdt > 0 ? paid : {}) },
          { ...holding, taxYear: '2026-27', demandBdt },
        ];
      })
      .flat(),
  ];
}

/** The printed maps of a mouza, by survey. */
export function mouzaMapRows(seed: Seed): Partial<MouzaMap>[] {
  return [
    { ...KATHALDIA, survey: 'RS', jlNumber: 145, sheets: 3 },
    { ...KATHALDIA, survey: 'CS', jlNumber: 212, sheets: 2 },
    ...mouzasOf(110).flatMap((mouza) => {
      const sheets = seed.integer(1, 6);
      return [
        { ...mouza, survey: 'RS' as const, jlNumber: seed.integer(1, 300), sheets },
        { ...mouza, survey: 'BS' as const, jlNumber: seed.integer(1, 300), sheets: sheets + 1 },
      ];
    }),
  ];
}

/** The same mouzas for every registry, named after unions of the country's map; no two alike. */
function mouzasOf(count: number): [RecordedPlace, ...RecordedPlace[]] {
  const seed = seeded('mouzas');
  const unions = [...new Set(seed.rows(2 * count, () => seed.union()))].slice(0, count);
  const [first = KATHALDIA, ...others] = unions.map((union) => {
    const [, district, upazila, mouza] = pathOf(union).map(({ name }) => name);
    const of = (language: 'en' | 'bn') => ({
      district: district?.[language] ?? '',
      upazila: upazila?.[language] ?? '',
      mouza: mouza?.[language] ?? '',
    });
    return recordedPlace(of('en'), of('bn'));
  });
  return [first, ...others];
}

function owner(ownerName: string, ownerNameBn: string, ownerNationalId: string): Owner {
  return { ownerName, ownerNameBn, ownerNationalId };
}
