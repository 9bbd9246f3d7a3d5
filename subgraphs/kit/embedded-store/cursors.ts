import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { StoreError } from './errors.ts';
import { PAUSE } from './storage/scan.ts';

/** Documents of a result in order, as bytes, with places to pause. */
export type Documents = Iterator<Uint8Array | typeof PAUSE>;

/** MongoDB's: an unused cursor is closed after ten minutes. */
const IDLE_MS = 10 * 60 * 1000;
const MAX_OPEN = 10_000;
/** Documents in a first batch, when the client does not say. */
const FIRST_BATCH = 101;
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
/** A read gives way to others after this long, in milliseconds. */
const SLICE_MS = 8;

interface Cursor {
  readonly namespace: string;
  readonly documents: Documents;
  /** Read to learn that there is more, not sent yet. */
  ahead: Uint8Array | undefined;
  usedAt: number;
  isBusy: boolean;
}

/** The results being read in batches. A cursor holds a position, and nothing open in the database. */
export class Cursors {
  readonly #open = new Map<bigint, Cursor>();

  get size(): number {
    return this.#open.size;
  }

  /** The first batch; the id is 0 when that was all. */
  async start(
    namespace: string,
    documents: Documents,
    batchSize: number | undefined,
    isSingleBatch = false,
  ): Promise<{ batch: Uint8Array[]; id: bigint }> {
    const cursor: Cursor = { namespace, documents, ahead: undefined, usedAt: Date.now(), isBusy: true };
    const batch = batchSize === 0 ? [] : await fill(cursor, batchSize ?? FIRST_BATCH);
    cursor.isBusy = false;
    const isDone = batchSize !== 0 && cursor.ahead === undefined;
    if (isDone || isSingleBatch) return { batch, id: 0n };
    if (this.#open.size >= MAX_OPEN) throw new StoreError('Exceeded', `more than ${MAX_OPEN} open cursors`);
    const id = randomBytes(8).readBigUInt64LE() >> 1n || 1n;
    this.#open.set(id, cursor);
    return { batch, id };
  }

  /** @throws StoreError CursorNotFound. */
  async more(
    id: bigint,
    namespace: string,
    batchSize: number | undefined,
  ): Promise<{ batch: Uint8Array[]; id: bigint }> {
    const cursor = this.#open.get(id);
    if (cursor === undefined || cursor.isBusy) throw new StoreError('CursorNotFound', `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) {
      throw new StoreError('Unauthorized', `Requested getMore on namespace ${namespace}, cursor belongs to another`);
    }
    cursor.isBusy = true;
    try {
      const batch = await fill(
        cursor,
        batchSize === undefined || batchSize === 0 ? Number.POSITIVE_INFINITY : batchSize,
      );
      if (cursor.ahead === undefined) this.#open.delete(id);
      return { batch, id: cursor.ahead === undefined ? 0n : id };
    } catch (error) {
      this.#open.delete(id);
      throw error;
    } finally {
      cursor.isBusy = false;
      cursor.usedAt = Date.now();
    }
  }

  kill(id: bigint): boolean {
    return this.#open.delete(id);
  }

  closeIdle(now: number): void {
    for (const [id, { usedAt, isBusy }] of this.#open) if (!isBusy && now - usedAt > IDLE_MS) this.#open.delete(id);
  }
}

async function fill(cursor: Cursor, maxDocuments: number): Promise<Uint8Array[]> {
  const batch: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    cursor.ahead ??= await nextDocument(cursor.documents);
    if (cursor.ahead === undefined || batch.length >= maxDocuments) return batch;
    bytes += cursor.ahead.length;
    if (batch.length > 0 && bytes > MAX_BATCH_BYTES) return batch;
    batch.push(cursor.ahead);
    cursor.ahead = undefined;
  }
}

let sliceStart = performance.now();

async function nextDocument(documents: Documents): Promise<Uint8Array | undefined> {
  for (;;) {
    const { value, done } = documents.next();
    if (done === true) return undefined;
    if (value !== PAUSE) return value;
    await giveWay();
  }
}

/** Lets other connections run when this turn of the event loop has been long. */
export async function giveWay(): Promise<void> {
  if (performance.now() - sliceStart < SLICE_MS) return;
  await nextTurn();
  sliceStart = performance.now();
}
