/** What nobody pays for lapses: the place is sold again, the payment that comes too late goes back. */
import { type FastifyInstance, fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paymentProvider, signatureOf } from '../../payment/provider.ts';
import { codesOf, type DeskForTests, openDesk, recordOf } from '../../test/desk.ts';
import { act } from '../act.ts';
import { PAYMENTS_PATH, paymentRoutes } from '../pay.ts';
import { snapshotOf } from '../record.ts';
import { viewOf } from '../snapshot.ts';
import { submit } from '../submit.ts';
import { lapse, lapseAllDue } from './lapse.ts';

const SECRET = 'the-test-secret-of-the-provider';
const MINUTE_MS = 60_000;

let water: DeskForTests;
let server: FastifyInstance;
beforeAll(async () => {
  water = await openDesk();
  server = fastify();
  paymentRoutes(server, { ...water.desk, payments: paymentProvider('http://127.0.0.1:1', SECRET) });
});
afterAll(async () => {
  await server.close();
  await water.close();
});

const applicant = { role: 'APPLICANT', actorId: 'rahima' } as const;
const clockOf = (now: Date) => ({ now: () => now });

let number = 0;
const freshSeat = () => `L${++number}`;

async function bought(seat = freshSeat()) {
  const { _id } = recordOf(await water.submit('ferry-seat', { seat }));
  return { id: _id, seat };
}

/** The provider says that somebody paid. */
async function pay(applicationId: string, amountBdt = 300) {
  const payload = JSON.stringify({ applicationId, amountBdt, receipt: `R-${applicationId}` });
  const headers = { 'content-type': 'application/json', 'x-payment-signature': signatureOf(payload, SECRET) };
  return (await server.inject({ method: 'POST', url: PAYMENTS_PATH, headers, payload })).statusCode;
}

describe('a place in a boat that leaves sooner than in half an hour', () => {
  const LEAVES = '2026-03-05T10:30:00.000Z';
  const shortlyBefore = clockOf(new Date(Date.parse(LEAVES) - 10 * MINUTE_MS));

  test('is to be paid before it leaves: nobody pays for a boat that is gone', async () => {
    const desk = { ...water.desk, clock: shortlyBefore };
    const form = { day: '2026-03-05', idempotencyKey: crypto.randomUUID() };
    const { _id } = recordOf(await submit(desk, water.entry('boat-trip'), form, 'rahima'));
    expect(snapshotOf(await water.record(_id)).payment?.payBy).toBe(LEAVES);
    await lapseAllDue({ ...desk, clock: clockOf(new Date(LEAVES)) });
    expect(await pay(_id, 50)).toBe(410);
  });

  test('also when somebody moves to it', async () => {
    const { _id } = recordOf(await water.submit('boat-trip', { day: '2026-03-06' }));
    const desk = { ...water.desk, clock: shortlyBefore };
    const record = { ...(await water.record(_id)), lapsesAt: new Date('2026-03-06T08:00:00Z') };
    recordOf(await act(desk, record, 'MOVE', applicant, { answers: { day: '2026-03-05' } }));
    expect(snapshotOf(await water.record(_id)).payment?.payBy).toBe(LEAVES);
  });
});

describe('a seat that nobody pays for', () => {
  test('is held for half an hour, and then anybody’s; the buyer reads why', async () => {
    const { id, seat } = await bought();
    water.clock.passes(30 * MINUTE_MS - 1);
    await lapseAllDue(water.desk);
    expect(codesOf(await water.submit('ferry-seat', { seat }, 'karim'))).toEqual(['SEAT_TAKEN']);
    water.clock.passes(1);
    await lapseAllDue(water.desk);
    const record = await water.record(id);
    expect(record).toMatchObject({ status: 'WITHDRAWN', holds: [], payment: { status: 'DUE' }, version: 2 });
    expect(record.lapsesAt).toBeUndefined();
    expect(viewOf(snapshotOf(record), 'APPLICANT')).toMatchObject({
      actions: [],
      timeline: [
        { action: 'SUBMIT', reason: null },
        {
          action: null,
          actor: 'SYSTEM',
          reason: { en: expect.stringContaining('not paid'), bn: expect.stringContaining('ফি') },
        },
      ],
    });
    expect(water.applications.toldOf(id).map(({ status }) => status)).toEqual(['SUBMITTED', 'WITHDRAWN']);
    expect(codesOf(await water.submit('ferry-seat', { seat }, 'karim'))).toEqual([]);
  });

  test('says until when it is held', async () => {
    const { id } = await bought();
    const payBy = new Date(water.clock.now().getTime() + 30 * MINUTE_MS).toISOString();
    expect(snapshotOf(await water.record(id)).payment?.payBy).toBe(payBy);
    expect(await pay(id)).toBe(200);
    expect(snapshotOf(await water.record(id)).payment?.payBy).toBeNull();
  });

  test('lapses at the first round of a process that starts later, also after a kill before the place was free', async () => {
    const { id, seat } = await bought();
    water.clock.passes(31 * MINUTE_MS);
    const dies = { ...water.desk, slots: { ...water.desk.slots, release: () => Promise.reject(new Error('killed')) } };
    await lapseAllDue(dies);
    expect((await water.record(id)).status).toBe('WITHDRAWN');
    water.clock.passes(2 * MINUTE_MS);
    expect(codesOf(await water.submit('ferry-seat', { seat }, 'karim'))).toEqual([]);
  });

  test('is found by the relay’s round', async () => {
    const { id } = await bought();
    const restarted = await water.again();
    restarted.clock.passes(water.clock.now().getTime() - restarted.clock.now().getTime() + 31 * MINUTE_MS);
    restarted.desk.relay.start();
    expect((await restarted.applications.heard(id, 2)).status).toBe('WITHDRAWN');
    await restarted.close();
  });

  test('keeps nothing else from lapsing when it cannot', async () => {
    const [one, other] = [await bought(), await bought()];
    await water.desk.applications.updateOne({ _id: one.id }, { $set: { serviceCode: 'gone' } });
    water.clock.passes(31 * MINUTE_MS);
    await lapseAllDue(water.desk);
    expect((await water.record(other.id)).status).toBe('WITHDRAWN');
    await water.desk.applications.deleteOne({ _id: one.id });
  });
});

