import { describe, expect, test } from 'vitest';
import { dayInDhaka, systemClock } from '#kit/clock.ts';
import { daysLater } from '#kit/days.ts';
import { seeded } from '#kit/seed/seed.ts';
import { anonymous, citizen } from '#kit/test/harness.ts';
import { ministryUnderTest } from '#kit/test/ministry.ts';
import ministry from './index.ts';
import { trainRows } from './railways.seed.ts';
import { clockTime, fareBdt, partOfFare, rideOf, runsOn } from './train-run.ts';
import { scheduled } from './train-schedule.ts';
import { seatOf, trainObjection } from './train-ticket.rules.ts';
import type { Train } from './trains.model.ts';

const { send, subgraph, pay } = ministryUnderTest('railways', ministry);
const today = dayInDhaka(systemClock.now());

/** Takes a seat and pays for it. @returns coach and seat. */
async function bought(changes: object): Promise<string> {
  const { application } = await send('train-ticket', changes);
  for (const _ of ['paid', 'told again']) expect(await pay(application)).toBe(200);
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Application { trainTicket { coach seat } } } }`;
  const of = [{ __typename: 'Application', id: application?.id }];
  const { data } = await subgraph().ask('railways', citizen('rahima'), query, { of });
  return JSON.stringify(data?._entities);
}

const seatIn = (coach: number, seat: number) => JSON.stringify([{ trainTicket: { coach, seat } }]);

describe('a ticket', () => {
  test.each([
    ['an unknown train', { trainNumber: '999' }, 'trainNumber', 'TRAIN_UNKNOWN'],
    ['the way back', { from: 'CHATTOGRAM', to: 'DHAKA' }, 'to', 'NOT_ON_THE_WAY'],
    ['no way', { to: 'DHAKA' }, 'to', 'NOT_ON_THE_WAY'],
    ['a station of another line', { to: 'SYLHET' }, 'to', 'NOT_ON_THE_WAY'],
    ['a class that the train lacks', { seatClass: 'SHOVON' }, 'seatClass', 'CLASS_NOT_IN_TRAIN'],
    ['today', { day: today }, 'day', 'DATE_TOO_EARLY'],
    ['eleven days ahead', { day: daysLater(today, 11) }, 'day', 'DATE_TOO_LATE'],
    [
      'somebody without a national ID',
      { passenger: { name: 'Rahima', dateOfBirth: '1990-05-17' } },
      'passenger.nationalId',
      'PASSENGER_ID_MISSING',
    ],
    [
      'a child without a birth registration',
      { passenger: { name: 'Mina', dateOfBirth: daysLater(today, -2500) } },
      'passenger.birthRegistration',
      'PASSENGER_BIRTH_NUMBER_MISSING',
    ],
    [
      'a baby',
      { passenger: { name: 'Mina', dateOfBirth: daysLater(today, -90), birthRegistration: '20261234567890123' } },
      'passenger.dateOfBirth',
      'CHILD_TRAVELS_FREE',
    ],
  ])('for %s is refused', async (_, changes, field, code) => {
    expect(await send('train-ticket', changes)).toMatchObject({ application: null, userErrors: [{ field, code }] });
  });

  test.each([
    ['a whole run', {}, 405],
    ['a better class', { seatClass: 'SNIGDHA' }, 779],
    ['a part of the way', { from: 'BHAIRAB_BAZAR', to: 'FENI' }, 185],
    [
      'a child',
      { passenger: { name: 'Mina', dateOfBirth: daysLater(today, -2500), birthRegistration: '20201234567890123' } },
      203,
    ],
  ])('for %s costs its fare', async (_, changes, amountBdt) => {
    expect(await send('train-ticket', changes)).toMatchObject({
      application: { status: 'SUBMITTED', payment: { amountBdt, status: 'DUE' } },
    });
  });

  test('is sold once: of twelve berths the thirteenth buyer gets none, even when all come at once', async () => {
    const berth = { seatClass: 'AC_BERTH', day: daysLater(today, 5) };
    const answers = await Promise.all(Array.from({ length: 15 }, () => send('train-ticket', berth)));
    expect(answers.filter(({ userErrors }) => userErrors[0]?.code === 'SLOT_FULL')).toHaveLength(3);
    expect(await send('train-ticket', { ...berth, day: daysLater(today, 6) })).toMatchObject({ userErrors: [] });
  });

  test('has a seat that nobody else has, and the schedule counts it', async () => {
    const snigdha = { seatClass: 'SNIGDHA', day: daysLater(today, 7) };
    const seats = await Promise.all([bought(snigdha), bought(snigdha), bought(snigdha)]);
    expect(seats.sort()).toEqual([seatIn(1, 1), seatIn(1, 2), seatIn(1, 3)]);
    const { answers = [] } = await send('train-schedule', { day: snigdha.day }, { as: anonymous });
    const turna = answers.find(({ value }) => value === '742')?.name.replace('number', '');
    expect(answers).toContainEqual({ name: `${turna}classes.1.seatsLeft`, value: '117' });
  });
});

describe('the schedule', () => {
  test('is told to anybody', async () => {
    const { answers } = await send('train-schedule', {}, { as: anonymous });
    expect(answers).toContainEqual({ name: expect.stringMatching(/^trains\.\d+\.departsAt$/), value: '23:15' });
  });

  test('has nothing from a station to itself', async () => {
    expect(await send('train-schedule', { to: 'DHAKA' })).toEqual({ answers: [], userErrors: [] });
  });

  test('holds 221 trains, each with stops in order and seats', () => {
    const rows = trainRows(seeded('trains'));
    expect(new Set(rows.map(({ number }) => number)).size).toBe(221);
    for (const { stops, classes } of rows) {
      expect(stops.map(({ km }) => km)).toEqual(stops.map(({ km }) => km).sort((one, other) => one - other));
      expect(stops[0]?.km).toBe(0);
      expect(classes.length).toBeGreaterThan(0);
    }
  });
});

describe('the rules alone', () => {
  const train: Train = {
    number: '701',
    name: 'Padma Express',
    nameBn: 'পদ্মা এক্সপ্রেস',
    offDay: 1,
    stops: [
      { station: 'DHAKA', km: 0, minute: 1430 },
      { station: 'TANGAIL', km: 94, minute: 1524 },
      { station: 'RAJSHAHI', km: 343, minute: 1773 },
    ],
    classes: [{ seatClass: 'SHOVON_CHAIR', seats: 2 }],
  };
  const journey = { from: 'DHAKA', to: 'RAJSHAHI', day: '2026-12-01', seatClass: 'SHOVON_CHAIR' } as const;

  test.each([
    ['a Monday', { day: '2026-11-30' }, 'OFF_DAY'],
    ['a Tuesday', {}, undefined],
    ['getting on later', { from: 'TANGAIL' }, undefined],
    ['going back', { from: 'RAJSHAHI', to: 'TANGAIL' }, 'NOT_ON_THE_WAY'],
    ['a berth', { seatClass: 'AC_BERTH' }, 'CLASS_NOT_IN_TRAIN'],
  ] as const)('%s: %s', (_, changes, code) => {
    expect(trainObjection(train, { ...journey, ...changes })?.code).toBe(code);
  });

  test('a train that runs every day has no off day', () => {
    const week = [1, 2, 3, 4, 5, 6, 7].map((day) => `2026-12-0${day}`);
    expect(week.every((day) => runsOn({ offDay: null }, day))).toBe(true);
    expect(week.filter((day) => !runsOn({ offDay: 0 }, day))).toEqual(['2026-12-06']);
  });

  test('times past midnight, and what is left', () => {
    expect(rideOf(train, 'TANGAIL', 'RAJSHAHI')).toMatchObject({ on: { km: 94 }, off: { km: 343 } });
    expect([0, 65, 1430, 1524].map(clockTime)).toEqual(['00:00', '01:05', '23:50', '01:24']);
    expect(scheduled(train, journey, new Map([['701/2026-12-01/SHOVON_CHAIR', 2]]))).toMatchObject([
      { departsAt: '23:50', arrivesAt: '05:33', classes: [{ fareBdt: 402, seatsLeft: 0 }] },
    ]);
    expect(scheduled(train, { ...journey, to: 'SYLHET' }, new Map())).toEqual([]);
  });

  test.each([
    ['2023-12-02', 0],
    ['2023-12-01', 0.5],
    ['2014-12-02', 0.5],
    ['2014-12-01', 1],
  ])('born on %s one pays %f of the fare on 1 December 2026', (dateOfBirth, part) => {
    expect(partOfFare(dateOfBirth, '2026-12-01')).toBe(part);
  });

  test('a short way has a least fare', () => {
    expect([1, 30, 100].map((km) => fareBdt('SHOVON_CHAIR', km))).toEqual([35, 36, 117]);
    expect(fareBdt('AC_BERTH', 100)).toBe(403);
  });

  test('a coach has 60 seats', () => {
    expect([0, 59, 60].map(seatOf)).toEqual([
      { coach: 1, seat: 1 },
      { coach: 1, seat: 60 },
      { coach: 2, seat: 1 },
    ]);
  });
});
