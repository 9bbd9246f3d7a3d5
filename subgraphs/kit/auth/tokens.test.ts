import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKeys } from './create-keys.ts';
import { type Keys, readKeys } from './keys.ts';
import { peerAuthorization, UntrustedRequest, verifyCommandCaller, verifyGatewayToken, verifyPeer } from './tokens.ts';

let directory: string;
let keys: { gateway: Keys; land: Keys; health: Keys; stranger: Keys };

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nagarik-keys-'));
  const trusted = join(directory, 'trusted');
  const elsewhere = join(directory, 'elsewhere');
  await createKeys(trusted, ['gateway', 'land', 'health']);
  await createKeys(elsewhere, ['gateway']);
  keys = {
    gateway: await readKeys(trusted, 'gateway'),
    land: await readKeys(trusted, 'land'),
    health: await readKeys(trusted, 'health'),
    stranger: await readKeys(elsewhere, 'gateway'),
  };
});
afterAll(() => rm(directory, { recursive: true }));

type Made = {
  by?: Keys;
  issuer?: string | null;
  audience?: string | null;
  expiresIn?: number | null;
  keyId?: string | undefined;
  claims?: object;
};

/** A token as the gateway makes one for land, but for what the test changes. `expiresIn`: seconds. */
async function token({
  by = keys.gateway,
  issuer = 'gateway',
  audience = 'land',
  expiresIn = 60,
  keyId = by.keyId,
  claims = { sub: 'rahima', scope: 'citizen' },
}: Made = {}): Promise<string> {
  const jwt = new SignJWT({ ...claims }).setProtectedHeader({ alg: 'EdDSA', ...(keyId === '' ? {} : { kid: keyId }) });
  if (issuer !== null) jwt.setIssuer(issuer);
  if (audience !== null) jwt.setAudience(audience);
  if (expiresIn !== null) jwt.setExpirationTime(Math.floor(Date.now() / 1000) + expiresIn);
  return `Bearer ${await jwt.sign(by.signingKey)}`;
}

/** A citizen's token that says it is an official's. */
async function changed(): Promise<string> {
  const [header, , signature] = (await token()).split('.');
  const [, payload] = (await token({ claims: { sub: 'rahima', scope: 'official', ministry: 'land' } })).split('.');
  return [header, payload, signature].join('.');
}

