import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Connection, Schema } from 'mongoose';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Development, enter, registry } from './registry.ts';
import { connect } from './storage/connect.ts';
import { testDatabase } from './test/database.ts';

type Gauge = { river: string; centimetres: number; names?: string[] };

let connection: Connection;
let directory: string;
beforeAll(async () => {
  const { url, prefix } = testDatabase();
  connection = await connect(url, `${prefix}registries`);
  directory = await mkdtemp(join(tmpdir(), 'nagarik-registry-'));
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
  await rm(directory, { recursive: true });
});

let number = 0;
/** A registry of gauges with a collection of its own. */
function gauges(development?: Development<Gauge>) {
  const schema = new Schema<Gauge>({
    river: { type: String, required: true },
    centimetres: { type: Number, required: true },
    names: { type: [String], default: undefined },
  });
  schema.index({ river: 1 }, { unique: true });
  const declared = registry(`gauges-${++number}`, schema, development);
  const all = () => declared.model(connection).find({}, { _id: 0 }).sort({ river: 1 }).lean();
  return { ...declared, all };
}

async function csv(text: string): Promise<URL> {
  const file = join(directory, `${++number}.csv`);
  await writeFile(file, text);
  return pathToFileURL(file);
}

const twoRivers = () => [
  { river: 'Jamuna', centimetres: 1312 },
  { river: 'Padma', centimetres: 865 },
];

test('development data may be a table: cells are read by the schema, empty ones left out', async () => {
  const table = await csv('# invented\nriver,centimetres,names\nPadma,865,\nJamuna,1312,যমুনা\n');
  const { prepare, all } = gauges(table);
  await prepare(connection, true);
  expect(await all()).toEqual([
    { river: 'Jamuna', centimetres: 1312, names: ['যমুনা'] },
    { river: 'Padma', centimetres: 865 },
  ]);
});

test('development data may be made, the same at each start', async () => {
  const made: Development<Gauge> = (seed) =>
    seed.rows(5, (index) => ({ river: `River ${index}`, centimetres: seed.integer(0, 2000) }));
  const [one, other] = [gauges(made), gauges(made)];
  await one.prepare(connection, true);
  await other.prepare(connection, true);
  expect((await one.all()).map(({ river }) => river)).toEqual((await other.all()).map(({ river }) => river));
  expect(await one.all()).toHaveLength(5);
});

test('in production a registry begins empty', async () => {
  const { prepare, all } = gauges(twoRivers);
  await prepare(connection, false);
  expect(await all()).toEqual([]);
});

test('a registry that has records is left alone', async () => {
  const { prepare, all, model } = gauges(twoRivers);
  await model(connection).create({ river: 'Meghna', centimetres: 400 });
  await prepare(connection, true);
  expect(await all()).toEqual([{ river: 'Meghna', centimetres: 400 }]);
});

test('two processes that start at once seed it once', async () => {
  const { prepare, all } = gauges(twoRivers);
  await Promise.all([prepare(connection, true), prepare(connection, true)]);
  expect(await all()).toEqual(twoRivers());
});

test('a row that the schema does not take is named, and nothing is kept', async () => {
  const { prepare, all } = gauges(await csv('river,centimetres\nPadma,865\nJamuna,high\n'));
  await expect(prepare(connection, true)).rejects.toThrow(/row 2: .*centimetres/);
  expect(await all()).toEqual([]);
});

test('two rows with the same key are told at every start, until they are mended', async () => {
  let last = 'Padma';
  const { prepare, all } = gauges(() => [...twoRivers(), { river: last, centimetres: 1 }]);
  await expect(prepare(connection, true)).rejects.toThrow('Padma');
  expect(await all()).toEqual([]);
  await expect(prepare(connection, true)).rejects.toThrow('Padma');
  last = 'Teesta';
  await prepare(connection, true);
  expect(await all()).toEqual([...twoRivers(), { river: 'Teesta', centimetres: 1 }]);
});

test('what a killed start has filled by half, the next one completes, once', async () => {
  const { prepare, all, model } = gauges(twoRivers);
  const records = model(connection);
  const killed = vi.spyOn(records, 'insertMany').mockImplementationOnce(async () => {
    await records.create(twoRivers().slice(0, 1));
    throw new Error('killed');
  });
  await expect(prepare(connection, true)).rejects.toThrow('killed');
  expect(await all()).toHaveLength(1);
  await prepare(connection, true);
  expect(await all()).toEqual(twoRivers());
  await records.deleteMany({ river: 'Padma' });
  await prepare(connection, true);
  expect(await all()).toHaveLength(1);
  killed.mockRestore();
});

test('an entry is entered once, also by two at once; another with its key leaves it as it is', async () => {
  const { prepare, all, model } = gauges();
  await prepare(connection, false);
  const records = model(connection);
  const padma = { river: 'Padma', centimetres: 865 };
  await Promise.all([enter(records, padma), enter(records, padma)]);
  await enter(records, { ...padma, centimetres: 1 });
  expect(await all()).toEqual([padma]);
  await expect(enter(records, { river: '', centimetres: 1 })).rejects.toThrow('river');
});
