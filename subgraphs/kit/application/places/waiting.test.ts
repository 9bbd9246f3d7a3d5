/** The waiting list of a slot: who is put on it, who is called, and that nobody is called twice or overtaken. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problem } from '../../errors/problem.ts';
import type { RecordedService } from '../../service.ts';
import { codesOf, type DeskForTests, openDesk, recordOf } from '../../test/desk.ts';
import { act } from '../act.ts';
import type { Desk } from '../desk.ts';
import type { Action } from '../lifecycle.ts';
import { submit } from '../submit.ts';
import { lapseAllDue } from './lapse.ts';
import { callAllWaiting } from './waiting.ts';

let water: DeskForTests;
beforeAll(async () => {
  water = await openDesk();
});
afterAll(() => water.close());

const applicant = { role: 'APPLICANT', actorId: 'rahima' } as const;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const PLACES = 5;

let number = 0;
/** A day on which the boat is empty. */
const freshDay = () => new Date(Date.UTC(2028, 0, ++number)).toISOString().slice(0, 10);

const times = <Value>(count: number, make: (index: number) => Promise<Value>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

/** A full boat; the ids of who is in it. */
async function fullBoat(day = freshDay()) {
  const booked = await times(PLACES, (index) => water.submit('boat-trip', { day }, `passenger-${index}`));
  return { day, inside: booked.map((answer) => recordOf(answer)._id) };
}

/** Puts somebody on the list, a second after whoever came before. */
async function wait(day: string, as?: string): Promise<string> {
  water.clock.passes(1_000);
  return recordOf(await water.submit('boat-trip', { day, joinWaitingList: true }, as))._id;
}

async function does(id: string | undefined, action: Action, answers?: object, desk: Desk = water.desk) {
  return act(desk, await water.record(id ?? ''), action, applicant, { answers });
}

const statusOf = async (id: string) => (await water.record(id)).status;
const placesTaken = async (day: string) => water.desk.applications.countDocuments({ holds: `boat/${day}` });

describe('when the time is full', () => {
  test('one is refused, and told that one may wait', async () => {
    const { day } = await fullBoat();
    expect(codesOf(await water.submit('boat-trip', { day }))).toEqual(['SLOT_FULL']);
    expect(codesOf(await water.submit('boat-trip', { day, joinWaitingList: false }))).toEqual(['SLOT_FULL']);
  });

  test('who asks to wait is handed in, holds nothing, and owes nothing', async () => {
    const { day } = await fullBoat();
    expect(await water.record(await wait(day))).toMatchObject({
      status: 'SUBMITTED',
      holds: [],
      payment: null,
      outcome: [],
      waiting: { key: `boat/${day}`, since: water.clock.now() },
      timeline: [{ action: 'SUBMIT' }],
    });
  });

  test('a repeat of the request is the same place on the list', async () => {
    const { day } = await fullBoat();
    const sent = { day, joinWaitingList: true, idempotencyKey: 'the-same-key' };
    const answers = await times(3, () => submit(water.desk, water.entry('boat-trip'), sent, 'hasina'));
    expect(new Set(answers.map((answer) => recordOf(answer)._id)).size).toBe(1);
    expect(await water.desk.applications.countDocuments({ 'waiting.key': `boat/${day}` })).toBe(1);
  });

  test('a boat with room keeps nobody waiting', async () => {
    expect(await statusOf(await wait(freshDay()))).toBe('APPROVED');
  });
});

describe('when a place comes free', () => {
  test('who came first gets it, with the outcome, the fee and a day to pay it', async () => {
    const { day, inside } = await fullBoat();
    const [first, second] = [await wait(day), await wait(day)];
    recordOf(await does(inside[0], 'WITHDRAW'));
    const called = await water.record(first);
    expect(called).toMatchObject({
      status: 'APPROVED',
      holds: [`boat/${day}`],
      waiting: null,
      payment: { amountBdt: 50, status: 'DUE' },
      lapsesAt: new Date(water.clock.now().getTime() + DAY_MS),
      outcomeValues: { cabin: expect.any(String) },
      timeline: [{ action: 'SUBMIT' }, { action: 'CONFIRM', status: 'APPROVED', actor: 'SYSTEM' }],
      version: 2,
    });
    expect(water.applications.toldOf(first).map(({ waiting }) => waiting?.key ?? null)).toEqual([`boat/${day}`, null]);
    expect(await statusOf(second)).toBe('SUBMITTED');
  });

  test.each<[string, (id: string | undefined) => Promise<unknown>]>([
    ['is withdrawn', (id) => does(id, 'WITHDRAW')],
    ['is moved', (id) => does(id, 'MOVE', { day: freshDay() })],
  ])('because an appointment %s, exactly one is called', async (_, give) => {
    const { day, inside } = await fullBoat();
    const waiting = [await wait(day), await wait(day)];
    await give(inside[2]);
    expect(await Promise.all(waiting.map(statusOf))).toEqual(['APPROVED', 'SUBMITTED']);
  });

  test('because nobody paid, the first is called', async () => {
    const { day } = await fullBoat();
    const first = await wait(day);
    water.clock.passes(31 * MINUTE_MS);
    await lapseAllDue(water.desk);
    expect(await statusOf(first)).toBe('APPROVED');
  });

  test('five at once, five are called, in the order in which they came', async () => {
    const { day, inside } = await fullBoat();
    const waiting: string[] = [];
    for (let turn = 0; turn < 8; turn++) waiting.push(await wait(day, `waiting-${turn}`));
    await Promise.all(inside.map((id) => does(id, 'WITHDRAW')));
    await callAllWaiting(water.desk);
    const expected = [
      'APPROVED',
      'APPROVED',
      'APPROVED',
      'APPROVED',
      'APPROVED',
      'SUBMITTED',
      'SUBMITTED',
      'SUBMITTED',
    ];
    expect(await Promise.all(waiting.map(statusOf))).toEqual(expected);
    expect(await placesTaken(day)).toBe(PLACES);
  });

  test('nobody who comes later overtakes, even before the first is called', async () => {
    const { day, inside } = await fullBoat();
    const first = await wait(day);
    await expect(does(inside[0], 'WITHDRAW', undefined, killed())).rejects.toThrow('killed');
    water.clock.passes(2 * MINUTE_MS);
    expect(codesOf(await water.submit('boat-trip', { day }))).toEqual(['SLOT_FULL']);
    expect(await statusOf(await wait(day))).toBe('SUBMITTED');
    expect(await statusOf(first)).toBe('SUBMITTED');
  });

  test('by many callers at once, one is called once', async () => {
    const { day, inside } = await fullBoat();
    const first = await wait(day);
    await wait(day);
    await expect(does(inside[0], 'WITHDRAW', undefined, killed())).rejects.toThrow('killed');
    water.clock.passes(2 * MINUTE_MS);
    await times(6, () => callAllWaiting(water.desk));
    expect(await water.record(first)).toMatchObject({ status: 'APPROVED', version: 2 });
    expect((await water.record(first)).timeline).toHaveLength(2);
    expect(await placesTaken(day)).toBe(PLACES);
  });

  test('who leaves the list while they are called does not keep the place: the next has it', async () => {
    const { day, inside } = await fullBoat();
    const [first, second] = [await wait(day), await wait(day)];
    let isCalled = false;
    const claim: Desk['slots']['claim'] = async (place, by, version) => {
      const isTheirs = await water.desk.slots.claim(place, by, version);
      if (by === first && !isCalled) {
        isCalled = true;
        recordOf(await does(first, 'WITHDRAW'));
      }
      return isTheirs;
    };
    recordOf(await does(inside[0], 'WITHDRAW', undefined, { ...water.desk, slots: { ...water.desk.slots, claim } }));
    expect(isCalled).toBe(true);
    expect([await statusOf(first), await statusOf(second)]).toEqual(['WITHDRAWN', 'APPROVED']);
    expect(await placesTaken(day)).toBe(PLACES);
  });
});

describe('of what one may have only once', () => {
  /** As if a person could have one trip a month. */
  const oncePerMonth: RecordedService<{ day: string }>['unique'] = ({ applicantId, input }) => ({
    key: `${applicantId}/${input.day.slice(0, 7)}`,
    taken: problem(null, 'ONE_A_MONTH'),
  });
  const strict = (): Desk => {
    const trip = water.entry('boat-trip');
    const behaviour = { ...trip.behaviour, unique: oncePerMonth };
    return { ...water.desk, services: new Map([...water.desk.services, ['boat-trip', { ...trip, behaviour }]]) };
  };
  const ask = (desk: Desk, day: string, as: string) => {
    water.clock.passes(1_000);
    const entry = desk.services.get('boat-trip') ?? water.entry('boat-trip');
    return submit(desk, entry, { day, joinWaitingList: true, idempotencyKey: crypto.randomUUID() }, as);
  };

  test('who waits has it, and keeps nobody behind them from being called', async () => {
    const desk = strict();
    const [one, other] = [await fullBoat('2027-05-04'), await fullBoat('2027-05-05')];
    const first = recordOf(await ask(desk, one.day, 'salma'));
    expect(codesOf(await ask(desk, other.day, 'salma'))).toEqual(['ONE_A_MONTH']);
    const second = recordOf(await ask(desk, other.day, 'jamal'));
    recordOf(await does(one.inside[0], 'WITHDRAW', undefined, desk));
    recordOf(await does(other.inside[0], 'WITHDRAW', undefined, desk));
    expect([await statusOf(first._id), await statusOf(second._id)]).toEqual(['APPROVED', 'APPROVED']);
    expect((await water.record(first._id)).holds).toHaveLength(2);
  });

  test('who waits no longer does not have it either, nor who was refused', async () => {
    const desk = strict();
    const { day } = await fullBoat('2027-06-04');
    const waiting = recordOf(await ask(desk, day, 'salma'));
    recordOf(await does(waiting._id, 'WITHDRAW', undefined, desk));
    const entry = desk.services.get('boat-trip') ?? water.entry('boat-trip');
    const unwilling = { day, idempotencyKey: crypto.randomUUID() };
    expect(codesOf(await submit(desk, entry, unwilling, 'salma'))).toEqual(['SLOT_FULL']);
    const again = recordOf(await ask(desk, day, 'salma'));
    // To another full time in the same month, and to one with room in another.
    recordOf(await does(again._id, 'MOVE', { day: (await fullBoat('2027-06-05')).day }, desk));
    recordOf(await does(again._id, 'MOVE', { day: '2027-07-05' }, desk));
    expect((await water.record(again._id)).holds.sort()).toEqual(['boat-trip/salma/2027-07', 'boat/2027-07-05']);
    expect(recordOf(await ask(desk, '2027-06-06', 'salma')).status).toBe('APPROVED');
  });
});

/** A desk whose process ends after an appointment was withdrawn, and before its place was given back. */
function killed(): Desk {
  return { ...water.desk, slots: { ...water.desk.slots, release: () => Promise.reject(new Error('killed')) } };
}

test('after a kill between a withdrawal and the call, the next start calls the first', async () => {
  const { day, inside } = await fullBoat();
  const first = await wait(day);
  await expect(does(inside[0], 'WITHDRAW', undefined, killed())).rejects.toThrow('killed');
  expect(await water.record(inside[0] ?? '')).toMatchObject({ status: 'WITHDRAWN', holds: [] });
  const restarted = await water.again();
  restarted.clock.passes(water.clock.now().getTime() - restarted.clock.now().getTime() + 2 * MINUTE_MS);
  restarted.desk.relay.start();
  await restarted.applications.heard(first, 2);
  await restarted.close();
  expect(await statusOf(first)).toBe('APPROVED');
});

describe('who waits', () => {
  test('may move to a time with room, and is booked by it', async () => {
    const { day } = await fullBoat();
    const [id, other] = [await wait(day), freshDay()];
    const moved = recordOf(await does(id, 'MOVE', { day: other }));
    expect(moved).toMatchObject({
      status: 'APPROVED',
      waiting: null,
      holds: [`boat/${other}`],
      payment: { amountBdt: 50, status: 'DUE' },
      lapsesAt: new Date(water.clock.now().getTime() + 30 * MINUTE_MS),
    });
    expect(moved.timeline.map(({ action, status }) => [action, status])).toEqual([
      ['SUBMIT', 'SUBMITTED'],
      ['MOVE', 'SUBMITTED'],
      ['CONFIRM', 'APPROVED'],
    ]);
  });

  test('may move to another full time, and waits there behind the others', async () => {
    const [one, other] = [await fullBoat(), await fullBoat()];
    const there = await wait(other.day);
    const id = await wait(one.day);
    water.clock.passes(1_000);
    recordOf(await does(id, 'MOVE', { day: other.day }));
    await Promise.all([does(one.inside[0], 'WITHDRAW'), does(other.inside[0], 'WITHDRAW')]);
    expect([await statusOf(there), await statusOf(id)]).toEqual(['APPROVED', 'SUBMITTED']);
    recordOf(await does(other.inside[1], 'WITHDRAW'));
    expect(await statusOf(id)).toBe('APPROVED');
  });

  test('may change another answer, and keeps their turn', async () => {
    const { day, inside } = await fullBoat();
    const [first, second] = [await wait(day), await wait(day)];
    water.clock.passes(1_000);
    recordOf(await does(first, 'MOVE', { mobile: '01812345678' }));
    recordOf(await does(inside[0], 'WITHDRAW'));
    expect([await statusOf(first), await statusOf(second)]).toEqual(['APPROVED', 'SUBMITTED']);
  });

  test('may leave, and owes nothing', async () => {
    const { day, inside } = await fullBoat();
    const [first, second] = [await wait(day), await wait(day)];
    expect(recordOf(await does(first, 'WITHDRAW'))).toMatchObject({
      status: 'WITHDRAWN',
      waiting: null,
      payment: null,
    });
    recordOf(await does(inside[0], 'WITHDRAW'));
    expect([await statusOf(first), await statusOf(second)]).toEqual(['WITHDRAWN', 'APPROVED']);
  });

  test('waits until the time has come, and is told that no place came free', async () => {
    const { day, inside } = await fullBoat('2026-03-08');
    const id = await wait(day);
    // They have paid.
    await water.desk.applications.updateMany({ _id: { $in: inside } }, { $unset: { lapsesAt: '' } });
    const desk = { ...water.desk, clock: { now: () => new Date('2026-03-08T10:30:00Z') } };
    await callAllWaiting(desk);
    await lapseAllDue({ ...desk, clock: { now: () => new Date('2026-03-08T10:29:59Z') } });
    expect(await statusOf(id)).toBe('SUBMITTED');
    await lapseAllDue(desk);
    expect(await water.record(id)).toMatchObject({
      status: 'WITHDRAWN',
      waiting: null,
      timeline: [{ action: 'SUBMIT' }, { action: 'EXPIRE', actor: 'SYSTEM' }],
    });
    expect((await water.record(id)).lapsesAt).toBeUndefined();
  });
});

test('among fifty who book, wait, move and withdraw at once, nobody is without and none is taken twice', async () => {
  const [one, other] = [freshDay(), freshDay()];
  const ids = await times(50, async (index) => {
    const answer = await water.submit(
      'boat-trip',
      { day: index % 2 ? one : other, joinWaitingList: true },
      `crowd-${index}`,
    );
    return recordOf(answer)._id;
  });
  await times(50, async (index) => {
    const id = ids[index];
    if (index % 3 === 0) return does(id, 'WITHDRAW');
    return index % 3 === 1 ? does(id, 'MOVE', { day: index % 2 ? other : one }) : callAllWaiting(water.desk);
  });
  await callAllWaiting(water.desk);
  for (const key of [`boat/${one}`, `boat/${other}`]) {
    const [slot, named] = await Promise.all([
      water.desk.applications.db.collection<{ _id: string; taken: { by: string }[] }>('slots').findOne({ _id: key }),
      water.desk.applications.find({ holds: key }, { _id: 1 }).lean(),
    ]);
    // Whom the slot has is whose record names it: nobody is without a place, and no place is lost.
    expect(slot?.taken.map(({ by }) => by).sort()).toEqual(named.map(({ _id }) => _id).sort());
    expect(named).toHaveLength(PLACES);
  }
});
