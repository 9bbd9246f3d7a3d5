/** A ministry's own registry: records that rules and look-ups read, with development data from a CSV file beside it. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Connection, Model, Schema } from 'mongoose';

/** A declared registry; `Entry` is what one of its records holds. */
export type Registry<Entry> = {
  /** Name of the collection. */
  readonly name: string;
  /** The model on a ministry's database. */
  readonly model: (connection: Connection) => Model<Entry>;
  /** Makes the indexes, and with `seeded` fills it from its CSV when it is empty. */
  readonly prepare: (connection: Connection, seeded: boolean) => Promise<void>;
};

/**
 * Declares a registry.
 * @param schema with the indexes that the rules' questions need.
 * @param seed CSV with a header row of field names: development data.
 */
export function registry<Entry>(name: string, schema: Schema<Entry>, seed?: URL): Registry<Entry> {
  schema.set('collection', name);
  schema.set('versionKey', false);
  schema.set('autoIndex', false);
  const model = (connection: Connection) => connection.model<Entry>(name, schema);
  return {
    name,
    model,
    prepare: async (connection, seeded) => {
      await model(connection).createIndexes();
      if (seeded && seed) await fill(model(connection), seed);
    },
  };
}

/** Fills an empty collection; a cell that is empty is left out. Does nothing when there are records. */
async function fill<Entry>(records: Model<Entry>, seed: URL): Promise<void> {
  if (await records.exists({})) return;
  const rows: Record<string, string>[] = parse(readFileSync(seed), { columns: true, bom: true, comment: '#' });
  const filled = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== '')));
  // Cast and checked by the schema as they come; unordered, so that of two processes that seed at once the unique key
  // refuses the second's.
  await records.insertMany(
    filled.map((row) => new records(row)),
    { ordered: false },
  );
}
