/**
 * Two copies of identity on one database, behind one address, and one is killed while two hundred people log in: nobody who is
 * logged in is logged out. The test is in the place of the load balancer, and of people who try again.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, browser, PORTAL, throughPages } from '../subgraphs/identity/test/browser-login.ts';
import { createKeys } from '../subgraphs/kit/auth/create-keys.ts';
import { freePorts } from '../subgraphs/kit/http/free-ports.ts';
import { testDatabase } from '../subgraphs/kit/test/database.ts';

const LOGINS = 200;
const BEFORE = 20;
/** As many as there are people: a mobile with two codes at once would be another test. */
const AT_ONCE = 90;
const TRIES = 6;

type Copy = { readonly process: ChildProcess; readonly url: string; readonly inbox: string; isAlive: boolean };
type Message = { readonly to: string; readonly code: string; readonly at: string };
/** Somebody who has logged in, and what their app has. */
type LoggedIn = { readonly tab: Browser; refreshToken: string };

const database = testDatabase();
let directory: string;
let issuer: string;
let copies: Copy[];
let nationalIds: readonly string[];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nagarik-copies-'));
  await createKeys(directory, ['gateway', 'identity']);
  const [issuerPort = 0, ...ports] = await freePorts(5);
  issuer = `http://localhost:${issuerPort}`;
  copies = await Promise.all([0, 2].map((index) => start(ports[index] ?? 0, ports[index + 1] ?? 0)));
  const file = join(import.meta.dirname, '../subgraphs/identity/people.seed.csv');
  const people: { id: string; nationalId: string }[] = parse(await readFile(file), { columns: true, comment: '#' });
  nationalIds = people.map(({ nationalId }) => nationalId);
});
afterAll(async () => {
  for (const { process: copy } of copies) if (copy.exitCode === null && copy.signalCode === null) copy.kill('SIGKILL');
  await database.drop();
  await rm(directory, { recursive: true });
});

async function start(port: number, issuerPort: number): Promise<Copy> {
  const child = spawn(process.execPath, ['subgraphs/kit/main.ts', 'identity'], {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      MODE: 'development',
      SUBGRAPH_URLS: JSON.stringify({ identity: `http://127.0.0.1:${port}` }),
      MONGODB_URL: database.url,
      DATABASE_PREFIX: database.prefix,
      KEYS_DIR: directory,
      ISSUER_URL: issuer,
      ISSUER_PORT: String(issuerPort),
      LOGIN_CODES_PER_PERSON: '10000',
      LOGIN_CODES_PER_DAY: '10000',
      LOGIN_ACTIONS_PER_ADDRESS: '1000000',
      LOG_LEVEL: 'error',
    },
  });
  await once(child, 'message');
  const url = `http://127.0.0.1:${issuerPort}`;
  return { process: child, url, inbox: `http://127.0.0.1:${port}/development/inbox`, isAlive: true };
}

let turn = 0;
/** The next copy, as far as the load balancer knows them to be alive. */
function reach(): Copy {
  const alive = copies.filter(({ isAlive }) => isAlive);
  const copy = alive[turn++ % alive.length];
  if (!copy) throw new Error('no copy is alive');
  return copy;
}

/** The newest code in any copy's inbox: a mobile does not know which one sent it. */
async function codeFor(nationalId: string): Promise<string> {
  const inboxes = copies.filter(({ isAlive }) => isAlive).map(({ inbox }) => fetch(inbox));
  const read = async (answer: Response) => (await answer.json()) as { messages: Message[] };
  const messages = (await Promise.all((await Promise.all(inboxes)).map(read))).flatMap((each) => each.messages);
  const own = messages.filter(({ to }) => to === nationalId).sort((one, other) => other.at.localeCompare(one.at));
  return own[0]?.code ?? '';
}

const authorization = (verifier: string) =>
  new URLSearchParams({
    client_id: PORTAL.clientId,
    redirect_uri: PORTAL.redirectUri,
    response_type: 'code',
    scope: 'openid citizen',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });

async function logInOnce(tab: Browser, nationalId: string): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const person = { nationalId, role: 'CITIZEN', codeFor: () => codeFor(nationalId) } as const;
  const back = await throughPages(tab, `${issuer}/auth?${authorization(verifier)}`, person);
  const answer = await token({
    grant_type: 'authorization_code',
    code: back.searchParams.get('code') ?? '',
    code_verifier: verifier,
    redirect_uri: PORTAL.redirectUri,
  });
  if (!answer.refresh_token) throw new Error(JSON.stringify(answer));
  return answer.refresh_token;
}

