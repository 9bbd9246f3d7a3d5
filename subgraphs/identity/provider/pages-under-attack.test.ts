/** The pages and endpoints of the provider, asked in ways in which no page of ours asks: nothing leads elsewhere, nothing is told. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, startSubgraphs } from '#kit/test/harness.ts';
import identity from '../index.ts';
import { type Browser, browser, formOf, PORTAL, throughPages, withInbox } from '../test/browser-login.ts';

const RAHIMA = '1990123456789';
const NOBODY = '1999999999999';
const LAND_OFFICIAL = '1980000000003';
const EVIL = 'evil.example';
/** What tells how we are made. */
const INSIDE = /node_modules|subgraphs\/|\bat [\w.]+ \(|Error:|Mongo|oidc-provider/;

let town: Harness;
let inbox: string;
beforeAll(async () => {
  town = await startSubgraphs({ identity }, { environment: { LOGIN_CODES_PER_PERSON: '1000' } });
  inbox = `${town.urls.identity}/development/inbox`;
});
afterAll(() => town.stop());

const verifier = randomBytes(32).toString('base64url');
const parameters = (changes: Record<string, string> = {}) => ({
  client_id: PORTAL.clientId,
  redirect_uri: PORTAL.redirectUri,
  response_type: 'code',
  scope: 'openid citizen',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
  ...changes,
});
const request = (changes: Record<string, string> = {}) =>
  `${town.issuer}/auth?${new URLSearchParams(parameters(changes))}`;
const citizenOf = (nationalId: string) => withInbox({ nationalId, role: 'CITIZEN', inbox });
const tokenEndpoint = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${town.issuer}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });

/** Sends a request as no library does: any target, any `Host`. */
async function raw(path: string, { method = 'GET', headers = {} as Record<string, string>, body = '' } = {}) {
  const { hostname, port } = new URL(town.issuer);
  const asked = httpRequest({ hostname, port, path, method, headers }).end(body);
  const [answer]: IncomingMessage[] = (await once(asked, 'response')) as [IncomingMessage];
  if (!answer) throw new Error('no answer');
  const text = (await answer.setEncoding('utf8').toArray()).join('');
  return { status: answer.statusCode ?? 0, headers: answer.headers, text };
}

/** A browser at a step of a login, with the page that it sees. */
async function loginTo(step: 'national-id' | 'code' | 'role') {
  const tab = browser(town.issuer);
  let page = await tab.open(request(step === 'role' ? { scope: 'openid' } : {}));
  const send = (action: string, answers: Record<string, string>) => {
    const form = formOf(page.html, action);
    return tab.open(form.action, { ...form.fields, ...answers });
  };
  const nationalId = step === 'role' ? LAND_OFFICIAL : RAHIMA;
  if (step !== 'national-id') page = await send('/national-id', { nationalId });
  if (step === 'role') page = await send('/code', { code: await citizenOf(nationalId).codeFor() });
  return { tab, page };
}

async function loggedIn(): Promise<Browser> {
  const tab = browser(town.issuer);
  await throughPages(tab, request(), citizenOf(RAHIMA));
  return tab;
}

describe('a form that another site sends', () => {
  test.each([
    ['again', 'code', {}],
    ['cancel', 'national-id', {}],
    ['role', 'role', { role: 'CITIZEN' }],
  ] as const)('does nothing at the step %s', async (action, step, answers) => {
    const { tab, page } = await loginTo(step);
    const form = formOf(page.html, `/${action}`);
    for (const [how, from, fields, headers] of [
      ['without the token', tab, {}, {}],
      ['without the cookie', browser(town.issuer), form.fields, {}],
      ['from another origin', tab, form.fields, { origin: `https://${EVIL}` }],
    ] as const) {
      const answer = await from.open(form.action, { ...fields, ...answers }, headers);
      expect({ how, status: answer.status }).toEqual({ how, status: 400 });
    }
    expect((await tab.open(form.action, { ...form.fields, ...answers })).status).not.toBe(400);
  });

  test.each(['passkeys/options', 'passkeys/add', 'passkeys/remove', 'consents', 'consents/card'])(
    'does nothing at my account, %s',
    async (action) => {
      const tab = await loggedIn();
      const fields = { passkey: 'any', consent: 'all', token: 'x'.repeat(43) };
      for (const [from, given, headers] of [
        [tab, { passkey: 'any', consent: 'all' }, {}],
        [tab, fields, {}],
        [tab, fields, { origin: `https://${EVIL}` }],
      ] as const)
        expect((await from.open(`/account/${action}`, given, headers)).status).toBe(400);
    },
  );

  test('logs nobody out', async () => {
    const tab = await loggedIn();
    const page = await tab.open('/session/end');
    expect(page.html).toContain('name="xsrf"');
    for (const xsrf of ['', 'x'.repeat(20)])
      expect((await tab.open('/session/end/confirm', { xsrf, logout: 'yes' })).status).toBe(400);
    expect((await tab.open('/account/sessions')).html).toContain('<section');
  });

  test('logs nobody in as somebody else: a link to another’s login, half done, is none here', async () => {
    const { page } = await loginTo('code');
    const form = formOf(page.html, '/code');
    const code = await citizenOf(RAHIMA).codeFor();
    const victim = browser(town.issuer);
    await victim.open(request());
    expect((await victim.open(form.action, { ...form.fields, code })).status).toBe(400);
  });
});