describe('what does not lapse', () => {
  test.each([
    ['a bill: it holds nothing', 'water-bill', {}],
    ['an application whose fee is due: a decision holds its place', 'well', {}],
    ['what is free', 'leak', {}],
  ])('%s', async (_, service, form) => {
    const { _id } = recordOf(await water.submit(service, form));
    water.clock.passes(100 * 24 * 60 * MINUTE_MS);
    await lapseAllDue(water.desk);
    expect(await water.record(_id)).toMatchObject({ status: 'SUBMITTED', version: 1 });
  });

  test('a seat that is paid for', async () => {
    const { id } = await bought();
    expect(await pay(id)).toBe(200);
    water.clock.passes(24 * 60 * MINUTE_MS);
    await lapseAllDue(water.desk);
    expect(await water.record(id)).toMatchObject({
      status: 'COMPLETED',
      holds: [expect.stringContaining('ferry-seat/')],
    });
  });

  test('an appointment that was paid for, or that an official has completed', async () => {
    const [paid, visited] = await Promise.all(
      ['2030-01-01', '2030-01-02'].map(async (day) => recordOf(await water.submit('boat-trip', { day }))._id),
    );
    expect(await pay(paid ?? '', 50)).toBe(200);
    const official = { role: 'OFFICIAL', actorId: 'official-1' } as const;
    recordOf(await act(water.desk, await water.record(visited ?? ''), 'COMPLETE', official));
    water.clock.passes(31 * MINUTE_MS);
    await lapseAllDue(water.desk);
    expect((await water.record(paid ?? '')).status).toBe('APPROVED');
    expect((await water.record(visited ?? '')).status).toBe('COMPLETED');
  });
});

describe('a payment', () => {
  test('after the seat has lapsed goes back, is in the record, and does not bring the seat back', async () => {
    const { id, seat } = await bought();
    water.clock.passes(31 * MINUTE_MS);
    await lapseAllDue(water.desk);
    expect(codesOf(await water.submit('ferry-seat', { seat }, 'karim'))).toEqual([]);
    expect([await pay(id), await pay(id)]).toEqual([410, 410]);
    expect(await water.record(id)).toMatchObject({
      status: 'WITHDRAWN',
      holds: [],
      payment: { status: 'REFUNDED', receipt: `R-${id}` },
      outcome: [],
      timeline: [{ action: 'SUBMIT' }, { action: 'LAPSE' }, { action: 'REFUND' }],
    });
  });

  test('in the half hour, though the round comes late, wins', async () => {
    const { id } = await bought();
    const overdue = await water.record(id);
    expect(await pay(id)).toBe(200);
    water.clock.passes(31 * MINUTE_MS);
    await lapse(water.desk, overdue);
    expect((await water.record(id)).status).toBe('COMPLETED');
  });

  test('at the moment of the lapse wins or goes back, and never is both or neither', async () => {
    for (let round = 1; round <= 10; round++) {
      const { id, seat } = await bought();
      water.clock.passes(31 * MINUTE_MS);
      const [said] = await Promise.all([pay(id), lapseAllDue(water.desk)]);
      const { status, payment, holds } = await water.record(id);
      const isSold = codesOf(await water.submit('ferry-seat', { seat }, 'karim')).length > 0;
      expect({ said, status, paid: payment?.status, holds: holds.length, isSold }).toEqual(
        said === 200
          ? { said, status: 'COMPLETED', paid: 'PAID', holds: 1, isSold: true }
          : { said: 410, status: 'WITHDRAWN', paid: 'REFUNDED', holds: 0, isSold: false },
      );
    }
  });
});
