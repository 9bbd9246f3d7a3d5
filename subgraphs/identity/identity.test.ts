import { createHash } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import mongoose from 'mongoose';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '#kit/http/free-ports.ts';
import { randomIds } from '#kit/ids.ts';
import { nationalIdKey } from '#kit/person-number.ts';
import { readSettings } from '#kit/settings.ts';
import { startSubgraph } from '#kit/start-subgraph.ts';
import { anonymous, citizen, type GraphqlAnswer, type Harness, official, startSubgraphs } from '#kit/test/harness.ts';
import identity from './index.ts';
import { masked } from './national-id.ts';

const GATEWAY_URL = 'https://graph.example';
const RAHIMA = '1990123456789';
const MINUTE_MS = 60_000;

let lead = 0;
/** Real time, until a test moves on. */
const clock = { now: () => new Date(Date.now() + lead) };
const later = (minutes: number) => {
  lead += minutes * MINUTE_MS;
};

let town: Harness;
beforeAll(async () => {
  town = await startSubgraphs({ identity }, { clock, environment: { GATEWAY_URL: `${GATEWAY_URL}/` } });
});
afterAll(() => town.stop());

type Role = 'CITIZEN' | 'OFFICIAL' | 'FOCAL_POINT' | 'OPERATOR';
type Requested = { challengeId: string | null; expiresAt: string | null; userErrors: object[] };
type Exchanged = { accessToken: string | null; expiresAt: string | null; userErrors: object[] };
type Message = { to: string; code: string; text: { en: string; bn: string }; at: string };

const REQUEST = `mutation ($input: RequestLoginCodeInput!) {
  answer: requestLoginCode(input: $input) { challengeId expiresAt userErrors { code field } } }`;
const EXCHANGE = `mutation ($input: ExchangeLoginCodeInput!) {
  answer: exchangeLoginCode(input: $input) { accessToken expiresAt userErrors { code field } } }`;

/** The gateway's question on behalf of somebody who has not logged in. */
async function ask<Answer>(query: string, input: object, url = town.urls.identity): Promise<Answer> {
  const authorization = `Bearer ${await town.token('identity', anonymous)}`;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const { data, errors } = (await response.json()) as GraphqlAnswer;
  expect(errors).toBeUndefined();
  return data?.answer as Answer;
}

const request = (nationalId: string, role?: Role, url?: string) =>
  ask<Requested>(REQUEST, { nationalId, ...(role ? { role } : {}) }, url);
const exchange = (challengeId: string | null, code: string, url?: string) =>
  ask<Exchanged>(EXCHANGE, { challengeId, code }, url);

async function inbox(url = town.urls.identity): Promise<Message[]> {
  const { messages } = (await (await fetch(`${url}/development/inbox`)).json()) as { messages: Message[] };
  return messages;
}

async function codeFor(nationalId: string, url?: string): Promise<string> {
  const message = (await inbox(url)).find(({ to }) => to === nationalId);
  if (!message) throw new Error(`the inbox has nothing for ${nationalId}`);
  return message.code;
}

/** Asks for a code, and reads it. */
async function challenge(nationalId: string, role?: Role) {
  const { challengeId } = await request(nationalId, role);
  return { challengeId, code: await codeFor(nationalId) };
}

/** Six digits that are not the code. */
const wrong = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, '0');

const refusal = (code: string, field: string | null = 'code') => ({ userErrors: [{ code, field }] });

async function stored(collection: string): Promise<Record<string, unknown>[]> {
  const connection = await mongoose.createConnection(process.env.MONGODB_URL ?? '').asPromise();
  try {
    return await connection.useDb(`${town.databasePrefix}identity`).collection(collection).find().toArray();
  } finally {
    await connection.close();
  }
}

