/** The journal on a real disk before a real database; and when the one, the other or the process goes. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  cp,
  type FileHandle,
  mkdtemp,
  open as openFile,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { afterAll, afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createLogger } from '../log.ts';
import { connect } from '../storage/connect.ts';
import { testDatabase } from '../test/database.ts';
import { lookAt } from '../test/look.ts';
import { type AccessLog, accessLog } from './access-log.ts';
import { followAll, genesis } from './chain.ts';
import { type Journal, openJournal } from './journal.ts';
import type { Look } from './look.ts';

const { url, prefix, drop } = testDatabase();
const open: Connection[] = [];
const journals: Journal[] = [];
let number = 0;
let folder: string;
let chain: AccessLog;
beforeEach(async () => {
  const connection = await connect(url, `${prefix}${++number}`);
  open.push(connection);
  chain = accessLog(connection, 'land');
  folder = await mkdtemp(join(tmpdir(), 'nagarik-looks-'));
});
afterEach(async () => {
  await Promise.all(journals.splice(0).map((journal) => journal.stop()));
  await rm(folder, { recursive: true, force: true });
});
afterAll(async () => {
  await drop();
  await Promise.all(open.map((each) => each.close()));
});

/** With all that a look can have. */
const look = (citizen: string) =>
  lookAt(citizen, { by: { ...lookAt('').by, centreName: { en: 'Gulshan centre', bn: 'গুলশান কেন্দ্র' } } });
/** A journal that ends with the test. */
async function opened(before: AccessLog = chain): Promise<Journal> {
  const journal = await openJournal(folder, before, createLogger('land', 'silent'));
  journals.push(journal);
  return journal;
}
const files = async () => (await readdir(folder)).filter((name) => name.endsWith('.looks')).sort();
const lines = async () => Promise.all((await files()).map((name) => readFile(join(folder, name), 'utf8')));
/** Whose data were looked at, by the chain, which is whole. */
async function citizens(): Promise<string[]> {
  const entries = await chain.after(0, 100_000);
  expect(followAll(genesis('land'), entries).broken).toBeNull();
  return entries.map(({ citizen }) => citizen);
}
const chained = (...expected: string[]) => expect.poll(citizens).toEqual(expected);

/** The chain, whose database can be away, or take what it is told without its answer coming back. */
function unsure() {
  const state = { isAway: false, losesAnswers: false };
  const record = async (looks: readonly Look[]) => {
    if (state.isAway) throw new Error('the database is away');
    await chain.record(looks);
    if (state.losesAnswers) throw new Error('the line was cut');
  };
  return { state, unsure: { ...chain, record } };
}

test('what is recorded is in the file when the writer is told so, in the chain soon, and then the file goes', async () => {
  const { state, unsure: chain } = unsure();
  const journal = await opened(chain);
  state.isAway = true;
  await journal.record([look('rahima')]);
  expect(await lines()).toEqual([`${JSON.stringify([look('rahima')])}\n`]);
  const [file = ''] = await files();
  // Whose data were looked at is nobody else's business.
  expect((await stat(join(folder, file))).mode & 0o077).toBe(0);
  state.isAway = false;
  await chained('rahima');
  await expect.poll(files).toEqual([]);
});

test('what comes at once and soon after is brought to the chain together', async () => {
  const writes: number[] = [];
  const record = (looks: readonly Look[]) => {
    writes.push(looks.length);
    return chain.record(looks);
  };
  const journal = await opened({ ...chain, record });
  const asked = Array.from({ length: 100 }, (_, index) => `citizen-${index}`);
  await Promise.all(asked.map((each) => journal.record([look(each)])));
  await journal.record([look('late')]);
  await chained(...asked, 'late');
  // One, where the machine does not stand still for a second meanwhile.
  expect(writes.length).toBeLessThanOrEqual(3);
});

