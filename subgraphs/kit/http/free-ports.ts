import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the range from which the system gives ports to outgoing connections, so that none of them takes one meanwhile. */
const FIRST_PORT = 20_000;
const PORTS = 12_000;
const BLOCK = 64;

let taken = 0;

/**
 * Finds free loopback ports. Each process looks in a block of its own, so that two that look at once do not find the same.
 * @throws Error when there are not so many.
 */
export async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  for (; found.length < count; taken += 1) {
    if (taken >= PORTS) throw new Error(`no ${count} free ports from ${FIRST_PORT} to ${FIRST_PORT + PORTS - 1}`);
    const port = FIRST_PORT + ((process.pid * BLOCK + taken) % PORTS);
    if (await isFree(port)) found.push(port);
  }
  return found;
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
