/** What a start keeps in DATA_DIR, and what it finds there. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockData } from './data-lock.ts';
import { waitForLeftovers } from './leftovers.ts';
import { keptPorts, portProblem } from './ports.ts';
import { processStart } from './process-start.ts';
import { RollKeeper, readRoll } from './roll.ts';
import { keptSecrets } from './secrets.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nagarik-data-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A process that does nothing until it is killed. */
async function idle(script: string) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  await once(child.stdout, 'data');
  return child;
}

test('a folder belongs to one start, and is free again when that was killed', async () => {
  const module = JSON.stringify(join(import.meta.dirname, 'data-lock.ts'));
  const holder = await idle(
    `const { lockData } = await import(${module}); globalThis.held = lockData(${JSON.stringify(folder)}); console.log('locked'); setInterval(() => {}, 1e6)`,
  );
  expect(() => lockData(folder)).toThrow(/is in use by another start: .* DATA_DIR=\S+ PORT=4010 npm start$/);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  lockData(folder).release();
  lockData(folder).release();
});

test('a start waits for the processes of one that was killed', async () => {
  const left = await idle(`console.log('here'); setInterval(() => {}, 1e6)`);
  const roll = new RollKeeper(folder);
  roll.add('land', left.pid ?? 0);
  const told: string[] = [];
  const waiting = waitForLeftovers(
    folder,
    (line) => {
      told.push(line);
      left.kill();
    },
    new AbortController().signal,
  );
  await waiting;
  expect(told).toEqual(['The last start was killed; waiting for land to end …']);
  // Gone when the wait is over, also where its parent here has not heard of it yet.
  expect(processStart(left.pid ?? 0)).toBeUndefined();
});

test('a process that only has the number of one of the last start is left alone', async () => {
  new RollKeeper(folder).add('land', process.pid);
  const roll = readRoll(folder);
  const reused = { ...roll, parts: [{ name: 'land', pid: process.pid, start: '1' }] };
  await writeFile(join(folder, 'processes.json'), JSON.stringify(reused));
  await waitForLeftovers(folder, (line) => expect.unreachable(line), new AbortController().signal);
});

test('ports are the same at the next start, but for one that somebody else has taken', async () => {
  const file = join(folder, 'ports.json');
  const first = await keptPorts(file, ['land', 'health']);
  expect(first.land).not.toBe(first.health);
  expect(await keptPorts(file, ['health', 'land'])).toEqual(first);
  const program = createServer().listen(first.land, '127.0.0.1');
  await once(program, 'listening');
  const second = await keptPorts(file, ['land', 'health']);
  program.close();
  expect(second.health).toBe(first.health);
  expect(second.land).not.toBe(first.land);
  const { health = 0 } = second;
  expect((await keptPorts(file, ['health'], {}, [health])).health).not.toBe(health);
});

test.each(['127.0.0.1', '::1', '0.0.0.0'])('a port in use on %s is named, and one that is free', async (host) => {
  const program = createServer().listen(0, host);
  await once(program, 'listening');
  const address = program.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const problem = await portProblem('127.0.0.1', port);
  program.close();
  expect(problem).toMatch(new RegExp(`^Port ${port} is in use: .*: PORT=\\d+ npm start$`));
});

test('secrets are made once, and for their owner only', async () => {
  const file = join(folder, 'secrets');
  const made = keptSecrets(file);
  expect(keptSecrets(file)).toEqual(made);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await writeFile(file, '{');
  expect(() => keptSecrets(file)).toThrow(/cannot be read .* Delete it/);
});
