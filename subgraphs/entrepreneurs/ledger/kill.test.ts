/** A desk's book when the process that writes it is killed, again and again: every charge is in it once, and it balances. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePorts } from '#kit/http/free-ports.ts';
import type { TestCaller } from '#kit/test/harness.ts';
import { entrepreneur, OPERATOR, startTown, type Town } from '../test/town.ts';

const MAIN = fileURLToPath(new URL('../../kit/main.ts', import.meta.url));
const PERSON = 'rahima';
const CHARGES = 60;
const DEPOSITS = 60;
const KILLS = 3;

let town: Town;
let url: string;
let child: ChildProcess | undefined;
beforeAll(async () => {
  town = await startTown();
  await town.working(PERSON);
  const [port] = await freePorts(1);
  url = `http://127.0.0.1:${port}`;
  await start();
});
afterAll(async () => {
  await killed();
  await town.stop();
});

/** A second process on the same database: the one that is killed. Settles when it listens. */
async function start(): Promise<void> {
  const { keysDirectory, databasePrefix, urls } = town.subgraphs;
  child = spawn(process.execPath, [MAIN, 'entrepreneurs'], {
    env: {
      ...process.env,
      MODE: 'development',
      SUBGRAPH_URLS: JSON.stringify({ ...urls, entrepreneurs: url }),
      KEYS_DIR: keysDirectory,
      DATABASE_PREFIX: databasePrefix,
      SUPERGRAPH_FILE: town.supergraphFile,
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
}

async function killed(): Promise<void> {
  if (child?.kill('SIGKILL')) await once(child, 'exit');
}

/** A mutation at the process that is killed; rejects when the answer is lost. @returns what `shown` names of its payload. */
async function written<Shown>(mutation: string, shown: string, as: TestCaller): Promise<Shown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await town.subgraphs.token('entrepreneurs', as)}`,
    },
    body: JSON.stringify({
      query: `mutation { answer: ${mutation} { shown: ${shown} userErrors { code } } }`,
    }),
  });
  const { data } = (await response.json()) as { data: { answer: { shown: Shown; userErrors: unknown[] } } };
  expect(data.answer.userErrors).toEqual([]);
  return data.answer.shown;
}
type Entry = { readonly number: number; readonly slip: { readonly number: string } | null };

async function charge(idempotencyKey: string, reference: string): Promise<string> {
  const input = `{ centre: "gulshan", service: "khatian-copy", applicationReference: "${reference}", idempotencyKey: "${idempotencyKey}" }`;
  const entry = await written<Entry>(
    `chargeService(input: ${input})`,
    'transaction { slip { number } }',
    entrepreneur(PERSON),
  );
  return entry.slip?.number ?? '';
}

/** Sends all, kills the process when some are answered, and sends again what was not. */
async function throughKills<Answer>(keys: readonly string[], send: (key: string) => Promise<Answer>) {
  const answers = new Map<string, Answer>();
  for (let kill = 0; kill <= KILLS; kill += 1) {
    const open = keys.filter((key) => !answers.has(key));
    const sent = open.map((key) => send(key).then((answer) => answers.set(key, answer)));
    // Some are answered, the others are under way.
    await Promise.race(sent);
    if (kill < KILLS) await killed();
    const lost = (await Promise.allSettled(sent)).filter(({ status }) => status === 'rejected');
    expect(lost.length > 0).toBe(kill < KILLS);
    if (kill < KILLS) await start();
  }
  return answers;
}

type Seen = {
  cashBdt: number;
  transactions: { totalCount: number; nodes: { number: number; slip: { number: string } }[] };
};

test('sixty charges, the process killed three times in the middle: each is there once, with the slip that was answered', async () => {
  const keys = Array.from({ length: CHARGES }, (_, index) => `charge-number-${index}`);
  const references = await Promise.all(keys.map(() => town.handedIn(PERSON, 'khatian-copy')));
  const slips = await throughKills(keys, (key) => charge(key, references[keys.indexOf(key)] ?? ''));
  const { cashBdt, transactions } = await town.ask<Seen>(
    `{ answer: deskAccount(centre: "gulshan") { cashBdt transactions(first: 100) { totalCount nodes { number slip { number } } } } }`,
    {},
    entrepreneur(PERSON),
  );
  expect(cashBdt).toBe(CHARGES * 150);
  expect(transactions.nodes.map(({ number }) => number)).toEqual(
    Array.from({ length: CHARGES }, (_, index) => CHARGES - index),
  );
  expect(new Set(transactions.nodes.map(({ slip }) => slip.number))).toEqual(new Set(slips.values()));
});

test('sixty deposits and their verdicts, the process killed three times in each: one verdict each, and none waits', async () => {
  const id = await idOf(PERSON);
  const before = await town.ask<Owed>(OWED, {}, entrepreneur(PERSON));
  const deposits = await throughKills(keysOf('deposit'), async (key) => {
    const input = `{ centre: "gulshan", amountBdt: 100, reference: "slip", idempotencyKey: "${key}" }`;
    return (await written<Entry>(`depositCash(input: ${input})`, 'transaction { number }', entrepreneur(PERSON)))
      .number;
  });
  const settled = await throughKills(keysOf('verdict'), async (key) => {
    const deposit = deposits.get(key.replace('verdict', 'deposit'));
    const input = `entrepreneurId: "${id}", centre: "gulshan", number: ${deposit}, idempotencyKey: "${key}"`;
    const confirm = `confirmDeposit(input: { ${input}, statement: "line-${deposit}" })`;
    const reject = `rejectDeposit(input: { ${input}, reason: "not there" })`;
    return written<{ id: string }>(key.endsWith('0') ? reject : confirm, 'entrepreneur { id }', OPERATOR);
  });
  expect(settled.size).toBe(DEPOSITS);
  const rejected = keysOf('verdict').filter((key) => key.endsWith('0')).length;
  expect(await town.ask(OWED, {}, entrepreneur(PERSON))).toEqual({
    cashBdt: before.cashBdt - (DEPOSITS - rejected) * 100,
    owedBdt: before.owedBdt - (DEPOSITS - rejected) * 100,
    inTransitBdt: 0,
    transactions: { totalCount: before.transactions.totalCount + 2 * DEPOSITS },
  });
  expect(await town.ask('{ answer: depositsInTransit { totalCount } }', {}, OPERATOR)).toEqual({ totalCount: 0 });
});

const keysOf = (what: string) => Array.from({ length: DEPOSITS }, (_, index) => `${what}-number-${index}`);
const OWED = '{ answer: deskAccount(centre: "gulshan") { cashBdt owedBdt inTransitBdt transactions { totalCount } } }';
type Owed = { cashBdt: number; owedBdt: number; inTransitBdt: number; transactions: { totalCount: number } };

async function idOf(personId: string): Promise<string> {
  return (await town.ask<{ id: string }>('{ answer: ownEntrepreneur { id } }', {}, entrepreneur(personId))).id;
}