test('an end brings what is left', async () => {
  const journal = await openJournal(folder, chain, createLogger('land', 'silent'));
  await journal.record([look('rahima')]);
  await journal.stop();
  expect(await citizens()).toEqual(['rahima']);
  expect(await files()).toEqual([]);
});

/** A process that records one look after the other, killed some time after its looks were brought to the chain for the second time. */
async function killed(life: string, afterMs: number): Promise<string[]> {
  const like = JSON.stringify(look(life));
  const child = fork(new URL('journal.process.ts', import.meta.url), [url, `${prefix}${number}`, folder, like]);
  const exit = once(child, 'exit');
  const told: string[] = [];
  child.on('message', (count) => told.push(`${life}-${count}`));
  for (const bringing of [1, 2]) {
    const before = (await chain.after(0, 100_000)).length;
    await expect
      .poll(async () => (await chain.after(0, 100_000)).length, { message: `bringing ${bringing} of the ${life} life` })
      .toBeGreaterThan(before);
  }
  await setTimeout(afterMs);
  child.kill('SIGKILL');
  expect(await exit).toEqual([null, 'SIGKILL']);
  return told;
}

test('a process that is killed again and again has lost nothing that it was told is kept, and nothing is there twice', async () => {
  const told = [...(await killed('first', 0)), ...(await killed('second', 333)), ...(await killed('third', 950))];
  await opened();
  await expect.poll(files).toEqual([]);
  const found = await citizens();
  const there = new Set(found);
  expect(there.size).toBe(found.length);
  expect(told.filter((each) => !there.has(each))).toEqual([]);
});

describe('when the database', () => {
  test('is away, looks wait and come over when it is back', async () => {
    const { state, unsure: chain } = unsure();
    const journal = await opened(chain);
    state.isAway = true;
    await journal.record([look('rahima')]);
    await journal.record([look('karim')]);
    expect(await citizens()).toEqual([]);
    state.isAway = false;
    await chained('rahima', 'karim');
    await expect.poll(files).toEqual([]);
  });

  test('is away at the end, they wait for the next start', async () => {
    const { state, unsure: chain } = unsure();
    const journal = await openJournal(folder, chain, createLogger('land', 'silent'));
    state.isAway = true;
    await journal.record([look('rahima')]);
    await journal.stop();
    expect(await files()).toHaveLength(1);
    await opened();
    await chained('rahima');
  });

  test('has taken them and its answer is lost, they are there once', async () => {
    const { state, unsure: chain } = unsure();
    const journal = await opened(chain);
    state.losesAnswers = true;
    await journal.record([look('rahima'), look('karim')]);
    await chained('rahima', 'karim');
    state.losesAnswers = false;
    await journal.record([look('salma')]);
    await chained('rahima', 'karim', 'salma');
    await expect.poll(files).toEqual([]);
    expect(await citizens()).toHaveLength(3);
  });

  test('has taken them and we are killed before the file goes, they are there once, beside what another process wrote', async () => {
    const { state, unsure: later } = unsure();
    const before = await opened(later);
    await chain.record([look('somebody')]);
    state.isAway = true;
    await before.record([look('rahima'), look('karim'), look('karim')]);
    const kept = `${folder}-kept`;
    await cp(folder, kept, { recursive: true });
    state.isAway = false;
    await chained('somebody', 'rahima', 'karim', 'karim');
    await Promise.all(journals.splice(0).map((journal) => journal.stop()));
    await rm(folder, { recursive: true });
    await cp(kept, folder, { recursive: true });
    await rm(kept, { recursive: true });
    const after = await opened();
    await after.record([look('salma')]);
    await expect.poll(files).toEqual([]);
    expect(await citizens()).toEqual(['somebody', 'rahima', 'karim', 'karim', 'salma']);
  });

  test('stays away for too long, nothing more is taken', async () => {
    const { state, unsure: chain } = unsure();
    const journal = await opened(chain);
    state.isAway = true;
    await journal.record(Array.from({ length: 50_000 }, () => look('rahima')));
    await expect(journal.record([look('karim')])).rejects.toThrow('50000 looks wait for the database');
  });
});

