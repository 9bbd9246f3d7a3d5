/**
 * Tells ministries what was paid. What a ministry has not answered with 200 (it has the money) or 410 (what was paid for is
 * gone: the money goes back) is found again by its mark's index at the start and every few seconds, so a kill at any moment
 * loses no callback; the ministry may be told twice and sees by the receipt that it is the same payment.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Model } from 'mongoose';
import { Agent, request } from 'undici';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import { type Receipt, signatureOf } from '../provider.ts';
import type { CheckoutRecord } from './checkouts.model.ts';

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;
const CALLBACK_TIMEOUT_MS = 4_000;
/** At most so many calls at once to one ministry. */
const CALLS_PER_MINISTRY = 16;
/** Looks for undelivered receipts that nobody is delivering: a write whose answer was lost. */
const SWEEP_MS = 5_000;

export type Callbacks = ReturnType<typeof createCallbacks>;

export function createCallbacks(model: Model<CheckoutRecord>, secret: string, clock: Clock, log: Logger) {
  const calls = new Agent({ connections: CALLS_PER_MINISTRY });
  const ending = new AbortController();
  const underWay = new Map<string, { readonly firstAttempt: Promise<boolean>; readonly all: Promise<void> }>();
  let sweeping: Promise<void> = Promise.resolve();

  /** Ends early when the provider ends. */
  const pause = (ms: number) => sleep(ms, undefined, { signal: ending.signal }).catch(() => undefined);

  /** Delivers a checkout's receipt, now and again until it is taken. Settles after the first attempt; never rejects. */
  async function deliver(id: string): Promise<void> {
    let delivery = underWay.get(id);
    if (!delivery) {
      if (ending.signal.aborted) return;
      const firstAttempt = attempt(id, 'warn');
      const all = firstAttempt
        .then((isDone) => (isDone ? undefined : retry(id)))
        .finally(() => {
          underWay.delete(id);
        });
      delivery = { firstAttempt, all };
      underWay.set(id, delivery);
    }
    await delivery.firstAttempt;
  }

  async function retry(id: string): Promise<void> {
    for (let waitMs = FIRST_RETRY_MS; !ending.signal.aborted; waitMs = Math.min(waitMs * 2, LAST_RETRY_MS)) {
      await pause(waitMs);
      if (ending.signal.aborted || (await attempt(id, 'debug'))) return;
    }
  }

  /** @returns whether there is nothing left to deliver. */
  async function attempt(id: string, failureLevel: 'warn' | 'debug'): Promise<boolean> {
    try {
      const checkout = await model.findById(id).lean<CheckoutRecord>();
      if (!checkout?.receipt || !checkout.undeliveredSince) return true;
      const { applicationId, amountBdt, receipt, callbackUrl } = checkout;
      const answer = await tell(callbackUrl, { applicationId, amountBdt, receipt });
      const refunded = answer === 'RETURN' ? { refundedAt: clock.now() } : {};
      await model.updateOne({ _id: id }, { $set: refunded, $unset: { undeliveredSince: 1 } });
      log.info({ applicationId, receipt, answer }, 'the ministry has the receipt');
      return true;
    } catch (error) {
      log[failureLevel]({ error: String(error) }, 'a receipt is not delivered yet; trying again');
      return false;
    }
  }

  async function tell(callbackUrl: string, receipt: Receipt): Promise<'TAKEN' | 'RETURN'> {
    const body = JSON.stringify(receipt);
    const answer = await request(callbackUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-payment-signature': signatureOf(body, secret) },
      body,
      dispatcher: calls,
      signal: AbortSignal.timeout(CALLBACK_TIMEOUT_MS),
    });
    await answer.body.dump();
    if (answer.statusCode === 410) return 'RETURN';
    if (answer.statusCode !== 200) throw new Error(`${callbackUrl} answered ${answer.statusCode}`);
    return 'TAKEN';
  }

  async function sweep(): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        const undelivered = model
          .find({ undeliveredSince: { $gt: new Date(0) } }, { _id: 1 })
          .lean<{ _id: string }[]>();
        for (const { _id } of await undelivered) void deliver(_id);
      } catch (error) {
        log.warn({ error: String(error) }, 'cannot look for undelivered receipts; trying again');
      }
      await pause(SWEEP_MS);
    }
  }

  return {
    deliver,
    pause,
    start: () => {
      sweeping = sweep();
    },
    stop: async () => {
      ending.abort();
      await sweeping;
      await Promise.all([...underWay.values()].map(({ all }) => all));
      await calls.close();
    },
  };
}
