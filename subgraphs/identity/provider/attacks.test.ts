/** What somebody tries who is not who they say, or an app that wants more than it may. None of it gets anything. */
import { createHash, randomBytes } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { defineSubgraph } from '#kit/subgraph.ts';
import { type Harness, startSubgraphs } from '#kit/test/harness.ts';
import identity from '../index.ts';
import { type Browser, browser, formOf, PORTAL, throughPages, withInbox } from '../test/browser-login.ts';

const RAHIMA = '1990123456789';
const LAND_OFFICIAL = '1980000000003';

/** Its key is there, and so is its machine. */
const silent = defineSubgraph({
  schema: new URL('../../kit/test/ministry-for-tests/schema.graphql', import.meta.url),
  start: async () => ({ resolvers: {} }),
});

let town: Harness;
let inbox: string;
beforeAll(async () => {
  town = await startSubgraphs({ identity, land: silent }, { environment: { LOGIN_CODES_PER_PERSON: '1000' } });
  inbox = `${town.urls.identity}/development/inbox`;
});
afterAll(() => town.stop());

const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');
const newVerifier = () => randomBytes(32).toString('base64url');

/** An authorization request that is in order, with changes; undefined takes a parameter out. */
function request(changes: Record<string, string | undefined> = {}): string {
  const parameters = {
    client_id: PORTAL.clientId,
    redirect_uri: PORTAL.redirectUri,
    response_type: 'code',
    scope: 'openid citizen',
    state: 'a-state',
    code_challenge: challengeOf(newVerifier()),
    code_challenge_method: 'S256',
    ...changes,
  };
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${town.issuer}/auth?${new URLSearchParams(given)}`;
}

const tokens = async (parameters: Record<string, string>, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${town.issuer}/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ client_id: PORTAL.clientId, ...parameters }),
  });
  const body = (await answer.json()) as Record<string, string>;
  return { status: answer.status, ...body } as { status: number } & Record<string, string>;
};

const citizenOf = (nationalId: string) => withInbox({ nationalId, role: 'CITIZEN', inbox });
const rahima = () => citizenOf(RAHIMA);

/** A code that was given to the portal, and what it is exchanged with. */
async function codeOf(tab: Browser = browser(town.issuer), changes: Record<string, string | undefined> = {}) {
  const verifier = newVerifier();
  const back = await throughPages(tab, request({ code_challenge: challengeOf(verifier), ...changes }), rahima());
  const code = back.searchParams.get('code') ?? '';
  expect(code).toMatch(/^[\w-]{40,}$/);
  const exchange = {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: PORTAL.redirectUri,
  };
  return { back, exchange };
}

describe('a redirect address', () => {
  test.each([
    ['another site', 'https://evil.example/callback'],
    ['our host as its user', 'http://localhost:3000@evil.example/callback'],
    ['our host as its subdomain', 'http://localhost:3000.evil.example/callback'],
    ['another path', 'http://localhost:3000/callback/../evil'],
    ['a path that goes on', 'http://localhost:3000/callback/evil'],
    ['another port', 'http://localhost:3002/callback'],
    ['a query of its own', 'http://localhost:3000/callback?next=https://evil.example'],
    ['a fragment', 'http://localhost:3000/callback#evil'],
    ['other letters', 'http://LOCALHOST:3000/Callback'],
    ['a dot written another way', 'http://localhost:3000/%63allback'],
    ['a script', 'javascript:alert(1)'],
    ['none', undefined],
  ])('that is %s gets a page, and no redirect', async (_, redirect_uri) => {
    const answer = await fetch(request({ redirect_uri }), { redirect: 'manual' });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('location')).toBeNull();
    expect(await answer.text()).toContain('redirect_uri');
  });

  test('of a mobile app may have any loopback port, and no other host', async () => {
    const mobile = (redirect_uri: string) =>
      fetch(request({ client_id: 'mobile', redirect_uri }), { redirect: 'manual' }).then(({ status }) => status);
    expect(await mobile('http://127.0.0.1:49152/callback')).toBe(303);
    expect(await mobile('bd.gov.nagarik.app:/callback')).toBe(303);
    expect(await mobile('http://127.0.0.1.evil.example:49152/callback')).toBe(400);
    expect(await mobile('bd.gov.nagarik.app:/callback/evil')).toBe(400);
    expect(await mobile('bd.gov.nagarik.evil:/callback')).toBe(400);
  });

  test('is that of the request when the code is exchanged, too', async () => {
    const { exchange } = await codeOf();
    const other = 'http://localhost:4000/callback';
    expect(await tokens({ ...exchange, redirect_uri: other })).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  test('says who issued the code, so that an app cannot be made to take it elsewhere', async () => {
    const { back } = await codeOf();
    expect(back.searchParams.get('iss')).toBe(town.issuer);
    expect(back.searchParams.get('state')).toBe('a-state');
  });

  test('does not depend on what the request says of the host', async () => {
    const answer = await fetch(`${town.issuer}/.well-known/openid-configuration`, {
      headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    });
    const { issuer, ...rest } = (await answer.json()) as Record<string, unknown>;
    expect(issuer).toBe(town.issuer);
    expect(JSON.stringify(rest)).not.toContain('evil.example');
  });
});

describe('PKCE', () => {
  test.each([
    ['without a challenge', { code_challenge: undefined, code_challenge_method: undefined }],
    ['with the challenge in plain', { code_challenge_method: 'plain' }],
    ['with no method, which means plain', { code_challenge_method: undefined }],
    ['with an empty challenge', { code_challenge: '' }],
  ])('a request %s is refused', async (_, changes) => {
    const answer = await fetch(request(changes), { redirect: 'manual' });
    expect(new URL(answer.headers.get('location') ?? '').searchParams.get('error')).toBe('invalid_request');
  });

  test.each([
    ['another verifier', { code_verifier: newVerifier() }],
    ['no verifier', { code_verifier: '' }],
  ])('a code with %s gives nothing, and is used up', async (_, changes) => {
    const { exchange } = await codeOf();
    expect((await tokens({ ...exchange, ...changes })).error).toMatch(/^invalid_(grant|request)$/);
  });

  test.each(['token', 'id_token', 'code token', 'code id_token'])('there is no response type %s', async (type) => {
    const answer = await fetch(request({ response_type: type, nonce: 'n' }), { redirect: 'manual' });
    expect(
      new URL(answer.headers.get('location') ?? '').search + new URL(answer.headers.get('location') ?? '').hash,
    ).toContain('error=un');
  });
});

describe('a code', () => {
  test('is exchanged once; tried again, what it gave ends', async () => {
    const { exchange } = await codeOf();
    const first = await tokens(exchange);
    expect(first.status).toBe(200);
    expect(await tokens(exchange)).toMatchObject({ status: 400, error: 'invalid_grant' });
    const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token ?? '' };
    expect(await tokens(refresh)).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect(await revoked()).toContain(`grant:${decodeJwt(first.access_token ?? '').grant}`);
  });

  test('is exchanged once by many at once', async () => {
    const { exchange } = await codeOf();
    const answers = await Promise.all(Array.from({ length: 8 }, () => tokens(exchange)));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
  });

  test('of one app is nothing to another', async () => {
    const { exchange } = await codeOf();
    expect(await tokens({ ...exchange, client_id: 'offices' })).toMatchObject({ status: 400, error: 'invalid_grant' });
  });
});

describe('a refresh token', () => {
  test('is replaced at each use; used again, the whole family ends', async () => {
    const { exchange } = await codeOf();
    const first = await tokens(exchange);
    const use = (token: string | undefined) => tokens({ grant_type: 'refresh_token', refresh_token: token ?? '' });
    const second = await use(first.refresh_token);
    const third = await use(second.refresh_token);
    expect(new Set([first, second, third].map(({ refresh_token: token }) => token)).size).toBe(3);
    expect(await use(first.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect(await use(third.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect(await revoked()).toContain(`grant:${decodeJwt(third.access_token ?? '').grant}`);
  });

  test('gives no other role than it was given for', async () => {
    const { exchange } = await codeOf();
    const { refresh_token: token = '' } = await tokens(exchange);
    const wider = { grant_type: 'refresh_token', refresh_token: token, scope: 'openid official' };
    expect(await tokens(wider)).toMatchObject({ status: 400, error: 'invalid_scope' });
  });

  test('that was revoked by its app is over, and its access tokens are on the gateway’s list', async () => {
    const { exchange } = await codeOf();
    const { refresh_token: token = '', access_token: access = '' } = await tokens(exchange);
    const answer = await fetch(`${town.issuer}/token/revocation`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: PORTAL.clientId, token }),
    });
    expect(answer.status).toBe(200);
    expect(await tokens({ grant_type: 'refresh_token', refresh_token: token })).toMatchObject({ status: 400 });
    expect(await revoked()).toContain(`grant:${decodeJwt(access).grant}`);
  });
});

describe('a role', () => {
  test('is not had by asking for it', async () => {
    const back = await throughPages(browser(town.issuer), request({ scope: 'openid operator' }), rahima());
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(back.searchParams.get('code')).toBeNull();
  });

  test('that is a machine’s is no person’s, also beside their own', async () => {
    const { exchange } = await codeOf(browser(town.issuer), { scope: 'openid citizen machine' });
    const given = await tokens(exchange);
    expect(decodeJwt(given.access_token ?? '').scope).toBe('citizen');
    const refresh = { grant_type: 'refresh_token', refresh_token: given.refresh_token ?? '' };
    expect(await tokens({ ...refresh, scope: 'openid machine' })).toMatchObject({
      status: 400,
      error: 'invalid_scope',
    });
  });

  test('is one at a time', async () => {
    const both = request({ scope: 'openid citizen official' });
    const back = await throughPages(browser(town.issuer), both, citizenOf(LAND_OFFICIAL));
    expect(back.searchParams.get('error')).toBe('invalid_scope');
  });

  test('is not changed by what the role page’s form is made to say', async () => {
    const tab = browser(town.issuer);
    let page = await tab.open(request({ scope: 'openid' }));
    const send = (action: string, answers: Record<string, string>) => {
      const form = formOf(page.html, action);
      return tab.open(form.action, { ...form.fields, ...answers });
    };
    page = await send('/national-id', { nationalId: LAND_OFFICIAL });
    page = await send('/code', { code: await newestCode(LAND_OFFICIAL) });
    expect(page.html).toContain('value="OFFICIAL"');
    expect(page.html).not.toContain('value="OPERATOR"');
    page = await send('/role', { role: 'OPERATOR' });
    // The same page again: the person does not hold it.
    expect(page).toMatchObject({ status: 200, html: expect.stringContaining('value="OFFICIAL"') });
    page = await send('/role', { role: 'SUPERUSER' });
    expect(page).toMatchObject({ status: 200, html: expect.stringContaining('role="alert"') });
    expect(page.html).toContain('value="OFFICIAL"');
  });

  test('of an official who was a citizen for this app is asked for again: no switch behind their back', async () => {
    const tab = browser(town.issuer);
    const official = withInbox({ nationalId: LAND_OFFICIAL, role: 'OFFICIAL', inbox });
    await throughPages(tab, request({ scope: 'openid citizen' }), official);
    const silent = await throughPages(tab, request({ scope: 'openid official', prompt: 'none' }), official);
    expect(silent.searchParams.get('error')).toBe('consent_required');
  });
});

describe('the session', () => {
  const accountOf = (cookie: string) =>
    fetch(`${town.issuer}/account/sessions`, { redirect: 'manual', headers: { cookie } }).then(({ status }) => status);

  test('has another id after the login than before: a planted one is worth nothing', async () => {
    const planted = browser(town.issuer);
    await planted.open(request());
    const made = await fetch(request(), { redirect: 'manual', headers: { cookie: '_session=known-to-somebody-else' } });
    expect(made.headers.getSetCookie().join()).not.toContain('known-to-somebody-else');
    const tab = browser(town.issuer);
    await throughPages(tab, request(), rahima());
    const first = tab.cookies();
    expect(await accountOf(first)).toBe(200);
    await throughPages(tab, request({ prompt: 'login' }), rahima());
    const second = tab.cookies();
    expect(second).not.toBe(first);
    // The browser has come back with the new one: the old one is none any more.
    expect(await accountOf(second)).toBe(200);
    expect(await accountOf(first)).toBe(303);
    expect(await accountOf(second)).toBe(200);
  });

  test('whose new id the browser never got goes on under the old one, and ends under both', async () => {
    const tab = browser(town.issuer);
    await throughPages(tab, request(), rahima());
    const before = tab.cookies();
    await throughPages(
      tab,
      request({ client_id: 'offices', redirect_uri: 'http://localhost:3001/callback' }),
      rahima(),
    );
    expect(tab.cookies()).not.toBe(before);
    expect(await accountOf(before)).toBe(200);
    const { html } = await tab.open('/account/sessions');
    await tab.open('/account/sessions', { ...formOf(html, '/account/sessions').fields, session: 'all' });
    expect(await accountOf(before)).toBe(303);
    expect(await accountOf(tab.cookies())).toBe(303);
  });

  test('is in a cookie that scripts and other sites do not get, and that is signed', async () => {
    const answer = await fetch(request(), { redirect: 'manual' });
    const cookies = answer.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(1);
    for (const cookie of cookies) expect(cookie).toMatch(/httponly/i);
    for (const cookie of cookies) expect(cookie).toMatch(/samesite=lax/i);
    expect(cookies.some((cookie) => cookie.startsWith('_interaction.sig='))).toBe(true);
  });
});

describe('a form that another site sends', () => {
  /** A browser at a step of the login. */
  async function atStep(step: 'national-id' | 'code' | 'consent') {
    const tab = browser(town.issuer);
    let page = await tab.open(request());
    const send = (action: string, answers: Record<string, string>) => {
      const form = formOf(page.html, action);
      return tab.open(form.action, { ...form.fields, ...answers });
    };
    if (step !== 'national-id') page = await send('/national-id', { nationalId: RAHIMA });
    const answers = {
      'national-id': { nationalId: RAHIMA },
      code: { code: step === 'national-id' ? '' : await newestCode(RAHIMA) },
      consent: { answer: 'allow' },
    };
    if (step === 'consent') page = await send('/code', answers.code);
    const form = formOf(page.html, `/${step}`);
    return { tab, form, answers: answers[step] };
  }

  test.each(['national-id', 'code', 'consent'] as const)('does nothing at the step %s', async (step) => {
    const { tab, form, answers } = await atStep(step);
    const forged = [
      ['without the token', tab, {}, {}],
      ['with another’s token', tab, { token: 'x'.repeat(43) }, {}],
      ['without the cookie', browser(town.issuer), form.fields, {}],
      ['from another origin', tab, form.fields, { origin: 'https://evil.example' }],
      ['from a hidden origin', tab, form.fields, { origin: 'null' }],
    ] as const;
    for (const [how, from, fields, headers] of forged) {
      const answer = await from.open(form.action, { ...fields, ...answers }, headers);
      expect({ how, status: answer.status }).toEqual({ how, status: 400 });
    }
    const page = await tab.open(form.action, { ...form.fields, ...answers });
    expect(page.status).not.toBe(400);
  });

  test.each(['sessions', 'apps', 'role'])('does nothing at my account, %s', async (page) => {
    const tab = browser(town.issuer);
    await throughPages(tab, request(), rahima());
    const { html } = await tab.open(`${town.issuer}/account/sessions`);
    const { fields } = formOf(html, '/account/sessions');
    const answers = { session: 'all', app: 'portal', role: 'CITIZEN' };
    const other = browser(town.issuer);
    await throughPages(other, request(), citizenOf('1985123456789'));
    for (const [from, given, headers] of [
      [tab, {}, {}],
      [tab, fields, { origin: 'https://evil.example' }],
      [browser(town.issuer), fields, {}],
      [other, fields, {}],
    ] as const)
      expect((await from.open(`/account/${page}`, { ...given, ...answers }, headers)).status).toBe(400);
    expect((await tab.open('/account/sessions')).status).toBe(200);
  });

  test('an interaction of somebody else is not shown to who knows its address', async () => {
    const answer = await fetch(request(), { redirect: 'manual' });
    const location = answer.headers.get('location') ?? '';
    expect(location).toMatch(/^\/interaction\//);
    expect((await fetch(new URL(location, town.issuer))).status).toBe(400);
  });
});

describe('the pages', () => {
  test('are framed by nobody, kept nowhere, and load nothing but their own', async () => {
    const tab = browser(town.issuer);
    for (const url of [request(), `${town.issuer}/account/sessions`, request({ client_id: 'nobody' })]) {
      const { headers } = await tab.open(url);
      const policy = headers?.get('content-security-policy') ?? '';
      for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"])
        expect(policy).toContain(part);
      expect(policy).not.toContain('unsafe');
      expect(headers?.get('cache-control')).toBe('no-store');
      expect(headers?.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('show what a request says as text', async () => {
    const script = '<script>alert(1)</script>';
    for (const url of [
      request({ client_id: script }),
      request({ redirect_uri: `http://localhost:3000/${script}` }),
      `${town.issuer}/auth?${new URLSearchParams({ client_id: 'portal', response_type: script })}`,
      `${town.issuer}/interaction/x${encodeURIComponent('"><script>')}`,
    ]) {
      const { html } = await browser(town.issuer).open(url);
      expect(html).toContain('<!doctype html>');
      expect(html).not.toContain('<script>');
    }
  });

  test('language is chosen by a link that leads nowhere else', async () => {
    const answer = await fetch(`${town.issuer}//evil.example/?language=en`, { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe('/evil.example/');
  });
});

