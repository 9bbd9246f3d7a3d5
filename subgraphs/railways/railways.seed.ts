/** Development data of the timetable: the train of the forms' example, and made ones on the country's lines. Distances are rounded. */
import type { Text } from '#kit/errors/catalogue.ts';
import type { Seed } from '#kit/seed/seed.ts';
import type { TrainStation } from './schema.generated.ts';
import type { Train } from './trains.model.ts';

type Line = readonly (readonly [station: TrainStation, km: number])[];

const TO_CHATTOGRAM: Line = [
  ['DHAKA', 0],
  ['BIMANBANDAR', 18],
  ['BHAIRAB_BAZAR', 88],
  ['BRAHMANBARIA', 118],
  ['CUMILLA', 181],
  ['LAKSAM', 206],
  ['FENI', 246],
  ['CHATTOGRAM', 346],
];

const LINES: readonly [Line, ...Line[]] = [
  TO_CHATTOGRAM,
  [
    ['DHAKA', 0],
    ['BIMANBANDAR', 18],
    ['CHATTOGRAM', 346],
    ['COXS_BAZAR', 480],
  ],
  [
    ['DHAKA', 0],
    ['BIMANBANDAR', 18],
    ['BHAIRAB_BAZAR', 88],
    ['AKHAURA', 134],
    ['SHAYESTAGANJ', 190],
    ['SREEMANGAL', 231],
    ['KULAURA', 264],
    ['SYLHET', 319],
  ],
  [
    ['CHATTOGRAM', 0],
    ['FENI', 100],
    ['CUMILLA', 165],
    ['AKHAURA', 212],
    ['SHAYESTAGANJ', 270],
    ['SREEMANGAL', 310],
    ['SYLHET', 377],
  ],
  [
    ['DHAKA', 0],
    ['LAKSAM', 206],
    ['NOAKHALI', 258],
  ],
  [
    ['DHAKA', 0],
    ['BIMANBANDAR', 18],
    ['JOYDEBPUR', 35],
    ['TANGAIL', 94],
    ['ISHWARDI', 225],
    ['RAJSHAHI', 343],
    ['CHAPAINAWABGANJ', 391],
  ],
  [
    ['DHAKA', 0],
    ['BHANGA', 77],
    ['FARIDPUR', 107],
    ['KUSHTIA', 190],
    ['CHUADANGA', 235],
    ['JASHORE', 312],
    ['KHULNA', 369],
  ],
  [
    ['DHAKA', 0],
    ['BHANGA', 77],
    ['JASHORE', 172],
    ['BENAPOLE', 207],
  ],
  [
    ['DHAKA', 0],
    ['JOYDEBPUR', 35],
    ['TANGAIL', 94],
    ['NATORE', 260],
    ['SANTAHAR', 305],
    ['PARBATIPUR', 400],
    ['DINAJPUR', 431],
    ['PANCHAGARH', 526],
  ],
  [
    ['DHAKA', 0],
    ['JOYDEBPUR', 35],
    ['NATORE', 260],
    ['SANTAHAR', 305],
    ['BOGURA', 345],
    ['GAIBANDHA', 405],
    ['RANGPUR', 470],
    ['KURIGRAM', 520],
  ],
  [
    ['DHAKA', 0],
    ['BIMANBANDAR', 18],
    ['JOYDEBPUR', 35],
    ['MYMENSINGH', 123],
    ['JAMALPUR', 177],
    ['DEWANGANJ', 212],
  ],
  [
    ['DHAKA', 0],
    ['BIMANBANDAR', 18],
    ['MYMENSINGH', 123],
    ['NETROKONA', 160],
  ],
  [
    ['DHAKA', 0],
    ['BIMANBANDAR', 18],
    ['BHAIRAB_BAZAR', 88],
    ['KISHOREGANJ', 140],
  ],
  [
    ['KHULNA', 0],
    ['JASHORE', 57],
    ['CHUADANGA', 134],
    ['KUSHTIA', 179],
    ['ISHWARDI', 200],
    ['RAJSHAHI', 270],
  ],
  [
    ['KHULNA', 0],
    ['JASHORE', 57],
    ['ISHWARDI', 200],
    ['NATORE', 250],
    ['SANTAHAR', 297],
    ['PARBATIPUR', 392],
    ['CHILAHATI', 452],
  ],
];