describe('who has a national ID', () => {
  test('is not told by the pages: byte for byte they are the same for one that nobody has', async () => {
    const seen = async (nationalId: string, code: string) => {
      const tab = browser(town.issuer);
      const first = await tab.open(request());
      const form = formOf(first.html, '/national-id');
      const asked = await tab.open(form.action, { ...form.fields, nationalId });
      const answered = await tab.open(formOf(asked.html, '/code').action, { ...form.fields, code });
      const pages = [asked, answered].map(({ status, html, headers }) => ({
        status,
        headers: [...(headers ?? [])].filter(([name]) => name !== 'date'),
        html: html.replaceAll(form.fields.token ?? '-', '<token>').replaceAll(/\/interaction\/[\w-]+/g, '<path>'),
      }));
      return JSON.stringify(pages);
    };
    const known = await seen(RAHIMA, '000000');
    expect(await seen(NOBODY, '000000')).toBe(known);
    // Each is led back to its page, which says what is wrong.
    expect(known).toContain('"status":200');
    expect(known).toContain('role=\\"alert\\"');
  });

  test('is not told by the page of a consent that was asked for with a hint', async () => {
    const hinted = async (hint: string) => (await browser(town.issuer).open(request({ login_hint: hint }))).html;
    for (const hint of [RAHIMA, NOBODY, '"><script>alert(1)</script>'])
      expect(await hinted(hint)).not.toMatch(/1990123456789|1999999999999|alert/);
  });
});

test('a consent is for what its page says, whatever its form is made to say', async () => {
  const tab = browser(town.issuer);
  let page = await tab.open(request());
  const send = (action: string, answers: Record<string, string>) => {
    const form = formOf(page.html, action);
    return tab.open(form.action, { ...form.fields, ...answers });
  };
  page = await send('/national-id', { nationalId: LAND_OFFICIAL });
  page = await send('/code', { code: await citizenOf(LAND_OFFICIAL).codeFor() });
  const wider = { scope: 'openid official offline_access', role: 'OFFICIAL', client_id: 'offices', grantId: 'x' };
  const back = new URL((await send('/consent', { answer: 'allow', ...wider })).url);
  const code = back.searchParams.get('code') ?? '';
  const exchange = { grant_type: 'authorization_code', client_id: PORTAL.clientId, redirect_uri: PORTAL.redirectUri };
  const answer = await tokenEndpoint(`${new URLSearchParams({ ...exchange, code, code_verifier: verifier })}`);
  expect(await answer.json()).toMatchObject({ scope: 'citizen' });
});

