/** `npm start` as a person runs it: a process of its own, with its own port and data. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readRoll } from '../scripts/platform/roll.ts';
import { freePorts } from '../subgraphs/kit/http/free-ports.ts';
import { type Client, client, logIn } from './client.ts';
import { type PlatformProcess, START_SCRIPT, startPlatform } from './platform-process.ts';
import { people } from './town.ts';

let folder: string;
const starts = new Set<PlatformProcess>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nagarik-start-'));
});
afterAll(async () => {
  for (const start of starts) start.process.kill('SIGKILL');
  await vi.waitFor(() => expect(processesUnder(folder)).toEqual([]), 60_000);
  await rm(folder, { recursive: true });
});

/** @param data name of a folder; the same name is the same DATA_DIR. */
function startWith(data: string, port: number): PlatformProcess {
  // One cache for all, or each new folder compiles everything again.
  const start = startPlatform(port, join(folder, data), { NODE_COMPILE_CACHE: join(folder, 'compile-cache') });
  starts.add(start);
  void start.ended.then(() => starts.delete(start));
  return start;
}

async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

/** Every process that was told of a folder below: the starter and its parts. */
function processesUnder(path: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => environmentOf(pid).includes(path))
    .map(Number);
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}

function processOf(data: string, part: string): number {
  const pid = readRoll(join(folder, data))?.parts.find(({ name }) => name === part)?.pid;
  if (pid === undefined) throw new Error(`${part} does not run`);
  return pid;
}

/** The subgraphs that the gateway, which is ready itself, says cannot answer. */
async function notReady({ url }: PlatformProcess): Promise<string[]> {
  const response = await fetch(`${url}/ready`);
  expect(response.status).toBe(200);
  const { subgraphs }: { subgraphs: Record<string, boolean> } = JSON.parse(await response.text());
  return Object.keys(subgraphs).filter((name) => !subgraphs[name]);
}

const rahimaAt = ({ url, issuer }: PlatformProcess): Promise<Client> =>
  logIn(`${url}/graphql`, issuer(), `${url}/development/inbox`, people.rahima, 'CITIZEN');

/** Of the whole run: a form that is sent again is the same form, also after midnight. */
const TWO_DAYS_AGO = new Date(Date.now() - 172_800_000).toISOString().slice(0, 10);

/** Settles when it is in the citizen's list, too. */
async function fileDiary(citizen: Client, idempotencyKey: string): Promise<string> {
  const { fileGeneralDiary } = await citizen.get<{ fileGeneralDiary: { application: { reference: string } } }>(
    'mutation ($input: GeneralDiaryInput!) { fileGeneralDiary(input: $input) { application { reference } userErrors { code } } }',
    {
      input: {
        policeStation: 'Gulshan',
        subject: 'LOST',
        eventDate: TWO_DAYS_AGO,
        description: 'My national ID card was lost on the bus.',
        idempotencyKey,
      },
    },
  );
  const { reference } = fileGeneralDiary.application;
  await expect.poll(() => diariesOf(citizen)).toContain(reference);
  return reference;
}

async function diariesOf(citizen: Client): Promise<string[]> {
  const { me } = await citizen.get<{ me: { applications: { nodes: { reference: string }[] } } }>(
    '{ me { applications { nodes { reference } } } }',
  );
  return me.applications.nodes.map(({ reference }) => reference);
}

test('a start says where and as whom, and what a citizen did is there after the next', async () => {
  const port = await freePort();
  const first = startWith('kept', port);
  await first.ready;
  expect(first.output()).toMatch(new RegExp(`^ready http://localhost:${port}/graphql$`, 'm'));
  for (const told of [
    people.rahima,
    'entrepreneur-to-be',
    'official of land',
    '/development/inbox',
    `issuer ${first.issuer()}\nready `,
    'services(first: 5',
  ])
    expect(first.output()).toContain(told);
  expect(await notReady(first)).toEqual([]);
  const citizen = await rahimaAt(first);
  const reference = await fileDiary(citizen, 'lost-card-1');

  first.process.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(processesUnder(join(folder, 'kept'))).toEqual([]);

  const second = startWith('kept', port);
  await second.ready;
  // The same access token: the keys are the same, too.
  expect(await diariesOf(client(`${second.url}/graphql`, citizen.accessToken))).toContain(reference);
  expect(await fileDiary(citizen, 'lost-card-1')).toBe(reference);
  second.process.kill('SIGTERM');
  await second.ended;
});

