/** Who people are and as whom they log in, through the subgraph's own endpoint and its OpenID Provider. */
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import mongoose from 'mongoose';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '#kit/clock.ts';
import { freePorts } from '#kit/http/free-ports.ts';
import { randomIds } from '#kit/ids.ts';
import { nationalIdKey } from '#kit/person-number.ts';
import { readSettings } from '#kit/settings.ts';
import { startSubgraph } from '#kit/start-subgraph.ts';
import { anonymous, citizen, type Harness, official, startSubgraphs } from '#kit/test/harness.ts';
import identity from './index.ts';
import { masked } from './national-id.ts';
import { accessTokenOf, type LoginRole } from './test/browser-login.ts';

const RAHIMA = '1990123456789';

let town: Harness;
beforeAll(async () => {
  town = await startSubgraphs({ identity });
});
afterAll(() => town.stop());

const inboxOf = ({ urls }: Harness) => `${urls.identity}/development/inbox`;
const tokenOf = (nationalId: string, role: LoginRole) =>
  accessTokenOf(town.issuer, { nationalId, role, inbox: inboxOf(town) });
const claimsOf = async (nationalId: string, role: LoginRole) => decodeJwt(await tokenOf(nationalId, role));

async function stored(collection: string): Promise<Record<string, unknown>[]> {
  const connection = await mongoose.createConnection(process.env.MONGODB_URL ?? '').asPromise();
  try {
    return await connection.useDb(`${town.databasePrefix}identity`).collection(collection).find().toArray();
  } finally {
    await connection.close();
  }
}

