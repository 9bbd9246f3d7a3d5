/** A ministry's own registry: records that rules and look-ups read, with development data: a CSV file beside it, or made. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Connection, Model, Schema } from 'mongoose';
import { type Seed, seeded } from './seed/seed.ts';
import { isDuplicateKey } from './storage/duplicate-key.ts';

/** A declared registry; `Entry` is what one of its records holds. */
export type Registry<Entry> = {
  /** Name of the collection. */
  readonly name: string;
  /** The model on a ministry's database. */
  readonly model: (connection: Connection) => Model<Entry>;
  /** Makes the indexes, and with `isSeeded` fills it with its development data when it is empty. */
  readonly prepare: (connection: Connection, isSeeded: boolean) => Promise<void>;
};

/** Development data: a CSV with a header row of field names, or a function that makes the rows. */
export type Development<Entry> = URL | ((seed: Seed) => readonly Partial<Entry>[]);

/** What the fields of most registries are. */
export const text = { type: String, required: true };
export const number = { type: Number, required: true };
export const boolean = { type: Boolean, required: true };

/**
 * Declares a registry.
 * @param schema with the indexes that the rules' questions need.
 */
export function registry<Entry>(
  name: string,
  schema: Schema<Entry>,
  development?: Development<Entry>,
): Registry<Entry> {
  schema.set('collection', name);
  schema.set('versionKey', false);
  schema.set('autoIndex', false);
  const model = (connection: Connection) => connection.model<Entry>(name, schema);
  return {
    name,
    model,
    prepare: async (connection, isSeeded) => {
      const records = model(connection);
      await records.createIndexes();
      if (!isSeeded || !development || (await records.exists({}))) return;
      const rows = development instanceof URL ? rowsOf(development) : development(seeded(name));
      await insertAll(records, rows);
    },
  };
}

/** Enters a record, unless one has its unique key: a repeat adds nothing. */
export async function enter<Entry>(records: Model<Entry>, entry: NoInfer<Entry>): Promise<void> {
  try {
    await new records(entry).save();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

/**
 * Inserts all rows or, when one is not as the schema asks, none. Unordered, so that of two processes that seed at once the
 * unique key refuses the second's, which are the same. Mongoose's document of a row is kept no longer than it is checked: of
 * all rows of eight ministries at once they would take 10 MB.
 * @throws Error that names the row, or the key that two rows share.
 */
async function insertAll<Entry>(records: Model<Entry>, rows: readonly object[]): Promise<void> {
  const checked: object[] = [];
  for (const [index, row] of rows.entries()) {
    const record = new records(row);
    await record.validate().catch((error: unknown) => {
      throw new Error(`development data of ${records.collection.name}, row ${index + 1}: ${error}`);
    });
    checked.push(record.toObject());
  }
  try {
    await records.insertMany(checked, { ordered: false, lean: true });
  } catch (error) {
    if (!isDuplicateKey(error) || (await records.countDocuments()) < rows.length) throw error;
  }
}

/** The rows of a CSV file; a cell that is empty is left out. */
function rowsOf(file: URL): object[] {
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true, bom: true, comment: '#' });
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== '')));
}
