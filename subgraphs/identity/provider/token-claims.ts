/** What an access token says beside the standard's claims: docs/decisions, who trusts whom. */
import {
  type AccessToken,
  type ClientCredentials,
  errors,
  type JWTStructured,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import type { HeldRoles } from '../held-roles.ts';
import { rolesIn } from '../role-scopes.ts';
import { MACHINE_SCOPE } from './graph-resource.ts';

type Claims = Record<string, unknown>;

/** Tokens of assisted service, which stand on a citizen's consent instead of a role, with their claims. */
export type AssistedTokens = WeakMap<object, Claims>;

/** When the role of a token ends, if that is known. */
const roleEnds = new WeakMap<object, Date>();

/**
 * Called for each access token that is issued, so here a role that was taken away ends: no refresh gives it again.
 * @returns the maker of the claims; it throws InvalidGrant when the person does not hold the token's role now.
 */
export function tokenClaims(held: HeldRoles, assisted: AssistedTokens) {
  return async ({ oidc }: KoaContextWithOIDC, token: AccessToken | ClientCredentials): Promise<Claims> => {
    if (token.kind === 'ClientCredentials') return { ministry: oidc.client?.ministry };
    const ofConsent = assisted.get(token);
    if (ofConsent) return ofConsent;
    const { RefreshToken, AuthorizationCode } = oidc.entities;
    const source = RefreshToken ?? AuthorizationCode;
    const [role] = rolesIn(token.scope);
    const holding = role && (await held.one(token.accountId, role));
    if (!source || !holding) throw new errors.InvalidGrant('the person does not hold this role any more');
    if (holding.until) roleEnds.set(token, holding.until);
    return {
      grant: token.grantId,
      acr: source.acr,
      auth_time: source.authTime,
      ministry: holding.ministry ?? undefined,
      desk: holding.desk ?? undefined,
      rank: holding.rank ?? undefined,
      trained: (await held.isTrained(token.accountId, holding)) || undefined,
    };
  };
}

/** A machine's token has one scope, whatever it asked for; no token outlives the role for which it was given. */
export function finishToken(token: AccessToken | ClientCredentials, { payload }: JWTStructured): void {
  if (token.kind === 'ClientCredentials') {
    token.scope = MACHINE_SCOPE;
    payload.scope = MACHINE_SCOPE;
  }
  const ends = roleEnds.get(token);
  if (ends) payload.exp = Math.min(Number(payload.exp), Math.floor(ends.getTime() / 1000));
}
