import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below the range from which the system gives ports to outgoing connections, and not where the platform's tests look; above
 * the last port (10080) that `fetch` refuses (Fetch standard, port blocking).
 */
const FIRST_PORT = 10_100;
const PORTS = 9_800;
const BLOCK = 16;

let taken = 0;

/** Finds a free loopback port. Each process looks in a block of its own, so that two that look at once find two. */
export async function freePort(): Promise<number> {
  for (; taken < PORTS; taken += 1) {
    const port = FIRST_PORT + ((process.pid * BLOCK + taken) % PORTS);
    if (await isFree(port)) {
      taken += 1;
      return port;
    }
  }
  throw new Error(`no free port from ${FIRST_PORT} to ${FIRST_PORT + PORTS - 1}`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen({ port, host: '127.0.0.1', exclusive: true });
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
