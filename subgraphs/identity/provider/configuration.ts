/** How the OpenID Provider behaves, as `oidc-provider` takes it. What a person sees is in pages/. */
import type { Model } from 'mongoose';
import {
  type AdapterFactory,
  type ClientMetadata,
  type Configuration,
  errors,
  type Grant,
  type JWKS,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import type { HeldRoles } from '../held-roles.ts';
import type { ProviderPages } from '../pages/provider-pages.ts';
import type { Person } from '../people.model.ts';
import { ROLE_SCOPES } from '../role-scopes.ts';
import { ASSURANCE_LEVELS } from './assurance.ts';
import { ACCOUNT_CLIENT_ID, OWN_METADATA } from './clients.ts';
import {
  ACCESS_TOKEN_SECONDS,
  CONSENT_SECONDS,
  GRAPH,
  graphForMachines,
  graphResource,
  ID_TOKEN_SECONDS,
  INTERACTION_SECONDS,
  REFRESH_TOKEN_SECONDS,
  SESSION_SECONDS,
} from './graph-resource.ts';
import { policyOf } from './interaction-policy.ts';
import type { SessionNotes } from './session-notes.model.ts';
import { type AssistedTokens, finishToken, tokenClaims } from './token-claims.ts';

export type ConfigurationParts = {
  readonly adapter: AdapterFactory;
  readonly clients: readonly ClientMetadata[];
  readonly cookieKeys: readonly string[];
  readonly people: Model<Person>;
  readonly held: HeldRoles;
  readonly notes: SessionNotes;
  readonly pages: ProviderPages;
  readonly assisted: AssistedTokens;
  readonly isDevelopment: boolean;
};

export function configurationOf(parts: ConfigurationParts, jwks: JWKS): Configuration {
  const { adapter, clients, cookieKeys, people, held, notes, pages, assisted, isDevelopment } = parts;
  return {
    adapter,
    jwks,
    clients: [...clients],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    extraClientMetadata: { properties: OWN_METADATA },
    cookies: { keys: [...cookieKeys] },
    scopes: ['openid', 'offline_access', 'profile'],
    claims: { openid: ['sub', 'acr', 'auth_time'], profile: ['name', 'name#bn'], sid: null, iss: null },
    acrValues: [...ASSURANCE_LEVELS],
    responseTypes: ['code'],
    clientAuthMethods: ['none', 'private_key_jwt'],
    enabledJWA: { clientAuthSigningAlgValues: ['ES256', 'Ed25519', 'EdDSA'], idTokenSigningAlgValues: ['ES256'] },
    // Public clients or not: a code without its PKCE is of no use to anybody (RFC 9700, 2.1.1). S256 is the only method.
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      claimsParameter: { enabled: false },
      dPoP: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: pages.logout,
        postLogoutSuccessSource: pages.loggedOut,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: (_ctx, _client, oneOf) => oneOf ?? GRAPH,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, indicator, client) => {
          if (indicator !== GRAPH) throw new errors.InvalidTarget();
          return client.grantTypeAllowed('client_credentials') ? graphForMachines : graphResource;
        },
      },
    },
    extraTokenClaims: tokenClaims(held, assisted),
    formats: { customizers: { jwt: (_ctx, token, jwt) => finishToken(token, jwt) } },
    loadExistingGrant: existingGrant,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    // A web app's tokens end with the browser session; a mobile app has its own life, and its own place among my apps.
    expiresWithSession: ({ oidc }, source) =>
      oidc.client?.applicationType !== 'native' && !source.scopes.has('offline_access'),
    rotateRefreshToken: true,
    ttl: {
      AccessToken: (_ctx, { resourceServer }) => resourceServer?.accessTokenTTL ?? ACCESS_TOKEN_SECONDS,
      ClientCredentials: ACCESS_TOKEN_SECONDS,
      AuthorizationCode: 60,
      IdToken: ID_TOKEN_SECONDS,
      Interaction: INTERACTION_SECONDS,
      RefreshToken: REFRESH_TOKEN_SECONDS,
      // Nobody is in it: it is kept for the page that asks whether to log out, and anybody makes as many as they like.
      Session: (_ctx, { accountId }) => (accountId === undefined ? INTERACTION_SECONDS : SESSION_SECONDS),
      Grant: CONSENT_SECONDS,
    },
    interactions: { policy: policyOf(held, notes), url: (_ctx, { uid }) => `/interaction/${uid}` },
    clientBasedCORS: (_ctx, origin, client) =>
      (client.redirectUris ?? []).some((uri) => URL.parse(uri)?.origin === origin),
    findAccount: async (_ctx, accountId) => {
      const person = await people.findOne({ id: accountId }).lean();
      if (!person) return undefined;
      return { accountId, claims: () => ({ sub: accountId, name: person.nameEn, 'name#bn': person.nameBn }) };
    },
    renderError: pages.error,
    ...(isDevelopment ? { fetch: fetchAnywhere } : {}),
  };
}

/** The consent of this session to this app. The provider's own pages need none: nobody else learns anything by them. */
async function existingGrant({ oidc }: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, session, provider, result } = oidc;
  const clientId = client?.clientId ?? '';
  const grantId = result?.consent?.grantId ?? session?.grantIdFor(clientId);
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  if (known || clientId !== ACCOUNT_CLIENT_ID || session?.accountId === undefined) return known;
  const grant = new provider.Grant({ accountId: session.accountId, clientId });
  grant.addOIDCScope('openid');
  grant.addResourceScope(GRAPH, ROLE_SCOPES.CITIZEN);
  await grant.save();
  return grant;
}

/** Apps of the development hear of logouts on this machine, where the library's own guard lets no request of the provider go. */
function fetchAnywhere(url: string | URL | Request, options: RequestInit = {}): Promise<Response> {
  const { dispatcher: _guard, ...rest } = options;
  return fetch(url, rest);
}