test('a part that is killed comes back by itself, and /ready tells the truth meanwhile', async () => {
  const start = startWith('kept', await freePort());
  await start.ready;
  const before = processOf('kept', 'platform');
  process.kill(before, 'SIGKILL');
  await expect.poll(() => notReady(start)).toContain('identity');
  await expect.poll(() => notReady(start)).toEqual([]);
  expect(processOf('kept', 'platform')).not.toBe(before);
  expect(start.output()).toContain('platform ended (SIGKILL); it comes back at once');

  // The one on which all stand, and the one in front.
  const citizen = await rahimaAt(start);
  const reference = await fileDiary(citizen, 'lost-card-2');
  for (const part of ['store', 'gateway']) process.kill(processOf('kept', part), 'SIGKILL');
  for (const part of ['store', 'gateway']) await expect.poll(() => start.output()).toContain(`${part} is back`);
  await expect.poll(() => notReady(start)).toEqual([]);
  expect(await diariesOf(citizen)).toContain(reference);

  // The starter itself: every part sees it and ends, and a start at once waits for that.
  start.process.kill('SIGKILL');
  await start.ended;
  const next = startWith('kept', Number(new URL(start.url).port));
  await next.ready;
  expect(await diariesOf(citizen)).toContain(reference);
  next.process.kill('SIGKILL');
  await expect.poll(() => processesUnder(join(folder, 'kept'))).toEqual([]);
});

test('two starts with their own port and data run side by side, and neither takes what is the other’s', async () => {
  const one = startWith('kept', await freePort());
  const other = startWith('other', await freePort());
  await Promise.all([one.ready, other.ready]);
  const citizen = await rahimaAt(one);
  await fileDiary(citizen, 'lost-card-3');
  expect(await diariesOf(await rahimaAt(other))).toEqual([]);

  const onTheSameData = startWith('kept', await freePort());
  expect(await onTheSameData.ended).toBe(1);
  expect(onTheSameData.output()).toContain(`is in use by another start (process ${one.process.pid})`);

  other.process.kill('SIGINT');
  expect(await other.ended).toBe(0);
  expect(await notReady(one)).toEqual([]);
  one.process.kill('SIGINT');
  expect(await one.ended).toBe(0);
  expect(processesUnder(folder)).toEqual([]);
});

test('a port that another program has is named, with what to do', async () => {
  const port = await freePort();
  const program = createServer().listen(port, '127.0.0.1');
  await once(program, 'listening');
  const start = startWith('refused', port);
  expect(await start.ended).toBe(1);
  expect(start.output()).toMatch(new RegExp(`^Port ${port} is in use: .* PORT=\\d+ npm start$`, 'm'));
  program.close();

  const { MONGODB_URL: _ofTheTestRun, ...environment } = process.env;
  const child = spawn(process.execPath, [START_SCRIPT], { env: { ...environment, PORT: '4000x' }, stdio: 'pipe' });
  const [complaint] = await once(child.stderr.setEncoding('utf8'), 'data');
  expect(complaint).toMatch(/^PORT: "4000x" is not a port: choose one from 1 to 65535, e.g. PORT=4010 npm start$/m);
});

test('a part that cannot start says why on top, and everything else ends', async () => {
  await mkdir(join(folder, 'broken/keys'), { recursive: true });
  await writeFile(join(folder, 'broken/keys/catalogue.jwk'), '{"no":"key"}');
  const broken = startWith('broken', await freePort());
  expect(await broken.ended).toBe(1);
  expect(broken.output()).toMatch(/^platform could not start \(exit code 1\)\n.*catalogue.*: .*kty/m);
  expect(processesUnder(join(folder, 'broken'))).toEqual([]);
});

test('Ctrl-C in the middle of a start ends it cleanly', async () => {
  const start = startWith('early', await freePort());
  await expect.poll(() => start.output()).toContain('started store');
  start.process.kill('SIGINT');
  expect(await start.ended).toBe(0);
  expect(start.output()).not.toContain('ready ');
  expect(processesUnder(join(folder, 'early'))).toEqual([]);
});
