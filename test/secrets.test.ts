/**
 * Everything secret that clients hold in a full run of the platform (`npm start`, its logs at their most talkative), looked for
 * in all that it leaves on the disk: none is there in clear. The development inbox has codes, in memory only.
 */
import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importJWK } from 'jose';
import * as openid from 'openid-client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { browser, type LoginRole, throughPages, withInbox } from '../subgraphs/identity/test/browser-login.ts';
import { freePorts } from '../subgraphs/kit/http/free-ports.ts';
import { type Client, client } from './client.ts';
import { referenceOf } from './document.ts';
import { filled, send, servicesOf } from './generic-client.ts';
import { pay } from './pay.ts';
import { type PlatformProcess, startPlatform } from './platform-process.ts';
import { type Secret, secretSearch, sixDigitWords } from './secret-search.ts';
import { secretTap } from './secret-tap.ts';
import { people } from './town.ts';

/** Of the development data: who is served, who hands them a card, who serves them. */
const HOSNE_ARA = '1974234567803';
const SHIRIN = '2000345925927';
const MOUSHUMI = '1994437777779';
const CENTRE = 'gulshan';
const APPS = {
  portal: 'http://localhost:3000/callback',
  offices: 'http://localhost:3001/callback',
  mobile: 'http://127.0.0.1:49152/callback',
} as const;

/** What clients hold, by the name under which each is first met. */
const KINDS = [
  ...['access_token', 'client_assertion', 'code', 'code_verifier', 'cookie', 'dpop', 'id_token'],
  ...['refresh_token', 'request_uri', 'subjectToken', 'token', 'xsrf'],
];
const PLANTED_CODE = '482917';

/** Where secrets are at home. */
const OWN_PLACES = new Set(['keys', 'secrets', 'compile-cache']);

const tap = secretTap(fetch);
let folder: string;
let platform: PlatformProcess;
/** Six digits that stood somewhere before anybody was sent a code. */
let before: ReadonlySet<string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nagarik-secrets-'));
  const [port = 0] = await freePorts(1);
  platform = startPlatform(port, join(folder, 'data'), { LAYOUT: 'grouped', LOG_LEVEL: 'trace' });
  await platform.ready;
  before = new Set(left().flatMap(({ bytes }) => sixDigitWords(bytes)));
  vi.stubGlobal('fetch', tap.fetch);
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await platform.end();
  await rm(folder, { recursive: true });
});

type Left = { readonly name: string; readonly bytes: Buffer };

/** All that the platform has written: its files, and what it has printed. */
function left(): Left[] {
  const data = join(folder, 'data');
  const isLeft = ({ parentPath, name }: Dirent) => {
    const [place = name] = join(parentPath, name)
      .slice(data.length + 1)
      .split('/');
    return !OWN_PLACES.has(place);
  };
  const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter(
    (each) => each.isFile() && isLeft(each),
  );
  return [
    { name: 'output', bytes: Buffer.from(platform.output()) },
    ...files.map(({ parentPath, name }) => ({ name, bytes: bytesOf(join(parentPath, name)) })),
  ];
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    // A file of looks goes when they are in the database, which is read, too.
    if (path.endsWith('.looks') && !existsSync(path)) return Buffer.alloc(0);
    throw error;
  }
}

/** Where which kinds of secrets are found. */
function found(secrets: readonly Secret[]): Record<string, string[]> {
  const search = secretSearch(secrets);
  const all = left().map(({ name, bytes }) => [name, search(bytes)] as const);
  return Object.fromEntries(all.filter(([, kinds]) => kinds.length > 0));
}

const inbox = () => `${platform.url}/development/inbox`;
const at = (accessToken: string) => client(`${platform.url}/graphql`, accessToken);

type Wish = {
  readonly app?: keyof typeof APPS;
  readonly role?: LoginRole;
  readonly scope?: string;
  readonly isBound?: boolean;
};

/** Logs somebody in to an app, by a pushed request. */
async function login(
  nationalId: string,
  { app = 'portal', role = 'CITIZEN', scope = 'citizen', isBound = false }: Wish = {},
) {
  const configuration = await openid.discovery(new URL(platform.issuer()), app, undefined, openid.None(), {
    execute: [openid.allowInsecureRequests],
  });
  const verifier = openid.randomPKCECodeVerifier();
  const options = isBound
    ? { DPoP: openid.getDPoPHandle(configuration, await openid.randomDPoPKeyPair('ES256')) }
    : undefined;
  const parameters = {
    redirect_uri: APPS[app],
    scope: `openid profile ${scope}`,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  };
  const url = await openid.buildAuthorizationUrlWithPAR(configuration, parameters, options);
  const tab = browser(platform.issuer(), { sees: (secret) => tap.keep('cookie', secret) });
  const back = await throughPages(tab, url.href, withInbox({ nationalId, role, inbox: inbox() }));
  const tokens = await openid.authorizationCodeGrant(
    configuration,
    back,
    { pkceCodeVerifier: verifier, idTokenExpected: true },
    undefined,
    options,
  );
  return { configuration, tokens, tab, options };
}

