/** What a decision does to the ministry's registries: after it was saved, at least once, and as if once. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GrantContext } from '../service.ts';
import { type DeskForTests, openDesk, recordOf } from '../test/desk.ts';
import { boardings, wells } from '../test/ministry-for-tests/index.ts';
import { act } from './act.ts';
import type { Desk } from './desk.ts';
import { grant, grantAllDue } from './grant.ts';
import { submit } from './submit.ts';

let water: DeskForTests;
beforeAll(async () => {
  water = await openDesk();
});
afterAll(() => water.close());

const official = { role: 'OFFICIAL', actorId: 'official-1' } as const;
const other = { role: 'OFFICIAL', actorId: 'official-2' } as const;

/** A desk whose process is killed when it begins to enter what was granted. */
function killedDesk(): Desk {
  const granted = () => Promise.reject(new Error('killed'));
  const services = new Map(
    [...water.desk.services].map(([code, entry]) => [code, { ...entry, behaviour: { ...entry.behaviour, granted } }]),
  );
  return { ...water.desk, services };
}

/** A well that costs nothing and that an official has taken. */
async function underReview(plot: string): Promise<string> {
  const { _id } = recordOf(await water.submit('well', { plot, depthMetres: 2 }));
  recordOf(await act(water.desk, await water.record(_id), 'TAKE', official));
  return _id;
}

async function granted(plot: string, desk = water.desk): Promise<string> {
  const id = await underReview(plot);
  recordOf(await act(desk, await water.record(id), 'APPROVE', official));
  return id;
}

/** A seat that was paid for, of a process that was killed right after it wrote that. */
async function paidSeat(): Promise<string> {
  const { _id } = recordOf(await water.submit('ferry-seat'));
  const paid = { status: 'COMPLETED', 'payment.status': 'PAID', grantDue: water.clock.now(), version: 2 };
  await water.desk.applications.updateOne({ _id }, { $set: paid });
  return _id;
}

const wellsOn = (plot: string) => water.desk.registry(wells).find({ plot }).lean();

describe('what is granted', () => {
  test('is entered with the number that was given, when the decision is answered', async () => {
    const id = await granted('G1');
    const { grantDue, outcomeValues } = await water.record(id);
    expect(await wellsOn('G1')).toMatchObject([{ permitNumber: outcomeValues.permitNumber }]);
    expect(grantDue).toBeUndefined();
  });

  test('by handing in is entered by handing in', async () => {
    const given: unknown[] = [];
    const granted = async ({ reference, outcome }: GrantContext<never>) => void given.push({ reference, outcome });
    const leak = water.entry('leak');
    const entry = { ...leak, behaviour: { ...leak.behaviour, granted } };
    const desk = { ...water.desk, services: new Map([['leak', entry]]) };
    const form = { description: 'At the corner', idempotencyKey: crypto.randomUUID() };
    const { _id, reference, outcomeValues } = recordOf(await submit(desk, entry, form, 'rahima'));
    expect(given).toEqual([{ reference, outcome: outcomeValues }]);
    expect((await water.record(_id)).grantDue).toBeUndefined();
  });

  test('is not entered when it was refused at the same moment', async () => {
    for (let round = 1; round <= 5; round++) {
      const plot = `G2-${round}`;
      const record = await water.record(await underReview(plot));
      const moves = [
        () => act(water.desk, record, 'REJECT', other, { note: 'No' }),
        () => act(water.desk, record, 'APPROVE', official, { note: 'Yes' }),
      ];
      await Promise.all(moves.map((move) => move()));
      const { status } = await water.record(record._id);
      expect(await wellsOn(plot)).toHaveLength(status === 'APPROVED' ? 1 : 0);
    }
  });

  test('is not entered when the refusal was quicker', async () => {
    const record = await water.record(await underReview('G3'));
    recordOf(await act(water.desk, record, 'REJECT', other, { note: 'No' }));
    expect(await act(water.desk, record, 'APPROVE', official)).toMatchObject({
      problems: [{ code: 'CHANGED_MEANWHILE' }],
    });
    await grantAllDue(water.desk);
    expect(await wellsOn('G3')).toEqual([]);
  });
});

describe('after a kill between the decision and the entry', () => {
  test('the decision stands, and the next start enters it, on the day of the decision', async () => {
    const [id, next] = [await granted('G4', killedDesk()), await granted('G5', killedDesk())];
    expect(await water.record(id)).toMatchObject({ status: 'APPROVED', grantDue: water.clock.now() });
    expect(await wellsOn('G4')).toEqual([]);

    water.clock.passes(24 * 3_600_000);
    // What the entry adds to an outcome is told to applications: so one can wait for it.
    const seat = await paidSeat();
    const restarted = await water.again();
    restarted.desk.relay.start();
    await restarted.applications.heard(seat, 3);
    await restarted.close();
    for (const each of [id, next]) expect((await water.record(each)).grantDue).toBeUndefined();
    expect(await wellsOn('G4')).toMatchObject([{ permittedOn: '2026-03-03' }]);
    expect(await wellsOn('G5')).toHaveLength(1);
  });

  test('what only the registry can say comes into the outcome, once', async () => {
    const ids = [await paidSeat(), await paidSeat()];
    const records = await Promise.all(ids.map(water.record));
    const twice = await Promise.all([...records, ...records].map((record) => grant(water.desk, record)));
    const turns = twice.map(({ outcomeValues }) => outcomeValues.turn);
    expect(turns.slice(0, 2)).toEqual(turns.slice(2));
    expect(turns[0]).not.toBe(turns[1]);
    for (const [index, id] of ids.entries()) {
      const { outcome, version, grantDue } = await water.record(id);
      expect({ version, grantDue }).toEqual({ version: 3, grantDue: undefined });
      expect(outcome).toContainEqual(
        expect.objectContaining({ name: 'turn', value: { en: `${turns[index]}`, bn: expect.any(String) } }),
      );
    }
    const { references = [] } = (await water.desk.registry(boardings).findOne().lean()) ?? {};
    expect(new Set(references).size).toBe(references.length);
  });

  test('what cannot be entered stays due, and keeps nothing else from being entered', async () => {
    const [id, next] = [await granted('G6', killedDesk()), await granted('G7', killedDesk())];
    await water.desk.applications.updateOne({ _id: id }, { $set: { serviceCode: 'gone' } });
    await grantAllDue(water.desk);
    expect((await water.record(id)).grantDue).toEqual(water.clock.now());
    expect((await water.record(next)).grantDue).toBeUndefined();
    expect(await wellsOn('G7')).toHaveLength(1);
    await water.desk.applications.deleteOne({ _id: id });
  });
});

test('what is entered twice is one entry', async () => {
  const record = await water.record(await granted('G8', killedDesk()));
  await Promise.all([grant(water.desk, record), grant(water.desk, record), grantAllDue(water.desk)]);
  await grant(water.desk, record);
  expect(await wellsOn('G8')).toHaveLength(1);
});
