/** A desk on a bad line, against a real server, with its forms on a real disk. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, type Form, openDesk, type Progress, type Send, type Unlock, WrongKey } from './index.ts';
import { sqliteStorage } from './sqlite-storage.ts';
import { cuttingLine } from './test/cutting-line.ts';
import { sendTo, startJudge } from './test/judge.ts';

let directory: string;
let file: string;
let closings: (() => Promise<void> | void)[];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nagarik-desk-'));
  file = join(directory, 'desk.sqlite');
  closings = [];
});
afterEach(async () => {
  for (const close of closings.toReversed()) await close();
  await rm(directory, { recursive: true });
});

/** The session's secret: the passphrase's third of a second is tried once, below. */
const SESSION: Unlock = { secret: new Uint8Array(32).fill(7) };
const noLine: Send = () => Promise.reject(new Error('there is no line'));

/** The desk, as after its computer was switched on. */
async function open(send: Send = noLine, unlock = SESSION): Promise<Desk> {
  const storage = sqliteStorage(file);
  closings.push(() => storage.close());
  return openDesk({ unlock, storage, send });
}

const form = (number: number): Form => ({
  service: 'land-mutation',
  field: 'applyForLandMutation',
  inputType: 'LandMutationInput',
  input: { deedNumber: `deed-${number}`, buyer: 'রহিমা বেগম' },
  card: { citizenNationalId: '1990123456789', cardNumber: '482173065', number: (number % 20) + 1, code: '314159' },
});

async function keepMany(desk: Desk, count: number): Promise<string[]> {
  const keys: string[] = [];
  for (let number = 0; number < count; number += 1) keys.push(await desk.keep(form(number)));
  return keys;
}

describe('500 forms after a day without a line', () => {
  test('that is cut at every step, the desk switched off now and then: none lost, none twice, all in order', async () => {
    const isOld = (deed: unknown) => Number(String(deed).slice('deed-'.length)) % 50 === 49;
    const judge = await startJudge(({ form: { input } }) => isOld(input.deedNumber));
    closings.push(judge.close);
    const keys = await keepMany(await open(), 500);
    const line = await cuttingLine(judge.url);
    closings.push(line.close);
    let desk = await open(sendTo(line.url));
    let rounds = 0;
    for (let left = 500; left > 0; rounds += 1) {
      if (rounds % 100 === 99) desk = await open(sendTo(line.url));
      left = (await desk.sendAll()).left;
    }
    const forms = await desk.forms();
    const refused = keys.filter((_, index) => isOld(`deed-${index}`));
    expect(judge.taken).toEqual(keys.filter((key) => !refused.includes(key)));
    expect(forms.map(({ idempotencyKey }) => idempotencyKey)).toEqual(keys);
    const verdicts = Map.groupBy(forms, ({ judgement }) => judgement?.verdict);
    expect(verdicts.get('REFUSED')?.map(({ idempotencyKey }) => idempotencyKey)).toEqual(refused);
    // Three of the five cuts come after the server has done its work: most were done already when the answer came through.
    expect(verdicts.get('ALREADY_DONE')?.length).toBeGreaterThan(300);
    expect(verdicts.has(undefined)).toBe(false);
    for (const count of Object.values(line.cuts)) expect(count).toBeGreaterThanOrEqual(400);
    expect(judge.requests()).toBeGreaterThan(1_000);
  });
});

