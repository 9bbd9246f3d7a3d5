/** The shape of what a ministry tells `applications`: one shared record with its version. */
import { z } from 'zod';
import type { Snapshot } from './snapshot.ts';

export const EVENTS_PATH = '/events';

const text = z.object({ en: z.string(), bn: z.string() });
const answers = z.array(
  z.object({ name: z.string(), label: text, value: text, documentReference: z.string().exactOptional() }),
);
const status = z.enum([
  'DRAFT',
  'SUBMITTED',
  'UNDER_REVIEW',
  'INFORMATION_REQUESTED',
  'APPROVED',
  'REJECTED',
  'COMPLETED',
  'WITHDRAWN',
]);
const action = z.enum([
  'SAVE_DRAFT',
  'SUBMIT',
  'PAY',
  'ANSWER',
  'WITHDRAW',
  'MOVE',
  'TAKE',
  'REQUEST_INFORMATION',
  'APPROVE',
  'REJECT',
  'COMPLETE',
  'SETTLE',
  'CONFIRM',
  'LAPSE',
  'EXPIRE',
  'REFUND',
  'RETURN_FEE',
]);
const instant = z.iso.datetime();

const snapshot: z.ZodType<Snapshot> = z.object({
  id: z.string(),
  ministry: z.string(),
  serviceCode: z.string(),
  kind: z.enum(['APPLICATION', 'PAYMENT', 'APPOINTMENT', 'REPORT']),
  applicantId: z.string(),
  confidentialTo: z.string().nullable(),
  reference: z.string(),
  status,
  answers,
  outcome: answers,
  informationRequest: z.object({ question: z.string(), fields: z.array(z.string()), askedAt: instant }).nullable(),
  decision: z.object({ outcome: z.enum(['APPROVED', 'REJECTED']), reason: z.string(), decidedAt: instant }).nullable(),
  payment: z
    .object({
      amountBdt: z.number().int(),
      status: z.enum(['DUE', 'PAID', 'REFUNDED']),
      checkoutUrl: z.string().nullable(),
      paidAt: instant.nullable(),
      receipt: z.string().nullable(),
      payBy: instant.nullable(),
    })
    .nullable(),
  timeline: z.array(
    z.object({
      at: instant,
      action,
      status,
      actor: z.enum(['APPLICANT', 'OFFICIAL', 'SYSTEM']),
      note: z.string().nullable(),
    }),
  ),
  createdAt: instant,
  submittedAt: instant.nullable(),
  dueAt: instant.nullable(),
  waiting: z.object({ key: z.string(), since: instant }).nullable(),
  assistance: z
    .object({
      entrepreneur: z.string(),
      centre: z.string(),
      consent: z.string(),
      entrepreneurName: text.exactOptional(),
      centreName: text.exactOptional(),
    })
    .nullable(),
  purposes: z.array(z.object({ official: z.string(), text: z.string().nullable(), until: instant })).exactOptional(),
  version: z.number().int(),
});

const event = z.object({ snapshot });

/** Reads an event. @throws ZodError when it is none. */
export function readEvent(body: unknown): Snapshot {
  return event.parse(body).snapshot;
}

const page = z.object({ snapshots: z.array(snapshot) });

/** Reads one page of a ministry's applications. @throws ZodError when it is none. */
export function readSnapshots(body: unknown): readonly Snapshot[] {
  return page.parse(body).snapshots;
}

const commandAnswer = z.object({
  snapshot: snapshot.nullable(),
  userErrors: z.array(z.object({ code: z.string(), field: z.string().nullable(), message: text })),
});

/** Reads what a ministry answered to a command. @throws ZodError when it is none. */
export function readCommandAnswer(body: unknown) {
  return commandAnswer.parse(body);
}
