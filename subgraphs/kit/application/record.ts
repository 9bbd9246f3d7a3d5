/** An application as its ministry keeps it: one document, written in one atomic write with the events not yet delivered. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { AnswerRecord } from '../form/answers.ts';
import type { Outcome } from '../service.ts';
import type { AssistanceRecord } from './assistance.ts';
import type { Action, Kind, Role, Status } from './lifecycle.ts';
import type { PurposeRecord } from './purpose.ts';
import type { Snapshot } from './snapshot.ts';

export type ApplicationRecord = {
  /** `<ministry>-<ULID>`: says who owns it. */
  _id: string;
  reference: string;
  serviceCode: string;
  kind: Kind;
  applicantId: string;
  /** The desk that alone may read it and act on it; left out when every desk of the ministry may. */
  confidentialTo?: string;
  /** Who made it for the applicant, with their consent; left out for what a citizen made themselves. */
  assistance?: AssistanceRecord;
  idempotencyKey: string;
  /** Digest of the first request with that key, to tell a repeat from another request. */
  requestDigest: string;
  status: Status;
  /** The form's values by field name, checked and normalised; a draft's as they came. */
  values: Record<string, unknown>;
  answers: AnswerRecord[];
  outcome: AnswerRecord[];
  /** What the ministry's own fields show beside the values (`passportNumber`). */
  outcomeValues: Outcome;
  informationRequest: { question: string; fields: string[]; askedAt: Date } | null;
  decision: { outcome: 'APPROVED' | 'REJECTED'; reason: string; decidedAt: Date } | null;
  payment: {
    amountBdt: number;
    status: 'DUE' | 'PAID' | 'REFUNDED';
    checkoutUrl: string | null;
    paidAt: Date | null;
    receipt: string | null;
  } | null;
  timeline: { at: Date; action: Action; status: Status; actor: Role; actorId: string | null; note: string | null }[];
  /** Why officials look at it when it is closed, the oldest first; left out while nobody has. */
  purposes?: PurposeRecord[];
  /** Id of the official who took it. */
  takenBy: string | null;
  /** Keys of the places that it has: a slot, a seat, a name. A place that no record names is nobody's. */
  holds: string[];
  /** The slot that it waits for, and since when; null while it waits for none. */
  waiting: { key: string; since: Date } | null;
  /** When it loses its place for want of payment, or waits no longer; left out when nothing like that lies ahead. */
  lapsesAt?: Date | undefined;
  createdAt: Date;
  submittedAt: Date | null;
  dueAt: Date | null;
  version: number;
  /** Versions that `applications` has not confirmed yet. */
  outbox: { version: number }[];
  /** When something was given that is not entered in the ministry's registries yet; left out when there is nothing to enter. */
  grantDue?: Date;
};

const mixed = Schema.Types.Mixed;

const schema = new Schema<ApplicationRecord>(
  {
    _id: { type: String, required: true },
    reference: { type: String, required: true },
    serviceCode: { type: String, required: true },
    kind: { type: String, required: true },
    applicantId: { type: String, required: true },
    confidentialTo: String,
    assistance: mixed,
    idempotencyKey: { type: String, required: true },
    requestDigest: { type: String, required: true },
    status: { type: String, required: true },
    values: { type: mixed, required: true },
    answers: { type: mixed, required: true },
    outcome: { type: mixed, required: true },
    outcomeValues: { type: mixed, required: true },
    informationRequest: { type: mixed, default: null },
    decision: { type: mixed, default: null },
    payment: { type: mixed, default: null },
    timeline: { type: mixed, required: true },
    purposes: mixed,
    takenBy: { type: String, default: null },
    holds: { type: [String], required: true },
    waiting: { type: mixed, default: null },
    lapsesAt: Date,
    createdAt: { type: Date, required: true },
    submittedAt: { type: Date, default: null },
    dueAt: { type: Date, default: null },
    version: { type: Number, required: true },
    outbox: { type: [{ _id: false, version: { type: Number, required: true } }], required: true },
    grantDue: Date,
  },
  { collection: 'applications', versionKey: false, minimize: false, autoIndex: false },
);
schema.index({ applicantId: 1, idempotencyKey: 1 }, { unique: true });
schema.index({ reference: 1 }, { unique: true });
// Only documents with something to deliver, or to enter, are in these, so the relay's look is cheap however many there are.
schema.index({ 'outbox.version': 1 }, { sparse: true });
schema.index({ grantDue: 1 }, { sparse: true });
// Who is asked for a document looks here; forms without one are not in it.
schema.index({ 'answers.documentReference': 1 }, { sparse: true });
schema.index({ lapsesAt: 1 }, { sparse: true });
schema.index(
  { 'waiting.key': 1, 'waiting.since': 1, _id: 1 },
  { partialFilterExpression: { 'waiting.key': { $exists: true } } },
);

/** The model of a ministry's applications on its own database. */
export function applicationModel(connection: Connection): Model<ApplicationRecord> {
  return connection.model<ApplicationRecord>('Application', schema);
}

/** The ministry that an application's id names. */
export function ministryOf(applicationId: string): string {
  return applicationId.slice(0, Math.max(0, applicationId.lastIndexOf('-')));
}

/** The shared record of an application, as it is now. */
export function snapshotOf(record: ApplicationRecord): Snapshot {
  return {
    id: record._id,
    ministry: ministryOf(record._id),
    serviceCode: record.serviceCode,
    kind: record.kind,
    applicantId: record.applicantId,
    confidentialTo: record.confidentialTo ?? null,
    reference: record.reference,
    status: record.status,
    answers: record.answers,
    outcome: record.outcome,
    informationRequest: record.informationRequest && {
      ...record.informationRequest,
      askedAt: record.informationRequest.askedAt.toISOString(),
    },
    decision: record.decision && { ...record.decision, decidedAt: record.decision.decidedAt.toISOString() },
    payment: record.payment && {
      ...record.payment,
      paidAt: record.payment.paidAt?.toISOString() ?? null,
      payBy: lapsesAt(record),
    },
    timeline: record.timeline.map(({ at, action, status, actor, note }) => ({
      at: at.toISOString(),
      action,
      status,
      actor,
      note,
    })),
    createdAt: record.createdAt.toISOString(),
    submittedAt: record.submittedAt?.toISOString() ?? null,
    dueAt: record.dueAt?.toISOString() ?? null,
    waiting: record.waiting && { ...record.waiting, since: record.waiting.since.toISOString() },
    assistance: record.assistance ?? null,
    ...(record.purposes ? { purposes: record.purposes } : {}),
    version: record.version,
  };
}

function lapsesAt({ payment, lapsesAt: at }: ApplicationRecord): string | null {
  return payment?.status === 'DUE' ? (at?.toISOString() ?? null) : null;
}
