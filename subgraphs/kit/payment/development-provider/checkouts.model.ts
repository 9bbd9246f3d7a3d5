/** What is to be paid, and whether it is. */
import { randomBytes } from 'node:crypto';
import { type Connection, type Model, Schema } from 'mongoose';
import type { Clock } from '../../clock.ts';
import type { IdSource } from '../../ids.ts';
import { isDuplicateKey } from '../../storage/duplicate-key.ts';
import type { Demand } from '../provider.ts';

export type CheckoutRecord = {
  /** In the page's address, and all that one needs to pay there: 192 random bits. */
  _id: string;
  applicationId: string;
  reference: string;
  amountBdt: number;
  callbackUrl: string;
  returnUrl: string;
  createdAt: Date;
  receipt: string | null;
  paidAt: Date | null;
  /** When the money went back. */
  refundedAt: Date | null;
  /** Set with the receipt, taken away when the ministry has confirmed it. */
  undeliveredSince?: Date;
};

const schema = new Schema<CheckoutRecord>(
  {
    _id: { type: String, required: true },
    applicationId: { type: String, required: true },
    reference: { type: String, required: true },
    amountBdt: { type: Number, required: true },
    callbackUrl: { type: String, required: true },
    returnUrl: { type: String, required: true },
    createdAt: { type: Date, required: true },
    receipt: { type: String, default: null },
    paidAt: { type: Date, default: null },
    refundedAt: { type: Date, default: null },
    undeliveredSince: { type: Date },
  },
  { collection: 'checkouts', versionKey: false, autoIndex: false },
);
schema.index({ applicationId: 1 }, { unique: true });
// Holds only what is undelivered, so that the look for it is cheap however many payments there were.
schema.index({ undeliveredSince: 1 }, { sparse: true });

/** The collection, on the provider's database. */
export function checkoutModel(connection: Connection): Model<CheckoutRecord> {
  return connection.model<CheckoutRecord>('Checkout', schema);
}

export type Checkouts = ReturnType<typeof createCheckouts>;

export function createCheckouts(model: Model<CheckoutRecord>, clock: Clock, ids: IdSource) {
  return {
    /** The one checkout of an application, made when there is none; null when it is there with another amount. */
    async open({
      applicationId,
      reference,
      amountBdt,
      callbackUrl,
      returnUrl,
    }: Demand): Promise<CheckoutRecord | null> {
      const _id = randomBytes(24).toString('base64url');
      try {
        // A repeat brings the addresses up to date, for the ministry may have moved to another port meanwhile. An
        // application that is there with another amount does not match, and the unique index refuses a second one.
        return await model
          .findOneAndUpdate(
            { applicationId, amountBdt },
            { $set: { callbackUrl, returnUrl }, $setOnInsert: { _id, reference, createdAt: clock.now() } },
            { upsert: true, returnDocument: 'after' },
          )
          .lean<CheckoutRecord>();
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        // Or somebody made the same one between our look and our insert.
        return model.findOne({ applicationId, amountBdt }).lean<CheckoutRecord>();
      }
    },
    find: (id: string) => model.findById(id).lean<CheckoutRecord>(),
    /** Gives it its receipt, unless it has one. */
    async pay(id: string): Promise<void> {
      const paidAt = clock.now();
      await model.updateOne({ _id: id, receipt: null }, { receipt: ids.id(), paidAt, undeliveredSince: paidAt });
    },
  };
}
