import { parseStored } from '../bson/document.ts';
import { type Doc, isDoc, isNumeric, toNumber, type Value } from '../bson/value.ts';
import type { Cursors } from '../cursors.ts';
import { StoreError } from '../errors.ts';
import type { Store } from '../storage/store.ts';

/** What a command answers: a document, or the bytes of one. */
export type Reply = Doc | Uint8Array;

/** What the server gives every command. */
export interface Server {
  readonly store: Store;
  readonly cursors: Cursors;
  /** `host:port` as the client reached us. */
  readonly address: string;
}

/** A kind of command: the fields it may have, so that none is silently ignored, and what it does. */
export interface Command {
  readonly fields: readonly string[];
  /** The list whose documents the command takes as bytes. */
  readonly rawField?: string;
  run(call: Call, server: Server): Reply | Promise<Reply>;
}

/** One command as it came, with its fields read by type. Errors name the field, as MongoDB's do. */
export class Call {
  readonly name: string;
  readonly body: Doc;
  readonly #sequences: ReadonlyMap<string, readonly Buffer[]>;

  constructor(name: string, body: Doc, sequences: ReadonlyMap<string, readonly Buffer[]>) {
    this.name = name;
    this.body = body;
    this.#sequences = sequences;
  }

  get database(): string {
    const name = this.body.$db;
    return typeof name === 'string' ? name : 'admin';
  }

  /** The collection that the command is about, which is the value of its first field. */
  get collection(): string {
    return this.text(this.name);
  }

  get namespace(): string {
    return `${this.database}.${this.collection}`;
  }

  text(field: string): string {
    const value = this.body[field];
    if (typeof value === 'string') return value;
    throw wrongType(this.name, field, 'string');
  }

  flag(field: string): boolean {
    const value = this.body[field];
    if (value === undefined) return false;
    if (typeof value === 'boolean') return value;
    if (isNumeric(value)) return toNumber(value) !== 0;
    throw wrongType(this.name, field, 'bool');
  }

  /** A whole number, not below zero. */
  count(field: string): number | undefined {
    const value = this.body[field];
    if (value === undefined || value === null) return undefined;
    const number = isNumeric(value) ? toNumber(value) : Number.NaN;
    if (!Number.isSafeInteger(number)) throw wrongType(this.name, field, 'int');
    if (number < 0)
      throw new StoreError('BadValue', `BSON field '${field}' value must be >= 0, actual value '${number}'`);
    return number;
  }

  doc(field: string): Doc | undefined {
    const value = this.body[field];
    if (value === undefined || value === null) return undefined;
    if (isDoc(value)) return value;
    throw wrongType(this.name, field, 'object');
  }

  /** A list of documents, from the command or from beside it. */
  docs(field: string): Doc[] {
    return this.#sequences.get(field)?.map(parseStored) ?? documentsIn(this.body[field], this.name, field);
  }

  /** The same as the bytes that came, of a command whose list was left so (`rawField`). */
  rawDocs(field: string): readonly Uint8Array[] {
    return this.#sequences.get(field) ?? listIn(this.body[field], this.name, field, isBytes);
  }

  fieldNames(): string[] {
    return [...Object.keys(this.body), ...this.#sequences.keys()];
  }
}

export function documentsIn(value: Value, command: string, field: string): Doc[] {
  return listIn(value, command, field, isDoc);
}

function listIn<T>(value: Value, command: string, field: string, isItem: (item: Value) => item is T): T[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw wrongType(command, field, 'array');
  return value.map((item: Value) => {
    if (!isItem(item)) throw wrongType(command, field, 'object');
    return item;
  });
}

function isBytes(item: Value): item is Uint8Array {
  return item instanceof Uint8Array;
}

function wrongType(command: string, field: string, expected: string): StoreError {
  return new StoreError(
    'TypeMismatch',
    `BSON field '${command}.${field}' is the wrong type, expected type '${expected}'`,
  );
}
