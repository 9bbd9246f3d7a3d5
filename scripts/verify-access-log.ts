/**
 * `npm run verify-access-log`: reads every log of looks at citizens' data, names the first broken entry of each, and ends
 * with 1 when there is one. Of the platform that runs on this machine, or of the databases at MONGODB_URL.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import mongoose from 'mongoose';
import { z } from 'zod';
import { urlOf } from '../subgraphs/kit/embedded-store/commands/handshake.ts';
import { dataFolder } from './platform/data-folder.ts';
import { keptSecrets } from './platform/secrets.ts';
import { readStartSettings, type StartSettings } from './platform/settings.ts';
import { inWords, verifyAccessLogs } from './verify-access-log/verify.ts';

const USAGE = `npm run verify-access-log [-- --prefix nagarik_]

Settings: MONGODB_URL, or DATA_DIR of the platform that runs here.`;

const { values } = parseArgs({
  options: { prefix: { type: 'string', default: 'nagarik_' }, help: { type: 'boolean', default: false } },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

const since = performance.now();
const connection = await connected(readStartSettings(process.env));
try {
  const { entries, findings } = await verifyAccessLogs(connection, values.prefix, (writer, count) =>
    console.log(`${writer}: ${count} entries`),
  );
  for (const finding of findings) console.error(inWords(finding));
  const seconds = ((performance.now() - since) / 1_000).toFixed(1);
  console.log(
    `${entries} entries read in ${seconds} s; ${findings.length === 0 ? 'every chain is whole' : 'not every chain is whole'}`,
  );
  process.exitCode = findings.length === 0 ? 0 : 1;
} finally {
  await connection.close();
}

async function connected(settings: StartSettings) {
  const options = { serverSelectionTimeoutMS: 3_000, autoIndex: false };
  try {
    return await mongoose.createConnection(settings.MONGODB_URL || ownStore(settings), options).asPromise();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nDoes the platform run? npm start`);
    process.exit(1);
  }
}

/** The embedded store of the platform that runs here. */
function ownStore({ DATA_DIR }: StartSettings): string {
  const data = dataFolder(DATA_DIR);
  const { store } = z.object({ store: z.number() }).parse(JSON.parse(readFileSync(data.ports, 'utf8')));
  return urlOf(store, keptSecrets(data.secrets).store);
}
