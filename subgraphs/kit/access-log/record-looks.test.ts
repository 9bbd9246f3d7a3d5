/** A subgraph with a journal: what is looked at is in its file when the answer comes, and nothing is shown when it cannot be. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../storage/connect.ts';
import { citizen, type Harness, startSubgraphs } from '../test/harness.ts';
import ministry from '../test/ministry-for-tests/index.ts';
import { accessLog } from './access-log.ts';

let folder: string;
let town: Harness;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nagarik-looks-'));
  town = await startSubgraphs({ water: ministry }, { environment: { LOOKS_DIR: folder } });
});
afterAll(async () => {
  await town.stop();
  await rm(folder, { recursive: true });
});

const HERS = `{ waterCard(input: { nationalId: "19901990123456789", dateOfBirth: "1990-05-17" }) { record { holder } } }`;
const look = (person: string) => town.ask('water', citizen(person), HERS);

const isOfLooks = (name: string) => name.endsWith('.looks');
/** Who is in the journal, and then who is in the chain: a look may go from the one to the other meanwhile. */
async function lookers(): Promise<string> {
  const own = join(folder, 'water');
  const names = (await readdir(own)).filter(isOfLooks);
  // One may be gone since.
  const texts = await Promise.all(names.map((name) => readFile(join(own, name), 'utf8').catch(() => '')));
  const connection = await connect(process.env.MONGODB_URL ?? '', `${town.databasePrefix}water`);
  const entries = await accessLog(connection, 'water').after(0, 1_000);
  await connection.close();
  return [...texts, ...entries.map(({ by }) => by.person)].join();
}

test('a look is kept when its answer comes', async () => {
  expect(await look('karim')).toMatchObject({ data: { waterCard: { record: { holder: 'Rahima Begum' } } } });
  expect(await lookers()).toContain('karim');
});

test('what cannot be kept is not shown', async () => {
  await expect.poll(async () => (await readdir(join(folder, 'water'))).filter(isOfLooks)).toEqual([]);
  await rm(join(folder, 'water'), { recursive: true });
  const refused = await look('salma');
  expect(refused).toMatchObject({ data: null, errors: [{ extensions: { code: 'ACCESS_LOG_UNAVAILABLE' } }] });
  expect(JSON.stringify(refused)).not.toContain('Rahima');
});