type Login = Awaited<ReturnType<typeof login>>;

const refreshed = ({ configuration, tokens, options }: Login) =>
  openid.refreshTokenGrant(configuration, tokens.refresh_token ?? '', undefined, options);

/** Does something by a mutation. @throws when it is refused. */
async function done<Value>(who: Client, field: string, type: string, input: object, selection: string): Promise<Value> {
  const { answer } = await who.get<{ answer: Value & { userErrors: object[] } }>(
    `mutation ($input: ${type}!) { answer: ${field}(input: $input) { ${selection} userErrors { code } } }`,
    { input },
  );
  expect({ field, userErrors: answer.userErrors }).toEqual({ field, userErrors: [] });
  return answer;
}

async function handIn(as: Client, code: string, more: object = {}): Promise<string> {
  const service = (await servicesOf(as, 'EN')).find((each) => each.code === code);
  if (!service) throw new Error(`the graph has no ${code}`);
  const sent = await send(as, service, { ...filled(service.form.fields, 'EN'), ...more }, 'EN');
  const id = sent.data?.answer?.application?.id;
  if (!id) throw new Error(`${code}: ${JSON.stringify(sent)}`);
  return id;
}

test('a citizen logs in, refreshes, sends a document, and pays', async () => {
  const portal = await login(people.rahima);
  const { access_token: token } = await refreshed(portal);
  const rahima = at(token);
  await referenceOf(rahima, 'nid');
  const { me } = await rahima.get<{ me: { documents: { nodes: { downloadUrl: string }[] } } }>(
    '{ me { documents { nodes { downloadUrl } } } }',
  );
  expect((await fetch(me.documents.nodes[0]?.downloadUrl ?? '')).status).toBe(200);
  const applicationId = await handIn(rahima, 'khatian-copy');
  const { application } = await done<{ application: { payment: { checkoutUrl: string } } }>(
    rahima,
    'startPayment',
    'ApplicationActionInput',
    { applicationId },
    'application { payment { checkoutUrl } }',
  );
  await pay(application.payment.checkoutUrl);
});

test('an app binds its tokens to a key, asks about them, gives one back, and logs out', async () => {
  const mobile = await login(people.karim, { app: 'mobile', isBound: true });
  const again = await refreshed(mobile);
  const answer = await openid.fetchProtectedResource(
    mobile.configuration,
    again.access_token,
    new URL(`${platform.url}/graphql`),
    'POST',
    '{"query":"{ me { id } }"}',
    new Headers({ 'content-type': 'application/json' }),
    mobile.options,
  );
  expect(await answer.json()).toEqual({ data: { me: { id: 'person-karim' } } });
  await openid.tokenIntrospection(mobile.configuration, again.refresh_token ?? '');
  await openid.tokenRevocation(mobile.configuration, again.refresh_token ?? '');
  const portal = await login(people.karim);
  const end = openid.buildEndSessionUrl(portal.configuration, { id_token_hint: portal.tokens.id_token ?? '' });
  const { html } = await portal.tab.open(end.href);
  const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(html) ?? [];
  expect((await portal.tab.open('/session/end/confirm', { xsrf, logout: 'yes' })).status).toBe(200);
});

test('a ministry’s machine proves itself, and an official looks at their work', async () => {
  const jwk = JSON.parse(await readFile(join(folder, 'data/keys/land.jwk'), 'utf8'));
  const key = await importJWK(jwk, 'EdDSA');
  if (key instanceof Uint8Array) throw new Error('no key');
  const proof = openid.PrivateKeyJwt({ key, kid: jwk.kid });
  const machine = await openid.discovery(new URL(platform.issuer()), 'land-machine', undefined, proof, {
    execute: [openid.allowInsecureRequests],
  });
  expect((await openid.clientCredentialsGrant(machine)).token_type).toBe('bearer');
  const { tokens } = await login(people.landOfficial, { app: 'offices', role: 'OFFICIAL', scope: 'official' });
  expect(await at(tokens.access_token).get('{ workList { totalCount } }')).toHaveProperty('workList');
});

