import { createServer } from 'node:net';
import { urlOf } from './commands/handshake.ts';
import { Connection } from './connection.ts';
import { Cursors } from './cursors.ts';
import { Credential } from './scram.ts';
import { Store } from './storage/store.ts';
import { startTtlMonitor } from './ttl.ts';

export interface EmbeddedStoreOptions {
  /** Folder of the data; made when it is not there. One store at a time. */
  readonly dataDir: string;
  /** 0 is any free port. */
  readonly port: number;
  readonly password: string;
  /** How often documents past their time are removed, in milliseconds. */
  readonly ttlIntervalMs?: number;
}

export interface EmbeddedStore {
  readonly port: number;
  /** For mongoose: names the user and the password. */
  readonly url: string;
  /** Ends the commands under way and closes the files. */
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const MAX_CONNECTIONS = 2_000;

/**
 * Starts the embedded store: a MongoDB server, as far as `support.ts` says, on a port of this machine only.
 *
 *     const store = await startEmbeddedStore({ dataDir: 'data', port: 0, password });
 *     await mongoose.connect(store.url, { dbName: 'land' });
 *
 * @throws Error, in words for a person, when the port or the folder is taken.
 */
export async function startEmbeddedStore(options: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  if (options.password === '') throw new Error('the embedded store needs a password');
  const store = new Store(options.dataDir);
  const cursors = new Cursors();
  const credential = new Credential(options.password);
  const connections = new Set<Connection>();
  let address = '';
  let served = 0;

  const listener = createServer((socket) => {
    served++;
    const connection = new Connection(socket, { store, cursors, address }, credential, served);
    connections.add(connection);
    socket.on('close', () => connections.delete(connection));
  });
  listener.maxConnections = MAX_CONNECTIONS;
  const port = await listen(listener, options.port).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  address = `${HOST}:${port}`;
  const monitor = startTtlMonitor(store, cursors, options.ttlIntervalMs ?? 60_000);

  const stop = async (): Promise<void> => {
    await monitor.stop();
    const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
    await Promise.all([...connections].map((connection) => connection.close()));
    await closed;
    await store.close();
  };
  let stopping: Promise<void> | undefined;
  return {
    port,
    url: urlOf(port, options.password),
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

function listen(listener: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    listener.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      reject(
        isTaken ? new Error(`port ${port} on ${HOST} is in use: stop what listens there, or set STORE_PORT`) : error,
      );
    });
    listener.listen(port, HOST, () => {
      const bound = listener.address();
      if (bound !== null && typeof bound === 'object') resolve(bound.port);
      else reject(new Error('the embedded store could not listen'));
    });
  });
}
