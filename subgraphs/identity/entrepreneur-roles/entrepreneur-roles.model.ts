/** Which people hold the role of an entrepreneur, as the subgraph `entrepreneurs` tells it: one document a person. */
import { type Connection, Schema } from 'mongoose';

export type EntrepreneurRoleRecord = {
  /** The person's id. */
  _id: string;
  /** Of the newest event. */
  version: number;
  isHeld: boolean;
  /** Codes of the centres at which they work. */
  centres: string[];
  /** The last day, `YYYY-MM-DD`; null without a card. */
  validUntil: string | null;
  /** Codes of the centres at which no new work begins: the fees that they hold there have reached the limit. */
  atLimit?: string[];
  /** When something was last taken away: the role, or a centre. Null when nothing ever was. */
  endedAt: Date | null;
};

const schema = new Schema<EntrepreneurRoleRecord>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    isHeld: { type: Boolean, required: true },
    centres: { type: [String], required: true },
    validUntil: { type: String, default: null },
    atLimit: { type: [String], default: undefined },
    endedAt: { type: Date, default: null },
  },
  { collection: 'entrepreneur-roles', versionKey: false, autoIndex: false },
);
schema.index({ endedAt: 1 }, { sparse: true });

export function entrepreneurRoleModel(connection: Connection) {
  return connection.model<EntrepreneurRoleRecord>('EntrepreneurRole', schema);
}
