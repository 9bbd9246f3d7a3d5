/** Printed cards of numbered one-time codes, by which a citizen without a phone consents. One document a card, with its codes. */
import { type Connection, Schema } from 'mongoose';

/** A numbered code of a card: its keyed hash, and for what it was used. */
export type CardCode = {
  /** From 1, as it stands on the card. */
  number: number;
  hash: string;
  /** Null while it is not used. */
  used: { for: string; by: string; at: Date } | null;
};

export type ConsentCardRecord = {
  /** Digits only, the last one a check digit. */
  _id: string;
  /** The citizen whose card it is. */
  personId: string;
  centre: string;
  /** Who handed it out, and saw the national ID. */
  issuedBy: string;
  issuedAt: Date;
  validUntil: Date;
  codes: CardCode[];
  /** Wrong tries since the last right one. */
  wrongTries: number;
  /** When another card took its place, or it was lost; null while it is good. */
  endedAt: Date | null;
};

const text = { type: String, required: true };
const instant = { type: Date, required: true };
const schema = new Schema<ConsentCardRecord>(
  {
    _id: text,
    personId: text,
    centre: text,
    issuedBy: text,
    issuedAt: instant,
    validUntil: instant,
    codes: { type: Schema.Types.Mixed, required: true },
    wrongTries: { type: Number, required: true },
    endedAt: { type: Date, default: null },
  },
  { collection: 'consent-cards', versionKey: false, autoIndex: false },
);
schema.index({ personId: 1, endedAt: 1 });

export function consentCardModel(connection: Connection) {
  return connection.model<ConsentCardRecord>('ConsentCard', schema);
}
