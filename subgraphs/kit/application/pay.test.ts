import { type FastifyInstance, fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Demand, PaymentProviderUnavailable, paymentProvider, signatureOf } from '../payment/provider.ts';
import { codesOf, type DeskForTests, openDesk, recordOf } from '../test/desk.ts';
import { act } from './act.ts';
import type { Desk } from './desk.ts';
import { PAYMENTS_PATH, paymentRoutes, startPayment } from './pay.ts';

const SECRET = 'the-test-secret-of-the-provider';
const applicant = { role: 'APPLICANT', actorId: 'rahima' } as const;

let water: DeskForTests;
let desk: Desk;
let server: FastifyInstance;
let demands: Demand[] = [];
let isProviderDown = false;

beforeAll(async () => {
  water = await openDesk();
  const provider = paymentProvider('http://127.0.0.1:1', SECRET);
  desk = {
    ...water.desk,
    payments: {
      ...provider,
      checkout: async (demand) => {
        if (isProviderDown) throw new PaymentProviderUnavailable('down');
        demands.push(demand);
        return `https://pay.example/${demand.applicationId}`;
      },
    },
  };
  server = fastify();
  paymentRoutes(server, desk);
});
afterAll(async () => {
  await server.close();
  await water.close();
});

/** Begins to pay for the record as it is now. */
const pay = async (id: string) => startPayment(desk, await water.record(id), applicant);

/** The provider's call. */
async function callback(receipt: object, signature?: string) {
  const payload = JSON.stringify(receipt);
  const headers = {
    'content-type': 'application/json',
    'x-payment-signature': signature ?? signatureOf(payload, SECRET),
  };
  const { statusCode } = await server.inject({ method: 'POST', url: PAYMENTS_PATH, headers, payload });
  return statusCode;
}

async function handedIn(service = 'well'): Promise<string> {
  return recordOf(await water.submit(service))._id;
}

describe('beginning to pay', () => {
  test('asks the provider for a page, and keeps its address', async () => {
    const id = await handedIn();
    demands = [];
    const { payment, reference, timeline } = recordOf(await pay(id));
    expect(payment).toMatchObject({ status: 'DUE', checkoutUrl: `https://pay.example/${id}` });
    expect(timeline.map(({ action, status }) => [action, status])).toEqual([
      ['SUBMIT', 'SUBMITTED'],
      ['PAY', 'SUBMITTED'],
    ]);
    const callbackUrl = 'http://127.0.0.1:1/payments/callback';
    expect(demands).toMatchObject([{ applicationId: id, reference, amountBdt: 500, callbackUrl }]);
  });

  test('again gives the same page and asks nobody', async () => {
    const id = await handedIn();
    const first = recordOf(await pay(id));
    demands = [];
    const { payment, version } = recordOf(await pay(id));
    expect({ payment, version }).toEqual({ payment: first.payment, version: first.version });
    expect(demands).toEqual([]);
  });

  test('twice at once gives both the one page', async () => {
    const record = await water.record(await handedIn());
    const answers = await Promise.all([1, 2].map(() => startPayment(desk, record, applicant)));
    expect(answers.map((answer) => recordOf(answer).payment?.checkoutUrl)).toEqual(
      Array(2).fill(`https://pay.example/${record._id}`),
    );
    expect((await water.record(record._id)).version).toBe(2);
  });

  test('while somebody else changes the application is told so', async () => {
    const record = await water.record(await handedIn());
    recordOf(await act(desk, record, 'WITHDRAW', applicant));
    expect(codesOf(await startPayment(desk, record, applicant))).toEqual(['CHANGED_MEANWHILE']);
  });

  test('is refused where nothing is to be paid, or when it is over', async () => {
    const { _id: free } = recordOf(await water.submit('well', { depthMetres: 2 }));
    expect(codesOf(await pay(free))).toEqual(['NOTHING_TO_PAY']);
    const id = await handedIn();
    recordOf(await act(desk, await water.record(id), 'WITHDRAW', applicant));
    expect(codesOf(await pay(id))).toEqual(['ILLEGAL_TRANSITION']);
  });

  test('while the provider is down, or where there is none, changes nothing', async () => {
    const id = await handedIn();
    isProviderDown = true;
    expect(codesOf(await pay(id))).toEqual(['PAYMENT_PROVIDER_UNAVAILABLE']);
    isProviderDown = false;
    const record = await water.record(id);
    expect(codesOf(await startPayment(water.desk, record, applicant))).toEqual(['PAYMENT_PROVIDER_UNAVAILABLE']);
    expect(record).toMatchObject({ version: 1, payment: { checkoutUrl: null } });
  });
});