describe("the gateway's token", () => {
  test('says who the caller is', async () => {
    const authorization = await token({ claims: { sub: 'o-1', scope: 'official  senior', ministry: 'land' } });
    expect(
      await verifyGatewayToken({ authorization, 'x-caller-authorization': 'Bearer proof' }, 'land', keys.land),
    ).toEqual({
      subject: 'o-1',
      scopes: new Set(['official', 'senior']),
      ministry: 'land',
      desk: null,
      isTrained: false,
      actor: null,
      acr: null,
      authTime: null,
      commandProof: 'Bearer proof',
    });
  });

  test('says at which desk, and how and when they proved who they are', async () => {
    const claims = { sub: 'o-1', desk: 'mutation', acr: 'urn:nagarik:acr:passkey', auth_time: 1_700_000_000 };
    expect(await verifyGatewayToken({ authorization: await token({ claims }) }, 'land', keys.land)).toMatchObject({
      desk: 'mutation',
      acr: 'urn:nagarik:acr:passkey',
      authTime: new Date('2023-11-14T22:13:20Z'),
    });
  });

  test.each([
    [true, true],
    ['true', false],
    [undefined, false],
  ])('says that an official is trained only when it says so: %s', async (trained, isTrained) => {
    const authorization = await token({ claims: { sub: 'o-1', ...(trained === undefined ? {} : { trained }) } });
    expect(await verifyGatewayToken({ authorization }, 'land', keys.land)).toMatchObject({ isTrained });
  });

  test('says who acts for the citizen, where and by which consent', async () => {
    const act = { sub: 'e-1', role: 'entrepreneur', centre: 'gulshan', consent: 'c-1' };
    const authorization = await token({ claims: { sub: 'rahima', act } });
    expect(await verifyGatewayToken({ authorization }, 'land', keys.land)).toMatchObject({
      subject: 'rahima',
      actor: { subject: 'e-1', role: 'entrepreneur', centre: 'gulshan', consent: 'c-1' },
    });
  });

  test('says what they and the centre are called, in both languages or not at all', async () => {
    const act = { sub: 'e-1', role: 'entrepreneur', centre: 'gulshan', consent: 'c-1' };
    const names = { name: 'Shirin Akter', 'name#bn': 'শিরিন আক্তার', centre_name: 'Gulshan centre' };
    const actorIn = async (claims: object) =>
      (await verifyGatewayToken({ authorization: await token({ claims }) }, 'land', keys.land)).actor;
    expect(await actorIn({ sub: 'rahima', act: { ...act, ...names, 'centre_name#bn': 'গুলশান কেন্দ্র' } })).toEqual({
      ...{ subject: 'e-1', role: 'entrepreneur', centre: 'gulshan', consent: 'c-1' },
      name: { en: 'Shirin Akter', bn: 'শিরিন আক্তার' },
      centreName: { en: 'Gulshan centre', bn: 'গুলশান কেন্দ্র' },
    });
    expect(await actorIn({ sub: 'rahima', act: { ...act, ...names } })).not.toHaveProperty('centreName');
  });

  test('that does not say who acts is refused: the citizen would seem to', async () => {
    const authorization = await token({ claims: { sub: 'rahima', act: { sub: 'e-1' } } });
    await expect(verifyGatewayToken({ authorization }, 'land', keys.land)).rejects.toThrow(UntrustedRequest);
  });

  test('of somebody who has not logged in says nobody', async () => {
    expect(await verifyGatewayToken({ authorization: await token({ claims: {} }) }, 'land', keys.land)).toMatchObject({
      subject: null,
      scopes: new Set(),
      ministry: null,
    });
  });

  test('with claims of another type says nobody', async () => {
    const claims = { scope: ['official'], ministry: { code: 'land' } };
    expect(await verifyGatewayToken({ authorization: await token({ claims }) }, 'land', keys.land)).toMatchObject({
      scopes: new Set(),
      ministry: null,
    });
  });

  test.each<[string, Made]>([
    ['is for another subgraph', { audience: 'health' }],
    ['is for nobody', { audience: null }],
    ['is over', { expiresIn: -1 }],
    ['never ends', { expiresIn: null }],
    ['says no issuer', { issuer: null }],
    ['is of another issuer', { issuer: 'identity' }],
  ])('is not trusted when it %s', async (_, made) => {
    await expect(verifyGatewayToken({ authorization: await token(made) }, 'land', keys.land)).rejects.toThrow(
      UntrustedRequest,
    );
  });

  test.each<[string, () => Promise<string | undefined>]>([
    ["is signed with a subgraph's key", () => token({ by: keys.health })],
    [
      "is signed with a subgraph's key under the gateway's name",
      () => token({ by: keys.health, keyId: keys.gateway.keyId }),
    ],
    ['is signed with a key that nobody knows', () => token({ by: keys.stranger })],
    [
      'is signed with a key that nobody knows under a known name',
      () => token({ by: keys.stranger, keyId: keys.gateway.keyId }),
    ],
    ['names no key', () => token({ keyId: '' })],
    [
      'is not signed',
      async () =>
        `Bearer ${new UnsecuredJWT({ sub: 'x' }).setIssuer('gateway').setAudience('land').setExpirationTime('1 m').encode()}`,
    ],
    ['was changed', changed],
    ['has its signature taken off', async () => (await token()).replace(/\.[\w-]+$/, '.')],
    ['comes another way', async () => (await token()).replace('Bearer', 'Basic')],
    ['is no token', async () => 'Bearer what'],
    ['is not there', async () => undefined],
  ])('is not trusted when it %s', async (_, made) => {
    await expect(verifyGatewayToken({ authorization: await made() }, 'land', keys.land)).rejects.toThrow(
      UntrustedRequest,
    );
  });

  test('signed with the common secret of a public key is not trusted', async () => {
    const publicText = new TextEncoder().encode(JSON.stringify(keys.gateway.publicJwk));
    const forged = await new SignJWT({ sub: 'rahima', scope: 'citizen' })
      .setProtectedHeader({ alg: 'HS256', kid: keys.gateway.keyId })
      .setIssuer('gateway')
      .setAudience('land')
      .setExpirationTime('1 m')
      .sign(publicText);
    await expect(verifyGatewayToken({ authorization: `Bearer ${forged}` }, 'land', keys.land)).rejects.toThrow(
      UntrustedRequest,
    );
  });
});

