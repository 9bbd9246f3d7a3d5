/** Who may ask people to log in: apps, and ministries' machines. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AdapterPayload, ClientMetadata } from 'oidc-provider';
import { z } from 'zod';
import type { MinistryDefinition } from '#kit/form/service-definition.ts';

/** What we keep of a client beside the standard's metadata. */
export const OWN_METADATA = ['name_bn', 'roles', 'ministry'];

/** The provider's own pages (my sessions, my apps) as a client of it: whoever opens them logs in like everywhere. */
export const ACCOUNT_CLIENT_ID = 'account';

export function accountClient(issuer: string): ClientMetadata {
  return {
    client_id: ACCOUNT_CLIENT_ID,
    client_name: 'My account',
    name_bn: 'আমার অ্যাকাউন্ট',
    roles: ['citizen'],
    redirect_uris: ['sessions', 'apps', 'consents', 'passkeys'].map((page) => `${issuer}/account/${page}`),
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code'],
  };
}

const keySet = z.object({ keys: z.array(z.looseObject({ kid: z.string() })) });
const MACHINE = /^([a-z][a-z0-9-]*)-machine$/;

/**
 * A ministry's machine is the ministry's own key, with which its subgraph speaks already: `land-machine` proves itself by
 * a JWT signed with it (`private_key_jwt`, RFC 7523). Nothing is registered, and nothing can be forgotten in a register.
 * @returns a function that gives the client of an id; undefined when it is no machine of a published ministry.
 */
export function machineClients(
  keysDirectory: string,
  ministries: () => Promise<readonly MinistryDefinition[]>,
): (clientId: string) => Promise<AdapterPayload | undefined> {
  return async (clientId) => {
    const code = MACHINE.exec(clientId)?.[1];
    const ministry = (await ministries()).find((each) => each.code === code);
    if (!ministry) return undefined;
    const trusted = keySet.parse(JSON.parse(await readFile(join(keysDirectory, 'trusted.jwks.json'), 'utf8')));
    // Of two names for one algorithm (EdDSA, and Ed25519 since RFC 9864) libraries use either; the curve says which it is.
    const keys = trusted.keys.filter(({ kid }) => kid.startsWith(`${code}.`)).map(({ alg: _either, ...key }) => key);
    if (keys.length === 0) return undefined;
    return machineMetadata(clientId, ministry, { jwks: { keys } });
  };
}

type Keys = Pick<ClientMetadata, 'jwks' | 'jwks_uri'>;

/** A program of a ministry's as a client: it has tokens for itself, and asks nobody to log in. */
export function machineMetadata(
  clientId: string,
  { code, nameEn, nameBn }: Pick<MinistryDefinition, 'code' | 'nameEn' | 'nameBn'>,
  keys: Keys,
): ClientMetadata {
  return {
    client_id: clientId,
    client_name: nameEn,
    name_bn: nameBn,
    ministry: code,
    application_type: 'web',
    redirect_uris: [],
    response_types: [],
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'private_key_jwt',
    ...keys,
  };
}
