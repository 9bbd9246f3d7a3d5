/**
 * The apps and machines that an operator has registered: a JSON file, in the words of OpenID Connect's client metadata (RFC 7591).
 * It holds no secret: an app proves itself by a key of which only the public half is here, or by PKCE alone.
 *
 * {
 *   "apps": [{
 *     "client_id": "portal", "client_name": "Citizens’ portal", "client_name#bn": "নাগরিক পোর্টাল",
 *     "application_type": "web", "redirect_uris": ["https://portal.gov.bd/callback"]
 *   }],
 *   "machines": [{ "client_id": "land-registry", "ministry": "land", "jwks": { "keys": […] } }]
 * }
 */
import { readFile } from 'node:fs/promises';
import type { ClientMetadata } from 'oidc-provider';
import { z } from 'zod';
import { SettingsError } from '#kit/settings.ts';
import { ROLE_SCOPES } from '../role-scopes.ts';
import { ACCOUNT_CLIENT_ID, machineMetadata } from './clients.ts';
import { problemOfRedirect } from './redirect-rules.ts';

const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';

const clientId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,63}$/, 'must be 2 to 64 of a–z, 0–9 and "-", the first a letter')
  .refine(
    (id) => id !== ACCOUNT_CLIENT_ID && !id.endsWith('-machine'),
    `"${ACCOUNT_CLIENT_ID}" and "…-machine" are the platform's own`,
  );
const name = z.string().trim().min(1, 'is empty').max(60, 'is longer than 60 characters');
const httpsUri = z.string().refine((uri) => URL.parse(uri)?.protocol === 'https:', 'must be an https URI');
const publicKey = z
  .looseObject({ kty: z.enum(['EC', 'OKP'], 'must be "EC" or "OKP": keys sign by ES256 or Ed25519') })
  .refine((key) => !('d' in key), 'is a private key: take its "d" out, and make a new one, since it was seen');
const keys = z.strictObject({ keys: z.array(publicKey).min(1, 'has no key') });
const noSecret = z.never('is a secret, and none stands here: use "jwks" or "jwks_uri" (private_key_jwt)').optional();

const app = z
  .strictObject({
    client_id: clientId,
    client_name: name,
    'client_name#bn': name,
    application_type: z.enum(['web', 'native'], 'must be "web" or "native"'),
    redirect_uris: z.array(z.string()).min(1, 'has no address'),
    post_logout_redirect_uris: z.array(z.string()).default([]),
    backchannel_logout_uri: httpsUri.optional(),
    /** Tokens are bound to a key of the app's (RFC 9449). */
    dpop_bound_access_tokens: z.boolean().default(false),
    /** In which roles people may use it; left out: in any. */
    roles: z
      .array(z.enum(Object.values(ROLE_SCOPES)))
      .min(1, 'has no role')
      .optional(),
    /** May have tokens to serve citizens by their consent. */
    serves_citizens: z.boolean().default(false),
    jwks: keys.optional(),
    jwks_uri: httpsUri.optional(),
    client_secret: noSecret,
  })
  .superRefine((given, context) => {
    const tell = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    for (const field of ['redirect_uris', 'post_logout_redirect_uris'] as const)
      for (const [index, uri] of given[field].entries()) {
        const problem = problemOfRedirect(uri, given.application_type);
        if (problem) tell([field, index], problem);
      }
    if (given.jwks && given.jwks_uri) tell(['jwks_uri'], 'stands beside "jwks": one of them');
    if (given.application_type === 'native')
      for (const field of ['jwks', 'jwks_uri', 'backchannel_logout_uri'] as const)
        if (given[field])
          tell([field], 'a native app can keep no key for all its copies and hears no call: leave it out');
  });

const machine = z
  .strictObject({
    client_id: clientId,
    ministry: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be the code of a ministry, such as "land"'),
    jwks: keys.optional(),
    jwks_uri: httpsUri.optional(),
    client_secret: noSecret,
  })
  .refine(
    ({ jwks, jwks_uri }) => (jwks === undefined) !== (jwks_uri === undefined),
    'needs "jwks" or "jwks_uri", one of them',
  );

const file = z
  .strictObject({ apps: z.array(app).default([]), machines: z.array(machine).default([]) })
  .superRefine(({ apps, machines }, context) => {
    const seen = new Set<string>();
    for (const [list, clients] of Object.entries({ apps, machines }))
      for (const [index, { client_id: id }] of clients.entries()) {
        if (seen.has(id))
          context.addIssue({ code: 'custom', path: [list, index, 'client_id'], message: 'is there twice' });
        seen.add(id);
      }
  });

/** @throws SettingsError that names each app and field that is not as it should be. */
export async function readApps(path: string): Promise<readonly ClientMetadata[]> {
  const content = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new SettingsError([`APPS_FILE: ${path} cannot be read: ${error instanceof Error ? error.message : error}`]);
  });
  const given = parsed(content, path);
  const { success, data, error } = file.safeParse(given);
  if (!success) throw new SettingsError(error.issues.map((issue) => `APPS_FILE: ${path}: ${inWords(issue, given)}`));
  return [
    ...data.apps.map(appMetadata),
    ...data.machines.map(({ ministry, client_id: id, jwks, jwks_uri }) =>
      machineMetadata(id, { code: ministry, nameEn: id, nameBn: id }, jwks ? { jwks } : { jwks_uri }),
    ),
  ];
}

function parsed(content: string, path: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new SettingsError([`APPS_FILE: ${path} is no JSON: ${error instanceof Error ? error.message : error}`]);
  }
}

/** `apps[1] "portal", redirect_uris[0]: must be …` */
function inWords({ path, message }: z.core.$ZodIssue, given: unknown): string {
  const [list, index, ...field] = path;
  if (list === undefined) return message;
  const id = namedAt(given, String(list), Number(index));
  const entry = `${String(list)}${index === undefined ? '' : `[${String(index)}]`}`;
  const place = field.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return `${entry}${id === undefined ? '' : ` "${id}"`}${place === '' ? '' : `, ${place.slice(1)}`}: ${message}`;
}

function namedAt(given: unknown, list: string, index: number): string | undefined {
  const named = z.looseObject({ [list]: z.array(z.unknown()) }).safeParse(given).data?.[list]?.[index];
  return z.looseObject({ client_id: z.string() }).safeParse(named).data?.client_id;
}

function appMetadata(given: z.output<typeof app>): ClientMetadata {
  const { 'client_name#bn': nameBn, serves_citizens: servesCitizens, client_secret: _none, ...metadata } = given;
  const isPublic = !metadata.jwks && !metadata.jwks_uri;
  return {
    ...metadata,
    name_bn: nameBn,
    token_endpoint_auth_method: isPublic ? 'none' : 'private_key_jwt',
    grant_types: ['authorization_code', 'refresh_token', ...(servesCitizens ? [TOKEN_EXCHANGE] : [])],
    response_types: ['code'],
    backchannel_logout_session_required: metadata.backchannel_logout_uri !== undefined,
  };
}
