import { mongo } from 'mongoose';

/** Whether no answer came because the connection or the server went: what was asked for may be done or not. */
export function isConnectionCut(error: unknown): boolean {
  return (
    error instanceof mongo.MongoNetworkError ||
    (error instanceof mongo.MongoError && error.hasErrorLabel(mongo.MongoErrorLabel.RetryableWriteError))
  );
}