/** Identity once more, on the same database and with the same keys. */
async function another(environment: Record<string, string> = {}, log = pino({ level: 'silent' })) {
  const [port] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const settings = readSettings({
    MODE: 'development',
    SUBGRAPH_URLS: JSON.stringify({ identity: url }),
    MONGODB_URL: process.env.MONGODB_URL,
    DATABASE_PREFIX: town.databasePrefix,
    KEYS_DIR: town.keysDirectory,
    GATEWAY_URL,
    ...environment,
  });
  return { url, stop: await startSubgraph('identity', identity, { settings, clock, ids: randomIds, log }) };
}

describe('logging in', () => {
  test('a citizen gets a token that the published key verifies', async () => {
    const { challengeId, code } = await challenge(RAHIMA);
    const { accessToken, expiresAt, userErrors } = await exchange(challengeId, code);
    expect(userErrors).toEqual([]);
    const keys = createRemoteJWKSet(new URL(`${town.urls.identity}/.well-known/jwks.json`));
    const { payload, protectedHeader } = await jwtVerify(accessToken ?? '', keys, {
      issuer: GATEWAY_URL,
      audience: 'nagarik-graph',
      typ: 'at+jwt',
      algorithms: ['EdDSA'],
      requiredClaims: ['iat', 'jti'],
    });
    expect(protectedHeader.kid).toMatch(/^identity\./);
    expect(payload).toMatchObject({ sub: 'person-rahima', scope: 'citizen' });
    expect(payload).not.toHaveProperty('ministry');
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
    expect(new Date((payload.exp ?? 0) * 1000).toISOString()).toBe(expiresAt);
  });

  test('an official gets a token for their ministry', async () => {
    const { challengeId, code } = await challenge('1980000000003', 'OFFICIAL');
    const { accessToken } = await exchange(challengeId, code);
    expect(claimsOf(accessToken)).toMatchObject({ sub: 'official-land-1', scope: 'official', ministry: 'land' });
  });

  test('a focal point gets a token for their ministry, and is no official of it', async () => {
    const { challengeId, code } = await challenge('1976000000001', 'FOCAL_POINT');
    const { accessToken } = await exchange(challengeId, code);
    expect(claimsOf(accessToken)).toMatchObject({ sub: 'focal-point-land', scope: 'focal-point', ministry: 'land' });
  });

  test('an operator gets a token that names no ministry', async () => {
    const { challengeId, code } = await challenge('1975000000001', 'OPERATOR');
    const { accessToken } = await exchange(challengeId, code);
    expect(claimsOf(accessToken)).toMatchObject({ sub: 'operator-1', scope: 'operator' });
    expect(claimsOf(accessToken)).not.toHaveProperty('ministry');
  });

  test('an official who logs in as a citizen is one', async () => {
    const { challengeId, code } = await challenge('1980000000001');
    const { accessToken } = await exchange(challengeId, code);
    expect(claimsOf(accessToken)).toMatchObject({ sub: 'official-home-affairs-1', scope: 'citizen' });
    expect(claimsOf(accessToken)).not.toHaveProperty('ministry');
  });

  test('national ID and code may be written in Bangla digits', async () => {
    const inBangla = (digits: string) => digits.replace(/\d/g, (digit) => '০১২৩৪৫৬৭৮৯'.charAt(Number(digit)));
    const { challengeId } = await request(inBangla('1985123456789'));
    const { accessToken } = await exchange(challengeId, ` ${inBangla(await codeFor('1985123456789'))} `);
    expect(claimsOf(accessToken)).toMatchObject({ sub: 'person-karim' });
  });

  test.each([
    ['the smart card’s ten digits', '2502009198', '2502009198', 'person-tanvir-ahmed'],
    ['the year of birth before the number', '19651965123456701', '1965123456701', 'person-abdul-karim'],
    ['the number without the year of birth', '2816082022102', '19722816082022102', 'person-farzana-yasmin'],
  ])('%s', async (_, typed, recorded, id) => {
    const { challengeId } = await request(typed);
    const { accessToken } = await exchange(challengeId, await codeFor(recorded));
    expect(claimsOf(accessToken)).toMatchObject({ sub: id });
  });

  test('the message tells the code and how long it works, in both languages', async () => {
    const { code } = await challenge('1971234567802');
    expect((await inbox())[0]?.text).toEqual({
      en: `Your code to log in is ${code}. It works for 5 minutes. Tell it to nobody.`,
      bn: `আপনার লগ ইন কোড ${code}। এটি ৫ মিনিট কাজ করবে। কোডটি কাউকে বলবেন না।`,
    });
  });

  test.each([
    ['12345', 'nationalId', 'NOT_A_NATIONAL_ID'],
    [' ', 'nationalId', 'REQUIRED'],
  ])('the national ID "%s" is refused', async (nationalId, field, code) => {
    expect(await request(nationalId)).toEqual({ challengeId: null, expiresAt: null, ...refusal(code, field) });
  });

  test('a code that is none costs no try', async () => {
    const { challengeId, code } = await challenge('1974234567803');
    for (const typed of ['12345', '1234567', 'abcdef', '', '12 456'])
      expect((await exchange(challengeId, typed)).accessToken).toBeNull();
    expect((await stored('loginChallenges')).find(({ _id }) => _id === challengeId)).toMatchObject({ tries: 0 });
    expect((await exchange(challengeId, code)).accessToken).not.toBeNull();
  });
});

