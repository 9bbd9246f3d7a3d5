import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Below the range from which the system gives ports to outgoing connections, so that none of them takes one meanwhile. */
const FIRST_PORT = 20_000;
const BLOCK = 64;
const BLOCKS = 187;

const unused: number[] = [];
let blocksTried = 0;

/**
 * Finds free loopback ports, none twice. Nobody else finds them either, for as long as this process lives: who asks may begin to
 * listen much later.
 * @throws Error when there are not so many.
 */
export async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  while (found.length < count) {
    const port = unused.shift();
    if (port === undefined) unused.push(...(await claimBlock()));
    else if (await isFree(port)) found.push(port);
  }
  return found;
}

/**
 * Ports that no other process finds. It is the listener at the first port of a block that makes it ours: the system lets nobody
 * else listen there, and ends it with the process, however that ends.
 */
async function claimBlock(): Promise<number[]> {
  while (blocksTried < BLOCKS) {
    const first = FIRST_PORT + ((process.pid + blocksTried++) % BLOCKS) * BLOCK;
    const claim = await listenAt(first);
    if (!claim) continue;
    claim.on('connection', (socket) => socket.destroy()).unref();
    return Array.from({ length: BLOCK - 1 }, (_, index) => first + 1 + index);
  }
  throw new Error(`no free ports from ${FIRST_PORT} to ${FIRST_PORT + BLOCKS * BLOCK - 1}`);
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