describe('the disk', () => {
  /** What asks it to have all of a file. */
  async function flushes() {
    await using handle = await openFile(folder);
    const prototype: FileHandle = Object.getPrototypeOf(handle);
    const spy = vi.spyOn(prototype, 'datasync');
    onTestFinished(() => spy.mockRestore());
    return spy;
  }

  test('is asked soon to have what was written, and once more when the file is closed', async () => {
    const flush = await flushes();
    const journal = await opened();
    await journal.record([look('rahima')]);
    await chained('rahima');
    expect(flush).toHaveBeenCalledTimes(2);
  });

  test('is not asked again for a file that it refused: what comes goes to another, and nothing is lost', async () => {
    const flush = await flushes();
    flush.mockRejectedValueOnce(new Error('EIO'));
    const { state, unsure: chain } = unsure();
    const journal = await opened(chain);
    state.isAway = true;
    await journal.record([look('rahima')]);
    await expect.poll(() => flush.mock.calls.length).toBeGreaterThan(0);
    await journal.record([look('karim')]);
    expect(await lines()).toEqual([look('rahima'), look('karim')].map((each) => `${JSON.stringify([each])}\n`));
    state.isAway = false;
    await chained('rahima', 'karim');
    const [refused, ...others] = flush.mock.contexts;
    expect(others).not.toContain(refused);
  });

  test('that refuses everything keeps no look from the chain', async () => {
    const flush = await flushes();
    flush.mockRejectedValue(new Error('EIO'));
    const journal = await openJournal(folder, chain, createLogger('land', 'silent'));
    await journal.record([look('rahima')]);
    await chained('rahima');
    await journal.record([look('karim')]);
    await journal.stop();
    expect(await citizens()).toEqual(['rahima', 'karim']);
    expect(await files()).toEqual([]);
  });
});

describe('a file', () => {
  const name = '000000000007-0.looks';
  const line = (citizen: string) => `${JSON.stringify(look(citizen))}\n`;

  test('with what was written together, and with looks of an earlier release, each in a line, gives them in order', async () => {
    const together = `${JSON.stringify([look('karim'), { citizen: 'salma' }, {}])}\n`;
    await writeFile(join(folder, name), `${line('rahima')}${together}${line('jamal')}`);
    await opened();
    await chained('rahima', 'karim', 'salma', 'salma', 'jamal');
  });

  test('whose last line was cut off gives the others: the answer never left', async () => {
    await writeFile(join(folder, name), `${line('rahima')}${line('karim').slice(0, 40)}`);
    await opened();
    await chained('rahima');
    await expect.poll(files).toEqual([]);
  });

  test('with a line that is no look is named, and stays', async () => {
    await writeFile(join(folder, name), `${line('rahima')}{"at":\n${line('karim')}`);
    await expect(opened()).rejects.toThrow(`${name}, line 2 is no look: mend the line, or move the file away`);
    expect(await files()).toEqual([name]);
  });

  test('that another process left is brought before newer ones', async () => {
    await writeFile(join(folder, name), line('rahima'));
    await writeFile(join(folder, '000000000008-0.looks'), line('karim'));
    const journal = await opened();
    await journal.record([look('salma')]);
    await chained('rahima', 'karim', 'salma');
  });

  test('that cannot be written keeps nothing, and who looks is told', async () => {
    const journal = await opened();
    await rm(folder, { recursive: true });
    await expect(journal.record([look('rahima')])).rejects.toThrow('ENOENT');
  });
});

test('a folder has one process', async () => {
  await opened();
  await expect(opened()).rejects.toThrow(
    `LOOKS_DIR: ${folder} is in use by another process: give each copy of a subgraph a folder of its own`,
  );
});

test('a folder that cannot be made is named', async () => {
  await rm(folder, { recursive: true });
  await writeFile(folder, 'a file');
  await expect(opened()).rejects.toThrow(`LOOKS_DIR: ${folder} cannot be used`);
});