describe('a code', () => {
  test('does not work after five wrong tries', async () => {
    const { challengeId, code } = await challenge('1940821685833');
    for (const by of [1, 2, 3, 4, 5])
      expect(await exchange(challengeId, wrong(code, by))).toMatchObject({
        accessToken: null,
        ...refusal('WRONG_CODE'),
      });
    expect(await exchange(challengeId, code)).toEqual({
      accessToken: null,
      expiresAt: null,
      ...refusal('TOO_MANY_TRIES'),
    });
  });

  test('works at the fifth try', async () => {
    const { challengeId, code } = await challenge('1973162045706');
    for (const by of [1, 2, 3, 4]) await exchange(challengeId, wrong(code, by));
    expect((await exchange(challengeId, code)).accessToken).not.toBeNull();
  });

  test('is compared five times of twenty guesses that come at once', async () => {
    const { challengeId, code } = await challenge('1979275804062');
    const guesses = Array.from({ length: 20 }, (_, index) => exchange(challengeId, wrong(code, index + 1)));
    const codes = (await Promise.all(guesses)).map(({ userErrors }) => userErrors);
    expect(codes.filter((each) => JSON.stringify(each).includes('WRONG_CODE'))).toHaveLength(5);
    expect(codes.filter((each) => JSON.stringify(each).includes('TOO_MANY_TRIES'))).toHaveLength(15);
    expect(await exchange(challengeId, code)).toMatchObject(refusal('TOO_MANY_TRIES'));
  });

  test('is used once', async () => {
    const { challengeId, code } = await challenge('1956655093123');
    expect((await exchange(challengeId, code)).accessToken).not.toBeNull();
    expect(await exchange(challengeId, code)).toMatchObject({ accessToken: null, ...refusal('CODE_EXPIRED') });
  });

  test('is used once, by the first of many at once', async () => {
    const { challengeId, code } = await challenge('1949232650460');
    const answers = await Promise.all(Array.from({ length: 5 }, () => exchange(challengeId, code)));
    expect(answers.filter(({ accessToken }) => accessToken !== null)).toHaveLength(1);
  });

  test('works for five minutes and no longer', async () => {
    const { challengeId, expiresAt } = await request('1969217377210');
    expect(new Date(expiresAt ?? 0).getTime() - clock.now().getTime()).toBeLessThanOrEqual(5 * MINUTE_MS);
    const code = await codeFor('1969217377210');
    later(4.9);
    expect(await exchange(challengeId, wrong(code))).toMatchObject(refusal('WRONG_CODE'));
    later(0.2);
    expect(await exchange(challengeId, code)).toMatchObject({ accessToken: null, ...refusal('CODE_EXPIRED') });
  });

  test('works for its own challenge only', async () => {
    const [first, second] = [await challenge('1986203907012'), await challenge('1986203907012')];
    // Two codes of six digits may be the same; then there is nothing to tell apart.
    if (first.code === second.code) return;
    expect(await exchange(first.challengeId, second.code)).toMatchObject(refusal('WRONG_CODE'));
    expect((await exchange(first.challengeId, first.code)).accessToken).not.toBeNull();
  });

  test('of a challenge that never was is a wrong one', async () => {
    expect(await exchange(randomIds.id(), '123456')).toMatchObject({ accessToken: null, ...refusal('WRONG_CODE') });
  });

  test('is not in the database, nor is a hash that can be made without the key', async () => {
    const { challengeId, code } = await challenge('1954533038254');
    const record = (await stored('loginChallenges')).find(({ _id }) => _id === challengeId);
    expect(record?.codeHash).toMatch(/^[\w-]{43}$/);
    const guesses = [code, `${challengeId}${code}`, `code\n${challengeId} ${code}`];
    for (const text of guesses)
      expect(record?.codeHash).not.toBe(createHash('sha256').update(text).digest('base64url'));
    expect(JSON.stringify(record)).not.toContain(code);
  });
});

