/** Access tokens: who logged in and as what, signed with identity's own key, for the gateway (JWT, RFC 7519 and 9068). */
import { SignJWT } from 'jose';
import type { SubgraphEnvironment } from '#kit/subgraph.ts';
import type { LoginRole } from '../schema.generated.ts';
import type { Grant } from './challenges.model.ts';

type AccessToken = { readonly accessToken: string; readonly expiresAt: Date };

const AUDIENCE = 'nagarik-graph';
const LIVES_SECONDS = 60 * 60;

/** What the graph's `@requiresScopes` call a role. */
const SCOPES: Readonly<Record<LoginRole, string>> = {
  CITIZEN: 'citizen',
  OFFICIAL: 'official',
  FOCAL_POINT: 'focal-point',
  OPERATOR: 'operator',
};

export type AccessTokenSigner = (grant: Grant) => Promise<AccessToken>;

/** The issuer is the origin at which people reach the gateway: the one address of ours that clients know. */
export function accessTokenSigner({
  clock,
  ids,
  keys,
  settings,
}: Pick<SubgraphEnvironment, 'clock' | 'ids' | 'keys' | 'settings'>): AccessTokenSigner {
  const issuer = new URL(settings.GATEWAY_URL).origin;
  return async ({ personId, role, ministry }) => {
    const issuedAt = Math.floor(clock.now().getTime() / 1000);
    const expiresAt = issuedAt + LIVES_SECONDS;
    const accessToken = await new SignJWT({ scope: SCOPES[role], ...(ministry === null ? {} : { ministry }) })
      .setProtectedHeader({ alg: 'EdDSA', kid: keys.keyId, typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience(AUDIENCE)
      .setSubject(personId)
      .setJti(ids.id())
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(keys.signingKey);
    return { accessToken, expiresAt: new Date(expiresAt * 1000) };
  };
}
