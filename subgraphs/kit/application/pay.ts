/** Paying for an application: the way to the provider's page, and what happens when the provider says that it is paid. */
import type { FastifyInstance } from 'fastify';
import { problem } from '../errors/problem.ts';
import { PaymentProviderUnavailable, type Receipt } from '../payment/provider.ts';
import type { Answered, Desk, RecordedServiceEntry } from './desk.ts';
import { next } from './lifecycle.ts';
import { outcomeOn } from './outcome.ts';
import type { ApplicationRecord } from './record.ts';
import { stageOf } from './snapshot.ts';
import { type Actor, changed } from './write.ts';

export const PAYMENTS_PATH = '/payments/callback';

/** Asks the provider for a page to pay on. Asking again gives the same page. */
export async function startPayment(desk: Desk, record: ApplicationRecord, actor: Actor): Promise<Answered> {
  const move = next(stageOf(record), 'PAY', actor.role);
  if ('problem' in move) return { problems: [move.problem] };
  const { payment } = record;
  if (!payment) return { problems: [problem(null, 'NOTHING_TO_PAY')] };
  if (payment.checkoutUrl) return { record };
  if (!desk.payments) return { problems: [problem(null, 'PAYMENT_PROVIDER_UNAVAILABLE')] };
  try {
    const checkoutUrl = await desk.payments.checkout({
      applicationId: record._id,
      reference: record.reference,
      amountBdt: payment.amountBdt,
      callbackUrl: new URL(PAYMENTS_PATH, desk.url).href,
      returnUrl: desk.gatewayUrl,
    });
    const answered = await changed(desk, record, { action: 'PAY', ...actor }, { payment: { ...payment, checkoutUrl } });
    if ('record' in answered) return answered;
    // Asked twice at once: the other was quicker, and has the same page.
    const meanwhile = await desk.applications.findById(record._id).lean();
    return meanwhile?.payment?.checkoutUrl ? { record: meanwhile } : answered;
  } catch (error) {
    if (error instanceof PaymentProviderUnavailable)
      return { problems: [problem(null, 'PAYMENT_PROVIDER_UNAVAILABLE')] };
    throw error;
  }
}

/** What a ministry answers when something was paid: it has taken the money, it wants it returned, or it knows of no such demand. */
type SettleAnswer = 'TAKEN' | 'RETURN' | 'UNKNOWN';

/** 410: what was to be paid is gone, and the provider returns the money. */
const HTTP_STATUS: Readonly<Record<SettleAnswer, number>> = { TAKEN: 200, RETURN: 410, UNKNOWN: 409 };

/** Adds the route on which the provider says that something was paid. Only its signature is believed. */
export function paymentRoutes(server: FastifyInstance, desk: Desk): void {
  server.register(async (route) => {
    // The signature is over the bytes as they came.
    route.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    route.post<{ Body: string | undefined }>(PAYMENTS_PATH, async (request, reply) => {
      const signature = request.headers['x-payment-signature'];
      const receipt = desk.payments?.verify(request.body ?? '', Array.isArray(signature) ? signature[0] : signature);
      if (!receipt) return reply.code(401).send({ error: 'not signed by the payment provider' });
      const answer = await settle(desk, receipt);
      return reply.code(HTTP_STATUS[answer]).send({ answer });
    });
  });
}

/**
 * Marks an application as paid. A repeat changes nothing, and is answered as the first time. Money for what is over (a place
 * that was given back, a form that was withdrawn) is not kept: it stands in the record, and goes back.
 */
export async function settle(desk: Desk, receipt: Receipt): Promise<SettleAnswer> {
  for (;;) {
    const record = await desk.applications.findById(receipt.applicationId).lean();
    const entry = record && desk.services.get(record.serviceCode);
    const demand = record?.payment;
    if (!demand || !entry || demand.amountBdt !== receipt.amountBdt) return 'UNKNOWN';
    if (demand.status !== 'DUE') {
      if (demand.receipt !== receipt.receipt) return 'UNKNOWN';
      return demand.status === 'PAID' ? 'TAKEN' : 'RETURN';
    }
    const payment = { ...demand, paidAt: desk.clock.now(), receipt: receipt.receipt };
    const isOver = 'to' in next(stageOf(record), 'REFUND', 'SYSTEM');
    const answered = isOver
      ? await changed(desk, record, { action: 'REFUND', ...SYSTEM }, { payment: { ...payment, status: 'REFUNDED' } })
      : await take(desk, entry, record, { ...payment, status: 'PAID' });
    // Somebody changed it meanwhile: read it again, for the money must not be forgotten.
    if ('record' in answered) return isOver ? 'RETURN' : 'TAKEN';
  }
}

const SYSTEM: Actor = { role: 'SYSTEM', actorId: null };

async function take(
  desk: Desk,
  entry: RecordedServiceEntry,
  record: ApplicationRecord,
  payment: ApplicationRecord['payment'],
): Promise<Answered> {
  const move = next(stageOf({ ...record, payment }), 'SETTLE', 'SYSTEM');
  // Where an official decides, the status stays.
  const outcome = 'to' in move ? await outcomeOn('SETTLE', desk, entry, record) : {};
  const changes = { payment, lapsesAt: undefined, ...outcome };
  return changed(desk, record, { action: 'SETTLE', ...SYSTEM }, changes, 'to' in move ? { status: move.to } : {});
}
