/** Moving an appointment: the new place first, then the old; and what is left when the process ends in between. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codesOf, type DeskForTests, openDesk, recordOf } from '../../test/desk.ts';
import { act } from '../act.ts';
import type { Desk } from '../desk.ts';

let water: DeskForTests;
beforeAll(async () => {
  water = await openDesk();
});
afterAll(() => water.close());

const applicant = { role: 'APPLICANT', actorId: 'rahima' } as const;
const MINUTE_MS = 60_000;
const PLACES = 5;

let number = 0;
/** A day on which the boat is empty. */
const freshDay = () => new Date(Date.UTC(2028, 0, ++number)).toISOString().slice(0, 10);

const book = (day: string, as?: string) => water.submit('boat-trip', { day }, as);
const times = <Value>(count: number, make: (index: number) => Promise<Value>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

async function booked(day = freshDay()): Promise<string> {
  return recordOf(await book(day))._id;
}

async function move(id: string, answers: unknown, desk = water.desk) {
  return act(desk, await water.record(id), 'MOVE', applicant, { answers });
}

/** How many can still book on a day; it fills the boat. */
async function freePlaces(day: string): Promise<number> {
  const answers = await times(PLACES + 1, () => book(day));
  return answers.filter((answer) => 'record' in answer).length;
}

async function filled(day = freshDay()): Promise<string> {
  await times(PLACES, () => book(day));
  return day;
}

/** A desk whose process ends when it comes to give places back, or before it writes the record. */
function killed(at: 'write' | 'release'): Desk {
  const die = () => Promise.reject(new Error('killed'));
  if (at === 'release') return { ...water.desk, slots: { ...water.desk.slots, release: die } };
  const applications = Object.create(water.desk.applications, {
    findOneAndUpdate: { value: () => ({ lean: die }) },
    findById: { value: () => ({ lean: die }) },
  });
  return { ...water.desk, applications };
}

describe('an appointment that is moved', () => {
  test('has the new time, and its outcome anew; the old place is free', async () => {
    const [before, after] = [freshDay(), freshDay()];
    const id = await booked(before);
    const moved = recordOf(await move(id, { day: after }));
    expect(moved).toMatchObject({
      status: 'APPROVED',
      values: { day: after },
      holds: [`boat/${after}`],
      answers: expect.arrayContaining([expect.objectContaining({ name: 'day' })]),
      outcomeValues: { cabin: `${after.slice(8)}-${moved.reference.slice(-1)}` },
      payment: { amountBdt: 50, status: 'DUE' },
      version: 2,
    });
    expect(moved.timeline.map(({ action, status, actor }) => [action, status, actor])).toEqual([
      ['SUBMIT', 'SUBMITTED', 'APPLICANT'],
      ['CONFIRM', 'APPROVED', 'SYSTEM'],
      ['MOVE', 'APPROVED', 'APPLICANT'],
    ]);
    expect(water.applications.toldOf(id).map(({ version }) => version)).toEqual([1, 2]);
    expect([await freePlaces(before), await freePlaces(after)]).toEqual([PLACES, PLACES - 1]);
  });

  test('and moved again to the same time is as it was: a repeat changes nothing', async () => {
    const id = await booked();
    const day = freshDay();
    const once = recordOf(await move(id, { day }));
    expect(recordOf(await move(id, { day })).version).toBe(once.version);
  });

  test('to a full time stays where it is', async () => {
    const [before, full] = [freshDay(), await filled()];
    const id = await booked(before);
    expect(codesOf(await move(id, { day: full }))).toEqual(['SLOT_FULL']);
    expect(await water.record(id)).toMatchObject({ values: { day: before }, holds: [`boat/${before}`], version: 1 });
    expect(await freePlaces(before)).toBe(PLACES - 1);
  });

  test.each([
    ['a time that has passed', { day: '2026-03-02' }, 'day', 'DATE_TOO_EARLY'],
    ['today, after the boat has left', { day: '2026-03-03' }, 'day', 'SLOT_PAST', 11 * 60 * MINUTE_MS],
    ['a public holiday', { day: '2026-03-09' }, 'day', 'SLOT_ON_HOLIDAY'],
    ['no day of the calendar', { day: 'soon' }, 'day', 'NOT_A_DATE'],
    ['what the form does not ask', { hour: 3 }, 'hour', 'UNKNOWN_FIELD'],
    ['a list', ['2026-04-01'], 'answers', 'WRONG_TYPE'],
  ])('to %s is refused at the field, and stays where it is', async (_, answers, field, code, laterMs = 0) => {
    const id = await booked();
    const later = new Date(water.clock.now().getTime() + laterMs);
    const desk = { ...water.desk, clock: { now: () => later } };
    expect(await move(id, answers, desk)).toMatchObject({ problems: [{ field, code }] });
    expect((await water.record(id)).version).toBe(1);
  });

  test('after its time had come is refused: the time was there to be used', async () => {
    const id = await booked('2026-03-05');
    const desk = { ...water.desk, clock: { now: () => new Date('2026-03-05T10:30:00Z') } };
    expect(codesOf(await move(id, { day: freshDay() }, desk))).toEqual(['APPOINTMENT_OVER']);
  });

  test('to two times at once has one of them, and one place', async () => {
    const [before, one, other] = [freshDay(), freshDay(), freshDay()];
    const id = await booked(before);
    const answers = await Promise.all([move(id, { day: one }), move(id, { day: other })]);
    expect(answers.flatMap(codesOf)).toEqual(['CHANGED_MEANWHILE']);
    const { holds } = await water.record(id);
    expect(holds).toHaveLength(1);
    const free = [await freePlaces(before), await freePlaces(one), await freePlaces(other)];
    expect(free.sort()).toEqual([PLACES - 1, PLACES, PLACES]);
  });

  test('to a full time, while it is being moved to another, takes nothing from that move', async () => {
    const [after, full] = [freshDay(), await filled()];
    const id = await booked();
    const claim: Desk['slots']['claim'] = async (place, by, version) => {
      const isTheirs = await water.desk.slots.claim(place, by, version);
      // Two taps at once: the second is refused before the first is written.
      expect(codesOf(await move(id, { day: full }))).toEqual(['SLOT_FULL']);
      return isTheirs;
    };
    recordOf(await move(id, { day: after }, { ...water.desk, slots: { ...water.desk.slots, claim } }));
    expect((await water.record(id)).holds).toEqual([`boat/${after}`]);
    expect(await freePlaces(after)).toBe(PLACES - 1);
  });

  test('back and forth without end is refused in the end, and stays where it is', async () => {
    const days = [freshDay(), freshDay()];
    const id = await booked(days[0]);
    let told: string[] = [];
    for (let moves = 1; moves <= 100 && told.length === 0; moves++)
      told = codesOf(await move(id, { day: days[moves % 2] }));
    expect(told).toEqual(['MOVED_TOO_OFTEN']);
    const { holds, timeline, values } = await water.record(id);
    expect(timeline.length).toBeLessThan(50);
    expect(holds).toEqual([`boat/${values.day}`]);
    expect(recordOf(await move(id, { day: values.day })).timeline).toHaveLength(timeline.length);
  });

  test('by forty people at once to five places: five get one, the others keep theirs', async () => {
    const day = freshDay();
    const ids = await times(40, async (index) =>
      booked(`2029-${String((index % 12) + 1).padStart(2, '0')}-0${1 + Math.floor(index / 12)}`),
    );
    const answers = await Promise.all(ids.map((id) => move(id, { day })));
    expect(answers.filter((answer) => 'record' in answer)).toHaveLength(PLACES);
    expect(answers.flatMap(codesOf)).toEqual(Array.from({ length: 40 - PLACES }, () => 'SLOT_FULL'));
    const held = await Promise.all(ids.map(async (id) => (await water.record(id)).holds.length));
    expect(new Set(held)).toEqual(new Set([1]));
  });
});

describe('after a kill in the middle of a move', () => {
  test('before the record was written: the old place counts, the new one is free after a minute', async () => {
    const [before, after] = [freshDay(), freshDay()];
    const id = await booked(before);
    await expect(move(id, { day: after }, killed('write'))).rejects.toThrow('killed');
    expect(await water.record(id)).toMatchObject({ holds: [`boat/${before}`], version: 1 });
    water.clock.passes(2 * MINUTE_MS);
    expect([await freePlaces(before), await freePlaces(after)]).toEqual([PLACES - 1, PLACES]);
  });

  test('after it was written: the new place counts, the old one is free', async () => {
    const [before, after] = [freshDay(), freshDay()];
    const id = await booked(before);
    await expect(move(id, { day: after }, killed('release'))).rejects.toThrow('killed');
    expect(await water.record(id)).toMatchObject({ holds: [`boat/${after}`], version: 2 });
    water.clock.passes(2 * MINUTE_MS);
    expect([await freePlaces(before), await freePlaces(after)]).toEqual([PLACES, PLACES - 1]);
  });
});

test('what is no appointment cannot be moved', async () => {
  const { _id } = recordOf(await water.submit('well'));
  expect(codesOf(await move(_id, { plot: '9' }))).toEqual(['ILLEGAL_TRANSITION']);
});
