/**
 * A login as in production: identity as a process of its own, an SMS gateway by its URL, apps by a file. Nothing of the development
 * is there, so the test is the operator, the gateway, the app and the citizen.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair } from 'jose';
import mongoose from 'mongoose';
import * as openid from 'openid-client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { people } from '../subgraphs/identity/people.model.ts';
import { type Browser, browser, formOf, throughPages } from '../subgraphs/identity/test/browser-login.ts';
import { type TestSmsGateway, testSmsGateway } from '../subgraphs/identity/test/sms-gateway.ts';
import { createKeys } from '../subgraphs/kit/auth/create-keys.ts';
import { freePorts } from '../subgraphs/kit/http/free-ports.ts';
import { testDatabase } from '../subgraphs/kit/test/database.ts';

const CITIZEN = {
  id: 'person-1',
  nationalId: '1990123456789',
  mobile: '01712345678',
  nameEn: 'Rahima',
  nameBn: 'রহিমা',
};
const NOBODY = '1999999999996';
const CALLBACK = 'https://portal.gov.bd/callback';
const NATIVE_CALLBACK = 'bd.gov.nagarik.app:/callback';
const LATE = 'এই মুহূর্তে মোবাইলে মেসেজ পৌঁছাচ্ছে না। এক মিনিট পরে আবার চেষ্টা করুন।';

const database = testDatabase();
let folder: string;
let gateway: TestSmsGateway;
let issuer: string;
let machineKey: openid.CryptoKey;
let environment: Record<string, string>;
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nagarik-production-'));
  await createKeys(folder, ['gateway', 'identity']);
  gateway = await testSmsGateway();
  const [port = 0, issuerPort = 0] = await freePorts(2);
  issuer = `http://localhost:${issuerPort}`;
  const pair = await generateKeyPair('ES256', { extractable: true });
  machineKey = pair.privateKey;
  const name = { client_name: 'Citizens’ portal', 'client_name#bn': 'নাগরিক পোর্টাল' };
  const apps = {
    apps: [
      { client_id: 'citizens-portal', ...name, application_type: 'web', redirect_uris: [CALLBACK] },
      {
        ...{ client_id: 'citizens-mobile', ...name, application_type: 'native', redirect_uris: [NATIVE_CALLBACK] },
        dpop_bound_access_tokens: true,
      },
    ],
    machines: [{ client_id: 'land-registry', ministry: 'land', jwks: { keys: [await exportJWK(pair.publicKey)] } }],
  };
  await writeFile(join(folder, 'apps.json'), JSON.stringify(apps));
  environment = {
    MODE: 'production',
    SUBGRAPH_URLS: JSON.stringify({ identity: `http://127.0.0.1:${port}` }),
    MONGODB_URL: database.url,
    DATABASE_PREFIX: database.prefix,
    KEYS_DIR: folder,
    ISSUER_URL: issuer,
    ISSUER_PORT: String(issuerPort),
    SMS_GATEWAY_URL: gateway.url,
    SMS_GATEWAY_TOKEN: 'the token of the gateway',
    APPS_FILE: join(folder, 'apps.json'),
    LOGIN_CODES_PER_PERSON: '1000',
    LOGIN_CODES_PER_DAY: '1000',
    LOG_LEVEL: 'error',
  };
  const connection = await mongoose
    .createConnection(database.url, { dbName: `${database.prefix}identity`, autoIndex: false })
    .asPromise();
  await people.model(connection).create(CITIZEN);
  await connection.close();
  await start();
});
beforeEach(() => {
  gateway.answers(200);
  gateway.came.splice(0);
});
afterAll(async () => {
  gateway.release();
  await Promise.all(running.map(kill));
  await gateway.stop();
  await database.drop();
  await rm(folder, { recursive: true });
});

function spawned(more: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, ['subgraphs/kit/main.ts', 'identity'], {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    env: { ...process.env, ...environment, ...more },
  });
  running.push(child);
  return child;
}

async function start(): Promise<ChildProcess> {
  const child = spawned();
  child.stderr?.pipe(process.stderr);
  await once(child, 'message');
  return child;
}

/** What identity says when it refuses to start. */
async function lastWords(more: Record<string, string>): Promise<string> {
  const child = spawned(more);
  const [words, [code]] = await Promise.all([child.stderr ? text(child.stderr) : '', once(child, 'exit')]);
  expect(code).toBe(1);
  return words;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const discovered = (clientId: string, proof?: openid.ClientAuth) =>
  openid.discovery(new URL(issuer), clientId, undefined, proof ?? openid.None(), {
    execute: [openid.allowInsecureRequests],
  });

/** The code in the newest message. */
async function codeOfMessage(): Promise<string> {
  await expect.poll(() => gateway.came).not.toEqual([]);
  return /\d{6}/.exec(gateway.came.at(-1)?.text ?? '')?.[0] ?? '';
}

const person = { nationalId: CITIZEN.nationalId, role: 'CITIZEN', codeFor: codeOfMessage } as const;

/** An app's request to log somebody in. */
async function asked(clientId: string, redirectUri: string, more: Record<string, string> = {}) {
  const configuration = await discovered(clientId);
  const verifier = openid.randomPKCECodeVerifier();
  const url = openid.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid citizen',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...more,
  });
  return { configuration, url, checks: { pkceCodeVerifier: verifier, idTokenExpected: true } };
}

