import { Binary } from 'bson';
import { serializeReply } from '../bson/document.ts';
import { type Doc, isDoc, isNumeric, toNumber, type Value } from '../bson/value.ts';
import { asStoreError, StoreError } from '../errors.ts';
import type { Database } from '../storage/database.ts';
import { blob, integer } from '../storage/rows.ts';
import type { Call, Server } from './call.ts';

/** The most statements in one command; MongoDB's `maxWriteBatchSize`. */
export const MAX_WRITE_BATCH = 100_000;

/**
 * Runs a write command in the next group commit. When the client numbers its writes (`lsid`, `txnNumber`), the answer
 * is kept in the same SQLite transaction as the write, so a retry after any failure, a kill -9 between commit and
 * reply among them, gets the first answer and changes nothing.
 */
export async function writeCommand(call: Call, server: Server, work: (database: Database) => Doc): Promise<Uint8Array> {
  checkWriteConcern(call.body.writeConcern);
  const retry = retryOf(call);
  const database = server.store.databaseForWrite(call.database);
  return database.write(() => {
    const earlier = retry === undefined ? undefined : earlierReply(database, retry);
    if (earlier !== undefined) return earlier;
    const reply = serializeReply({ ...work(database), ok: 1 });
    if (retry !== undefined) remember(database, retry, reply);
    return reply;
  });
}

interface Retry {
  readonly session: Uint8Array;
  readonly txnNumber: number;
}

function retryOf({ body: { lsid, txnNumber } }: Call): Retry | undefined {
  if (txnNumber === undefined) return undefined;
  const id = isDoc(lsid) ? lsid.id : undefined;
  if (!(id instanceof Binary) || !isNumeric(txnNumber)) {
    throw new StoreError('InvalidOptions', 'Transaction number requires a session ID to also be specified');
  }
  return { session: id.buffer.subarray(0, id.position), txnNumber: toNumber(txnNumber) };
}

function earlierReply(database: Database, { session, txnNumber }: Retry): Uint8Array | undefined {
  const found = database.file.statement('SELECT txn, reply FROM retries WHERE session = ?').get(session);
  if (found === undefined) return undefined;
  const latest = integer(found, 'txn');
  if (latest === txnNumber) return blob(found, 'reply');
  if (latest < txnNumber) return undefined;
  throw new StoreError(
    'TransactionTooOld',
    `Retryable write with txnNumber ${txnNumber} is prohibited: ${latest} has run`,
  );
}

function remember(database: Database, { session, txnNumber }: Retry, reply: Uint8Array): void {
  database.file
    .statement('INSERT OR REPLACE INTO retries (session, txn, reply, at) VALUES (?, ?, ?, ?)')
    .run(session, txnNumber, reply, Date.now());
}

/** Every write is on the disk before its answer, which satisfies any concern of a single member. */
function checkWriteConcern(concern: Value): void {
  const w = isDoc(concern) ? concern.w : undefined;
  if (w === undefined || w === 'majority') return;
  if (isNumeric(w) && toNumber(w) <= 1) return;
  throw new StoreError('UnsatisfiableWriteConcern', 'Not enough data-bearing nodes: the embedded store is one process');
}

/** Runs the statements of a command. An ordered one ends at the first error; what went before it stays. */
export function eachStatement<T>(
  statements: readonly T[],
  isOrdered: boolean,
  run: (statement: T, index: number) => void,
): { writeErrors?: Doc[] } {
  if (statements.length === 0 || statements.length > MAX_WRITE_BATCH) {
    throw new StoreError(
      'InvalidOptions',
      `Write batch sizes must be between 1 and ${MAX_WRITE_BATCH}. Got ${statements.length} operations.`,
    );
  }
  const writeErrors: Doc[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (thrown) {
      const error = asStoreError(thrown);
      // A broken disk or a bug is not one statement's fault: the whole command is undone.
      if (!(thrown instanceof StoreError) && error.codeName === 'InternalError') throw thrown;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.details });
      if (isOrdered) break;
    }
  }
  return writeErrors.length === 0 ? {} : { writeErrors };
}

/** `ordered`, which is true unless said otherwise. */
export function isOrdered(call: Call): boolean {
  return call.body.ordered === undefined ? true : call.flag('ordered');
}