async function token(parameters: Record<string, string>): Promise<Record<string, string | undefined>> {
  const body = new URLSearchParams({ client_id: PORTAL.clientId, ...parameters });
  const answer = await fetch(`${reach().url}/token`, { method: 'POST', body });
  return (await answer.json()) as Record<string, string | undefined>;
}

/** Tries again, as people do when a page does not come. */
async function logIn(nationalId: string): Promise<LoggedIn> {
  const tab = browser(issuer, { reach: () => reach().url });
  for (let tried = 1; ; tried += 1)
    try {
      return { tab, refreshToken: await logInOnce(tab, nationalId) };
    } catch (error) {
      if (tried === TRIES) throw error;
    }
}

async function isLoggedIn({ tab }: LoggedIn): Promise<boolean> {
  const page = await tab.open('/account/sessions');
  return page.status === 200 && page.html.includes('<section');
}

/** An app that gets no answer, or is told to wait, sends the same token again. */
async function refresh(person: LoggedIn): Promise<string | undefined> {
  for (;;) {
    const parameters = { grant_type: 'refresh_token', refresh_token: person.refreshToken };
    const answer = await token(parameters).catch(() => ({ error: 'temporarily_unavailable' }));
    if ('refresh_token' in answer && answer.refresh_token) person.refreshToken = answer.refresh_token;
    if (answer.error !== 'temporarily_unavailable') return answer.error;
  }
}

const inTurns = async <Given, Made>(all: readonly Given[], work: (each: Given) => Promise<Made>): Promise<Made[]> => {
  const [waiting, made] = [[...all], [] as Made[]];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) made.push(await work(next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return made;
};

test('a proof (DPoP) that is at both copies at once is taken by one, and remembered for as long as it could be', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  const push = async (copy: Copy, dpop: string) => {
    const body = authorization(randomBytes(32).toString('base64url'));
    return (await fetch(`${copy.url}/request`, { method: 'POST', headers: { dpop }, body })).status;
  };
  for (let time = 0; time < 10; time += 1) {
    const proof = await new SignJWT({ jti: randomUUID(), htm: 'POST', htu: `${issuer}/request` })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
      .setIssuedAt()
      .sign(privateKey);
    expect((await Promise.all(copies.map((copy) => push(copy, proof)))).sort()).toEqual([201, 400]);
  }
  const dbName = `${database.prefix}identity`;
  const connection = await mongoose.createConnection(database.url, { dbName }).asPromise();
  const kept = await connection.collection('providerArtifacts').find({ kind: 'ReplayDetection' }).toArray();
  await connection.close();
  expect(kept).toHaveLength(10);
  for (const { savedAt, expiresAt } of kept) expect(expiresAt - savedAt).toBeGreaterThanOrEqual(10 * 60_000);
});

test('of two hundred who log in while one copy is killed, all get in, and nobody who was in is logged out', async () => {
  const people = (count: number) =>
    Array.from({ length: count }, (_, index) => nationalIds[index % nationalIds.length] ?? '');
  const before = await inTurns(people(BEFORE), logIn);
  let entered = 0;
  const [during, refused] = await Promise.all([
    inTurns(people(LOGINS), async (nationalId) => {
      const person = await logIn(nationalId);
      entered += 1;
      const [victim] = copies;
      if (entered === LOGINS / 4 && victim) {
        victim.process.kill('SIGKILL');
        await once(victim.process, 'exit');
        victim.isAlive = false;
      }
      return person;
    }),
    // Apps of those who are in go on meanwhile.
    inTurns(before, async (person) => {
      const errors: (string | undefined)[] = [];
      for (let time = 0; time < 5; time += 1) errors.push(await refresh(person));
      return errors;
    }),
  ]);
  expect(copies.filter(({ isAlive }) => isAlive)).toHaveLength(1);
  expect(during).toHaveLength(LOGINS);
  expect(refused.flat().filter((error) => error !== undefined)).toEqual([]);
  const everybody = [...before, ...during];
  const stillIn = await inTurns(everybody, async (person) => (await isLoggedIn(person)) && !(await refresh(person)));
  expect(stillIn.filter((isIn) => !isIn)).toEqual([]);
}, 600_000);
