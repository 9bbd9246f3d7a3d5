/**
 * Logging in as apps do, with a client library that knows nothing of us (openid-client), against the whole platform: the
 * tokens are those that the gateway takes.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createLocalJWKSet, importJWK, type JWK, jwtVerify } from 'jose';
import * as openid from 'openid-client';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type Browser,
  browser,
  type LoginRole,
  throughPages,
  withInbox,
} from '../subgraphs/identity/test/browser-login.ts';
import { readKeys } from '../subgraphs/kit/auth/keys.ts';
import { peerAuthorization } from '../subgraphs/kit/auth/tokens.ts';
import { client } from './client.ts';
import { filled, servicesOf } from './generic-client.ts';
import { people, type Town, town } from './town.ts';

const APPS = {
  portal: 'http://localhost:3000/callback',
  offices: 'http://localhost:3001/callback',
  mobile: 'http://127.0.0.1:49152/callback',
} as const;
type App = keyof typeof APPS;

/** Where the app `offices` of the development hears of logouts. */
const BACKCHANNEL_PORT = 3001;

let place: Town;
let inbox: string;
const configurations = new Map<string, openid.Configuration>();
beforeAll(async () => {
  place = await town({
    running: ['identity', 'applications', 'catalogue', 'land', 'election-commission', 'entrepreneurs'],
  });
  inbox = `${place.gatewayUrl}/development/inbox`;
});
afterAll(() => place.stop());

async function appOf(name: App): Promise<openid.Configuration> {
  const known = configurations.get(name);
  if (known) return known;
  const configuration = await openid.discovery(new URL(place.subgraphs.issuer), name, undefined, openid.None(), {
    execute: [openid.allowInsecureRequests],
  });
  configurations.set(name, configuration);
  return configuration;
}

type Wish = {
  readonly app?: App;
  readonly tab?: Browser;
  readonly nationalId?: string;
  readonly role?: LoginRole;
  readonly scope?: string;
  readonly pushed?: boolean;
  readonly dpop?: openid.DPoPHandle;
  readonly parameters?: Record<string, string>;
};

