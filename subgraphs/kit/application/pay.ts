/** Paying for an application: the way to the provider's page, and what happens when the provider says that it is paid. */
import type { FastifyInstance } from 'fastify';
import { problem } from '../errors/problem.ts';
import { PaymentProviderUnavailable, type Receipt } from '../payment/provider.ts';
import type { Answered, Desk } from './desk.ts';
import { next, type Role } from './lifecycle.ts';
import { outcomeOn } from './outcome.ts';
import type { ApplicationRecord } from './record.ts';
import { stageOf } from './snapshot.ts';
import { changed } from './write.ts';

export const PAYMENTS_PATH = '/payments/callback';

/** Asks the provider for a page to pay on. Asking again gives the same page. */
export async function startPayment(
  desk: Desk,
  record: ApplicationRecord,
  actor: { role: Role; actorId: string | null },
): Promise<Answered> {
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

/** Adds the route on which the provider says that something was paid. Only its signature is believed. */
export function paymentRoutes(server: FastifyInstance, desk: Desk): void {
  server.register(async (route) => {
    // The signature is over the bytes as they came.
    route.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    route.post<{ Body: string | undefined }>(PAYMENTS_PATH, async (request, reply) => {
      const signature = request.headers['x-payment-signature'];
      const receipt = desk.payments?.verify(request.body ?? '', Array.isArray(signature) ? signature[0] : signature);
      if (!receipt) return reply.code(401).send({ error: 'not signed by the payment provider' });
      const settled = await settle(desk, receipt);
      return reply.code(settled ? 200 : 409).send({ settled });
    });
  });
}

/**
 * Marks an application as paid. A repeat changes nothing.
 * @returns false when there is no such application, or it is not this amount that is to be paid.
 */
async function settle(desk: Desk, receipt: Receipt): Promise<boolean> {
  for (;;) {
    const record = await desk.applications.findById(receipt.applicationId).lean();
    const entry = record && desk.services.get(record.serviceCode);
    if (!record?.payment || !entry || record.payment.amountBdt !== receipt.amountBdt) return false;
    if (record.payment.status === 'PAID') return record.payment.receipt === receipt.receipt;
    const payment = { ...record.payment, status: 'PAID' as const, paidAt: desk.clock.now(), receipt: receipt.receipt };
    const move = next(stageOf({ ...record, payment }), 'SETTLE', 'SYSTEM');
    // Money that comes for an application in another state (withdrawn meanwhile) is still recorded as paid.
    const outcome = 'to' in move ? await outcomeOn('SETTLE', desk, entry, record) : {};
    const deed = { action: 'SETTLE' as const, role: 'SYSTEM' as const, actorId: null };
    const answered = await changed(
      desk,
      record,
      deed,
      { payment, ...outcome },
      'to' in move ? { status: move.to } : {},
    );
    // Somebody changed it meanwhile: read it again, for the money must not be forgotten.
    if ('record' in answered) return true;
  }
}
