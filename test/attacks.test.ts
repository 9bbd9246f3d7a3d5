/**
 * Somebody who wants more than is theirs, at the gateway with the real issuer behind it: forged logins made from a real one,
 * headers that only the platform should set, and every way of asking that might go round a rule. What each gets stands beside
 * it, and is nothing of hers. What is tried at the subgraphs' ports: access.test.ts, authority-twice.test.ts, assisted.test.ts.
 */
import { calculateJwkThumbprint, exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { citizen } from '../subgraphs/kit/test/harness.ts';
import { type Client, client } from './client.ts';
import { people, type Town, town } from './town.ts';

const MOUZA = 'Kathaldia';
const KHATIAN = `mutation ($key: ID!) { made: applyForKhatianCopy(input: { district: "Dhaka", upazila: "Savar", mouza: "${MOUZA}",
  survey: BS, khatian: "112", copies: 1, purpose: PERSONAL, delivery: COUNTER, applicantName: "Rahima Begum", nationalId: "1990123456789",
  mobile: "01712345678", idempotencyKey: $key }) { application { id reference } userErrors { code field message } } }`;

let place: Town;
let rahima: Client;
let karim: Client;
/** Rahima's application. */
let id: string;
let reference: string;

beforeAll(async () => {
  place = await town({ running: ['identity', 'applications', 'catalogue', 'documents', 'land'] });
  rahima = await place.citizen(people.rahima);
  karim = await place.citizen(people.karim);
  const { made } = await rahima.get<{
    made: { application: { id: string; reference: string } | null; userErrors: object[] };
  }>(KHATIAN, { key: crypto.randomUUID() });
  if (!made.application) throw new Error(JSON.stringify(made.userErrors));
  ({ id, reference } = made.application);
});
afterAll(() => place.stop());

/** What comes back, as it came. */
async function post(query: string, headers: Record<string, string>, variables: object = {}) {
  const response = await fetch(`${place.gatewayUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, text: await response.text() };
}
const bearer = ({ accessToken }: Client) => ({ authorization: `Bearer ${accessToken}` });
const ME = '{ me { id name mobile } }';

/** Nothing of Rahima's, and nothing of how the platform is made. */
function expectNothing(text: string): void {
  for (const hers of [MOUZA, reference, 'Rahima', 'person-rahima']) expect(text).not.toContain(hers);
  expect(text).not.toMatch(/subgraphs\/|node_modules|\bat [\w.]+ \(|Mongo|ECONN|127\.0\.0\.1:\d+/);
}

test('whose it is reads it: what is looked for below is there to be found', async () => {
  const query = 'query ($id: ID!) { application(id: $id) { reference answers { value } } }';
  await expect.poll(async () => (await post(query, bearer(rahima), { id })).text).toContain(MOUZA);
  expect((await post(ME, bearer(rahima))).text).toContain('Rahima');
});

const parts = (token: string) => token.split('.') as [header: string, payload: string, signature: string];
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (part: string): Record<string, unknown> => JSON.parse(Buffer.from(part, 'base64url').toString());

/** Made from Karim's real login, to be Rahima's or an official's. */
describe('a login that is forged', () => {
  let header: Record<string, unknown>;
  let claims: Record<string, unknown>;
  let token: string;
  let own: Awaited<ReturnType<typeof ownKey>>;

  async function ownKey() {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(publicKey);
    return { privateKey, jwk: { ...jwk, alg: 'ES256', use: 'sig', kid: await calculateJwkThumbprint(jwk) } };
  }
  async function issuersKey() {
    const { keys } = z
      .object({ keys: z.array(z.looseObject({ kid: z.string() })) })
      .parse(await (await fetch(`${place.subgraphs.issuer}/jwks`)).json());
    const jwk = keys.find(({ kid }) => kid === header.kid);
    if (!jwk) throw new Error('the issuer does not publish the key that it signs with');
    return jwk;
  }

  beforeEach(async () => {
    token = karim.accessToken ?? '';
    const [first, second] = parts(token);
    header = decoded(first);
    claims = { ...decoded(second), sub: 'person-rahima' };
    own = await ownKey();
  });

  const signed = (changes: object = {}, more: Record<string, unknown> = {}) =>
    new SignJWT({ ...claims, ...more })
      .setProtectedHeader({ alg: 'ES256', ...header, ...changes })
      .sign(own.privateKey);

  const FORGERIES: readonly [sentence: string, forge: () => Promise<string> | string][] = [
    ['with her name under his signature', () => `${parts(token)[0]}.${encoded(claims)}.${parts(token)[2]}`],
    [
      'with another role under his signature',
      () => `${parts(token)[0]}.${encoded({ ...claims, scope: 'official', ministry: 'land' })}.${parts(token)[2]}`,
    ],
    ['unsigned (alg none)', () => `${encoded({ ...header, alg: 'none' })}.${encoded(claims)}.`],
    ['unsigned, spelt otherwise (alg nOnE)', () => `${encoded({ ...header, alg: 'nOnE' })}.${encoded(claims)}.AAAA`],
    ['with an empty signature', () => `${parts(token)[0]}.${parts(token)[1]}.`],
    ['signed by a key of one’s own under the issuer’s name', () => signed()],
    ['with the key to verify it inside (jwk)', () => signed({ jwk: own.jwk })],
    ['that says where its key is (jku)', () => signed({ jku: 'http://127.0.0.1:9/keys', kid: own.jwk.kid })],
    ['with a kid that is a path', () => signed({ kid: '../../../dev/null' })],
    ['with a kid that is a query', () => signed({ kid: "' OR 1=1 --" })],
    [
      'signed with the issuer’s public key as if it were a secret (HS256)',
      async () => {
        const key = await importJWK(await issuersKey(), 'ES256', { extractable: true });
        if (key instanceof Uint8Array) throw new Error('a public key was expected');
        return new SignJWT(claims)
          .setProtectedHeader({ ...header, alg: 'HS256' })
          .sign(new TextEncoder().encode(await exportSPKI(key)));
      },
    ],
    [
      'signed with that key’s JSON',
      async () =>
        new SignJWT(claims)
          .setProtectedHeader({ ...header, alg: 'HS256' })
          .sign(new TextEncoder().encode(JSON.stringify(await issuersKey()))),
    ],
    ['that the gateway made for a subgraph', () => place.subgraphs.token('identity', citizen('person-rahima'))],
    ['that the gateway made for commands', () => place.subgraphs.token('commands', citizen('person-rahima'))],
    ['twice, his and hers', () => `${token}, Bearer ${token}`],
  ];

  test.each(FORGERIES)('%s: 401, and nothing', async (_sentence, forge) => {
    const { status, text } = await post(ME, { authorization: `Bearer ${await forge()}` });
    expect(status).toBe(401);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'INVALID_TOKEN' } }] });
    expect(JSON.parse(text)).not.toHaveProperty('data');
    expectNothing(text);
  });

  test('and the one it was made from is good: they fail for what was forged', async () => {
    expect((await post(ME, bearer(karim))).text).toContain('Karim');
  });
});

describe('headers that only the platform sets', () => {
  const FORGED: readonly [sentence: string, headers: () => Promise<Record<string, string>> | Record<string, string>][] =
    [
      [
        'the proof of a caller',
        async () => ({
          'x-caller-authorization': `Bearer ${await place.subgraphs.token('commands', citizen('person-rahima'))}`,
        }),
      ],
      [
        'the caller by name',
        () => ({ 'x-caller': 'person-rahima', 'x-user-id': 'person-rahima', 'x-subject': 'person-rahima' }),
      ],
      ['roles', () => ({ 'x-scope': 'official', 'x-ministry': 'land', 'x-roles': 'official', role: 'OFFICIAL' })],
      [
        'a proxy’s words',
        () => ({ 'x-forwarded-user': 'person-rahima', forwarded: 'for=127.0.0.1', 'x-original-url': '/graphql' }),
      ],
      ['a request id that is a header more', () => ({ 'x-request-id': 'a'.repeat(70) })],
      ['another method', () => ({ 'x-http-method-override': 'PUT' })],
    ];

  test.each(FORGED)('%s: nobody stays nobody, and Karim stays Karim', async (_sentence, headers) => {
    const forged = await headers();
    const asNobody = await post(ME, forged);
    expect(JSON.parse(asNobody.text)).toMatchObject({
      data: { me: null },
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    const asKarim = await post(ME, { ...bearer(karim), ...forged });
    expect(JSON.parse(asKarim.text)).toMatchObject({ data: { me: { id: 'person-karim' } } });
    const read = await post(
      'query ($id: ID!) { application(id: $id) { reference answers { value } } workList { totalCount } }',
      { ...bearer(karim), ...forged },
      { id },
    );
    expect(JSON.parse(read.text)).toMatchObject({ data: { application: null, workList: null } });
    expectNothing(read.text);
  });
});

/** What Karim gets by which way: a code, or an answer with nothing in it. `$id` is Rahima's application. */
const WAYS_ROUND: readonly [way: string, gets: string, query: string][] = [
  ['its id', 'null', 'query ($id: ID!) { application(id: $id) { id reference answers { value } } }'],
  ['an alias', 'null', 'query ($id: ID!) { mine: application(id: $id) { r: reference a: answers { v: value } } }'],
  [
    'a fragment',
    'null',
    'query ($id: ID!) { application(id: $id) { ...all } } fragment all on Application { reference answers { value } }',
  ],
  [
    'an inline fragment',
    'null',
    'query ($id: ID!) { application(id: $id) { ... on Application { reference answers { value } } } }',
  ],
  [
    'a fragment let in by a variable',
    'null',
    'query ($id: ID!, $yes: Boolean = true) { application(id: $id) { ...all @include(if: $yes) @skip(if: false) } } fragment all on Application { reference }',
  ],
  ['the ministry’s own field', 'null', 'query ($id: ID!) { application(id: $id) { khatianCopy { mouza khatian } } }'],
  [
    'its timeline and assistance',
    'null',
    'query ($id: ID!) { application(id: $id) { timeline { note at } assistance { words } payment { amountBdt } } }',
  ],
  [
    'many at once',
    'null',
    `query ($id: ID!) { ${Array.from({ length: 40 }, (_, n) => `a${n}: application(id: $id) { reference }`).join(' ')} }`,
  ],
  [
    'one’s own list',
    'an empty list',
    '{ me { applications(first: 100) { nodes { reference answers { value } } totalCount } } }',
  ],
  [
    'her entity',
    'GRAPHQL_VALIDATION_FAILED',
    'query ($id: ID!) { _entities(representations: [{ __typename: "Application", id: $id }]) { ... on Application { reference } } }',
  ],
  [
    'herself as an entity',
    'GRAPHQL_VALIDATION_FAILED',
    '{ _entities(representations: [{ __typename: "Citizen", id: "person-rahima" }]) { ... on Citizen { name } } }',
  ],
  ['the subgraph’s SDL', 'GRAPHQL_VALIDATION_FAILED', '{ _service { sdl } }'],
  ['another’s work list', 'FORBIDDEN', '{ workList(filter: { serviceCode: "khatian-copy" }) { nodes { reference } } }'],
  [
    'a mutation that answers with it',
    'NOT_FOUND',
    'mutation ($id: ID!) { withdrawApplication(input: { applicationId: $id }) { application { reference answers { value } } userErrors { code message } } }',
  ],
  [
    'an official’s mutation',
    'FORBIDDEN',
    'mutation ($id: ID!) { takeApplication(input: { applicationId: $id }) { application { reference } } }',
  ],
  [
    'a mutation beside one that is allowed',
    'FORBIDDEN',
    'mutation ($id: ID!) { a: takeApplication(input: { applicationId: $id }) { application { reference } } b: withdrawApplication(input: { applicationId: $id }) { application { reference } userErrors { code } } }',
  ],
  [
    'a misspelt field, for what the error tells',
    'GRAPHQL_VALIDATION_FAILED',
    'query ($id: ID!) { application(id: $id) { referenc answer } }',
  ],
];

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).default([]),
});

/** The code of the first error, of the request or of what was to be mended; or what an answer without one holds. */
function told(body: unknown): string {
  const { data, errors } = answer.parse(body);
  if (errors[0]) return errors[0].extensions.code;
  const [, code] = /"userErrors":\[\{"code":"(\w+)"/.exec(JSON.stringify(data)) ?? [];
  if (code) return code;
  return Object.values(data ?? {}).every((value) => value === null) ? 'null' : emptyList(data);
}

function emptyList(data: unknown): string {
  return JSON.stringify(data).includes('"nodes":[],"totalCount":0') ? 'an empty list' : 'something';
}

describe('somebody else’s application is not read by way of', () => {
  test.each(WAYS_ROUND)('%s: %s', async (_way, gets, query) => {
    const { text } = await post(query, bearer(karim), query.includes('$id') ? { id } : {});
    expectNothing(text);
    expect(told(JSON.parse(text))).toBe(gets);
    const asNobody = await post(query, {}, query.includes('$id') ? { id } : {});
    expectNothing(asNobody.text);
    expect(told(JSON.parse(asNobody.text))).toBe(gets === 'GRAPHQL_VALIDATION_FAILED' ? gets : 'UNAUTHENTICATED');
  });

  test.each<[sentence: string, value: unknown]>([
    ['an operator of the database', { $ne: null }],
    ['a list', [{ $gt: '' }]],
    ['a pattern', '.*'],
    ['what would end a text', `${'land-'}" || "1"=="1`],
    ['a number', 1],
    ['a very long one', 'land-'.repeat(2_000)],
    ['bytes that are no text', 'land-\u0000\ud800'],
  ])('an id that is %s', async (_sentence, value) => {
    const query = 'query ($id: ID!) { application(id: $id) { reference answers { value } } }';
    const { status, text } = await post(query, bearer(karim), { id: value });
    expect(status).toBeLessThan(500);
    expectNothing(text);
    expect(JSON.parse(text).data?.application ?? null).toBeNull();
  });
});

test('what the schema tells of itself has nothing of the subgraphs, and nothing that only they are asked', async () => {
  const { text } = await post('{ __schema { types { name fields { name } } directives { name } } }', {});
  const types = z
    .object({
      data: z.object({
        __schema: z.object({
          types: z.array(z.object({ name: z.string(), fields: z.array(z.object({ name: z.string() })).nullable() })),
        }),
      }),
    })
    .parse(JSON.parse(text)).data.__schema.types;
  const names = types.flatMap(({ name, fields }) => [name, ...(fields ?? []).map((field) => field.name)]);
  expect(names).toContain('application');
  expect(
    names.filter((name) => /^(_entities|_service|_Any|_Entity|join__|link__|policy__|requiresScopes__)/.test(name)),
  ).toEqual([]);
});

test('by GET nothing is changed, and nothing more is read', async () => {
  const url = new URL(`${place.gatewayUrl}/graphql`);
  url.searchParams.set(
    'query',
    `mutation { withdrawApplication(input: { applicationId: "${id}" }) { userErrors { code } } }`,
  );
  const headers = { ...bearer(rahima), 'apollo-require-preflight': 'yes' };
  expect((await fetch(url, { headers })).status).toBe(405);
  url.searchParams.set('query', `{ application(id: "${id}") { reference } }`);
  expectNothing(await (await fetch(url, { headers: { ...headers, ...bearer(karim) } })).text());
  expect((await fetch(url, { headers: bearer(rahima) })).status).toBe(400);
});

test('after all of it the application is as it was', async () => {
  const { application } = await client(`${place.gatewayUrl}/graphql`, rahima.accessToken).get<{
    application: { status: string; version: number };
  }>('query ($id: ID!) { application(id: $id) { status version } }', { id });
  expect(application).toEqual({ status: 'SUBMITTED', version: 1 });
});