describe('nothing leads elsewhere', () => {
  test.each([
    `//${EVIL}/?language=en`,
    `///${EVIL}?language=en`,
    `/\\${EVIL}/?language=en`,
    `/%2f%2f${EVIL}?language=en`,
    `/account/sessions/..//..//${EVIL}?language=en`,
    `/@${EVIL}?language=en`,
    `/;@${EVIL}?language=en&next=//${EVIL}`,
    `/\t/${EVIL}?language=en`.replaceAll('\t', '%09'),
  ])('the language switch at %s', async (path) => {
    const { headers } = await raw(path);
    expect(new URL(headers.location ?? 'none:', town.issuer).origin).toBe(new URL(town.issuer).origin);
  });

  test.each([
    { host: EVIL },
    { host: `${EVIL}:80`, 'x-forwarded-host': EVIL, 'x-forwarded-proto': 'https' },
    { host: EVIL, forwarded: `host=${EVIL};proto=https`, 'x-forwarded-for': EVIL, 'x-original-url': `//${EVIL}` },
  ])('the request’s word for the host: %o', async (headers) => {
    for (const path of [
      '/.well-known/openid-configuration',
      '/account/sessions',
      '/account/sessions?language=en',
      '/session/end',
      `${new URL(request()).pathname}${new URL(request()).search}`,
      '/nowhere',
    ]) {
      const answer = await raw(path, { headers });
      expect(JSON.stringify([answer.headers, answer.text])).not.toContain(EVIL);
    }
  });

  test.each([
    'https://evil.example/',
    'http://localhost:3000.evil.example/',
    'http://localhost:3000/evil',
    '//evil.example',
  ])('logging out to %s', async (address) => {
    const query = new URLSearchParams({ client_id: 'portal', post_logout_redirect_uri: address });
    const { status, headers } = await (await loggedIn()).open(`/session/end?${query}`, undefined, {
      accept: 'text/html',
    });
    expect(status).toBe(400);
    expect(headers?.get('content-security-policy')).toContain("form-action 'self';");
  });
});

describe('a pushed request', () => {
  const push = async (changes: Record<string, string> = {}) => {
    const answer = await fetch(`${town.issuer}/request`, {
      method: 'POST',
      body: new URLSearchParams(parameters(changes)),
    });
    return { status: answer.status, ...((await answer.json()) as { request_uri?: string; error?: string }) };
  };
  const open = (tab: Browser, request_uri = '', client_id = 'portal') =>
    tab.open(`${town.issuer}/auth?${new URLSearchParams({ client_id, request_uri })}`);

  test('is used once', async () => {
    const { request_uri = '' } = await push();
    const url = `${town.issuer}/auth?${new URLSearchParams({ client_id: 'portal', request_uri })}`;
    const back = await throughPages(browser(town.issuer), url, citizenOf(RAHIMA));
    expect(back.searchParams.get('code')).not.toBeNull();
    const again = await open(browser(town.issuer), request_uri);
    expect(again).toMatchObject({ status: 400, html: expect.stringContaining('invalid_request') });
  });

  test('of one app is nothing to another, and is not added to', async () => {
    const { request_uri } = await push();
    expect((await open(browser(town.issuer), request_uri, 'mobile')).status).toBe(400);
    const more = new URLSearchParams({ ...parameters({ scope: 'openid operator' }), request_uri: request_uri ?? '' });
    const page = await browser(town.issuer).open(`${town.issuer}/auth?${more}`);
    expect(page.html).not.toMatch(/operator|অপারেটর/i);
  });

  test('is held to the same as one that comes by the browser', async () => {
    expect(await push({ redirect_uri: `https://${EVIL}/callback` })).toMatchObject({ status: 400 });
    expect(await push({ code_challenge_method: 'plain' })).toMatchObject({ status: 400, error: 'invalid_request' });
    expect(await push({ request_uri: 'urn:ietf:params:oauth:request_uri:x' })).toMatchObject({ status: 400 });
  });

  test.each([
    `https://${EVIL}/request`,
    'urn:ietf:params:oauth:request_uri:guess',
    'file:///etc/passwd',
    'http://127.0.0.1:1/',
  ])('is not fetched from %s', async (request_uri) => {
    expect((await open(browser(town.issuer), request_uri)).status).toBe(400);
  });
});

describe('an answer', () => {
  test('comes back in the ways that the standard has, to the registered address only', async () => {
    for (const mode of ['web_message', 'jwt', 'query.jwt', 'none']) {
      const { status, headers } = await raw(new URL(request({ response_mode: mode })).href.slice(town.issuer.length));
      expect(status === 400 || new URL(headers.location ?? '').searchParams.get('error') !== null).toBe(true);
      expect(headers.location ?? '').not.toContain('code=');
    }
    const script = '"></form><script>alert(1)</script>';
    const posted = request({ response_mode: 'form_post', prompt: 'none', state: script });
    const { html, headers } = await browser(town.issuer).open(posted);
    expect(html).toContain(`action="${PORTAL.redirectUri}"`);
    expect(html).not.toContain('<script>alert');
    expect(headers?.get('cache-control')).toBe('no-store');
  });

  test('with a token is kept nowhere, and given to no page of another origin', async () => {
    for (const origin of [`https://${EVIL}`, 'null']) {
      const answer = await tokenEndpoint('grant_type=refresh_token&client_id=portal&refresh_token=guess', { origin });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    }
  });
});

