/** Who begins many logins and finishes none, at the real provider. */
import { createHash, randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, startSubgraphs } from '#kit/test/harness.ts';
import identity from '../index.ts';
import { browser, PORTAL, throughPages, withInbox } from '../test/browser-login.ts';
import { toFreshWindow } from '../test/fresh-window.ts';

/** Ten steps. */
const ACTIONS = 2;
const MOST = 10;

let lead = 0;
/** Begins with a quarter of an hour; moves when a test says so. */
const begun = toFreshWindow(new Date());
const clock = { now: () => new Date(Date.now() + begun + lead) };

let town: Harness;
let database: mongoose.Connection;
beforeAll(async () => {
  town = await startSubgraphs(
    { identity },
    {
      clock,
      environment: {
        LOGIN_CODES_PER_PERSON: '1000',
        LOGIN_ACTIONS_PER_ADDRESS: String(ACTIONS),
        // The test is the proxy, and speaks for whom it likes.
        TRUSTED_PROXIES: '127.0.0.1 ::1',
      },
    },
  );
  const dbName = `${town.databasePrefix}identity`;
  database = await mongoose.createConnection(process.env.MONGODB_URL ?? '', { dbName }).asPromise();
});
afterAll(async () => {
  await database.close();
  await town.stop();
});

const parameters = () =>
  new URLSearchParams({
    client_id: PORTAL.clientId,
    redirect_uri: PORTAL.redirectUri,
    response_type: 'code',
    scope: 'openid citizen',
    code_challenge: createHash('sha256').update(randomBytes(32)).digest('base64url'),
    code_challenge_method: 'S256',
  });
const from = (address: string) => ({ 'x-forwarded-for': address, accept: 'text/html' });

const begin = (address: string, path = '/auth', method = 'GET') =>
  fetch(`${town.issuer}${path}?${parameters()}`, { method, redirect: 'manual', headers: from(address) });
const push = (address: string) =>
  fetch(`${town.issuer}/request`, { method: 'POST', body: parameters(), headers: from(address) });
const logOut = (address: string) => fetch(`${town.issuer}/session/end`, { headers: from(address) });

const records = () => database.collection('providerArtifacts').countDocuments();

async function useUp(address: string): Promise<void> {
  for (let step = 0; step < MOST; step += 1) expect((await begin(address)).status).toBe(303);
}

describe('a network that has begun too many logins', () => {
  test.each([
    ['an authorization request', () => begin('198.51.100.1'), 303],
    ['a pushed request', () => push('198.51.100.2'), 201],
    ['the question whether to log out', () => logOut('198.51.100.3'), 200],
  ])('is refused, and nothing more is written: %s', async (_, send, usual) => {
    for (let step = 0; step < MOST; step += 1) expect((await send()).status).toBe(usual);
    const before = await records();
    const answer = await send();
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(15 * 60);
    expect(await records()).toBe(before);
  });

  test('reads why, and what to do, in its language', async () => {
    await useUp('198.51.100.10');
    const page = async (headers: Record<string, string>) =>
      (
        await fetch(`${town.issuer}/auth?${parameters()}`, { headers: { ...from('198.51.100.10'), ...headers } })
      ).text();
    expect(await page({})).toContain('এই নেটওয়ার্ক থেকে অনেক বেশি অনুরোধ এসেছে। ১৫ মিনিট পরে');
    expect(await page({ cookie: 'language=en' })).toContain('Try again in 15 minutes, or from another network.');
  });

  test('is told by an error that an app can read, where no person does', async () => {
    for (let step = 0; step < MOST; step += 1) await push('198.51.100.11');
    const answer = await push('198.51.100.11');
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(await answer.json()).toEqual({
      error: 'temporarily_unavailable',
      error_description: 'Too much was asked for from this network. Try again in 15 minutes, or from another network.',
    });
  });

  test('is one, whatever it begins and however it writes that', async () => {
    await useUp('198.51.100.12');
    expect((await push('198.51.100.12')).status).toBe(429);
    for (const path of ['/AUTH', '/auth/', '/auth/any'])
      expect({ path, status: (await begin('198.51.100.12', path)).status }).toEqual({ path, status: 429 });
    expect((await begin('198.51.100.12', '/auth', 'HEAD')).status).toBe(429);
  });

  test('is one customer’s whole IPv6 network', async () => {
    for (let host = 1; host <= MOST; host += 1) expect((await begin(`2001:db8:1:2::${host}`)).status).toBe(303);
    expect((await begin('2001:db8:1:2:ffff::1')).status).toBe(429);
    expect((await begin('2001:db8:1:3::1')).status).toBe(303);
  });

  test('keeps nobody else out, nor who asks for what leaves no record', async () => {
    await useUp('198.51.100.13');
    expect((await begin('198.51.100.14')).status).toBe(303);
    for (const path of ['/.well-known/openid-configuration', '/jwks', '/account/sessions'])
      expect(
        (await fetch(`${town.issuer}${path}`, { headers: from('198.51.100.13'), redirect: 'manual' })).status,
      ).toBeLessThan(400);
    const preflight = { method: 'OPTIONS', headers: { ...from('198.51.100.13'), origin: 'http://localhost:3000' } };
    expect((await fetch(`${town.issuer}/request`, preflight)).status).not.toBe(429);
  });

  test('begins again with the next quarter of an hour', async () => {
    await useUp('198.51.100.15');
    const answer = await begin('198.51.100.15');
    expect(answer.status).toBe(429);
    lead += Number(answer.headers.get('retry-after')) * 1000;
    expect((await begin('198.51.100.15')).status).toBe(303);
  });
});

test('the provider has no other place for what is limited than the ones that are counted', async () => {
  const answer = await fetch(`${town.issuer}/.well-known/openid-configuration`);
  const known = (await answer.json()) as Record<string, string>;
  expect(known).toMatchObject({
    authorization_endpoint: `${town.issuer}/auth`,
    pushed_authorization_request_endpoint: `${town.issuer}/request`,
    end_session_endpoint: `${town.issuer}/session/end`,
  });
});

test('a login from begin to end takes few of the steps', async () => {
  const headers = from('198.51.100.20');
  const tab = browser(town.issuer);
  const asSomebody = { ...tab, open: (url: string, form?: Record<string, string>) => tab.open(url, form, headers) };
  const person = withInbox({
    nationalId: '1990123456789',
    role: 'CITIZEN',
    inbox: `${town.urls.identity}/development/inbox`,
  });
  const back = await throughPages(asSomebody, `${town.issuer}/auth?${parameters()}`, person);
  expect(back.searchParams.get('code')).toMatch(/^[\w-]{40,}$/);
  const left = [];
  while ((await begin('198.51.100.20')).status === 303) left.push('step');
  expect(left.length).toBeGreaterThanOrEqual(MOST - 4);
});

test('a session is kept for two weeks when somebody is logged in, else for half an hour', async () => {
  await logOut('198.51.100.21');
  const sessions = await database.collection('providerArtifacts').find({ kind: 'Session', consumedAt: null }).toArray();
  const keptMinutes = (isSomebodys: boolean) =>
    sessions
      .filter(({ accountId }) => (accountId !== null) === isSomebodys)
      .map(({ savedAt, expiresAt }) => (expiresAt - savedAt) / 60_000);
  expect(keptMinutes(true).length).toBeGreaterThan(0);
  expect(Math.min(...keptMinutes(true))).toBeGreaterThanOrEqual(14 * 24 * 60);
  expect(keptMinutes(false).length).toBeGreaterThan(0);
  expect(Math.max(...keptMinutes(false))).toBeLessThanOrEqual(31);
});
