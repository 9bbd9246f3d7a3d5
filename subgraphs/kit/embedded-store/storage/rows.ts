import type { SQLOutputValue, StatementSync } from 'node:sqlite';
import { StoreError } from '../errors.ts';

/** One document as SQLite holds it. */
export interface Row {
  /** Place in the collection; documents without a sort come in its order, which is that of insertion. */
  readonly rid: number;
  readonly bytes: Uint8Array;
}

type Columns = Record<string, SQLOutputValue>;

export function blob(row: Columns | undefined, column: string): Uint8Array {
  const value = row?.[column];
  if (value instanceof Uint8Array) return value;
  throw new StoreError('InternalError', `the column ${column} of the embedded store does not hold bytes`);
}

export function integer(row: Columns | undefined, column: string): number {
  const value = row?.[column];
  if (typeof value === 'number') return value;
  throw new StoreError('InternalError', `the column ${column} of the embedded store does not hold an integer`);
}

export function text(row: Columns | undefined, column: string): string {
  const value = row?.[column];
  if (typeof value === 'string') return value;
  throw new StoreError('InternalError', `the column ${column} of the embedded store does not hold text`);
}

export function toRow(columns: Columns): Row {
  return { rid: integer(columns, 'rid'), bytes: blob(columns, 'doc') };
}

/** One statement prepared once; SQLite prepares it again by itself when tables change. */
export interface Statements {
  statement(sql: string): StatementSync;
}
