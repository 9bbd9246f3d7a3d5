/** Entrepreneurs and applicants: one document each, with all that happened, so that a step and its entry are one write. */
import { type Connection, Schema } from 'mongoose';
import type {
  EntrepreneurSource,
  EntrepreneurStage,
  EntrepreneurStepKind,
  EntrepreneurStepRole,
} from '../schema.generated.ts';

/** Something that happened to an entrepreneur. */
export type StepRecord = {
  at: Date;
  what: EntrepreneurStepKind;
  role: EntrepreneurStepRole;
  /** Id of the person; null for the platform. Not shown. */
  by: string | null;
  centre: string | null;
  reason: string | null;
  /** The client's idempotency key and the request that came with it; null where none is asked for. */
  request: { key: string; digest: string } | null;
};

export type CardRecord = {
  /** Digits only, the last one a check digit. */
  number: string;
  certificateNumber: string;
  issuedAt: Date;
  /** The last day, `YYYY-MM-DD`. */
  validUntil: string;
};

export type EntrepreneurRecord = {
  _id: string;
  personId: string;
  source: EntrepreneurSource;
  stage: EntrepreneurStage;
  nameEn: string;
  nameBn: string;
  photoReference: string;
  documents: string[];
  wantedCentre: string;
  appliedAt: Date;
  card: CardRecord | null;
  centres: { code: string; since: Date }[];
  suspension: { since: Date; reason: string } | null;
  /** Codes of the centres where their book has reached the limit: no new work there. Left out before it is first reached. */
  atLimit?: string[];
  /** The latest last. */
  steps: StepRecord[];
  /** Grows by one with each write. */
  version: number;
  /** Whether `identity` does not know this version yet. */
  isUntold: boolean;
};

const text = { type: String, required: true };
const mixed = { type: Schema.Types.Mixed, required: true };
const schema = new Schema<EntrepreneurRecord>(
  {
    _id: text,
    personId: text,
    source: text,
    stage: text,
    nameEn: text,
    nameBn: text,
    photoReference: text,
    documents: { type: [String], required: true },
    wantedCentre: text,
    appliedAt: { type: Date, required: true },
    card: { type: Schema.Types.Mixed, default: null },
    centres: mixed,
    suspension: { type: Schema.Types.Mixed, default: null },
    atLimit: { type: [String], default: undefined },
    steps: mixed,
    version: { type: Number, required: true },
    isUntold: { type: Boolean, required: true },
  },
  { collection: 'entrepreneurs', versionKey: false, autoIndex: false },
);
schema.index({ personId: 1 }, { unique: true });
schema.index({ 'card.number': 1 }, { unique: true, partialFilterExpression: { 'card.number': { $type: 'string' } } });
schema.index({ appliedAt: 1, _id: 1 });
schema.index({ stage: 1, appliedAt: 1, _id: 1 });
schema.index({ 'centres.code': 1, appliedAt: 1, _id: 1 });
schema.index({ isUntold: 1 }, { partialFilterExpression: { isUntold: true } });

export function entrepreneursOn(connection: Connection) {
  return connection.model<EntrepreneurRecord>('Entrepreneur', schema);
}