describe('who has a login cannot be found out', () => {
  const UNKNOWN = '1999999999999';
  const shape = ({ challengeId, expiresAt, userErrors }: Requested) => ({
    challengeId: challengeId?.replace(/[0-9A-HJKMNP-TV-Z]/g, 'x'),
    expiresAt: expiresAt?.replace(/\d/g, '0'),
    userErrors,
  });

  test.each<[string, string, Role]>([
    ['an unknown national ID', UNKNOWN, 'CITIZEN'],
    ['a citizen who is no official', '1953837947892', 'OFFICIAL'],
    ['an official who is no focal point', '1980000000005', 'FOCAL_POINT'],
    ['a focal point who is no operator', '1976000000002', 'OPERATOR'],
  ])('%s is answered as any other, and gets no code', async (_, nationalId, role) => {
    const before = await inbox();
    const answer = await request(nationalId, role);
    expect(await inbox()).toEqual(before);
    const known = await request('1950964903441');
    expect(shape(answer)).toEqual(shape(known));
    const [one, other] = (await stored('loginChallenges')).filter(
      ({ _id }) => _id === answer.challengeId || _id === known.challengeId,
    );
    expect(Object.keys(one ?? {})).toEqual(Object.keys(other ?? {}));
    for (let guess = 0; guess < 5; guess++)
      expect(await exchange(answer.challengeId, `00000${guess}`)).toMatchObject(refusal('WRONG_CODE'));
    expect(await exchange(answer.challengeId, '000000')).toMatchObject(refusal('TOO_MANY_TRIES'));
  });

  test('nobody’s challenge expires as any other', async () => {
    const { challengeId } = await request('1999999999998');
    later(5.1);
    expect(await exchange(challengeId, '123456')).toMatchObject(refusal('CODE_EXPIRED'));
  });

  test.each([
    ['somebody', '1961493052603'],
    ['nobody', '1999999999997'],
  ])('%s is sent five codes in fifteen minutes, whatever the role and spelling', async (_, nationalId) => {
    await request(nationalId);
    later(5);
    for (const role of ['CITIZEN', 'OFFICIAL'] as const) await request(nationalId, role);
    for (const typed of [`1961${nationalId}`, nationalId]) expect((await request(typed)).challengeId).not.toBeNull();
    const tooMany = { challengeId: null, expiresAt: null, ...refusal('TOO_MANY_REQUESTS', 'nationalId') };
    expect(await request(nationalId)).toEqual(tooMany);
    expect(await request(`1962${nationalId}`)).toEqual(tooMany);
    // The first of the five is fifteen minutes old, the others are not.
    later(10.1);
    expect((await request(nationalId)).challengeId).not.toBeNull();
    expect(await request(nationalId)).toEqual(tooMany);
  });

  test('requests that come at once are counted, in one process as in two', async () => {
    const second = await another();
    try {
      const urls = Array.from({ length: 20 }, (_, index) => (index % 2 ? second.url : town.urls.identity));
      const answers = await Promise.all(urls.map((url) => request('1985250823692', 'CITIZEN', url)));
      expect(answers.filter(({ challengeId }) => challengeId !== null)).toHaveLength(5);
      expect(answers.filter(({ userErrors }) => userErrors.length > 0)).toHaveLength(15);
      expect(
        [...(await inbox()), ...(await inbox(second.url))].filter(({ to }) => to === '1985250823692'),
      ).toHaveLength(5);
    } finally {
      await second.stop();
    }
  });

  test('a code that one process gave out is taken by another', async () => {
    const second = await another();
    try {
      const { challengeId, code } = await challenge('1965618913690');
      expect((await exchange(challengeId, code, second.url)).accessToken).not.toBeNull();
    } finally {
      await second.stop();
    }
  });

  test('what was typed is not kept', async () => {
    await request('1999999999996');
    const kept = [...(await stored('loginRequests')), ...(await stored('loginChallenges'))];
    expect(kept.length).toBeGreaterThan(1);
    expect(JSON.stringify(kept)).not.toContain('1999999999996');
  });
});

