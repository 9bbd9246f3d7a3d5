import { parseStored } from '../bson/document.ts';
import type { Doc } from '../bson/value.ts';
import { StoreError } from '../errors.ts';
import { ID_INDEX_SPEC } from '../index/definition.ts';
import type { DatabaseFile } from './database-file.ts';
import type { IndexTable } from './index-table.ts';
import { blob, integer, type Row, toRow } from './rows.ts';

/** An expression: of a bare parameter SQLite wants to know the value when it plans, and plans anew for each. */
const LIMIT = 'LIMIT ? + 0';

/** A document ready to be written: its bytes as they will be stored, and the same parsed. */
export interface Stored {
  readonly bytes: Uint8Array;
  readonly doc: Doc;
}

/** Documents of one collection, one a row, and its indexes. All writes run inside a transaction of the database. */
export class Collection {
  readonly id: number;
  readonly name: string;
  readonly namespace: string;
  readonly uuid: Uint8Array;
  readonly #file: DatabaseFile;
  readonly #sql: { readonly get: string; readonly insert: string; readonly replace: string; readonly remove: string };
  indexes: readonly IndexTable[] = [];
  /** Set when it was dropped: cursors over it end with an error. */
  isDropped = false;
  /** Documents read from disk since the process started; what `nagarikStats` shows. */
  rowsRead = 0;
  #nextRid: number | undefined;
  #count: number | undefined;

  constructor(file: DatabaseFile, database: string, row: { id: number; name: string; uuid: Uint8Array }) {
    this.#file = file;
    this.id = row.id;
    this.name = row.name;
    this.namespace = `${database}.${row.name}`;
    this.uuid = row.uuid;
    this.#sql = {
      get: `SELECT doc FROM ${this.table} WHERE rid = ?`,
      insert: `INSERT INTO ${this.table} (rid, doc) VALUES (?, ?)`,
      replace: `UPDATE ${this.table} SET doc = ? WHERE rid = ?`,
      remove: `DELETE FROM ${this.table} WHERE rid = ?`,
    };
  }

  get table(): string {
    return `c${this.id}`;
  }

  /** Forgets what a rolled back transaction may have changed. */
  forget(): void {
    this.#count = undefined;
  }

  count(): number {
    this.#count ??= integer(this.#file.statement(`SELECT count(*) AS n FROM ${this.#idIndex().table}`).get(), 'n');
    return this.#count;
  }

  /** Bytes of all documents; reads the whole collection. */
  dataBytes(): number {
    return integer(this.#file.statement(`SELECT coalesce(sum(length(doc)), 0) AS n FROM ${this.table}`).get(), 'n');
  }

  #idIndex(): IndexTable {
    const found = this.indexes.find(({ definition }) => definition.name === ID_INDEX_SPEC.name);
    if (found === undefined) throw new StoreError('InternalError', `${this.namespace} has no index on _id`);
    return found;
  }

  get(rid: number): Uint8Array | undefined {
    const found = this.#file.statement(this.#sql.get).get(rid);
    if (found === undefined) return undefined;
    this.rowsRead++;
    return blob(found, 'doc');
  }

  /** @throws StoreError DuplicateKey; nothing is then written. */
  insert({ bytes, doc }: Stored): void {
    const rid = this.#takeRid();
    const keys = this.indexes.map((index) => index.keysOf(doc));
    for (const [i, index] of this.indexes.entries()) index.checkUnique(keys[i] ?? [], rid, this.namespace);
    this.#file.statement(this.#sql.insert).run(rid, bytes);
    for (const [i, index] of this.indexes.entries()) index.add(keys[i] ?? [], rid);
    if (this.#count !== undefined) this.#count++;
  }

  #takeRid(): number {
    this.#nextRid ??=
      integer(this.#file.statement(`SELECT coalesce(max(rid), 0) AS n FROM ${this.table}`).get(), 'n') + 1;
    return this.#nextRid++;
  }

  /** Puts `next` in the place of `before`; only the index entries that differ are touched. */
  replace(rid: number, before: Doc, next: Stored): void {
    const changes = this.indexes.map((index) => {
      const old = index.keysOf(before);
      const fresh = index.keysOf(next.doc);
      const added = fresh.filter(({ bytes }) => !old.some((key) => key.bytes.equals(bytes)));
      const removed = old.filter(({ bytes }) => !fresh.some((key) => key.bytes.equals(bytes)));
      index.checkUnique(added, rid, this.namespace);
      return { index, added, removed };
    });
    this.#file.statement(this.#sql.replace).run(next.bytes, rid);
    for (const { index, added, removed } of changes) {
      index.remove(removed, rid);
      index.add(added, rid);
    }
  }

  remove(rid: number, doc: Doc): void {
    for (const index of this.indexes) index.remove(index.keysOf(doc), rid);
    this.#file.statement(this.#sql.remove).run(rid);
    if (this.#count !== undefined) this.#count--;
  }

  /** Fills a new index from the documents there are. @throws StoreError DuplicateKey. */
  fill(index: IndexTable): void {
    let after = 0;
    for (let page = this.#page(after); page.length > 0; page = this.#page(after)) {
      for (const { rid, bytes } of page) {
        const keys = index.keysOf(parseStored(bytes));
        index.checkUnique(keys, rid, this.namespace);
        index.add(keys, rid);
        after = rid;
      }
    }
  }

  #page(after: number): Row[] {
    const sql = `SELECT rid, doc FROM ${this.table} WHERE rid > ? ORDER BY rid LIMIT 500`;
    return this.#file.statement(sql).all(after).map(toRow);
  }

  /** One page of the collection in its natural order, from `after` (exclusive) on. */
  naturalPage(after: number | undefined, isReverse: boolean, limit: number): Row[] {
    const [compare, order, start] = isReverse ? ['<', 'DESC', Number.MAX_SAFE_INTEGER] : ['>', 'ASC', 0];
    const sql = `SELECT rid, doc FROM ${this.table} WHERE rid ${compare} ? ORDER BY rid ${order} ${LIMIT}`;
    const rows = this.#file.statement(sql).all(after ?? start, limit);
    this.rowsRead += rows.length;
    return rows.map(toRow);
  }

  /** One page of an index between two keys (`high` exclusive), in key order or its reverse, after an entry. */
  indexPage(
    index: IndexTable,
    range: { readonly low: Uint8Array; readonly high: Uint8Array },
    after: { readonly key: Uint8Array; readonly rid: number } | undefined,
    isReverse: boolean,
    limit: number,
  ): { key: Uint8Array; row: Row }[] {
    // Row values with a rid below every real one: before the first entry of `low`, or of `high` when reading back.
    const from = after ?? { key: isReverse ? range.high : range.low, rid: -1 };
    const edge = isReverse ? range.low : range.high;
    const where = isReverse ? '(e.k, e.rid) < (?, ?) AND e.k >= ?' : '(e.k, e.rid) > (?, ?) AND e.k < ?';
    const order = isReverse ? 'e.k DESC, e.rid DESC' : 'e.k, e.rid';
    const sql =
      `SELECT e.k AS k, e.rid AS rid, c.doc AS doc FROM ${index.table} e CROSS JOIN ${this.table} c ON c.rid = e.rid ` +
      `WHERE ${where} ORDER BY ${order} ${LIMIT}`;
    const rows = this.#file.statement(sql).all(from.key, from.rid, edge, limit);
    this.rowsRead += rows.length;
    return rows.map((row) => ({ key: blob(row, 'k'), row: toRow(row) }));
  }
}
