/** The file of registered apps: what it may say, and what is told of one that is wrong. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SettingsError } from '#kit/settings.ts';
import { readApps } from './apps-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nagarik-apps-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: unknown) {
  const path = join(folder, 'apps.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return readApps(path);
}

/** What is said of a wrong file, without its path. */
async function complaint(content: unknown): Promise<string[]> {
  const error: unknown = await read(content).catch((thrown: unknown) => thrown);
  if (!(error instanceof SettingsError)) throw new Error('no complaint');
  const [, ...lines] = error.message.split('\n');
  return lines.map((line) => line.replace(`  APPS_FILE: ${join(folder, 'apps.json')}`, '').replace(/^: /, ''));
}

const KEYS = { keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'one' }] };
const web = {
  client_id: 'portal',
  client_name: 'Citizens’ portal',
  'client_name#bn': 'নাগরিক পোর্টাল',
  application_type: 'web',
  redirect_uris: ['https://portal.gov.bd/callback'],
};
const native = {
  ...web,
  client_id: 'mobile',
  application_type: 'native',
  redirect_uris: ['bd.gov.nagarik.app:/callback'],
};
const machine = { client_id: 'land-registry', ministry: 'land', jwks: KEYS };

describe('what is registered', () => {
  test('an app is public and uses PKCE, unless it has a key', async () => {
    const [open, closed] = await read({ apps: [web, { ...web, client_id: 'offices', jwks: KEYS }] });
    expect(open).toMatchObject({ client_id: 'portal', name_bn: 'নাগরিক পোর্টাল', token_endpoint_auth_method: 'none' });
    expect(open?.grant_types).toEqual(['authorization_code', 'refresh_token']);
    expect(closed).toMatchObject({ token_endpoint_auth_method: 'private_key_jwt', jwks: KEYS });
  });

  test('an app may serve citizens, hear of logouts, and be held to tokens that are bound to its key', async () => {
    const more = {
      backchannel_logout_uri: 'https://portal.gov.bd/bye',
      dpop_bound_access_tokens: true,
      roles: ['citizen'],
    };
    const [app] = await read({ apps: [{ ...web, ...more, serves_citizens: true }] });
    expect(app).toMatchObject({ ...more, backchannel_logout_session_required: true });
    expect(app?.grant_types).toContain('urn:ietf:params:oauth:grant-type:token-exchange');
  });

  test('a machine speaks for its ministry, by its key', async () => {
    expect(await read({ machines: [machine] })).toEqual([
      expect.objectContaining({
        client_id: 'land-registry',
        ministry: 'land',
        grant_types: ['client_credentials'],
        jwks: KEYS,
      }),
    ]);
  });

  test.each([
    ['web', 'https://portal.gov.bd/callback?from=nagarik'],
    ['native', 'https://app.gov.bd/callback'],
    ['native', 'bd.gov.nagarik.app:/callback'],
    ['native', 'http://127.0.0.1/callback'],
    ['native', 'http://[::1]/callback'],
  ])('a %s app is called back at %s', async (application_type, uri) => {
    expect(await read({ apps: [{ ...web, application_type, redirect_uris: [uri] }] })).toHaveLength(1);
  });
});