/** What comes after a national ID was typed. */
async function afterNationalId(tab: Browser, nationalId: string) {
  const { html } = await tab.open((await asked('citizens-portal', CALLBACK)).url.href);
  const form = formOf(html, '/national-id');
  return tab.open(form.action, { ...form.fields, nationalId });
}

test('a citizen logs in to a registered app by a code that comes to their mobile', async () => {
  const { configuration, url, checks } = await asked('citizens-portal', CALLBACK);
  const back = await throughPages(browser(issuer), url.href, person);
  const tokens = await openid.authorizationCodeGrant(configuration, back, checks);
  expect(tokens.claims()).toMatchObject({ sub: CITIZEN.id });
  expect(gateway.came).toEqual([
    expect.objectContaining({
      to: '+8801712345678',
      text: expect.stringMatching(/^আপনার লগ ইন কোড \d{6}।/),
      authorization: 'Bearer the token of the gateway',
    }),
  ]);
});

test('a native app binds its tokens to a key, since it is registered so; its page is in English when it asks', async () => {
  const { configuration, url, checks } = await asked('citizens-mobile', NATIVE_CALLBACK, { ui_locales: 'en' });
  const back = await throughPages(browser(issuer), url.href, person);
  expect(gateway.came.at(-1)?.text).toMatch(/^Your code to log in is \d{6}\./);
  await expect(openid.authorizationCodeGrant(configuration, back, checks)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  const again = await asked('citizens-mobile', NATIVE_CALLBACK);
  gateway.came.splice(0);
  const second = await throughPages(browser(issuer), again.url.href, person);
  const DPoP = openid.getDPoPHandle(again.configuration, await openid.randomDPoPKeyPair('ES256'));
  const tokens = await openid.authorizationCodeGrant(again.configuration, second, again.checks, undefined, { DPoP });
  expect(tokens.token_type).toBe('dpop');
});

test('a ministry’s machine proves itself by its registered key', async () => {
  const tokens = await openid.clientCredentialsGrant(
    await discovered('land-registry', openid.PrivateKeyJwt(machineKey)),
  );
  const [, claims = ''] = tokens.access_token.split('.');
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ ministry: 'land', scope: 'machine' });
});

test.each([
  ['portal', 'http://localhost:3000/callback', 'invalid_client'],
  ['citizens-portal', 'https://portal.gov.bd/elsewhere', 'invalid_redirect_uri'],
])('%s at %s gets nobody to log in', async (clientId, redirectUri, error) => {
  const { url } = await asked(clientId, redirectUri);
  const page = await browser(issuer).open(url.href);
  expect(page.status).toBe(400);
  expect(page.html).toContain(error);
});

test('who asks for a code while the gateway fails is told so on the page, whoever they are', async () => {
  gateway.answers(500);
  const tab = browser(issuer);
  const first = await afterNationalId(tab, CITIZEN.nationalId);
  expect(first.status).toBe(200);
  await expect.poll(async () => (await tab.open(first.url)).html).toContain(LATE);
  // Nor without what each has typed, which is kept to be sent again.
  const withoutTokens = (html: string) => html.replaceAll(/[\w-]{20,}|value="\d+"/g, '…');
  const [somebody, nobody] = await Promise.all(
    [CITIZEN.nationalId, NOBODY].map((nationalId) => afterNationalId(browser(issuer), nationalId)),
  );
  expect([somebody?.status, nobody?.status]).toEqual([200, 200]);
  expect(withoutTokens(nobody?.html ?? '')).toBe(withoutTokens(somebody?.html ?? ''));
  expect(nobody?.html).toContain(LATE);
  // What waited comes through by itself, and logging in works again.
  gateway.answers(200);
  await expect.poll(async () => (await tab.open(first.url)).html).not.toContain(LATE);
  const form = formOf((await tab.open(first.url)).html, '/code');
  expect((await tab.open(form.action, { ...form.fields, code: await codeOfMessage() })).html).not.toContain(
    'name="code"',
  );
});

test('a code whose process is killed while it sends it comes all the same, and works', async () => {
  gateway.answers(null);
  const tab = browser(issuer);
  const page = await afterNationalId(tab, CITIZEN.nationalId);
  await codeOfMessage();
  await Promise.all(running.map(kill));
  const [before] = gateway.came.splice(0);
  gateway.answers(200);
  await start();
  const code = await codeOfMessage();
  expect(gateway.came[0]).toEqual(before);
  const form = formOf((await tab.open(page.url)).html, '/code');
  const next = await tab.open(form.action, { ...form.fields, code });
  expect(next.html).toContain('/consent');
});

test('without an SMS gateway identity does not start, and says what to set', async () => {
  expect(await lastWords({ SMS_GATEWAY_URL: '' })).toContain('SMS_GATEWAY_URL: identity needs it in production');
});

test('nor with a file of apps that is wrong', async () => {
  const path = join(folder, 'wrong.json');
  await writeFile(path, '{ "apps": [{ "client_id": "portal" }] }');
  const words = await lastWords({ APPS_FILE: path });
  expect(words).toContain(`APPS_FILE: ${path}: apps[0] "portal", redirect_uris: `);
});