describe('a machine', () => {
  test('proves itself by its ministry’s key, and by nothing else', async () => {
    const grant = { grant_type: 'client_credentials', client_id: 'land-machine' };
    expect(await tokens(grant)).toMatchObject({ status: 401, error: 'invalid_client' });
    expect(await tokens({ ...grant, client_secret: 'guess' })).toMatchObject({ status: 401, error: 'invalid_client' });
  });

  test('an app is none', async () => {
    const answer = await tokens({ grant_type: 'client_credentials' });
    expect(answer).toMatchObject({ status: 400, error: 'invalid_request' });
    expect(answer).not.toHaveProperty('access_token');
  });
});

async function newestCode(nationalId: string): Promise<string> {
  const { messages } = (await (await fetch(inbox)).json()) as { messages: { to: string; code: string }[] };
  return messages.find(({ to }) => to === nationalId)?.code ?? '';
}

/** Keys of the gateway's list. */
async function revoked(): Promise<string[]> {
  const authorization = `Bearer ${await town.token('identity', {})}`;
  const answer = await fetch(`${town.urls.identity}/revocations`, { headers: { authorization } });
  return ((await answer.json()) as { revoked: { key: string }[] }).revoked.map(({ key }) => key);
}

beforeEach(async () => {
  expect((await fetch(`${town.urls.identity}/revocations`)).status).toBe(401);
});
