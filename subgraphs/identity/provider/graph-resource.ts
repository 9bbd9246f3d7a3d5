/** The graph as the resource that access tokens are for (RFC 8707), and how long each kind of thing lives. Pure. */
import type { ResourceServer } from 'oidc-provider';
import { ROLE_SCOPES } from '../role-scopes.ts';

/** The graph's resource indicator: what a token is for when an app names nothing else. */
export const GRAPH = 'urn:nagarik:graph';
/** Whom the tokens are for: their `aud`. */
export const AUDIENCE = 'nagarik-graph';
/** The scope of a ministry's own program. */
export const MACHINE_SCOPE = 'machine';

export const ACCESS_TOKEN_SECONDS = 10 * 60;
export const ID_TOKEN_SECONDS = 60 * 60;
export const SESSION_SECONDS = 14 * 24 * 60 * 60;
export const REFRESH_TOKEN_SECONDS = 30 * 24 * 60 * 60;
/** A consent to an app; the citizen can take it back on any day. */
export const CONSENT_SECONDS = 365 * 24 * 60 * 60;
export const INTERACTION_SECONDS = 30 * 60;

/** Access tokens are JWTs (RFC 9068) with a role as their scope. */
export const graphResource: ResourceServer = {
  scope: Object.values(ROLE_SCOPES).join(' '),
  audience: AUDIENCE,
  accessTokenTTL: ACCESS_TOKEN_SECONDS,
  accessTokenFormat: 'jwt',
  jwt: { sign: { alg: 'ES256' } },
};

/** The graph as the resource of a ministry's own program: no person who logs in gets this scope, and no program a role. */
export const graphForMachines: ResourceServer = { ...graphResource, scope: MACHINE_SCOPE };
