import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { culpritIn, isolation } from './isolation.ts';
import type { Part } from './parts.ts';
import { RollKeeper, readRoll } from './roll.ts';
import { SupervisedPart } from './supervisor.ts';

const WELL_MS = 1_000;
const GROUP: Part = {
  name: 'ministries-1',
  command: ['subgraphs/kit/main.ts', 'health', 'land', 'power'],
  environment: { MODE: 'development' },
  subgraphs: ['health', 'land', 'power'],
};
const LAND_FAILED = ['culprit land: Error: no such plot', '    at file:///nagarik/subgraphs/land/index.ts:3:1'];

/** How long each that runs alone has been steady. */
const steadyMs = new Map<string, number>();
const said: string[] = [];
let successor: ReturnType<typeof isolation>;

beforeEach(() => {
  steadyMs.clear();
  said.length = 0;
  const startAlone = ({ name, command, environment, subgraphs }: Part) => {
    expect({ command, environment, subgraphs }).toEqual({
      command: ['subgraphs/kit/main.ts', name],
      environment: GROUP.environment,
      subgraphs: [name],
    });
    steadyMs.set(name, 0);
    return {
      get steadyMs() {
        return steadyMs.get(name) ?? 0;
      },
      end: async () => void steadyMs.delete(name),
    };
  };
  successor = isolation(
    GROUP,
    startAlone,
    ({ name }) => {
      // Its process has ended by then: the port is free for the group.
      expect(steadyMs.has(name)).toBe(false);
    },
    (line) => said.push(line),
    WELL_MS,
  );
});

test('without a culprit the same runs again', async () => {
  expect(await successor(['FATAL ERROR: Reached heap limit'])).toBe(GROUP);
  expect(steadyMs).toEqual(new Map());
});

test('the culprit runs alone, the others without it', async () => {
  expect(await successor(LAND_FAILED)).toEqual({
    ...GROUP,
    command: ['subgraphs/kit/main.ts', 'health', 'power'],
    subgraphs: ['health', 'power'],
  });
  expect([...steadyMs.keys()]).toEqual(['land']);
  expect(said).toEqual(['land brought ministries-1 down: it runs alone until it is well']);
});

test('it goes back when it is well and its group starts anew, and not before', async () => {
  const without = await successor(LAND_FAILED);
  steadyMs.set('land', WELL_MS - 1);
  expect(await successor([])).toBe(without);
  steadyMs.set('land', WELL_MS);
  expect(await successor([])).toEqual(GROUP);
  expect(steadyMs).toEqual(new Map());
  expect(said.at(-1)).toBe('land is well: it goes back into ministries-1');
});

test('one goes back while another comes out', async () => {
  await successor(LAND_FAILED);
  steadyMs.set('land', WELL_MS);
  expect(await successor(['culprit power: held the process for 3 s'])).toMatchObject({ subgraphs: ['health', 'land'] });
  expect([...steadyMs.keys()]).toEqual(['power']);
});

test('the last of a group stays in it', async () => {
  await successor(LAND_FAILED);
  await successor(['culprit power: x']);
  expect(await successor(['culprit health: x'])).toMatchObject({ name: 'ministries-1', subgraphs: ['health'] });
  expect([...steadyMs.keys()]).toEqual(['land', 'power']);
});

test.each([
  [['culprit land: x'], 'land'],
  [['warning', 'culprit power: x', '    at culprit land: y'], 'power'],
  [['culprit identity: x'], undefined],
  [['it was land'], undefined],
])('the last words %j name %s', (words, culprit) => {
  expect(culpritIn(words, GROUP.subgraphs)).toBe(culprit);
});

/** Says that land failed when it is told to. */
const PROGRAM = `
process.on('SIGUSR2', () => { console.error('culprit land: told to'); process.exit(1); });
process.on('disconnect', () => process.exit());
process.send({ type: 'listening' });
`;

test('with processes: out when it fails, back when it is well, and never in two at once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nagarik-isolation-'));
  await writeFile(join(folder, 'part.js'), PROGRAM);
  const group: Part = { ...GROUP, command: [join(folder, 'part.js'), ...GROUP.subgraphs] };
  const surroundings = {
    logs: folder,
    roll: new RollKeeper(folder),
    say: (line: string) => said.push(line),
    whenBroken: 'try-again' as const,
  };
  const running = () => readRoll(folder)?.parts.map(({ name }) => name) ?? [];
  const end = (signal: NodeJS.Signals) =>
    process.kill(readRoll(folder)?.parts.find(({ name }) => name === group.name)?.pid ?? 0, signal);
  let land: SupervisedPart | undefined;
  const forgotten: string[] = [];
  const startAlone = (part: Part) => {
    land = new SupervisedPart(part, surroundings);
    land.keep();
    return land;
  };
  const forget = ({ name }: Part) => {
    expect(running()).not.toContain(name);
    forgotten.push(name);
  };
  const keeper = new SupervisedPart(group, {
    ...surroundings,
    successor: isolation(group, startAlone, forget, surroundings.say, 1),
  });
  try {
    await keeper.start();
    end('SIGUSR2');
    await expect.poll(() => said).toContain('ministries-1 is back');
    expect(running().sort()).toEqual(['land', 'ministries-1']);
    expect(keeper.part.subgraphs).toEqual(['health', 'power']);

    await expect.poll(() => land?.steadyMs).toBeGreaterThan(1);
    end('SIGKILL');
    await expect.poll(() => said.filter((line) => line === 'ministries-1 is back')).toHaveLength(2);
    expect(forgotten).toEqual(['land']);
    expect(running()).toEqual(['ministries-1']);
    expect(keeper.part.subgraphs).toEqual(GROUP.subgraphs);
  } finally {
    await Promise.all([keeper.end(1_000), land?.end(1_000)]);
    await rm(folder, { recursive: true });
  }
});
