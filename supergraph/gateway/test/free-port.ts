import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/**
 * Below the range from which the system gives ports to outgoing connections, and not where the platform's tests look; above
 * the last port (10080) that `fetch` refuses (Fetch standard, port blocking).
 */
const FIRST_PORT = 10_100;
const PAIRS = 4_900;

let pairsTried = 0;

/**
 * Finds a free loopback port. No other process finds it, for as long as this one lives: it listens at the port behind it, which
 * makes the pair its own.
 */
export async function freePort(): Promise<number> {
  while (pairsTried < PAIRS) {
    const port = FIRST_PORT + 2 * ((process.pid * 8 + pairsTried++) % PAIRS);
    const claim = await listenAt(port + 1);
    claim?.on('connection', (socket) => socket.destroy()).unref();
    if (claim && (await isFree(port))) return port;
  }
  throw new Error(`no free port from ${FIRST_PORT} to ${FIRST_PORT + 2 * PAIRS - 1}`);
}

async function isFree(port: number): Promise<boolean> {
  const server = await listenAt(port);
  if (!server) return false;
  server.close();
  await once(server, 'close');
  return true;
}

async function listenAt(port: number): Promise<Server | undefined> {
  const server = createServer();
  try {
    server.listen({ port, host: '127.0.0.1', exclusive: true });
    await once(server, 'listening');
    return server;
  } catch {
    return undefined;
  }
}
