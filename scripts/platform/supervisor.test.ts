import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RollKeeper, readRoll } from './roll.ts';
import { SupervisedPart, type Surroundings } from './supervisor.ts';

const LISTENS = `process.send({ type: 'listening' }); process.on('disconnect', () => process.exit());`;
const FAILS = `console.error('land: no such table'); process.exit(1);`;

let folder: string;
let script: string;
let part: SupervisedPart;
const said: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nagarik-part-'));
  script = join(folder, 'part.js');
  said.length = 0;
});
afterEach(async () => {
  await part.end(5_000);
  await rm(folder, { recursive: true });
});

async function aPart(code: string, whenBroken: Surroundings['whenBroken'] = 'try-again'): Promise<SupervisedPart> {
  await writeFile(script, code);
  const surroundings = {
    logs: folder,
    roll: new RollKeeper(folder),
    say: (line: string) => said.push(line),
    whenBroken,
  };
  part = new SupervisedPart({ name: 'land', command: [script], environment: {}, subgraphs: ['land'] }, surroundings);
  return part;
}

const pid = () => readRoll(folder)?.parts[0]?.pid;

test('one that ends before it listens has failed, in its own words', async () => {
  await expect((await aPart(FAILS)).start()).rejects.toThrow('land could not start (exit code 1)\nland: no such table');
});

test('one that is killed comes back', async () => {
  await (await aPart(LISTENS)).start();
  const before = pid() ?? 0;
  process.kill(before, 'SIGKILL');
  await expect.poll(() => said).toEqual(['land ended (SIGKILL); it comes back at once', 'land is back']);
  expect(pid()).not.toBe(before);
});

test('one whose code is broken while it is edited waits until that changes', async () => {
  await (await aPart(LISTENS, 'wait')).start();
  await writeFile(script, FAILS);
  expect(await part.restart()).toBe(false);
  await expect
    .poll(() => said)
    .toEqual(['land ended (exit code 1); it is tried again when its files change\nland: no such table']);
  await writeFile(script, LISTENS);
  expect(await part.restart()).toBe(true);
});

test('one that does not end when it is asked to is ended by force', async () => {
  await (await aPart(`process.on('SIGTERM', () => {}); ${LISTENS}`)).start();
  const running = pid() ?? 0;
  await part.end(100);
  expect(said).toEqual(['land did not end when it was asked to, and was ended by force']);
  expect(() => process.kill(running, 0)).toThrow();
});