const NAMES: readonly [Text, ...Text[]] = [
  { en: 'Padma', bn: 'পদ্মা' },
  { en: 'Meghna', bn: 'মেঘনা' },
  { en: 'Jamuna', bn: 'যমুনা' },
  { en: 'Surma', bn: 'সুরমা' },
  { en: 'Karnaphuli', bn: 'কর্ণফুলী' },
  { en: 'Teesta', bn: 'তিস্তা' },
  { en: 'Mahananda', bn: 'মহানন্দা' },
  { en: 'Kapotaksha', bn: 'কপোতাক্ষ' },
  { en: 'Titas', bn: 'তিতাস' },
  { en: 'Gomati', bn: 'গোমতী' },
  { en: 'Rupsha', bn: 'রূপসা' },
  { en: 'Shapla', bn: 'শাপলা' },
  { en: 'Doel', bn: 'দোয়েল' },
  { en: 'Sonar Tori', bn: 'সোনার তরী' },
];

type Kind = Pick<Train, 'classes'> & { readonly name: Text; readonly kmPerHour: number };

const EXPRESS = { en: 'Express', bn: 'এক্সপ্রেস' };
const CHAIRS = { seatClass: 'SHOVON_CHAIR', seats: 480 } as const;
const KINDS: readonly [Kind, ...Kind[]] = [
  {
    name: EXPRESS,
    kmPerHour: 60,
    classes: [CHAIRS, { seatClass: 'SNIGDHA', seats: 180 }, { seatClass: 'AC_BERTH', seats: 36 }],
  },
  { name: EXPRESS, kmPerHour: 70, classes: [CHAIRS, { seatClass: 'SNIGDHA', seats: 240 }] },
  { name: { en: 'Mail', bn: 'মেইল' }, kmPerHour: 40, classes: [{ seatClass: 'SHOVON', seats: 600 }] },
  { name: { en: 'Commuter', bn: 'কমিউটার' }, kmPerHour: 45, classes: [{ seatClass: 'SHOVON', seats: 540 }, CHAIRS] },
];

const MINUTES_OF_DAY = 24 * 60;

/** A line run through from an hour on; backwards from its other end. */
function stopsOf(line: Line, isBackwards: boolean, firstMinute: number, kmPerHour: number): Train['stops'] {
  const whole = line.at(-1)?.[1] ?? 0;
  const run = isBackwards ? line.map(([station, km]) => [station, whole - km] as const).toReversed() : line;
  return run.map(([station, km]) => ({ station, km, minute: firstMinute + Math.round((km / kmPerHour) * 60) }));
}

export const trainRows = (seed: Seed): Train[] => [
  {
    number: '742',
    name: 'Turna Express',
    nameBn: 'তূর্ণা এক্সপ্রেস',
    offDay: null,
    stops: stopsOf(TO_CHATTOGRAM, false, 23 * 60 + 15, 60),
    classes: [
      { seatClass: 'SHOVON_CHAIR', seats: 960 },
      { seatClass: 'SNIGDHA', seats: 120 },
      { seatClass: 'AC_BERTH', seats: 12 },
    ],
  },
  ...seed.rows(220, (index) => {
    const kind = seed.pick(KINDS);
    const name = seed.pick(NAMES);
    return {
      number: String(100 + index),
      name: `${name.en} ${kind.name.en}`,
      nameBn: `${name.bn} ${kind.name.bn}`,
      offDay: seed.pick([null, null, 0, 1, 2, 3, 4, 5, 6]),
      stops: stopsOf(seed.pick(LINES), index % 2 === 1, seed.integer(0, MINUTES_OF_DAY / 5 - 1) * 5, kind.kmPerHour),
      classes: kind.classes,
    };
  }),
];
