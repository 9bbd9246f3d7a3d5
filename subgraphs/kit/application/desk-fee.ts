/**
 * A fee that an entrepreneur took in cash for a ministry. `entrepreneurs`, which keeps the desks' books, says so to the
 * ministry, and asks before the citizen gets it back.
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Keys } from '../auth/keys.ts';
import { verifyPeer } from '../auth/tokens.ts';
import type { Desk } from './desk.ts';
import { next } from './lifecycle.ts';
import { settle } from './pay.ts';
import { stageOf } from './snapshot.ts';
import { changed } from './write.ts';

export const DESK_FEES_PATH = '/desk-fees';
export const RETURNED_DESK_FEES_PATH = '/returned-desk-fees';

const deskFee = z.object({ applicationId: z.string(), amountBdt: z.int().min(1), receipt: z.string().min(1) });

/** `receipt`: by the slip's number. */
export type DeskFee = z.infer<typeof deskFee>;

/** TAKEN: it counts as paid. RETURN: what was to be paid is over, UNKNOWN: it is not asked for; the citizen gets it back. */
const deskFeeAnswer = z.object({ answer: z.enum(['TAKEN', 'RETURN', 'UNKNOWN']) });

/** Whether the ministry lets it go; not any more when it has decided. */
const returnAnswer = z.object({ isReturned: z.boolean() });

/** @throws ZodError when it is none. */
export function readDeskFeeAnswer(body: unknown) {
  return deskFeeAnswer.parse(body).answer;
}

/** @throws ZodError when it is none. */
export function readReturnAnswer(body: unknown): boolean {
  return returnAnswer.parse(body).isReturned;
}

/** Adds the routes to a ministry's server. */
export function deskFeeRoutes(server: FastifyInstance, desk: Desk, keys: Keys): void {
  const PEER = 'entrepreneurs';
  server.post(DESK_FEES_PATH, async (request) => {
    await verifyPeer(request.headers, keys, PEER);
    return { answer: await settle(desk, deskFee.parse(request.body)) };
  });
  server.post(RETURNED_DESK_FEES_PATH, async (request) => {
    await verifyPeer(request.headers, keys, PEER);
    return { isReturned: await letGo(desk, deskFee.parse(request.body)) };
  });
}

/** A fee that does not count here can go back at any time; one that does is then due again. A repeat changes nothing. */
async function letGo(desk: Desk, { applicationId, receipt }: DeskFee): Promise<boolean> {
  for (;;) {
    const record = await desk.applications.findById(applicationId).lean();
    const payment = record?.payment;
    if (!record || payment?.status !== 'PAID' || payment.receipt !== receipt) return true;
    const move = next(stageOf(record), 'RETURN_FEE', 'SYSTEM');
    if ('problem' in move) return false;
    const answered = await changed(
      desk,
      record,
      { action: 'RETURN_FEE', role: 'SYSTEM', actorId: null },
      { payment: { ...payment, status: 'DUE', paidAt: null, receipt: null } },
      { status: move.to },
    );
    if ('record' in answered) return true;
  }
}