describe("a caller's proof for commands", () => {
  const proofFor = async (audience: string) => ({ 'x-caller-authorization': await token({ audience }) });

  test('says for whom a command is', async () => {
    expect(await verifyCommandCaller(await proofFor('commands'), keys.land)).toMatchObject({ commandProof: null });
  });

  test('is no token for a subgraph, and none of those is one', async () => {
    const proof = await token({ audience: 'commands' });
    await expect(verifyGatewayToken({ authorization: proof }, 'land', keys.land)).rejects.toThrow(UntrustedRequest);
    await expect(verifyCommandCaller(await proofFor('land'), keys.land)).rejects.toThrow(UntrustedRequest);
    await expect(verifyCommandCaller({}, keys.land)).rejects.toThrow(UntrustedRequest);
  });
});

describe("a peer's token", () => {
  test('says which subgraph speaks', async () => {
    expect(await verifyPeer({ authorization: await peerAuthorization('land', keys.health) }, keys.land)).toBe('health');
    expect(await verifyPeer({ authorization: await peerAuthorization('land', keys.health) }, keys.land, 'health')).toBe(
      'health',
    );
  });

  test.each<[string, () => Promise<string>]>([
    ['of another than the one expected', () => peerAuthorization('health', keys.land)],
    ['for another subgraph', () => peerAuthorization('identity', keys.health)],
    ['of the gateway', () => token({ audience: 'land' })],
    ['of a subgraph that says it is another', () => token({ by: keys.health, issuer: 'applications' })],
  ])('%s is not trusted', async (_, made) => {
    await expect(verifyPeer({ authorization: await made() }, keys.land, 'applications')).rejects.toThrow(
      UntrustedRequest,
    );
  });

  test('is none of the gateway, and the gateway is no peer', async () => {
    const peer = await peerAuthorization('land', keys.health);
    await expect(verifyGatewayToken({ authorization: peer }, 'land', keys.land)).rejects.toThrow(UntrustedRequest);
    await expect(verifyPeer({ authorization: await token() }, keys.land)).rejects.toThrow(UntrustedRequest);
  });

  test('lives for a minute', async () => {
    const [, payload = ''] = (await peerAuthorization('land', keys.health)).split('.');
    const { iat, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
    expect(exp - iat).toBe(60);
  });
});

describe('keys', () => {
  test('that are there stay, and new ones are added', async () => {
    const folder = join(directory, 'growing');
    await createKeys(folder, ['land']);
    const before = await readKeys(folder, 'land');
    await createKeys(folder, ['land', 'health']);
    const after = await readKeys(folder, 'land');
    expect(after.keyId).toBe(before.keyId);
    expect(
      await verifyPeer({ authorization: await peerAuthorization('health', after) }, await readKeys(folder, 'health')),
    ).toBe('land');
  });

  test('are published without their private part', async () => {
    expect(keys.land.publicJwk).toMatchObject({ kty: 'OKP', crv: 'Ed25519', kid: keys.land.keyId });
    expect(keys.land.publicJwk).not.toHaveProperty('d');
    expect(await readFile(join(directory, 'trusted', 'trusted.jwks.json'), 'utf8')).not.toContain('"d"');
  });

  test('that are missing or no keys are named', async () => {
    await expect(readKeys(directory, 'nobody')).rejects.toThrow('nobody.jwk');
    await writeFile(join(directory, 'bare.jwk'), JSON.stringify({ ...keys.land.publicJwk, kid: undefined }));
    await expect(readKeys(directory, 'bare')).rejects.toThrow('bare.jwk');
  });
});