/** An app logs a person in, from its first request to its tokens. */
async function login(wish: Wish = {}) {
  const { app = 'portal', tab = browser(place.subgraphs.issuer), nationalId = people.rahima, role = 'CITIZEN' } = wish;
  const configuration = await appOf(app);
  const verifier = openid.randomPKCECodeVerifier();
  const [state, nonce] = [openid.randomState(), openid.randomNonce()];
  const parameters = {
    redirect_uri: APPS[app],
    scope: wish.scope ?? 'openid profile citizen',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...wish.parameters,
  };
  const options = wish.dpop ? { DPoP: wish.dpop } : undefined;
  const url = wish.pushed
    ? await openid.buildAuthorizationUrlWithPAR(configuration, parameters, options)
    : openid.buildAuthorizationUrl(configuration, parameters);
  const back = await throughPages(tab, url.href, withInbox({ nationalId, role, inbox }));
  const tokens = await openid.authorizationCodeGrant(
    configuration,
    back,
    { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
    undefined,
    options,
  );
  return { tokens, configuration, url };
}

const graph = (accessToken: string) => client(`${place.gatewayUrl}/graphql`, accessToken);
const me = (accessToken: string) => graph(accessToken).ask<{ me: { id: string } | null }>('{ me { id } }');

/** How many codes were sent to somebody: as often they had to log in. */
async function loginsOf(nationalId: string): Promise<number> {
  const { messages } = (await (await fetch(inbox)).json()) as { messages: { to: string }[] };
  return messages.filter(({ to }) => to === nationalId).length;
}

describe('openid-client, as it is,', () => {
  test('logs a citizen in by code and PKCE, and the gateway knows them', async () => {
    const { tokens } = await login();
    expect(tokens.claims()).toMatchObject({
      sub: 'person-rahima',
      name: 'Rahima Begum',
      'name#bn': 'রহিমা বেগম',
      acr: 'urn:nagarik:acr:code',
    });
    expect(tokens.scope).toContain('citizen');
    expect(await me(tokens.access_token)).toEqual({ data: { me: { id: 'person-rahima' } } });
  });

  test('pushes its request before (PAR): the browser carries a reference only', async () => {
    const { url, tokens } = await login({ pushed: true });
    expect([...url.searchParams.keys()].sort()).toEqual(['client_id', 'request_uri']);
    expect(await me(tokens.access_token)).toMatchObject({ data: { me: { id: 'person-rahima' } } });
  });

  test('refreshes; an old refresh token ends them all', async () => {
    const { tokens, configuration } = await login();
    const second = await openid.refreshTokenGrant(configuration, tokens.refresh_token ?? '');
    expect(await me(second.access_token)).toMatchObject({ data: { me: { id: 'person-rahima' } } });
    await expect(openid.refreshTokenGrant(configuration, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await expect(openid.refreshTokenGrant(configuration, second.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await expect.poll(() => isRefused(second.access_token)).toBe(true);
  });

  test('binds its tokens to a key (DPoP)', async () => {
    const dpop = openid.getDPoPHandle(await appOf('mobile'), await openid.randomDPoPKeyPair('ES256'));
    const { tokens } = await login({ app: 'mobile', dpop });
    expect(tokens.token_type).toBe('dpop');
    expect(await isRefused(tokens.access_token)).toBe(true);
    const answer = await openid.fetchProtectedResource(
      await appOf('mobile'),
      tokens.access_token,
      new URL(`${place.gatewayUrl}/graphql`),
      'POST',
      JSON.stringify({ query: '{ me { id } }' }),
      new Headers({ 'content-type': 'application/json' }),
      { DPoP: dpop },
    );
    expect(await answer.json()).toEqual({ data: { me: { id: 'person-rahima' } } });
    const stranger = openid.getDPoPHandle(await appOf('mobile'), await openid.randomDPoPKeyPair('ES256'));
    await expect(
      openid.refreshTokenGrant(await appOf('mobile'), tokens.refresh_token ?? '', undefined, { DPoP: stranger }),
    ).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test('gets the citizen for a second app without a second login', async () => {
    const nationalId = people.karim;
    const tab = browser(place.subgraphs.issuer);
    const before = await loginsOf(nationalId);
    const first = await login({ tab, nationalId });
    const second = await login({ tab, nationalId, app: 'offices' });
    const third = await login({ tab, nationalId, app: 'mobile' });
    expect((await loginsOf(nationalId)) - before).toBe(1);
    for (const { tokens } of [first, second, third])
      expect(await me(tokens.access_token)).toMatchObject({ data: { me: { id: 'person-karim' } } });
  });

  test('asks for a fresh login, and gets one', async () => {
    const tab = browser(place.subgraphs.issuer);
    const first = await login({ tab });
    const before = await loginsOf(people.rahima);
    const again = await login({ tab, parameters: { max_age: '0' } });
    expect((await loginsOf(people.rahima)) - before).toBe(1);
    expect(again.tokens.claims()?.auth_time).toBeGreaterThanOrEqual(Number(first.tokens.claims()?.auth_time));
  });

  test('steps up: it is told how fresh a login a service needs, and gets such a one for it', async () => {
    const tab = browser(place.subgraphs.issuer);
    const first = await login({ tab });
    const service = (await servicesOf(graph(first.tokens.access_token), 'EN')).find(
      ({ code }) => code === 'nid-reissue',
    );
    if (!service) throw new Error('the graph has no nid-reissue');
    const apply = async (accessToken: string) => {
      const answer = await fetch(`${place.gatewayUrl}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
        body: JSON.stringify({
          query: `mutation ($input: ${service.form.inputType}!) { answer: ${service.form.mutation}(input: $input) { userErrors { code } } }`,
          variables: { input: { ...filled(service.form.fields, 'EN'), idempotencyKey: crypto.randomUUID() } },
        }),
      });
      return { challenge: answer.headers.get('www-authenticate'), body: (await answer.json()) as object };
    };
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 20 * 60_000 });
    try {
      const old = await openid.refreshTokenGrant(first.configuration, first.tokens.refresh_token ?? '');
      const { challenge } = await apply(old.access_token);
      const [, acr_values = ''] = /acr_values="([^"]+)"/.exec(challenge ?? '') ?? [];
      const [, max_age = ''] = /max_age="(\d+)"/.exec(challenge ?? '') ?? [];
      expect(challenge).toContain('error="insufficient_user_authentication"');
      const before = await loginsOf(people.rahima);
      const fresh = await login({ tab, parameters: { acr_values, max_age } });
      expect((await loginsOf(people.rahima)) - before).toBe(1);
      const { challenge: none, body } = await apply(fresh.tokens.access_token);
      expect(none).toBeNull();
      expect(body).not.toHaveProperty('errors');
    } finally {
      vi.useRealTimers();
    }
  });

  test('logs out: the session has ended, and what hung on it', async () => {
    const tab = browser(place.subgraphs.issuer);
    const { tokens, configuration } = await login({ tab });
    const url = openid.buildEndSessionUrl(configuration, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: 'http://localhost:3000/',
      state: 'bye',
    });
    const page = await tab.open(url.href);
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page.html) ?? [];
    const end = await tab.open('/session/end/confirm', { xsrf, logout: 'yes' });
    expect(end.url).toBe('http://localhost:3000/?state=bye');
    await expect(openid.refreshTokenGrant(configuration, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await expect.poll(() => isRefused(tokens.access_token)).toBe(true);
    const before = await loginsOf(people.rahima);
    await login({ tab });
    expect((await loginsOf(people.rahima)) - before).toBe(1);
  });
});

test('an app is told when its user logs out elsewhere (back-channel)', async () => {
  const told: string[] = [];
  const app = createServer((incoming, answer) => {
    incoming.setEncoding('utf8').on('data', (body: string) => told.push(body));
    incoming.on('end', () => answer.writeHead(200).end());
  });
  await once(app.listen(BACKCHANNEL_PORT, '127.0.0.1'), 'listening');
  try {
    const tab = browser(place.subgraphs.issuer);
    const { tokens } = await login({ tab, app: 'offices' });
    const { html } = await tab.open('/account/sessions');
    const [, token = ''] = /name="token" value="([^"]+)"/.exec(html) ?? [];
    await tab.open('/account/sessions', { token, session: 'all' });
    expect(told).toHaveLength(1);
    const { keys } = (await (await fetch(`${place.subgraphs.issuer}/jwks`)).json()) as { keys: JWK[] };
    const { payload } = await jwtVerify(
      new URLSearchParams(told[0]).get('logout_token') ?? '',
      createLocalJWKSet({ keys }),
      { issuer: place.subgraphs.issuer, audience: 'offices', typ: 'logout+jwt' },
    );
    expect(payload).toMatchObject({ sub: 'person-rahima', sid: tokens.claims()?.sid });
  } finally {
    app.close();
  }
});

test('a ministry’s machine proves itself by its own key', async () => {
  const jwk = JSON.parse(await readFile(join(place.subgraphs.keysDirectory, 'land.jwk'), 'utf8'));
  const key = await importJWK(jwk, 'EdDSA');
  if (key instanceof Uint8Array) throw new Error('no key');
  const configuration = await openid.discovery(
    new URL(place.subgraphs.issuer),
    'land-machine',
    undefined,
    openid.PrivateKeyJwt({ key, kid: jwk.kid }),
    { execute: [openid.allowInsecureRequests] },
  );
  const tokens = await openid.clientCredentialsGrant(configuration);
  const claims = JSON.parse(Buffer.from(tokens.access_token.split('.')[1] ?? '', 'base64url').toString());
  expect(claims).toMatchObject({ sub: 'land-machine', scope: 'machine', ministry: 'land', aud: 'nagarik-graph' });
});

describe('my account', () => {
  test('shows where I am logged in and which apps may act for me; what I take back ends', async () => {
    const [phone, laptop] = [browser(place.subgraphs.issuer), browser(place.subgraphs.issuer)];
    const nationalId = '1971234567802';
    const portal = await login({ tab: laptop, nationalId });
    const mobile = await login({ tab: phone, nationalId, app: 'mobile' });
    const sessions = await laptop.open('/account/sessions?language=en');
    expect(sessions.html.match(/<section/g)).toHaveLength(2);
    expect(sessions.html).toContain('This browser');
    const apps = await laptop.open('/account/apps');
    expect(apps.html).toContain('Citizens’ portal');
    expect(apps.html).toContain('Citizens’ mobile app');
    const [, token = ''] = /name="token" value="([^"]+)"/.exec(apps.html) ?? [];
    await laptop.open('/account/apps', { token, app: 'mobile' });
    expect((await laptop.open('/account/apps')).html).not.toContain('Citizens’ mobile app');
    await expect(
      openid.refreshTokenGrant(mobile.configuration, mobile.tokens.refresh_token ?? ''),
    ).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect.poll(() => isRefused(mobile.tokens.access_token)).toBe(true);
    expect(await isRefused(portal.tokens.access_token)).toBe(false);

    await laptop.open('/account/sessions', { token, session: 'all' });
    await expect(
      openid.refreshTokenGrant(portal.configuration, portal.tokens.refresh_token ?? ''),
    ).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect.poll(() => isRefused(portal.tokens.access_token)).toBe(true);
  });
});

describe('a role', () => {
  const NEW_OFFICIAL = '1974234567803';

  test('is given by the focal point, chosen at the login, and over within a minute when it is taken away', async () => {
    const focalPoint = await place.focalPoint(people.landFocalPoint);
    const input = { nationalId: NEW_OFFICIAL, role: 'OFFICIAL', desk: 'mutation', rank: 'Assistant Commissioner' };
    const given = await focalPoint.get(
      'mutation ($input: GiveRoleInput!) { giveRole(input: $input) { role { role desk ministry { code } } userErrors { code } } }',
      { input },
    );
    expect(given).toEqual({
      giveRole: { role: { role: 'OFFICIAL', desk: 'mutation', ministry: { code: 'land' } }, userErrors: [] },
    });
    const person = { nationalId: NEW_OFFICIAL, role: 'OFFICIAL', app: 'offices', scope: 'openid' } as const;
    const { tokens, configuration } = await login(person);
    expect(tokens.scope?.split(' ')).toContain('official');
    const workList = '{ workList(first: 1) { nodes { id } } }';
    expect(await graph(tokens.access_token).ask(workList)).toMatchObject({ data: { workList: { nodes: [] } } });
    await focalPoint.get('mutation ($input: TakeRoleInput!) { takeRole(input: $input) { userErrors { code } } }', {
      input: { nationalId: NEW_OFFICIAL, role: 'OFFICIAL' },
    });
    await expect(openid.refreshTokenGrant(configuration, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await expect.poll(() => isRefused(tokens.access_token)).toBe(true);
  });
});

describe('assisted service', () => {
  const TYPES = {
    subject_token_type: 'urn:nagarik:token-type:consent',
    actor_token_type: 'urn:ietf:params:oauth:token-type:access_token',
  };
  const GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';

  let version = 0;
  /** What `entrepreneurs` tells of Karim: where he works. */
  async function works(centres: readonly string[]): Promise<void> {
    const authorization = await peerAuthorization(
      'identity',
      await readKeys(place.subgraphs.keysDirectory, 'entrepreneurs'),
    );
    const rest = { version: ++version, isHeld: centres.length > 0, validUntil: '2099-12-31' };
    const event = { personId: 'person-karim', centres, ...rest };
    const answer = await fetch(`${place.subgraphs.urls.identity}/entrepreneur-roles`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify(event),
    });
    expect(answer.status).toBe(200);
  }

  /** Karim is an entrepreneur at a centre, and logs in as one. */
  async function entrepreneur(tab = browser(place.subgraphs.issuer)) {
    await works(['gulshan']);
    return login({ tab, nationalId: people.karim, app: 'offices', scope: 'openid entrepreneur' });
  }

  async function consentOf(accessToken: string, services: readonly string[]) {
    const desk = graph(accessToken);
    const { requestAssistance: asked } = await desk.get<{ requestAssistance: { requestId: string } }>(
      'mutation ($input: RequestAssistanceInput!) { requestAssistance(input: $input) { requestId userErrors { code } } }',
      { input: { citizenNationalId: people.rahima, services, centre: 'gulshan' } },
    );
    const { messages } = (await (await fetch(inbox)).json()) as {
      messages: { to: string; code: string; text: { en: string } }[];
    };
    const message = messages.find(({ to }) => to === people.rahima);
    expect(message?.text.en).toMatch(/^Karim Uddin at gulshan asks to do for you: .+ for 30 minutes/);
    const { confirmAssistance: given } = await desk.get<{
      confirmAssistance: { consentId: string; subjectToken: string };
    }>(
      'mutation ($input: ConfirmAssistanceInput!) { confirmAssistance(input: $input) { consentId subjectToken userErrors { code } } }',
      { input: { requestId: asked.requestId, code: message?.code } },
    );
    return given;
  }

  test('is a token for the citizen’s services alone, that says who acts; the citizen takes it back', async () => {
    const { tokens, configuration } = await entrepreneur();
    const given = await consentOf(tokens.access_token, ['land-mutation']);
    const exchange = { ...TYPES, subject_token: given.subjectToken, actor_token: tokens.access_token };
    const assisted = await openid.genericGrantRequest(configuration, GRANT, exchange);
    const claims = JSON.parse(Buffer.from(assisted.access_token.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({
      sub: 'person-rahima',
      scope: 'service:land-mutation',
      act: {
        ...{ sub: 'person-karim', role: 'entrepreneur', centre: 'gulshan', consent: given.consentId },
        ...{ name: 'Karim Uddin', 'name#bn': 'করিম উদ্দিন' },
      },
    });
    expect(claims.exp - claims.iat).toBeLessThanOrEqual(30 * 60);
    expect(assisted.refresh_token).toBeUndefined();

    for (const [changes, error] of [
      [{ scope: 'service:land-mutation service:passport-new' }, 'invalid_scope'],
      [{ scope: 'citizen' }, 'invalid_scope'],
      [{ subject_token: 'guess' }, 'invalid_grant'],
      [{ actor_token: assisted.access_token }, 'invalid_grant'],
      [{ actor_token: (await login()).tokens.access_token }, 'invalid_grant'],
      [{ subject_token_type: TYPES.actor_token_type, subject_token: tokens.access_token }, 'invalid_request'],
    ] as const)
      await expect(openid.genericGrantRequest(configuration, GRANT, { ...exchange, ...changes })).rejects.toMatchObject(
        { error },
      );

    const rahima = await place.citizen(people.rahima);
    const consents = '{ me { assistanceConsents { id entrepreneur centre services how revokedAt } } }';
    expect(await rahima.get(consents)).toEqual({
      me: {
        assistanceConsents: [
          {
            id: given.consentId,
            entrepreneur: 'Karim Uddin',
            centre: 'gulshan',
            services: ['land-mutation'],
            how: 'CODE',
            revokedAt: null,
          },
        ],
      },
    });
    await rahima.get(
      'mutation ($input: RevokeAssistanceInput!) { revokeAssistance(input: $input) { userErrors { code } } }',
      {
        input: { consentId: given.consentId },
      },
    );
    await expect.poll(() => isRefused(assisted.access_token)).toBe(true);
    await expect(openid.genericGrantRequest(configuration, GRANT, exchange)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  test('ends with the login of the entrepreneur: what is open, and what would be new', async () => {
    const tab = browser(place.subgraphs.issuer);
    const { tokens, configuration } = await entrepreneur(tab);
    const given = await consentOf(tokens.access_token, ['land-mutation']);
    const exchange = { ...TYPES, subject_token: given.subjectToken, actor_token: tokens.access_token };
    const assisted = await openid.genericGrantRequest(configuration, GRANT, exchange);
    const { html } = await tab.open('/account/sessions');
    const [, token = ''] = /name="token" value="([^"]+)"/.exec(html) ?? [];
    await tab.open('/account/sessions', { token, session: 'all' });
    await expect(openid.genericGrantRequest(configuration, GRANT, exchange)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    for (const each of [assisted.access_token, tokens.access_token])
      await expect.poll(() => isRefused(each)).toBe(true);
  });

  test('ends when the entrepreneur is suspended: what is open, what is new, and their own login', async () => {
    const { tokens, configuration } = await entrepreneur();
    const given = await consentOf(tokens.access_token, ['land-mutation']);
    const exchange = { ...TYPES, subject_token: given.subjectToken, actor_token: tokens.access_token };
    const assisted = await openid.genericGrantRequest(configuration, GRANT, exchange);
    await works([]);
    await expect(openid.genericGrantRequest(configuration, GRANT, exchange)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await expect(openid.refreshTokenGrant(configuration, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    for (const token of [assisted.access_token, tokens.access_token])
      await expect.poll(() => isRefused(token)).toBe(true);
  });
});

/** Whether the gateway takes a token for none (any more). */
async function isRefused(accessToken: string): Promise<boolean> {
  const answer = await fetch(`${place.gatewayUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: '{"query":"{ __typename }"}',
  });
  return answer.status === 401;
}