describe('a person', () => {
  const ME = '{ me { id name nationalId mobile } }';
  const ENTITIES = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Citizen {
    id name(language: BN) nationalId mobile } } }`;
  const of = (...ids: string[]) => ({ of: ids.map((id) => ({ __typename: 'Citizen', id })) });

  test('reads their own name, and enough of their numbers to know them', async () => {
    expect(await town.ask('identity', citizen('person-rahima'), ME)).toEqual({
      data: {
        me: { id: 'person-rahima', name: 'Rahima Begum', nationalId: '•••••••••6789', mobile: '•••••••1237' },
      },
    });
  });

  test('who is an official reads their own, too', async () => {
    const { data } = await town.ask(
      'identity',
      official('land', 'official-land-1'),
      '{ me { id name(language: BN) } }',
    );
    expect(data).toEqual({ me: { id: 'official-land-1', name: 'তারিকুল ইসলাম' } });
  });

  test('who has not logged in is nobody', async () => {
    const { data, errors } = await town.ask('identity', anonymous, ME);
    expect(data).toEqual({ me: null });
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  test('whom the register lacks is null', async () => {
    expect(await town.ask('identity', citizen('person-gone'), ME)).toEqual({ data: { me: null } });
  });

  test.each([
    ['a citizen', citizen('person-rahima')],
    ['an official', official('land', 'person-rahima')],
  ])('%s sees themself, and nothing of another, whether they exist or not', async (_, caller) => {
    const answer = await town.ask('identity', caller, ENTITIES, of('person-karim', 'person-rahima', 'person-no-one'));
    expect(answer).toEqual({
      data: {
        _entities: [
          null,
          { id: 'person-rahima', name: 'রহিমা বেগম', nationalId: '•••••••••6789', mobile: '•••••••1237' },
          null,
        ],
      },
    });
  });

  test('is nobody’s to see who has not logged in', async () => {
    expect(await town.ask('identity', anonymous, ENTITIES, of('person-karim'))).toEqual({
      data: { _entities: [null] },
    });
  });
});

describe('the development data', () => {
  test('has sixty citizens, officials of every ministry, some focal points and an operator', async () => {
    const [everyone, roles] = [await stored('people'), await stored('roles')];
    const ids = new Set(everyone.map(({ id }) => id));
    const holders = new Set(roles.map(({ personId }) => personId));
    expect([...holders].every((personId) => ids.has(personId))).toBe(true);
    expect(everyone.length - holders.size).toBe(60);
    const held = (role: Role) => roles.filter((each) => each.role === role);
    expect(held('FOCAL_POINT').map(({ ministry }) => ministry)).toEqual(['land', 'health', 'home-affairs']);
    expect(held('OPERATOR').map(({ ministry }) => ministry)).toEqual([null]);
    const offices = held('OFFICIAL');
    const ofMinistry = (code: string) => offices.filter(({ ministry }) => ministry === code).length;
    expect(new Set(offices.map(({ ministry }) => ministry)).size).toBe(24);
    for (const code of ['home-affairs', 'land', 'local-government', 'health']) expect(ofMinistry(code)).toBe(2);
  });
});

test('the published key has no private part', async () => {
  const response = await fetch(`${town.urls.identity}/.well-known/jwks.json`);
  const { keys } = (await response.json()) as { keys: Record<string, unknown>[] };
  expect(keys).toEqual([expect.objectContaining({ kty: 'OKP', crv: 'Ed25519', kid: expect.any(String) })]);
  expect(keys[0]).not.toHaveProperty('d');
});

test('an access token is no gateway’s token: who holds one cannot ask identity by themselves', async () => {
  const { challengeId, code } = await challenge('1989843700670');
  const { accessToken } = await exchange(challengeId, code);
  const response = await fetch(`${town.urls.identity}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: '{"query":"{ __typename }"}',
  });
  expect(response.ok).toBe(false);
  expect(await response.json()).not.toHaveProperty('data');
});

