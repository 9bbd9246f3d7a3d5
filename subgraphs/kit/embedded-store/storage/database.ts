import { randomBytes } from 'node:crypto';
import { serializeStored } from '../bson/document.ts';
import type { Doc } from '../bson/value.ts';
import { asStoreError, StoreError } from '../errors.ts';
import { defineIndex, ID_INDEX_SPEC } from '../index/definition.ts';
import { Collection } from './collection.ts';
import { DatabaseFile } from './database-file.ts';
import { existingIndex } from './existing-index.ts';
import { type IndexTable, indexFromCatalogue } from './index-table.ts';
import { blob, integer, text } from './rows.ts';
import { WriteQueue } from './write-queue.ts';

/** One MongoDB database: its file, its catalogue, its queue of writes. */
export class Database {
  readonly name: string;
  readonly file: DatabaseFile;
  readonly #collections = new Map<string, Collection>();
  readonly #queue: WriteQueue;

  constructor(name: string, path: string) {
    this.name = name;
    this.file = new DatabaseFile(path);
    this.#queue = new WriteQueue(this.file, () => this.#reload());
    this.#reload();
  }

  /** Runs `work` in the next group commit. Resolves when it is on the disk. */
  write<T>(work: () => T): Promise<T> {
    return this.#queue.add(work);
  }

  /** Resolves when no write waits. */
  settled(): Promise<void> {
    return this.#queue.settled();
  }

  collections(): readonly Collection[] {
    return [...this.#collections.values()];
  }

  collection(name: string): Collection | undefined {
    return this.#collections.get(name);
  }

  /** Inside a write: the collection, made if need be. */
  collectionForWrite(name: string): Collection {
    return this.#collections.get(name) ?? this.createCollection(name);
  }

  createCollection(name: string): Collection {
    checkCollectionName(name);
    const { lastInsertRowid } = this.file
      .statement('INSERT INTO collections (name, uuid) VALUES (?, ?)')
      .run(name, randomBytes(16));
    const id = Number(lastInsertRowid);
    this.file.exec(`CREATE TABLE c${id} (rid INTEGER PRIMARY KEY, doc BLOB NOT NULL)`);
    this.#reload();
    const collection = this.#collections.get(name);
    if (collection === undefined) throw new StoreError('InternalError', `${name} was not created`);
    this.createIndex(collection, ID_INDEX_SPEC);
    return collection;
  }

  dropCollection(collection: Collection): void {
    for (const { table } of collection.indexes) this.file.exec(`DROP TABLE ${table}`);
    this.file.exec(`DROP TABLE ${collection.table}`);
    this.file.statement('DELETE FROM indexes WHERE collection = ?').run(collection.id);
    this.file.statement('DELETE FROM collections WHERE id = ?').run(collection.id);
    this.#reload();
  }

  /** @returns false when the collection has that index already. @throws StoreError. */
  createIndex(collection: Collection, spec: Doc): boolean {
    const definition = defineIndex(spec);
    if (existingIndex(collection, definition) !== undefined) return false;
    const flags = JSON.stringify(definition.fields.map(() => false));
    const { lastInsertRowid } = this.file
      .statement('INSERT INTO indexes (collection, spec, multikey) VALUES (?, ?, ?)')
      .run(collection.id, serializeStored(definition.spec), flags);
    const index = indexFromCatalogue(this.file, {
      id: Number(lastInsertRowid),
      spec: serializeStored(definition.spec),
      multikey: flags,
    });
    this.file.exec(index.createSql);
    collection.fill(index);
    collection.indexes = [...collection.indexes, index];
    return true;
  }

  dropIndex(collection: Collection, index: IndexTable): void {
    this.file.exec(`DROP TABLE ${index.table}`);
    this.file.statement('DELETE FROM indexes WHERE id = ?').run(index.id);
    collection.indexes = collection.indexes.filter((other) => other !== index);
  }

  /** Makes the catalogue in memory what it is in the file; after a rollback it may have run ahead. */
  #reload(): void {
    const kept = new Set<string>();
    for (const row of this.file.statement('SELECT id, name, uuid FROM collections ORDER BY id').all()) {
      const id = integer(row, 'id');
      const name = text(row, 'name');
      kept.add(name);
      const known = this.#collections.get(name);
      const isSame = known?.id === id;
      if (known !== undefined && !isSame) known.isDropped = true;
      const collection = isSame ? known : new Collection(this.file, this.name, { id, name, uuid: blob(row, 'uuid') });
      collection.forget();
      collection.indexes = this.#readIndexes(id);
      this.#collections.set(name, collection);
    }
    for (const [name, collection] of this.#collections) {
      if (kept.has(name)) continue;
      collection.isDropped = true;
      this.#collections.delete(name);
    }
  }

  #readIndexes(collection: number): IndexTable[] {
    return this.file
      .statement('SELECT id, spec, multikey FROM indexes WHERE collection = ? ORDER BY id')
      .all(collection)
      .map((row) =>
        indexFromCatalogue(this.file, {
          id: integer(row, 'id'),
          spec: blob(row, 'spec'),
          multikey: text(row, 'multikey'),
        }),
      );
  }

  /** Ends the writes under way, then closes the file. */
  async close(): Promise<void> {
    await this.settled();
    for (const collection of this.#collections.values()) collection.isDropped = true;
    this.#queue.close(asStoreError(new StoreError('ShutdownInProgress', 'the embedded store is stopping')));
    this.file.close();
  }
}

function checkCollectionName(name: string): void {
  if (name === '' || name.includes('$') || name.includes('\0') || name.startsWith('system.') || name.startsWith('.')) {
    throw new StoreError('InvalidNamespace', `Invalid collection name: ${name}`);
  }
}
