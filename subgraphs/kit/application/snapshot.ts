/**
 * The shared record of an application: what the ministry tells `applications`, and what both show as `Application`.
 * It travels as JSON, so instants are ISO 8601 texts here.
 */
import type { AnswerRecord } from '../form/answers.ts';
import { type Action, actionsOf, type Kind, type Role, type Stage, type Status } from './lifecycle.ts';

export type TimelineRecord = {
  readonly at: string;
  readonly action: Action;
  readonly status: Status;
  readonly actor: Role;
  readonly note: string | null;
};

export type PaymentRecord = {
  readonly amountBdt: number;
  readonly status: 'DUE' | 'PAID';
  readonly checkoutUrl: string | null;
  readonly paidAt: string | null;
  readonly receipt: string | null;
};

export type Snapshot = {
  readonly id: string;
  readonly ministry: string;
  readonly serviceCode: string;
  readonly kind: Kind;
  readonly applicantId: string;
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
  readonly version: number;
};

/** In which role somebody stands to an application; null when it is none of their business. */
export function roleIn(
  snapshot: Pick<Snapshot, 'applicantId' | 'ministry' | 'submittedAt'>,
  caller: { subject: string | null; ministry: string | null; scopes: ReadonlySet<string> },
): Role | null {
  if (caller.subject === null) return null;
  if (caller.scopes.has('citizen') && snapshot.applicantId === caller.subject) return 'APPLICANT';
  // A draft is the applicant's own until it is handed in; one that was withdrawn never was.
  if (caller.scopes.has('official') && snapshot.ministry === caller.ministry && snapshot.submittedAt !== null)
    return 'OFFICIAL';
  return null;
}

/** The part of a snapshot that decides about the next moves. */
export function stageOf(
  snapshot: Pick<Snapshot, 'status' | 'kind'> & { payment: Pick<PaymentRecord, 'status'> | null },
): Stage {
  return { status: snapshot.status, kind: snapshot.kind, paymentDue: snapshot.payment?.status === 'DUE' };
}

/** What the `Application` resolvers show of a snapshot to somebody in a role. */
export function viewOf(snapshot: Snapshot, role: Role) {
  return {
    ...snapshot,
    __typename: 'Application' as const,
    service: { __typename: 'Service' as const, code: snapshot.serviceCode },
    actions: actionsOf(stageOf(snapshot), role).filter(isPersonsAction),
    timeline: snapshot.timeline.map((entry) => ({
      ...entry,
      action: isPersonsAction(entry.action) ? entry.action : null,
    })),
    // Paying is the applicant's own business.
    payment: snapshot.payment && role !== 'APPLICANT' ? { ...snapshot.payment, checkoutUrl: null } : snapshot.payment,
  };
}

export type ApplicationView = ReturnType<typeof viewOf>;

function isPersonsAction(action: Action): action is Exclude<Action, 'SETTLE' | 'CONFIRM'> {
  return action !== 'SETTLE' && action !== 'CONFIRM';
}
