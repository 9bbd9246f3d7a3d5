import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codesOf, type DeskForTests, openDesk, recordOf } from '../../test/desk.ts';
import { act } from '../act.ts';
import type { Action } from '../lifecycle.ts';
import { saveDraft, submitDraft } from '../submit.ts';

let water: DeskForTests;
beforeAll(async () => {
  water = await openDesk();
});
afterAll(() => water.close());

const MINUTE_MS = 60_000;
const applicant = { role: 'APPLICANT', actorId: 'rahima' } as const;
const official = { role: 'OFFICIAL', actorId: 'official-1' } as const;

let number = 0;
/** A slot that nobody has. */
const slot = (capacity: number) => ({ key: `hour-${++number}`, capacity });
const id = () => water.desk.ids.id();
/** A day on which the boat is empty. */
const freshDay = () => new Date(Date.UTC(2027, 0, ++number)).toISOString().slice(0, 10);

const book = (day: string, as?: string) => water.submit('boat-trip', { day }, as);
const times = <Value>(count: number, make: (index: number) => Promise<Value>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

async function move(applicationId: string, action: Action) {
  const actor = action === 'WITHDRAW' ? applicant : official;
  return act(water.desk, await water.record(applicationId), action, actor, { note: 'so' });
}

describe('a boat with five places', () => {
  test('takes exactly five of a hundred who book at once', async () => {
    const day = freshDay();
    const answers = await times(100, (index) => book(day, `person-${index}`));
    expect(answers.filter((answer) => 'record' in answer)).toHaveLength(5);
    expect(answers.flatMap(codesOf)).toEqual(Array.from({ length: 95 }, () => 'SLOT_FULL'));
    expect(await water.desk.applications.countDocuments({ 'values.day': day })).toBe(5);
  });

  test('takes exactly five of twenty old drafts that are handed in at once', async () => {
    const day = freshDay();
    const drafts = await times(20, (index) =>
      saveDraft(
        water.desk,
        water.entry('boat-trip'),
        { applicationId: null, answers: { day }, idempotencyKey: crypto.randomUUID() },
        `person-${index}`,
      ),
    );
    water.clock.passes(10 * MINUTE_MS);
    const answers = await Promise.all(drafts.map((draft) => submitDraft(water.desk, recordOf(draft))));
    expect(answers.filter((answer) => 'record' in answer)).toHaveLength(5);
  });

  test('has a place again when somebody takes the booking back', async () => {
    const day = freshDay();
    const [first] = await times(5, () => book(day));
    expect(codesOf(await book(day))).toEqual(['SLOT_FULL']);
    recordOf(await move(first ? recordOf(first)._id : '', 'WITHDRAW'));
    expect(codesOf(await book(day))).toEqual([]);
    expect(codesOf(await book(day))).toEqual(['SLOT_FULL']);
  });

  test('keeps no place for a draft that was taken back while it was handed in', async () => {
    const day = freshDay();
    const form = { applicationId: null, answers: { day }, idempotencyKey: crypto.randomUUID() };
    const draft = recordOf(await saveDraft(water.desk, water.entry('boat-trip'), form, 'rahima'));
    recordOf(await move(draft._id, 'WITHDRAW'));
    expect(codesOf(await submitDraft(water.desk, draft))).toEqual(['CHANGED_MEANWHILE']);
    const answers = await times(5, () => book(day));
    expect(answers.flatMap(codesOf)).toEqual([]);
  });

  test('keeps the places of bookings, however old they are', async () => {
    const day = freshDay();
    await times(5, () => book(day));
    water.clock.passes(100 * MINUTE_MS);
    expect(codesOf(await book(day))).toEqual(['SLOT_FULL']);
  });
});

describe('a place', () => {
  test('that is claimed twice, even at once, is one', async () => {
    const [hour, person] = [slot(2), id()];
    expect(await times(5, () => water.desk.slots.claim(hour, person, 1))).toEqual(Array(5).fill(true));
    expect(await water.desk.slots.claim(hour, id(), 1)).toBe(true);
    expect(await water.desk.slots.claim(hour, id(), 1)).toBe(false);
    expect(await water.desk.slots.claim(hour, person, 1)).toBe(true);
  });

  test('of a slot without capacity is nobody’s', async () => {
    expect(await water.desk.slots.claim(slot(0), id(), 1)).toBe(false);
  });

  test('that is given back by who has none changes nothing', async () => {
    const hour = slot(1);
    await water.desk.slots.claim(hour, id(), 1);
    await water.desk.slots.release(id(), 1);
    expect(await water.desk.slots.claim(hour, id(), 1)).toBe(false);
  });

  test('whose application was never written is free after a minute, and not before', async () => {
    const [hour, killed] = [slot(1), `water-${id()}`];
    expect(await water.desk.slots.claim(hour, killed, 1)).toBe(true);
    water.clock.passes(MINUTE_MS);
    expect(await water.desk.slots.claim(hour, id(), 1)).toBe(false);
    water.clock.passes(1);
    expect(await water.desk.slots.claim(hour, id(), 1)).toBe(true);
  });

  test('that a draft of yesterday has just claimed is no orphan', async () => {
    const [hour, draft] = [slot(1), `water-${id()}`];
    water.clock.passes(24 * 60 * MINUTE_MS);
    expect(await water.desk.slots.claim(hour, draft, 1)).toBe(true);
    expect(await water.desk.slots.claim(hour, id(), 1)).toBe(false);
  });

  test('that is claimed anew is no orphan, whenever it was claimed first', async () => {
    const [hour, slow] = [slot(1), `water-${id()}`];
    await water.desk.slots.claim(hour, slow, 1);
    water.clock.passes(2 * MINUTE_MS);
    await water.desk.slots.claim(hour, slow, 1);
    expect(await water.desk.slots.claim(hour, id(), 1)).toBe(false);
  });

  test('that an orphan holds is held by nobody', async () => {
    const hour = slot(1);
    await water.desk.slots.claim(hour, `water-${id()}`, 1);
    expect(await water.desk.slots.isHeld(hour.key)).toBe(true);
    water.clock.passes(2 * MINUTE_MS);
    expect(await water.desk.slots.isHeld(hour.key)).toBe(false);
  });
});

describe('an application that has two places', () => {
  /** A booking that also took a place in another slot, which its record came never to name. */
  async function withAnOrphan() {
    const [day, hour] = [freshDay(), slot(1)];
    const { _id, version } = recordOf(await book(day));
    expect(await water.desk.slots.claim(hour, _id, version)).toBe(true);
    return { day, hour, _id, version };
  }

  test('loses the one that its record does not name, after a minute', async () => {
    const { day, hour, _id } = await withAnOrphan();
    expect(await water.desk.slots.claim(hour, id(), 1)).toBe(false);
    water.clock.passes(MINUTE_MS + 1);
    expect(await water.desk.slots.claim(hour, id(), 1)).toBe(true);
    await times(4, () => book(day));
    expect(codesOf(await book(day))).toEqual(['SLOT_FULL']);
    expect((await water.record(_id)).holds).toEqual([`boat/${day}`]);
  });

  test('gives back those of this version and before, but for what its record names', async () => {
    const { day, hour, _id, version } = await withAnOrphan();
    expect(await water.desk.slots.release(_id, version, [`boat/${day}`])).toEqual([hour.key]);
    expect(await water.desk.slots.claim(hour, id(), 1)).toBe(true);
  });

  test('keeps one that a later version has just taken: who is late gives back only what was theirs', async () => {
    const { day, hour, _id, version } = await withAnOrphan();
    expect(await water.desk.slots.claim(hour, _id, version + 1)).toBe(true);
    // And again by the version before: that makes it no older.
    expect(await water.desk.slots.claim(hour, _id, version)).toBe(true);
    expect(await water.desk.slots.release(_id, version, [`boat/${day}`])).toEqual([]);
    expect(await water.desk.slots.claim(hour, id(), 1)).toBe(false);
  });
});

describe('what one alone may have', () => {
  const plot = () => `P${++number}`;

  /** Two applications for one plot, both under review. */
  async function rivals(at = plot()) {
    const both = await Promise.all(
      ['rahima', 'karim'].map((as) => water.submit('well', { plot: at, depthMetres: 2 }, as)),
    );
    const [one = '', other = ''] = both.map((each) => recordOf(each)._id);
    for (const each of [one, other]) recordOf(await move(each, 'TAKE'));
    return { one, other, at };
  }

  test('is given by an approval: the second is refused, and stays under review', async () => {
    const { one, other, at } = await rivals();
    expect(codesOf(await move(one, 'APPROVE'))).toEqual([]);
    expect(await move(other, 'APPROVE')).toMatchObject({ problems: [{ field: 'plot', code: 'PLOT_HAS_A_WELL' }] });
    expect((await water.record(other)).status).toBe('UNDER_REVIEW');
    expect(codesOf(await water.submit('well', { plot: at }))).toEqual(['PLOT_HAS_A_WELL']);
  });

  test('is given once by two approvals at once', async () => {
    const { one, other } = await rivals();
    const answers = await Promise.all([move(one, 'APPROVE'), move(other, 'APPROVE')]);
    expect(answers.flatMap(codesOf)).toEqual(['PLOT_HAS_A_WELL']);
  });

  test('is not kept by an approval that lost against a refusal', async () => {
    const { one, other } = await rivals();
    const record = await water.record(one);
    recordOf(await move(one, 'REJECT'));
    expect(codesOf(await act(water.desk, record, 'APPROVE', official, { note: 'so' }))).toEqual(['CHANGED_MEANWHILE']);
    expect(codesOf(await move(other, 'APPROVE'))).toEqual([]);
  });

  test('is free for the second when the first is refused', async () => {
    const { one, other } = await rivals();
    expect(codesOf(await move(one, 'REJECT'))).toEqual([]);
    expect(codesOf(await move(other, 'APPROVE'))).toEqual([]);
  });

  test('is sold once where nobody decides, and sold again when it is given back', async () => {
    const seat = `S${++number}`;
    const answers = await times(10, (index) => water.submit('ferry-seat', { seat }, `person-${index}`));
    const sold = answers.flatMap((answer) => ('record' in answer ? [answer.record._id] : []));
    expect(sold).toHaveLength(1);
    expect(answers.flatMap(codesOf)).toEqual(Array.from({ length: 9 }, () => 'SEAT_TAKEN'));
    recordOf(await move(sold[0] ?? '', 'WITHDRAW'));
    expect(codesOf(await water.submit('ferry-seat', { seat }))).toEqual([]);
  });
});
