/**
 * The books of all desks: one document an entry, never deleted, and never changed but for marks of what is still to be told.
 * An entry's number follows the last one's, and number and desk are its id: of two that were decided on the same last entry
 * one is refused by the database.
 */
import { type Connection, Schema } from 'mongoose';
import type { Request } from '../request.ts';
import type { DeskTransactionKind } from '../schema.generated.ts';
import type { Posting } from './accounts.ts';
import type { Standing } from './book.ts';

/** What a charge's slip says. */
export type SlipRecord = {
  /** Digits only, the last one a check digit. */
  number: string;
  service: string;
  title: { en: string; bn: string };
  feeBdt: number;
  commissionBdt: number;
  applicationReference: string | null;
  /** The application of that reference, and whose it is; null for what is none. */
  application: { id: string; ministry: string } | null;
  /** Digits of the card of who did it. */
  cardNumber: string;
};

export type TransactionRecord = {
  _id: string;
  desk: string;
  personId: string;
  centre: string;
  /** From 1, without a gap. */
  number: number;
  kind: DeskTransactionKind;
  /** Never before the last entry's. */
  at: Date;
  day: string;
  postings: readonly Posting[];
  /** Where the book stands after it. */
  standing: Standing;
  slip: SlipRecord | null;
  /** Of a reversal: the number of the charge. */
  reverses: number | null;
  /** Of a verdict on a deposit: the deposit's number, who gave it, and the line of the bank's statement; null there when rejected. */
  settles?: number;
  settledBy?: string;
  statement?: string;
  reason: string | null;
  request: Request;
  /** Of a charge: its ministry does not know the fee yet. Left out when it does. Beside these marks an entry never changes. */
  isFeeUntold?: true;
  /** Fees that are owed have reached the limit by it, or come below it, and `identity` may not have been told. Left out when it was. */
  isLimitUntold?: true;
  /** Of a deposit: it waits for a verdict. Left out when it has one; which it has if another entry settles it, in any case. */
  isInTransit?: true;
  /** Of a charge: its ministry does not take the fee, so the citizen is to have it back. */
  isFeeRefused?: true;
};

const text = { type: String, required: true };
const mixed = { type: Schema.Types.Mixed, required: true };
const schema = new Schema<TransactionRecord>(
  {
    _id: text,
    desk: text,
    personId: text,
    centre: text,
    number: { type: Number, required: true },
    kind: text,
    at: { type: Date, required: true },
    day: text,
    postings: mixed,
    standing: mixed,
    slip: { type: Schema.Types.Mixed, default: null },
    reverses: { type: Number, default: null },
    settles: Number,
    settledBy: String,
    statement: String,
    reason: { type: String, default: null },
    request: mixed,
    isFeeUntold: Boolean,
    isLimitUntold: Boolean,
    isInTransit: Boolean,
    isFeeRefused: Boolean,
  },
  { collection: 'desk-transactions', versionKey: false, autoIndex: false, minimize: false },
);
schema.index({ desk: 1, number: 1 }, { unique: true });
schema.index({ desk: 1, 'request.key': 1 }, { unique: true });
schema.index({ desk: 1, reverses: 1 }, { unique: true, partialFilterExpression: { reverses: { $type: 'number' } } });
schema.index({ desk: 1, settles: 1 }, { unique: true, partialFilterExpression: { settles: { $type: 'number' } } });
schema.index({ statement: 1 }, { unique: true, partialFilterExpression: { statement: { $type: 'string' } } });
schema.index({ isInTransit: 1, at: 1, _id: 1 }, { partialFilterExpression: { isInTransit: true } });
schema.index({ 'slip.number': 1 }, { unique: true, partialFilterExpression: { 'slip.number': { $type: 'string' } } });
schema.index({ desk: 1, at: -1, _id: -1 });
schema.index({ personId: 1, centre: 1 });
schema.index({ isFeeUntold: 1 }, { sparse: true });
schema.index({ isLimitUntold: 1 }, { sparse: true });
schema.index({ desk: 1, 'slip.applicationReference': 1 });

export function transactionsOn(connection: Connection) {
  return connection.model<TransactionRecord>('DeskTransaction', schema);
}

/** A desk is an entrepreneur at a centre. */
export function deskOf(personId: string, centre: string): string {
  return `${personId}@${centre}`;
}

/** In the order of the numbers, as texts are ordered, too. */
export function transactionId(desk: string, number: number): string {
  return `${desk}#${String(number).padStart(9, '0')}`;
}