describe('a form', () => {
  test('is on the disk when it is kept, in order, and waits while there is no line', async () => {
    const keys = await keepMany(await open(), 3);
    const desk = await open();
    expect(await desk.sendAll()).toMatchObject({
      judged: 0,
      left: 3,
      cut: expect.objectContaining({ message: 'there is no line' }),
    });
    expect(await desk.forms()).toEqual(
      keys.map((idempotencyKey, index) => ({ order: index + 1, idempotencyKey, form: form(index), judgement: null })),
    );
  });

  test('is unreadable on the disk: what was written, whose it is, and the code', async () => {
    await keepMany(await open(), 1);
    const disk = (await Promise.all([file, `${file}-wal`].map((name) => readFile(name)))).join();
    for (const word of ['land-mutation', 'deed-0', 'রহিমা', '1990123456789', '314159', '482173065'])
      expect(disk).not.toContain(word);
    expect(disk).toContain('WAITING');
  });

  test('that was taken is erased, its judgement stays until it is forgotten; one that waits is not forgotten', async () => {
    const judge = await startJudge();
    closings.push(judge.close);
    const desk = await open(sendTo(judge.url));
    const [key = ''] = await keepMany(desk, 1);
    await desk.forget(key);
    expect(await desk.sendAll()).toEqual({ judged: 1, left: 0, cut: null });
    expect(await desk.forms()).toMatchObject([{ form: null, judgement: { verdict: 'ACCEPTED', reference: 'R-0' } }]);
    await desk.forget(key);
    expect(await desk.forms()).toEqual([]);
  });

  test('that was refused is there to mend, with the reason and without the code', async () => {
    const judge = await startJudge(() => true);
    closings.push(judge.close);
    const desk = await open(sendTo(judge.url));
    await keepMany(desk, 1);
    await desk.sendAll();
    expect(await desk.forms()).toMatchObject([
      { form: { input: { deedNumber: 'deed-0' }, card: null }, judgement: { reasons: [{ code: 'DEED_TOO_OLD' }] } },
    ]);
  });

  test('kept in two windows at once has each its place', async () => {
    const [one, other] = [await open(), await open()];
    await Promise.all([keepMany(one, 20), keepMany(other, 20)]);
    expect((await one.forms()).map(({ order }) => order)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  test('tells whoever watches when it is judged, and how many are left', async () => {
    const judge = await startJudge(({ form: { input } }) => input.deedNumber === 'deed-1');
    closings.push(judge.close);
    let tries = 0;
    const through = sendTo(judge.url);
    // Every second try is cut.
    const desk = await open((kept) => (tries++ % 2 === 0 ? noLine(kept) : through(kept)));
    await keepMany(desk, 3);
    const seen: unknown[] = [];
    const watch = ({ form: { order, judgement }, judged, left }: Progress) =>
      seen.push([order, judgement?.verdict, judged, left]);
    for (let left = 3; left > 0; ) ({ left } = await desk.sendAll(watch));
    await keepMany(desk, 1);
    await desk.sendAll();
    expect(seen).toEqual([
      [1, 'ACCEPTED', 1, 2],
      [2, 'REFUSED', 2, 1],
      [3, 'ACCEPTED', 3, 0],
    ]);
  });

  test('is sent once when two rounds are asked for at once', async () => {
    const judge = await startJudge();
    closings.push(judge.close);
    const desk = await open(sendTo(judge.url));
    await keepMany(desk, 5);
    await Promise.all([desk.sendAll(), desk.sendAll()]);
    expect(judge.requests()).toBe(5);
  });
});

describe('a desk', () => {
  test('is opened again by its passphrase, and by no other', async () => {
    const passphrase = 'শাপলা ফোটে ভোরে';
    await keepMany(await open(noLine, { passphrase }), 1);
    expect(await (await open(noLine, { passphrase: passphrase.normalize('NFD') })).forms()).toHaveLength(1);
    await expect(open(noLine, { passphrase: 'another' })).rejects.toThrow(WrongKey);
    await expect(open()).rejects.toThrow(WrongKey);
  });

  test('takes no short secret', async () => {
    await expect(open(noLine, { secret: new Uint8Array(16) })).rejects.toThrow(RangeError);
  });

  test.each<[string, string]>([
    ['whose record was moved', `UPDATE forms SET form = (SELECT form FROM forms WHERE "order" = 2) WHERE "order" = 1`],
    ['whose state was changed', `UPDATE forms SET form = replace(form, 'WAITING', 'ACCEPTED') WHERE "order" = 1`],
    ['whose order was changed', `UPDATE forms SET "order" = 9 WHERE "order" = 1`],
  ])('%s does not open it', async (_, statement) => {
    await keepMany(await open(), 2);
    const database = new DatabaseSync(file);
    expect(database.prepare(statement).run().changes).toBe(1);
    database.close();
    await expect((await open()).forms()).rejects.toThrow(WrongKey);
  });
});
