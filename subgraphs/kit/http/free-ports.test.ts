import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { freePorts } from './free-ports.ts';

/** More than two blocks: who only begins elsewhere meets the others there. */
const MANY = 150;

const others: ChildProcess[] = [];
afterEach(() => {
  for (const other of others.splice(0)) other.kill('SIGKILL');
});

/** What a process of its own finds, which lives on. */
async function foundElsewhere(): Promise<number[]> {
  const program = `const { freePorts } = await import(${JSON.stringify(import.meta.resolve('./free-ports.ts'))});
    process.stdout.write(JSON.stringify(await freePorts(${MANY})));
    setInterval(() => {}, 60_000);`;
  const other = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  others.push(other);
  const [found] = await once(other.stdout, 'data');
  return JSON.parse(String(found));
}

test('processes that look at once find no port twice, even before anybody listens', async () => {
  const found = await Promise.all([foundElsewhere(), foundElsewhere(), foundElsewhere(), freePorts(MANY)]);

  expect(found.map(({ length }) => length)).toEqual([MANY, MANY, MANY, MANY]);
  expect(new Set(found.flat()).size).toBe(4 * MANY);
});

test('who asks in the meantime gets others, too', async () => {
  const found = await Promise.all([freePorts(40), freePorts(40), freePorts(40)]);

  expect(new Set(found.flat()).size).toBe(120);
});

test('a port at which somebody listens is not found', async () => {
  const [before = 0] = await freePorts(1);
  const server = createServer().listen(before + 1, '127.0.0.1');
  // Behind the last of a block another process may listen already.
  await once(server, 'listening').catch(() => {});

  expect(await freePorts(3)).not.toContain(before + 1);
  server.close();
});
