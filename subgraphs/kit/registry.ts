/** A ministry's own registry: records that rules and look-ups read, with development data: a CSV file beside it, or made. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { type Connection, type Model, Schema } from 'mongoose';
import { type Seed, seeded } from './seed/seed.ts';
import { isDuplicateKey } from './storage/duplicate-key.ts';

/** A declared registry; `Entry` is what one of its records holds. */
export type Registry<Entry> = {
  /** Name of the collection. */
  readonly name: string;
  /** The model on a ministry's database. */
  readonly model: (connection: Connection) => Model<Entry>;
  /**
   * Makes the indexes, and with `isSeeded` fills it with its development data when it is empty, or when an earlier start did
   * not come to the end of that.
   */
  readonly prepare: (connection: Connection, isSeeded: boolean) => Promise<void>;
};

/** Development data: a CSV with a header row of field names, or a function that makes the rows. */
export type Development<Entry> = URL | ((seed: Seed) => readonly Partial<Entry>[]);

/** What the fields of most registries are. */
export const text = { type: String, required: true };
export const number = { type: Number, required: true };
export const boolean = { type: Boolean, required: true };

/** A registry that is being filled: the mark is set before its first row, and taken away after the last. */
const fillingSchema = new Schema<{ _id: string }>(
  { _id: { type: String, required: true } },
  { collection: 'registries-being-filled', versionKey: false, autoIndex: false },
);

/**
 * Declares a registry.
 * @param schema with the indexes that the rules' questions need; one that is seeded has a unique key.
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
      if (!isSeeded || !development) return;
      const filling = connection.model('RegistryBeingFilled', fillingSchema);
      // In this order: who sees the first row of another process sees its mark as well, until the last one is there.
      if ((await records.exists({})) && !(await filling.exists({ _id: name }))) return;
      const rows = development instanceof URL ? rowsOf(development) : development(seeded(name));
      const checked = await checkedRows(records, rows);
      await filling.updateOne({ _id: name }, {}, { upsert: true });
      await insertMissing(records, checked);
      await filling.deleteOne({ _id: name });
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
 * The rows as they are to be inserted. Mongoose's document of a row is kept no longer than it is checked: of all rows of eight
 * ministries at once they would take 30 MB.
 * @throws Error that names a row that is not as the schema asks.
 */
async function checkedRows<Entry>(records: Model<Entry>, rows: readonly object[]): Promise<{ _id: unknown }[]> {
  const checked: { _id: unknown }[] = [];
  for (const [index, row] of rows.entries()) {
    const record = new records(row);
    await record.validate().catch((error: unknown) => {
      throw new Error(`development data of ${records.collection.name}, row ${index + 1}: ${error}`);
    });
    checked.push(record.toObject());
  }
  return checked;
}

/**
 * Inserts the rows that are not there. Unordered, so that the unique key refuses those that another process, or a start that
 * was killed, has inserted: they are the same.
 * @throws Error that names the key that two rows share; none of these is kept then.
 */
async function insertMissing<Entry>(records: Model<Entry>, rows: readonly { _id: unknown }[]): Promise<void> {
  try {
    await records.insertMany([...rows], { ordered: false, lean: true });
  } catch (error) {
    if (isDuplicateKey(error) && (await records.countDocuments()) >= rows.length) return;
    await records
      .deleteMany()
      .where('_id')
      .in(rows.map(({ _id }) => _id));
    throw error;
  }
}

/** The rows of a CSV file; a cell that is empty is left out. */
function rowsOf(file: URL): object[] {
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true, bom: true, comment: '#' });
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== '')));
}