test('the log has neither codes nor tokens nor national IDs', async () => {
  const lines: string[] = [];
  // Without time and process id: their digits might be a code's by chance.
  const log = pino({ level: 'trace', base: null, timestamp: false }, { write: (line) => void lines.push(line) });
  const noisy = await another({ LOG_LEVEL: 'trace' }, log);
  try {
    const nationalId = '1966146844157';
    const { challengeId } = await request(nationalId, 'CITIZEN', noisy.url);
    const code = await codeFor(nationalId, noisy.url);
    await exchange(challengeId, wrong(code), noisy.url);
    const { accessToken } = await exchange(challengeId, code, noisy.url);
    expect(accessToken).not.toBeNull();
    log.info('the end');
    expect(lines.at(-1)).toContain('the end');
    for (const secret of [code, wrong(code), String(accessToken), nationalId])
      expect(lines.join('')).not.toContain(secret);
  } finally {
    await noisy.stop();
  }
});

describe('in production', () => {
  test('there is no inbox, nobody is there by default, and no code is promised that cannot be sent', async () => {
    const production = await startSubgraphs({ identity }, { environment: { MODE: 'production' } });
    try {
      const url = production.urls.identity;
      expect((await fetch(`${url}/development/inbox`)).status).toBe(404);
      const { data } = await production.ask('identity', anonymous, REQUEST, { input: { nationalId: RAHIMA } });
      expect(data).toEqual({
        answer: { challengeId: null, expiresAt: null, ...refusal('LOGIN_UNAVAILABLE', null) },
      });
      expect(await production.ask('identity', citizen('person-rahima'), '{ me { id } }')).toEqual({
        data: { me: null },
      });
      expect((await fetch(`${url}/.well-known/jwks.json`)).status).toBe(200);
    } finally {
      await production.stop();
    }
  });
});

describe('national IDs', () => {
  test.each([
    ['1990123456789', '1990123456789'],
    ['19901990123456789', '1990123456789'],
    ['1234567890', '1234567890'],
  ])('the key of %s is %s', (nationalId, key) => {
    expect(nationalIdKey(nationalId)).toBe(key);
  });

  test('a masked number shows its last four digits', () => {
    expect(masked('1234567890')).toBe('••••••7890');
  });
});

function claimsOf(accessToken: string | null): unknown {
  return JSON.parse(Buffer.from(accessToken?.split('.')[1] ?? '', 'base64url').toString() || 'null');
}