test('who has no device is served, by the code of a message and by one of a card', async () => {
  const asEntrepreneur = { app: 'offices', role: 'ENTREPRENEUR', scope: 'entrepreneur' } as const;
  const shirin = at((await login(SHIRIN, asEntrepreneur)).tokens.access_token);
  const { card } = await done<{ card: { cardNumber: string; codes: { number: number; code: string }[] } }>(
    shirin,
    'issueConsentCard',
    'IssueConsentCardInput',
    { citizenNationalId: HOSNE_ARA, centre: CENTRE },
    'card { cardNumber codes { number code } }',
  );
  const { configuration, tokens } = await login(MOUSHUMI, asEntrepreneur);
  const desk = at(tokens.access_token);
  const wanted = { citizenNationalId: HOSNE_ARA, services: ['khatian-copy'], centre: CENTRE };
  type Given = { readonly subjectToken: string };
  const byMessage = async () => {
    const asked = await done<{ requestId: string }>(
      desk,
      'requestAssistance',
      'RequestAssistanceInput',
      wanted,
      'requestId',
    );
    const code = await withInbox({ nationalId: HOSNE_ARA, role: 'CITIZEN', inbox: inbox() }).codeFor();
    const input = { requestId: asked.requestId, code };
    return done<Given>(desk, 'confirmAssistance', 'ConfirmAssistanceInput', input, 'subjectToken');
  };
  const byCard = () => {
    const place = { cardNumber: card.cardNumber, codeNumber: 3, code: card.codes[2]?.code };
    const input = { ...wanted, ...place, idempotencyKey: crypto.randomUUID() };
    return done<Given>(desk, 'assistByCard', 'AssistByCardInput', input, 'subjectToken');
  };
  for (const given of [await byMessage(), await byCard()]) {
    const exchanged = await openid.genericGrantRequest(
      configuration,
      'urn:ietf:params:oauth:grant-type:token-exchange',
      {
        subject_token: given.subjectToken,
        subject_token_type: 'urn:nagarik:token-type:consent',
        actor_token: tokens.access_token,
        actor_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      },
    );
    await handIn(at(exchanged.access_token), 'khatian-copy');
  }
});

test('what goes wrong with secrets in it is not written down with them', async () => {
  const { tokens, configuration, tab } = await login(people.rahima);
  const [access, refresh] = [tokens.access_token, tokens.refresh_token ?? ''];
  await openid.refreshTokenGrant(configuration, refresh);
  await expect(openid.refreshTokenGrant(configuration, refresh)).rejects.toMatchObject({ error: 'invalid_grant' });
  const form = 'application/x-www-form-urlencoded';
  const issuer = platform.issuer();
  const wrong: readonly [url: string, type: string | null, body: string | null][] = [
    [`${platform.url}/graphql`, 'application/json', `{"query":"{ me { id } }","token":"${access}"`],
    [`${platform.url}/graphql?access_token=${access}`, 'application/json', `{"query":"{ ${refresh} }"}`],
    [`${platform.url}/${access}`, null, null],
    [`${issuer}/token?refresh_token=${refresh}`, form, `grant_type=${refresh}&client_id=portal&code=${refresh}`],
    [`${issuer}/token`, 'application/json', `{"refresh_token":"${refresh}"`],
    [`${issuer}/auth?request_uri=${refresh}&client_id=${access}`, null, null],
    [`${issuer}/interaction/${refresh}?code=${access}`, null, null],
    [`${issuer}/account/apps`, form, `token=${refresh}&app=${access}`],
    [`${issuer}/account/apps`, 'text/plain', refresh],
  ];
  for (const [url, type, body] of wrong) {
    const answer = await fetch(url, {
      method: body === null ? 'GET' : 'POST',
      headers: { cookie: tab.cookies(), ...(type === null ? {} : { 'content-type': type }) },
      ...(body === null ? {} : { body }),
    });
    expect(answer.status).toBeLessThan(500);
  }
});

test('what is not kept secret is found where it lies: the search reads databases and logs', async () => {
  const { tokens } = await login(people.rahima);
  const planted = [
    { kind: 'a token in a form', value: openid.randomState() },
    { kind: 'a code in a form', value: PLANTED_CODE },
    { kind: 'a token in a log', value: openid.randomState() },
  ];
  const [inForm, code, inLog] = planted.map(({ value }) => value);
  await handIn(at(tokens.access_token), 'general-diary', { description: `Lost ${inForm} and ${code}` });
  await writeFile(join(folder, 'data/logs/planted.log'), `{"level":30,"url":"/callback?code=${inLog}"}\n`);
  const places = found(planted);
  expect(places['nagarik_home-affairs.sqlite-wal']).toEqual(['a code in a form', 'a token in a form']);
  expect(places['planted.log']).toEqual(['a token in a log']);
  expect(left().map(({ name }) => name)).toEqual(
    expect.arrayContaining(['output', 'gateway.log', 'platform.log', 'store.log', 'nagarik_identity.sqlite-wal']),
  );
});

test('of each kind of secret there were some, and none is on the disk, while it runs and after', async () => {
  // The planted one could be anybody’s by chance.
  const secrets = tap.secrets().filter(({ value }) => value !== PLANTED_CODE && !before.has(value));
  expect([...new Set(secrets.map(({ kind }) => kind))].sort()).toEqual(KINDS);
  // A card has twenty.
  expect(secrets.filter(({ value }) => value.length === 6).length).toBeGreaterThan(20);
  expect(found(secrets)).toEqual({});
  await platform.end();
  expect(found(secrets)).toEqual({});
});

test('nor are the platform’s own keys', () => {
  const keys = readdirSync(join(folder, 'data/keys')).filter((name) => name.endsWith('.jwk'));
  const read = (name: string): Record<string, string> => JSON.parse(readFileSync(join(folder, 'data', name), 'utf8'));
  const secrets = [
    ...keys.map((name) => ({ kind: name, value: String(read(`keys/${name}`).d) })),
    ...Object.entries(read('secrets')).map(([kind, value]) => ({ kind, value })),
  ];
  expect(found(secrets)).toEqual({});
});
