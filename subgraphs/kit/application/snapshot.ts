/**
 * The shared record of an application: what the ministry tells `applications`, and what both show as `Application`.
 * It travels as JSON, so instants are ISO 8601 texts here.
 */
import { type Asker, maySee } from '../../../schema/policies.ts';
import type { AnswerRecord } from '../form/answers.ts';
import { type AssistanceRecord, assistanceView } from './assistance.ts';
import { type Action, actionsOf, type Kind, type Role, type Stage, type Status } from './lifecycle.ts';
import type { PurposeRecord } from './purpose.ts';
import { isPersonsAction, reasonOf } from './system-actions.ts';

export type TimelineRecord = {
  readonly at: string;
  readonly action: Action;
  readonly status: Status;
  readonly actor: Role;
  readonly note: string | null;
};

export type PaymentRecord = {
  readonly amountBdt: number;
  readonly status: 'DUE' | 'PAID' | 'REFUNDED';
  readonly checkoutUrl: string | null;
  readonly paidAt: string | null;
  readonly receipt: string | null;
  /** Until when the place is held that is to be paid for; null when nothing is lost by waiting. */
  readonly payBy: string | null;
};

export type Snapshot = {
  readonly id: string;
  readonly ministry: string;
  readonly serviceCode: string;
  readonly kind: Kind;
  readonly applicantId: string;
  /** The desk that alone may read it and act on it; null when every desk of the ministry may. */
  readonly confidentialTo: string | null;
  readonly reference: string;
  readonly status: Status;
  readonly answers: readonly AnswerRecord[];
  readonly outcome: readonly AnswerRecord[];
  readonly informationRequest: { question: string; fields: string[]; askedAt: string } | null;
  readonly decision: { outcome: 'APPROVED' | 'REJECTED'; reason: string; decidedAt: string } | null;
  readonly payment: PaymentRecord | null;
  readonly timeline: readonly TimelineRecord[];
  readonly createdAt: string;
  readonly submittedAt: string | null;
  readonly dueAt: string | null;
  /** The slot that it waits for; who has waited longer for the same comes first. */
  readonly waiting: { readonly key: string; readonly since: string } | null;
  /** Who made it for the applicant, with their consent; null for what a citizen made themselves. */
  readonly assistance: AssistanceRecord | null;
  /** Why officials look at it when it is closed; left out while nobody has. */
  readonly purposes?: readonly PurposeRecord[];
  readonly version: number;
};

/** As what somebody reads an application: in a role of the lifecycle, or for the applicant, who moves it themselves. */
export type Reader = Role | 'ASSISTANT';

/** The policies of `Application` (schema/shared/application.graphql), and as what each lets somebody read. */
const READERS: readonly (readonly [policy: string, reader: Reader])[] = [
  ['applicant', 'APPLICANT'],
  ['own-ministry', 'OFFICIAL'],
  ['assisting', 'ASSISTANT'],
];

/** As what somebody may read an application; null when it is none of their business. The policies say (schema/policies.ts). */
export function roleIn(
  snapshot: Pick<
    Snapshot,
    'applicantId' | 'assistance' | 'confidentialTo' | 'ministry' | 'serviceCode' | 'submittedAt'
  >,
  caller: Asker,
): Reader | null {
  const record = { ...snapshot, consent: snapshot.assistance?.consent ?? null };
  return READERS.find(([policy]) => maySee(policy, caller, record))?.[1] ?? null;
}

/** The part of a snapshot that decides about the next moves. */
export function stageOf(
  snapshot: Pick<Snapshot, 'status' | 'kind'> & { payment: Pick<PaymentRecord, 'status'> | null },
): Stage {
  return { status: snapshot.status, kind: snapshot.kind, paymentDue: snapshot.payment?.status === 'DUE' };
}

/** What the `Application` resolvers show of a snapshot to somebody who reads it as this. */
export function viewOf(snapshot: Snapshot, reader: Reader) {
  const assistance = assistanceView(snapshot.assistance);
  return {
    ...snapshot,
    __typename: 'Application' as const,
    service: { __typename: 'Service' as const, code: snapshot.serviceCode },
    actions: reader === 'ASSISTANT' ? [] : actionsOf(stageOf(snapshot), reader).filter(isPersonsAction),
    assistance,
    timeline: snapshot.timeline.map((entry) => ({
      ...entry,
      action: isPersonsAction(entry.action) ? entry.action : null,
      reason: reasonOf(entry.action),
      // Nothing but handing in is done in somebody's stead.
      assistance: entry.action === 'SUBMIT' ? assistance : null,
    })),
    // Paying is the applicant's own business.
    payment: snapshot.payment && reader !== 'APPLICANT' ? { ...snapshot.payment, checkoutUrl: null } : snapshot.payment,
  };
}

export type ApplicationView = ReturnType<typeof viewOf>;
