import { parseStored } from '../bson/document.ts';
import { type Doc, isDoc, MISSING } from '../bson/value.ts';
import { StoreError } from '../errors.ts';
import { defineIndex, type IndexDefinition } from '../index/definition.ts';
import { documentKeys, type Key } from '../index/keys.ts';
import { shellText } from '../query/shell-text.ts';
import { integer, type Statements } from './rows.ts';

/** One index in its own SQLite table: keys in order, each with the place of its document. */
export class IndexTable {
  readonly id: number;
  readonly definition: IndexDefinition;
  readonly #statements: Statements;
  readonly #sql: { readonly find: string; readonly add: string; readonly remove: string };
  #isMultikey: readonly boolean[];

  constructor(statements: Statements, id: number, spec: Doc, isMultikey: readonly boolean[]) {
    this.#statements = statements;
    this.id = id;
    this.definition = defineIndex(spec);
    this.#isMultikey = isMultikey;
    this.#sql = {
      find: `SELECT rid FROM ${this.table} WHERE k = ?`,
      add: `INSERT INTO ${this.table} (k, rid) VALUES (?, ?)`,
      remove: `DELETE FROM ${this.table} WHERE k = ? AND rid = ?`,
    };
  }

  get isMultikey(): readonly boolean[] {
    return this.#isMultikey;
  }

  get table(): string {
    return `i${this.id}`;
  }

  /** A unique index is unique in SQLite too, whatever the code above it believes. */
  get createSql(): string {
    const key = this.definition.isUnique ? 'k' : 'k, rid';
    return `CREATE TABLE ${this.table} (k BLOB NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY (${key})) WITHOUT ROWID`;
  }

  /** The entries of a document here: none where a sparse or partial index leaves it out. */
  keysOf(doc: Doc): readonly Key[] {
    const { fields, isSparse, partialFilter, isIncluded } = this.definition;
    if (partialFilter !== undefined && !isIncluded(doc)) return [];
    const { keys, crossesArray, isAllMissing } = documentKeys(fields, doc);
    if (isSparse && isAllMissing) return [];
    if (crossesArray.some((crosses, i) => crosses && this.#isMultikey[i] !== true)) this.#noteArrays(crossesArray);
    return keys;
  }

  #noteArrays(crossesArray: readonly boolean[]): void {
    this.#isMultikey = crossesArray.map((crosses, i) => crosses || this.#isMultikey[i] === true);
    this.#statements
      .statement('UPDATE indexes SET multikey = ? WHERE id = ?')
      .run(JSON.stringify(this.#isMultikey), this.id);
  }

  /** @throws StoreError DuplicateKey when another document than `rid` has one of the keys. */
  checkUnique(keys: readonly Key[], rid: number, namespace: string): void {
    if (!this.definition.isUnique) return;
    for (const key of keys) {
      const found = this.#statements.statement(this.#sql.find).get(key.bytes);
      if (found !== undefined && integer(found, 'rid') !== rid) throw duplicateKey(this.definition, key, namespace);
    }
  }

  add(keys: readonly Key[], rid: number): void {
    for (const { bytes } of keys) {
      this.#statements.statement(this.#sql.add).run(bytes, rid);
    }
  }

  remove(keys: readonly Key[], rid: number): void {
    for (const { bytes } of keys) {
      this.#statements.statement(this.#sql.remove).run(bytes, rid);
    }
  }
}

/** MongoDB's message and fields: mongoose plugins read `keyPattern` and `keyValue`, and people the text. */
function duplicateKey({ name, key, fields }: IndexDefinition, { values }: Key, namespace: string): StoreError {
  const shown = values.map((value) => (value === MISSING ? null : value));
  const text = fields.map(({ path }, i) => `${path}: ${shellText(shown[i])}`).join(', ');
  return new StoreError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${name} dup key: { ${text} }`,
    { keyPattern: key, keyValue: Object.fromEntries(fields.map(({ path }, i) => [path, shown[i]])) },
  );
}

/** An index as the catalogue holds it. */
export function indexFromCatalogue(
  statements: Statements,
  row: { readonly id: number; readonly spec: Uint8Array; readonly multikey: string },
): IndexTable {
  const flags: unknown = JSON.parse(row.multikey);
  const spec = parseStored(row.spec);
  if (!Array.isArray(flags) || !isDoc(spec))
    throw new StoreError('InternalError', 'the catalogue of indexes is damaged');
  return new IndexTable(
    statements,
    row.id,
    spec,
    flags.map((flag) => flag === true),
  );
}
