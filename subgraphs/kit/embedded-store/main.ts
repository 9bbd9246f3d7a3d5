/**
 * The embedded store as a process of its own: what a subgraph uses when no MONGODB_URL is given.
 * Settings by environment; `--help` prints them.
 */
import { type EmbeddedStore, startEmbeddedStore } from './server.ts';

/** A stop that hangs ends anyway; what was acknowledged is on the disk. Milliseconds. */
const STOP_MS = 1_800;

const HELP = `node subgraphs/kit/embedded-store/main.ts

Settings:
  STORE_DATA_DIR  folder that holds the data (required)
  STORE_PORT      port to listen on; 0: any that is free (default 0)
  STORE_PASSWORD  password that clients log in with (required)
`;

function settings(): { dataDir: string; port: number; password: string } {
  const { STORE_DATA_DIR: dataDir, STORE_PORT: portText = '0', STORE_PASSWORD: password } = process.env;
  const port = Number(portText);
  if (!dataDir) throw new Error('STORE_DATA_DIR is not set: name the folder that holds the data');
  if (!password) throw new Error('STORE_PASSWORD is not set: give the password that clients log in with');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`STORE_PORT is not a port: ${portText}`);
  return { dataDir, port, password };
}

function stopOnRequest(store: EmbeddedStore): void {
  const stop = () => {
    setTimeout(() => process.exit(0), STOP_MS).unref();
    store.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  // Under a starter, Ctrl-C reaches every process of the terminal; those that use the store end first.
  process.on('SIGINT', process.send ? () => undefined : stop);
  process.on('disconnect', stop); // the process that started us is gone
  if (process.connected === false) stop();
}

async function run(): Promise<void> {
  const store = await startEmbeddedStore(settings());
  stopOnRequest(store);
  process.stdout.write(`listening 127.0.0.1:${store.port}\n`);
  if (process.connected) process.send?.({ type: 'listening', port: store.port });
}

function fail(error: unknown): void {
  process.stderr.write(`embedded store: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

if (process.argv.includes('--help')) process.stdout.write(HELP);
else await run().catch(fail);
