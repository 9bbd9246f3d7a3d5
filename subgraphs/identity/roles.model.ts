/** The roles that people hold beside being citizens: officials and focal points of a ministry, operators of the platform. */
import { type QueryFilter, Schema } from 'mongoose';
import { registry } from '#kit/registry.ts';
import type { LoginRole } from './schema.generated.ts';

/** A role, and who holds it. Of a ministry's focal point there is one record: who it is changes in one atomic write. */
export type RoleRecord = {
  role: Exclude<LoginRole, 'CITIZEN'>;
  /** The ministry's code; null for an operator. */
  ministry: string | null;
  /** The desk of the ministry at which an official works; null where none is named. */
  desk: string | null;
  /** An official's rank, as the ministry calls it; null where none is named. */
  rank: string | null;
  /** Null while nobody has accepted to be the focal point. */
  personId: string | null;
  /** From this instant; null: for as long as anybody knows. */
  from: Date | null;
  /** Before this instant; null: for as long as nobody ends it. */
  until: Date | null;
  /** Who was named focal point and has not accepted yet, when, and by which operator. */
  named: { personId: string; at: Date; by: string } | null;
  /** Who was the focal point before, oldest first. */
  past: { personId: string; from: Date | null; until: Date }[];
};

const text = { type: String, required: true };
const optional = { type: String, default: null };
const day = { type: Date, default: null };
const schema = new Schema<RoleRecord>({
  role: text,
  ministry: optional,
  desk: optional,
  rank: optional,
  personId: optional,
  from: day,
  until: day,
  named: { type: Schema.Types.Mixed, default: null },
  past: { type: Schema.Types.Mixed, default: () => [] },
});
// A person who logs in as a role acts for one ministry.
schema.index({ personId: 1, role: 1 }, { unique: true, partialFilterExpression: { personId: { $type: 'string' } } });
schema.index(
  { ministry: 1, role: 1 },
  { unique: true, partialFilterExpression: { role: 'FOCAL_POINT' satisfies RoleRecord['role'] } },
);
schema.index({ 'named.personId': 1 }, { sparse: true });

export const roles = registry('roles', schema, new URL('./officials.seed.csv', import.meta.url));

/** What is in force at an instant. */
export function inForce(at: Date): QueryFilter<RoleRecord> {
  return {
    $and: [{ $or: [{ from: null }, { from: { $lte: at } }] }, { $or: [{ until: null }, { until: { $gt: at } }] }],
  };
}
