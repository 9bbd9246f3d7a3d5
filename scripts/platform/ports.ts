/** Ports: the gateway's, which a person chose, and those of the parts behind it, which are kept from start to start. */
import { once } from 'node:events';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { z } from 'zod';
import { freePorts } from '../../subgraphs/kit/http/free-ports.ts';

/** Port by the name of a part or subgraph. */
export type Ports = Readonly<Record<string, number>>;

const shape = z.record(z.string(), z.number().int().min(1).max(65_535));
const LOOPBACK = '127.0.0.1';

/** `localhost` is both: a program on the other one would be what some clients reach. */
const LOOPBACKS = [LOOPBACK, '::1'];

/**
 * Why nothing can listen at a port that a person chose, in a sentence that says what to do.
 * @param setting its name.
 * @returns undefined when something can.
 */
export async function portProblem(
  host: string,
  port: number,
  setting: 'PORT' | 'ISSUER_PORT' = 'PORT',
): Promise<string | undefined> {
  const hosts = LOOPBACKS.includes(host) ? LOOPBACKS : [host];
  for (const each of hosts) {
    const code = await bindingError(each, port);
    if (code === 'EADDRINUSE')
      return `Port ${port} is in use: stop the program that listens there, or choose another port: ${setting}=${await nextFree(host, port)} npm start`;
    if (code === 'EACCES')
      return `Port ${port} may only be used by the system's administrator: choose one above 1023: ${setting}=${setting === 'PORT' ? 4000 : 4001} npm start`;
    if (code === 'EADDRNOTAVAIL' && each === host)
      return `HOST ${host} is no address of this machine: leave it out, or set it to 127.0.0.1 or 0.0.0.0`;
  }
  return undefined;
}

/**
 * A free port for each name. One that was used before is taken again if it can be: a payment under way knows its
 * ministry's address.
 * @param file remembers them.
 * @param preferred where a part listens that was not there before, if that port is free.
 * @param chosen ports that a person chose for others, who may not listen yet.
 */
export async function keptPorts(
  file: string,
  names: readonly string[],
  preferred: Ports = {},
  chosen: readonly number[] = [],
): Promise<Ports> {
  const before = { ...preferred, ...readPorts(file) };
  const kept = new Map<string, number>();
  for (const name of names) {
    const port = before[name];
    const isOurs = port !== undefined && ![...chosen, ...kept.values()].includes(port);
    if (isOurs && (await bindingError(LOOPBACK, port)) === undefined) kept.set(name, port);
  }
  for (const name of names)
    while (!kept.has(name)) {
      const [port = 0] = await freePorts(1);
      if (![...chosen, ...kept.values()].includes(port)) kept.set(name, port);
    }
  // Others' stay in the file: a start of a few ministries forgets none of the rest.
  writeFileSync(`${file}.new`, JSON.stringify({ ...before, ...Object.fromEntries(kept) }));
  renameSync(`${file}.new`, file);
  return Object.fromEntries(kept);
}

function readPorts(file: string): Ports {
  try {
    return shape.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? {};
  } catch {
    return {};
  }
}

async function nextFree(host: string, port: number): Promise<number> {
  for (let next = port + 1; next <= 65_535; next++) if ((await bindingError(host, next)) === undefined) return next;
  return 4000;
}

/** The system's code for why nothing can listen there; undefined when something can. */
async function bindingError(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  } finally {
    server.close();
  }
}