describe('logging in', () => {
  test('a citizen gets a token that the published key verifies', async () => {
    const keys = createRemoteJWKSet(new URL(`${town.issuer}/jwks`));
    const { payload, protectedHeader } = await jwtVerify(await tokenOf(RAHIMA, 'CITIZEN'), keys, {
      issuer: town.issuer,
      audience: 'nagarik-graph',
      typ: 'at+jwt',
      algorithms: ['ES256'],
      requiredClaims: ['iat', 'jti', 'grant', 'auth_time'],
    });
    expect(protectedHeader.kid).toMatch(/^identity-1-/);
    expect(payload).toMatchObject({ sub: 'person-rahima', scope: 'citizen', acr: 'urn:nagarik:acr:code' });
    expect(payload).not.toHaveProperty('ministry');
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(600);
  });

  test('an official gets a token for their ministry and desk', async () => {
    const expected = { sub: 'official-land-1', scope: 'official', ministry: 'land', desk: 'mutation' };
    expect(await claimsOf('1980000000003', 'OFFICIAL')).toMatchObject(expected);
  });

  test('a focal point gets a token for their ministry, and is no official of it', async () => {
    const expected = { sub: 'focal-point-land', scope: 'focal-point', ministry: 'land' };
    expect(await claimsOf('1976000000001', 'FOCAL_POINT')).toMatchObject(expected);
  });

  test('an operator gets a token that names no ministry', async () => {
    const claims = await claimsOf('1975000000001', 'OPERATOR');
    expect(claims).toMatchObject({ sub: 'operator-1', scope: 'operator' });
    expect(claims).not.toHaveProperty('ministry');
  });

  test('an official who logs in as a citizen is one', async () => {
    const claims = await claimsOf('1980000000001', 'CITIZEN');
    expect(claims).toMatchObject({ sub: 'official-home-affairs-1', scope: 'citizen' });
    expect(claims).not.toHaveProperty('ministry');
  });

  test.each<[string, string, LoginRole]>([
    ['a citizen who is no official', '1953837947892', 'OFFICIAL'],
    ['an official who is no focal point', '1980000000005', 'FOCAL_POINT'],
    ['a focal point who is no operator', '1976000000002', 'OPERATOR'],
  ])('%s is told so, after they have proved who they are', async (_, nationalId, role) => {
    await expect(claimsOf(nationalId, role)).rejects.toThrow('the person does not hold this role');
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

test('what roles somebody holds, they read themselves', async () => {
  const roles = '{ me { roles { role ministry { code } desk } } }';
  expect(await town.ask('identity', citizen('official-land-1'), roles)).toEqual({
    data: {
      me: {
        roles: [
          { role: 'CITIZEN', ministry: null, desk: null },
          { role: 'OFFICIAL', ministry: { code: 'land' }, desk: 'mutation' },
        ],
      },
    },
  });
});

describe('the development data', () => {
  test('has sixty citizens, officials of every ministry, some focal points and an operator', async () => {
    const [everyone, roles] = [await stored('people'), await stored('roles')];
    const ids = new Set(everyone.map(({ id }) => id));
    const holders = new Set(roles.map(({ personId }) => personId));
    expect([...holders].every((personId) => ids.has(personId))).toBe(true);
    expect(everyone.length - holders.size).toBe(60);
    const held = (role: LoginRole) => roles.filter((each) => each.role === role);
    expect(held('FOCAL_POINT').map(({ ministry }) => ministry)).toEqual(['land', 'health', 'home-affairs']);
    expect(held('OPERATOR').map(({ ministry }) => ministry)).toEqual([null]);
    const offices = held('OFFICIAL');
    const ofMinistry = (code: string) => offices.filter(({ ministry }) => ministry === code).length;
    expect(new Set(offices.map(({ ministry }) => ministry)).size).toBe(24);
    for (const code of ['home-affairs', 'land', 'local-government', 'health', 'labour', 'women-children'])
      expect(ofMinistry(code)).toBe(2);
    expect(offices.map(({ desk }) => desk)).not.toContain(null);
  });
});

test('the published keys have no private part', async () => {
  const { keys } = (await (await fetch(`${town.issuer}/jwks`)).json()) as { keys: Record<string, unknown>[] };
  expect(keys).toEqual([expect.objectContaining({ kty: 'EC', crv: 'P-256', kid: expect.any(String) })]);
  expect(keys[0]).not.toHaveProperty('d');
});

test('an access token is no gateway’s token: who holds one cannot ask identity by themselves', async () => {
  const response = await fetch(`${town.urls.identity}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(RAHIMA, 'CITIZEN')}` },
    body: '{"query":"{ __typename }"}',
  });
  expect(response.ok).toBe(false);
  expect(await response.json()).not.toHaveProperty('data');
});

test('neither the log nor the database has codes, tokens, cookies or a typed national ID', async () => {
  const lines: string[] = [];
  // Without time and process id: their digits might be a code's by chance.
  const log = pino({ level: 'trace', base: null, timestamp: false }, { write: (line) => void lines.push(line) });
  const [port, issuerPort] = await freePorts(2);
  const url = `http://127.0.0.1:${port}`;
  const issuer = `http://127.0.0.1:${issuerPort}`;
  const settings = readSettings({
    MODE: 'development',
    SUBGRAPH_URLS: JSON.stringify({ identity: url }),
    MONGODB_URL: process.env.MONGODB_URL,
    DATABASE_PREFIX: town.databasePrefix,
    KEYS_DIR: town.keysDirectory,
    ISSUER_URL: issuer,
    ISSUER_PORT: String(issuerPort),
    LOG_LEVEL: 'trace',
  });
  const stop = await startSubgraph('identity', identity, { settings, clock: systemClock, ids: randomIds, log });
  try {
    const typed = '19661966146844157';
    const secrets: string[] = [typed];
    const person = {
      nationalId: typed,
      role: 'CITIZEN',
      inbox: `${url}/development/inbox`,
      recorded: '1966146844157',
    } as const;
    const token = await accessTokenOf(issuer, person, undefined, (secret) => secrets.push(secret));
    log.info('the end');
    expect(lines.at(-1)).toContain('the end');
    const collections = ['loginChallenges', 'loginRequests', 'providerArtifacts', 'sessionNotes', 'signingKeys'];
    const kept = JSON.stringify(await Promise.all(collections.map(stored)));
    expect(kept).toContain('"Session"');
    // The code, the cookies of interaction and session, the authorization code, the tokens.
    expect(secrets.length).toBeGreaterThan(6);
    for (const secret of [token, ...secrets]) {
      expect(lines.join('')).not.toContain(secret);
      expect(kept).not.toContain(secret);
    }
  } finally {
    await stop();
  }
});

describe('in production', () => {
  test('there is no inbox, no app of the development, and nobody is there by default', async () => {
    const production = await startSubgraphs(
      { identity },
      { environment: { MODE: 'production', SMS_GATEWAY_URL: 'https://sms.example', SMS_GATEWAY_TOKEN: 'a token' } },
    );
    try {
      expect((await fetch(`${production.urls.identity}/development/inbox`)).status).toBe(404);
      for (const client of ['portal', 'offices', 'mobile']) {
        const answer = await fetch(`${production.issuer}/auth?client_id=${client}&response_type=code&scope=openid`);
        expect(answer.status).toBe(400);
        expect(await answer.text()).toContain('invalid_client');
      }
      expect(await production.ask('identity', citizen('person-rahima'), '{ me { id } }')).toEqual({
        data: { me: null },
      });
      expect((await fetch(`${production.issuer}/.well-known/openid-configuration`)).status).toBe(200);
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