describe('what is no request of ours is refused, and nothing is told by it', () => {
  test.each<[what: string, path: string, more: Parameters<typeof raw>[1]]>([
    ['two slashes', '//', {}],
    ['an absolute address', `http://${EVIL}/account/sessions`, {}],
    ['a path that is no path', '/%', {}],
    ['bytes that are no text', '/interaction/%ff%fe', {}],
    ['a path that climbs', '/account/../../../etc/passwd', {}],
    ['a very long address', `/account/sessions?x=${'a'.repeat(12_000)}`, {}],
    ['another method', '/account/sessions', { method: 'PUT' }],
    ['deletion', '/account/sessions', { method: 'DELETE' }],
    ['a question for its ways', '/account/sessions', { method: 'OPTIONS' }],
    ['a form’s address without a form', '/account/role', {}],
    ['no body', '/account/sessions', { method: 'POST' }],
    ['a method that a header says', '/account/sessions', { headers: { 'x-http-method-override': 'POST' } }],
    ['JSON with a token that is no text', '/account/sessions', json({ token: { $ne: null } })],
    ['JSON with a token that is a number', '/account/sessions', json({ token: 1 })],
    ['JSON that is none', '/account/sessions', { ...json({}), body: '{' }],
    ['XML', '/account/sessions', { method: 'POST', headers: { 'content-type': 'application/xml' }, body: '<a/>' }],
    ['a form of a hundred kilobytes', '/account/sessions', form('a'.repeat(100_000))],
    ['a form of many fields', '/account/sessions', form(Array.from({ length: 9_000 }, (_, n) => `a${n}=`).join('&'))],
    ['a form with a prototype', '/account/sessions', form('__proto__[token]=x&constructor.token=x&token=x')],
    ['the same field twice', '/account/sessions', form('token=a&token=b')],
    ['a token request of a hundred kilobytes', '/token', form('a'.repeat(100_000))],
    ['a token request in JSON', '/token', json({ grant_type: 'refresh_token' })],
    ['a token request by GET', '/token?grant_type=refresh_token&refresh_token=x', {}],
    ['a token request with everything twice', '/token', form('grant_type=refresh_token&grant_type=authorization_code')],
  ])('%s', async (_what, path, more) => {
    const { status, text, headers } = await raw(path, more);
    expect(status).toBeGreaterThanOrEqual(300);
    expect(status).toBeLessThan(500);
    expect(text).not.toMatch(INSIDE);
    expect(headers.location ?? '').not.toContain(EVIL);
  });

  test.each([[{ $ne: null }], [['1990123456789']], [1_990_123_456_789], [true]])(
    'nor is JSON with %o in the place of what a form says, from the page’s own browser',
    async (value) => {
      const begun = await fetch(request(), { redirect: 'manual' });
      const cookie = begun.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; ');
      const page = new URL(begun.headers.get('location') ?? '', town.issuer);
      const { action, fields } = formOf(await (await fetch(page, { headers: { cookie } })).text(), '/national-id');
      const account = (await loggedIn()).cookies();
      const send = (path: string, cookies: string, body: object) =>
        fetch(new URL(path, town.issuer), {
          method: 'POST',
          redirect: 'manual',
          headers: { 'content-type': 'application/json', cookie: cookies, origin: town.issuer },
          body: JSON.stringify(body),
        }).then(({ status }) => status);
      expect(await send(action, cookie, { ...fields, nationalId: value })).toBe(415);
      expect(await send(action, cookie, { token: value, nationalId: RAHIMA })).toBe(415);
      for (const path of ['/account/sessions', '/account/role', '/account/apps', '/account/passkeys/remove'])
        expect(await send(path, account, { token: value, session: 'all' })).toBe(415);
    },
  );
});

test('where the provider is reached by TLS, its cookies are for TLS alone', async () => {
  const secure = await startSubgraphs({ identity }, { environment: { ISSUER_URL: 'https://login.nagarik.example' } });
  try {
    const cookies = [
      ...(
        await fetch(`${secure.issuer}/auth?${new URLSearchParams(parameters())}`, { redirect: 'manual' })
      ).headers.getSetCookie(),
      ...(await fetch(`${secure.issuer}/account?language=en`, { redirect: 'manual' })).headers.getSetCookie(),
    ];
    expect(cookies.length).toBeGreaterThan(2);
    for (const cookie of cookies) expect(cookie).toMatch(/; secure/i);
  } finally {
    await secure.stop();
  }
});

function json(body: object) {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function form(body: string) {
  return { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body };
}
