/** Three ministries of which two fail, in one process and each in its own: what that costs the others, and where they run. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { readRoll } from '../scripts/platform/roll.ts';
import { ROOT } from '../scripts/platform/settings.ts';
import { freePorts } from '../subgraphs/kit/http/free-ports.ts';

const COPIED = ['package.json', 'package-lock.json', 'docs', 'schema', 'scripts', 'subgraphs', 'supergraph'];
const PATIENCE = { timeout: 120_000, interval: 20 };
/** What a ministry that fails may cost its group. */
const COST_MS = 10_000;
const MINISTRIES = ['archives', 'museums', 'tourism'];

const sdl = (name: string) => `extend schema @ministry(code: "${name}", nameEn: "Test", nameBn: "পরীক্ষা")

extend type Query {
  "The number of the process that serves it."
  ${name}Process: Int
  "Ends it, or never ends."
  ${name}Fails(how: String!): Int
}
`;

const code = (name: string) => `import { defineMinistry } from '#kit/ministry.ts';
const FAULTS = {
  throw: () => void setTimeout(() => { throw new Error('out of luck'); }),
  reject: () => void Promise.reject(new Error('out of promises')),
  loop: () => { for (;;); },
  match: () => /^(a+)+$/.test('a'.repeat(60) + 'b'),
};
export default defineMinistry({
  code: '${name}',
  schema: new URL('./schema.graphql', import.meta.url),
  services: {},
  resolvers: {
    Query: {
      ${name}Process: () => process.pid,
      ${name}Fails: (_: unknown, { how }: { how: string }) => { FAULTS[how](); },
    },
  },
});
`;

const answerShape = z.object({ data: z.record(z.string(), z.number().nullable()).nullish() });

let checkout: string;
let url: string;
let platform: ChildProcess;
let output = '';

/** The process that answers for a ministry; undefined when none does. */
async function processOf(ministry: string): Promise<number | undefined> {
  const { data } = answerShape.parse(await ask(`{ ${ministry}Process }`));
  return data?.[`${ministry}Process`] ?? undefined;
}

async function ask(query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

/** @returns how long after the fault the group answered again without the ministry that failed, in milliseconds. */
async function costOf(ministry: string, how: string, others: readonly string[]): Promise<number> {
  const before = await processOf(ministry);
  const since = performance.now();
  const fault = ask(`{ ${ministry}Fails(how: "${how}") }`);
  await vi.waitFor(async () => {
    const processes = await Promise.all(others.map(processOf));
    expect(new Set(processes).size).toBe(1);
    expect([undefined, before]).not.toContain(processes[0]);
  }, PATIENCE);
  const costMs = performance.now() - since;
  await fault;
  return costMs;
}

const running = () => (readRoll(join(checkout, '.data'))?.parts ?? []).filter(({ name }) => name !== 'platform');
const pidOf = (part: string) => running().find(({ name }) => name === part)?.pid;
const runsAlone = async (ministry: string) => (await processOf(ministry)) === pidOf(ministry);

beforeAll(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'nagarik-isolation-'));
  for (const each of COPIED) await cp(join(ROOT, each), join(checkout, each), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
  for (const name of MINISTRIES) {
    await mkdir(join(checkout, 'subgraphs', name));
    await writeFile(join(checkout, 'subgraphs', name, 'schema.graphql'), sdl(name));
    await writeFile(join(checkout, 'subgraphs', name, 'index.ts'), code(name));
  }
  await start('grouped');
});

afterAll(async () => {
  if (platform.exitCode === null) await end();
  await rm(checkout, { recursive: true });
});

async function start(layout: 'grouped' | 'separate'): Promise<void> {
  const [port] = await freePorts(1);
  url = `http://localhost:${port}`;
  output = '';
  const { MONGODB_URL: _ofTheTestRun, ...environment } = process.env;
  platform = spawn(process.execPath, ['scripts/dev.ts', ...MINISTRIES], {
    cwd: checkout,
    env: { ...environment, PORT: String(port), DATA_DIR: '.data', LAYOUT: layout },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [platform.stdout, platform.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  await vi.waitFor(() => expect(output).toContain('\nready '), PATIENCE);
}

/** @returns the exit code. */
async function end(): Promise<unknown> {
  const ended = once(platform, 'exit');
  platform.kill('SIGTERM');
  return (await ended)[0];
}

test('grouped, they share a process', async () => {
  expect(new Set(await Promise.all(MINISTRIES.map(processOf)))).toEqual(new Set([pidOf('ministries')]));
});

test('one that crashes costs the others less than 10 s, and runs alone', async () => {
  expect(await costOf('tourism', 'throw', ['archives', 'museums'])).toBeLessThan(COST_MS);
  expect(output).toContain('tourism brought ministries down: it runs alone until it is well');
  expect(output).toContain('culprit tourism: Error: out of luck');
  await expect.poll(() => runsAlone('tourism')).toBe(true);
  expect(await processOf('archives')).toBe(pidOf('ministries'));
  expect(pidOf('tourism')).not.toBe(pidOf('ministries'));
});

test('alone it takes nobody along, and comes back', async () => {
  const [own, group] = [pidOf('tourism'), pidOf('ministries')];
  await ask('{ tourismFails(how: "reject") }');
  await vi.waitFor(async () => expect([undefined, own]).not.toContain(await processOf('tourism')), PATIENCE);
  expect(output).toContain('culprit tourism: Error: out of promises');
  expect(await processOf('archives')).toBe(group);
});

test('one that loops costs the other less than 10 s, and runs alone', async () => {
  expect(await costOf('museums', 'loop', ['archives'])).toBeLessThan(COST_MS);
  expect(output).toMatch(/culprit museums: held the process for \d+ s/);
  await expect.poll(() => runsAlone('museums')).toBe(true);
  expect(new Set(running().map(({ name }) => name))).toEqual(
    new Set(['store', 'gateway', 'payment-provider', 'ministries', 'museums', 'tourism']),
  );
});

test('alone it is ended when it loops, in the middle of a match too, and comes back', async () => {
  const [own, group] = [pidOf('museums'), pidOf('ministries')];
  await ask('{ museumsFails(how: "match") }');
  await vi.waitFor(async () => expect([undefined, own]).not.toContain(await processOf('museums')), PATIENCE);
  expect(await processOf('archives')).toBe(group);
});

test('all of them end together', async () => {
  expect(await end()).toBe(0);
  expect(output).not.toContain('was ended by force');
  expect(readRoll(join(checkout, '.data'))).toBeUndefined();
});

test('separate, each has its own process from the start, and a loop in one is nothing to the others', async () => {
  await start('separate');
  const before = await Promise.all(MINISTRIES.map(processOf));
  expect(before).toEqual(MINISTRIES.map(pidOf));
  expect(new Set(before).size).toBe(3);
  const fault = ask('{ tourismFails(how: "loop") }');
  await vi.waitFor(async () => expect([undefined, ...before]).not.toContain(await processOf('tourism')), PATIENCE);
  await fault;
  expect(await Promise.all(['archives', 'museums'].map(processOf))).toEqual(before.slice(0, 2));
});