describe('what the provider says', () => {
  test('marks the fee as paid, once, however often it is said', async () => {
    const id = await handedIn();
    const receipt = { applicationId: id, amountBdt: 500, receipt: 'R-1' };
    expect([await callback(receipt), await callback(receipt)]).toEqual([200, 200]);
    const record = await water.record(id);
    expect(record).toMatchObject({
      status: 'SUBMITTED',
      payment: { status: 'PAID', receipt: 'R-1', paidAt: water.clock.now() },
      timeline: [{ action: 'SUBMIT' }, { action: 'SETTLE', status: 'SUBMITTED', actor: 'SYSTEM', actorId: null }],
      version: 2,
    });
    expect(water.applications.toldOf(id).map(({ payment }) => payment?.status)).toEqual(['DUE', 'PAID']);
  });

  test('twice at once is one payment', async () => {
    const id = await handedIn();
    const receipt = { applicationId: id, amountBdt: 500, receipt: 'R-2' };
    expect(await Promise.all([callback(receipt), callback(receipt), callback(receipt)])).toEqual([200, 200, 200]);
    expect((await water.record(id)).version).toBe(2);
  });

  test('settles a bill, and gives what was bought', async () => {
    const bill = await handedIn('water-bill');
    expect(await callback({ applicationId: bill, amountBdt: 740, receipt: 'R-3' })).toBe(200);
    expect(await water.record(bill)).toMatchObject({ status: 'COMPLETED', payment: { status: 'PAID' } });
    const seat = await handedIn('ferry-seat');
    expect(await callback({ applicationId: seat, amountBdt: 300, receipt: 'R-4' })).toBe(200);
    expect((await water.record(seat)).outcome).toMatchObject([
      { name: 'ticket', value: { en: /^T-/ } },
      { name: 'turn', value: { en: /^\d+$/ } },
    ]);
  });

  test('of an application that was taken back meanwhile goes back, and that stands in the record', async () => {
    const id = await handedIn();
    recordOf(await act(desk, await water.record(id), 'WITHDRAW', applicant));
    const receipt = { applicationId: id, amountBdt: 500, receipt: 'R-5' };
    expect([await callback(receipt), await callback(receipt)]).toEqual([410, 410]);
    expect(await water.record(id)).toMatchObject({
      status: 'WITHDRAWN',
      payment: { status: 'REFUNDED', receipt: 'R-5' },
      timeline: [
        { action: 'SUBMIT' },
        { action: 'WITHDRAW' },
        { action: 'REFUND', status: 'WITHDRAWN', actor: 'SYSTEM' },
      ],
      version: 3,
    });
  });

  test('while the applicant changes it is not lost', async () => {
    const id = await handedIn();
    const record = await water.record(id);
    const [said] = await Promise.all([
      callback({ applicationId: id, amountBdt: 500, receipt: 'R-6' }),
      act(desk, record, 'WITHDRAW', applicant),
    ]);
    const { status, payment } = await water.record(id);
    expect(payment).toMatchObject({ receipt: 'R-6' });
    const isKept = said === 200 && payment?.status === 'PAID';
    const goesBack = said === 410 && payment?.status === 'REFUNDED' && status === 'WITHDRAWN';
    expect(isKept !== goesBack).toBe(true);
  });

  test.each([
    ['another amount', { amountBdt: 1 }],
    ['an application that does not exist', { applicationId: 'water-none' }],
  ])('of %s is not taken', async (_, changes) => {
    const id = await handedIn();
    expect(await callback({ applicationId: id, amountBdt: 500, receipt: 'R-7', ...changes })).toBe(409);
    expect((await water.record(id)).payment).toMatchObject({ status: 'DUE' });
  });

  test('of a second payment, or of one for nothing, is not taken', async () => {
    const id = await handedIn();
    expect(await callback({ applicationId: id, amountBdt: 500, receipt: 'R-8' })).toBe(200);
    expect(await callback({ applicationId: id, amountBdt: 500, receipt: 'R-9' })).toBe(409);
    const { _id: free } = recordOf(await water.submit('well', { depthMetres: 2 }));
    expect(await callback({ applicationId: free, amountBdt: 0, receipt: 'R-10' })).toBe(409);
  });

  test.each([
    ['without a signature', ''],
    ['with a guessed signature', 'f'.repeat(64)],
    ['signed with another secret', signatureOf('{}', 'guess')],
  ])('%s is not heard', async (_, signature) => {
    const id = await handedIn();
    expect(await callback({ applicationId: id, amountBdt: 500, receipt: 'R-11' }, signature)).toBe(401);
    expect((await water.record(id)).payment).toMatchObject({ status: 'DUE' });
  });

  test('with nothing in it is not heard', async () => {
    expect((await server.inject({ method: 'POST', url: PAYMENTS_PATH })).statusCode).toBe(401);
  });

  test('is not heard by a ministry that has no provider', async () => {
    const without = fastify();
    paymentRoutes(without, water.desk);
    const payload = JSON.stringify({ applicationId: await handedIn(), amountBdt: 500, receipt: 'R-12' });
    const headers = { 'content-type': 'application/json', 'x-payment-signature': signatureOf(payload, '') };
    const { statusCode } = await without.inject({ method: 'POST', url: PAYMENTS_PATH, headers, payload });
    await without.close();
    expect(statusCode).toBe(401);
  });
});
