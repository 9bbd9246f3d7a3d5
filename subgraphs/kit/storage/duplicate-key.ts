import { mongo } from 'mongoose';

const DUPLICATE_KEY = 11000;

/** Whether a write was refused because a unique index has the key already. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;
}
