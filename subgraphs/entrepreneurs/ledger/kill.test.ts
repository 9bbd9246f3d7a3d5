/** A desk's book when the process that writes it is killed, again and again: every charge is in it once, and it balances. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePorts } from '#kit/http/free-ports.ts';
import { entrepreneur, startTown, type Town } from '../test/town.ts';

const MAIN = fileURLToPath(new URL('../../kit/main.ts', import.meta.url));
const PERSON = 'rahima';
const CHARGES = 60;
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
}, 60_000);
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

/** Charges at the process that is killed; rejects when the answer is lost. */
async function charge(idempotencyKey: string, reference: string): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await town.subgraphs.token('entrepreneurs', entrepreneur(PERSON))}`,
    },
    body: JSON.stringify({
      query: `mutation { answer: chargeService(input: { centre: "gulshan", service: "khatian-copy",
        applicationReference: "${reference}", idempotencyKey: "${idempotencyKey}" }) { transaction { slip { number } } userErrors { code } } }`,
    }),
  });
  const { data } = (await response.json()) as {
    data: { answer: { transaction: { slip: { number: string } } | null; userErrors: unknown[] } };
  };
  expect(data.answer.userErrors).toEqual([]);
  return data.answer.transaction?.slip.number ?? '';
}

type Seen = {
  cashBdt: number;
  transactions: { totalCount: number; nodes: { number: number; slip: { number: string } }[] };
};

test('sixty charges, the process killed three times in the middle: each is there once, with the slip that was answered', async () => {
  const keys = Array.from({ length: CHARGES }, (_, index) => `charge-number-${index}`);
  const references = await Promise.all(keys.map(() => town.handedIn(PERSON, 'khatian-copy')));
  const slips = new Map<string, string>();
  for (let kill = 0; kill <= KILLS; kill += 1) {
    const open = keys.filter((key) => !slips.has(key));
    const sent = open.map((key) =>
      charge(key, references[keys.indexOf(key)] ?? '').then((slip) => slips.set(key, slip)),
    );
    // Some are answered, the others are under way.
    await Promise.race(sent);
    if (kill < KILLS) await killed();
    const lost = (await Promise.allSettled(sent)).filter(({ status }) => status === 'rejected');
    expect(lost.length > 0).toBe(kill < KILLS);
    if (kill < KILLS) await start();
  }
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
}, 120_000);