describe('a wrong file is told what and where', () => {
  test.each([
    ['web', 'http://portal.gov.bd/callback', 'must be https'],
    ['web', 'http://localhost:3000/callback', 'must be https'],
    ['web', 'bd.gov.nagarik.app:/callback', 'must be https'],
    ['web', 'https://portal.gov.bd/callback#part', 'must have no fragment'],
    ['web', 'https://*.gov.bd/callback', 'must be one exact address, without "*"'],
    ['web', 'https://user:word@portal.gov.bd/', 'must name no user'],
    ['web', 'https://localhost/callback', "is nobody's address: https needs a domain"],
    ['web', 'portal', 'is no URI'],
    [
      'native',
      'http://app.gov.bd/callback',
      'must be https; http is for loopback only: http://127.0.0.1/… or http://[::1]/…',
    ],
    [
      'native',
      'http://localhost/callback',
      'must be https; http is for loopback only: http://127.0.0.1/… or http://[::1]/…',
    ],
    [
      'native',
      'nagarik:/callback',
      'must have a scheme of a domain turned round, such as bd.gov.nagarik.app:/callback',
    ],
    [
      'native',
      'javascript:alert(1)',
      'must have a scheme of a domain turned round, such as bd.gov.nagarik.app:/callback',
    ],
  ])('a %s app at %s', async (application_type, uri, what) => {
    const wrong = { ...web, application_type, redirect_uris: ['https://portal.gov.bd/', uri] };
    expect(await complaint({ apps: [wrong] })).toEqual([`apps[0] "portal", redirect_uris[1]: "${uri}" ${what}`]);
  });

  test.each([
    [{ apps: [web, { ...native, 'client_name#bn': '' }] }, 'apps[1] "mobile", client_name#bn: is empty'],
    [
      { apps: [{ ...web, application_type: 'desktop' }] },
      'apps[0] "portal", application_type: must be "web" or "native"',
    ],
    [{ apps: [{ ...web, redirect_uris: [] }] }, 'apps[0] "portal", redirect_uris: has no address'],
    [
      { apps: [{ ...web, client_secret: 'abc' }] },
      'apps[0] "portal", client_secret: is a secret, and none stands here: use "jwks" or "jwks_uri" (private_key_jwt)',
    ],
    [
      { apps: [{ ...web, jwks: { keys: [{ ...KEYS.keys[0], d: 'secret' }] } }] },
      'apps[0] "portal", jwks.keys[0]: is a private key: take its "d" out, and make a new one, since it was seen',
    ],
    [
      { apps: [{ ...web, jwks: KEYS, jwks_uri: 'https://portal.gov.bd/jwks' }] },
      'apps[0] "portal", jwks_uri: stands beside "jwks": one of them',
    ],
    [
      { apps: [{ ...native, jwks: KEYS }] },
      'apps[0] "mobile", jwks: a native app can keep no key for all its copies and hears no call: leave it out',
    ],
    [
      { apps: [{ ...web, backchannel_logout_uri: 'http://portal.gov.bd/bye' }] },
      'apps[0] "portal", backchannel_logout_uri: must be an https URI',
    ],
    [{ apps: [web, web] }, 'apps[1] "portal", client_id: is there twice'],
    [
      { apps: [web], machines: [{ ...machine, client_id: 'portal' }] },
      'machines[0] "portal", client_id: is there twice',
    ],
    [
      { machines: [{ ...machine, jwks: undefined }] },
      'machines[0] "land-registry": needs "jwks" or "jwks_uri", one of them',
    ],
    [
      { machines: [{ ...machine, client_id: 'land-machine' }] },
      'machines[0] "land-machine", client_id: "account" and "…-machine" are the platform\'s own',
    ],
  ])('%j', async (content, what) => {
    expect(await complaint(content)).toEqual([what]);
  });

  test('a field that nobody knows, a role that nobody has, and all that is wrong at once', async () => {
    const [unknown, ...rest] = await complaint({ apps: [{ ...web, redirect_url: 'x' }], clients: [] });
    expect([unknown, ...rest].join('\n')).toMatch(/redirect_url/);
    expect([unknown, ...rest].join('\n')).toMatch(/clients/);
    const two = await complaint({ apps: [{ ...web, client_name: ' ', roles: ['minister'] }] });
    expect(two).toHaveLength(2);
    expect(two.join('\n')).toContain('apps[0] "portal", roles[0]');
  });

  test('what is no JSON, or is not there', async () => {
    expect((await complaint('{"apps": ['))[0]).toMatch(/^ is no JSON: /);
    await expect(readApps('/nowhere/apps.json')).rejects.toThrow(
      /APPS_FILE: \/nowhere\/apps.json cannot be read: ENOENT/,
    );
  });
});
