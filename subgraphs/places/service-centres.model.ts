/** The service centres: one document each, with its log, so that a move and its entry are one write. */
import { Schema } from 'mongoose';
import type { Text } from '#kit/errors/catalogue.ts';
import { registry } from '#kit/registry.ts';
import type {
  OpeningHours,
  RolloutStageCode,
  ServiceCentreMoverRole,
  ServiceCentreStatus,
} from './schema.generated.ts';
import { serviceCentreRows } from './service-centres.seed.ts';

/** An entry of a centre's log. */
export type MoveRecord = {
  at: Date;
  /** Null for the plan. */
  from: ServiceCentreStatus | null;
  to: ServiceCentreStatus;
  role: ServiceCentreMoverRole;
  /** Id of the person; not public. */
  by: string;
  /** Null for the plan. */
  reason: string | null;
  overrideReason: string | null;
  /** The client's, with which it may ask again for the answer; null when it sent none. */
  idempotencyKey: string | null;
};

export type ServiceCentreRecord = {
  /** Its code. */
  _id: string;
  name: Text;
  stage: RolloutStageCode;
  /** Null abroad. */
  area: string | null;
  /** Codes of the area and of those around it; empty abroad. */
  path: string[];
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** Abroad only. */
  city: Text | null;
  address: Text;
  latitude: number;
  longitude: number;
  status: ServiceCentreStatus;
  openingHours: OpeningHours[];
  /** Codes of services. */
  services: string[];
  plannedAt: Date;
  /** Who planned it, and the client's idempotency key: what a repeated plan is known by. */
  planKey: string;
  /** Latest last; the first is the plan. */
  moves: MoveRecord[];
};

const text = { type: String, required: true };
const number = { type: Number, required: true };
const mixed = { type: Schema.Types.Mixed, required: true };
const schema = new Schema<ServiceCentreRecord>({
  _id: text,
  name: mixed,
  stage: text,
  area: { type: String, default: null },
  path: { type: [String], required: true },
  country: text,
  city: { type: Schema.Types.Mixed, default: null },
  address: mixed,
  latitude: number,
  longitude: number,
  status: text,
  openingHours: mixed,
  services: { type: [String], required: true },
  plannedAt: { type: Date, required: true },
  planKey: text,
  moves: mixed,
});
schema.index({ path: 1, plannedAt: 1, _id: 1 });
schema.index({ status: 1, plannedAt: 1, _id: 1 });
schema.index({ services: 1, plannedAt: 1, _id: 1 });
schema.index({ plannedAt: 1, _id: 1 });
schema.index({ status: 1, latitude: 1 });
schema.index({ planKey: 1 }, { unique: true });

export const serviceCentres = registry('serviceCentres', schema, serviceCentreRows);
