/**
 * Token exchange (RFC 8693) for assisted service: a citizen's consent and the entrepreneur's own access token give one token
 * for the services of that consent, in the citizen's name, that says who acts (`act`), where and by which consent.
 */
import { createLocalJWKSet, type JWK, type JWTPayload, errors as joseErrors, jwtVerify } from 'jose';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
// Made for grant types of one's own, and outside of semantic versioning: package-lock.json holds the version.
import { buildTokenResponse, checkDpopReplay, validateDpop } from 'oidc-provider/lib/helpers/grants.js';
import { z } from 'zod';
import type { Clock } from '#kit/clock.ts';
import type { Assistance } from '../assistance/assistance.ts';
import type { EntrepreneurRoles } from '../entrepreneur-roles/entrepreneur-roles.ts';
import { ROLE_SCOPES } from '../role-scopes.ts';
import { BY_CODE } from './assurance.ts';
import { AUDIENCE, GRAPH, graphResource } from './graph-resource.ts';
import type { AssistedTokens } from './token-claims.ts';

export const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
/** What `confirmAssistance` gives. */
export const CONSENT_TOKEN = 'urn:nagarik:token-type:consent';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

const parameters = z.object({
  subject_token: z.string().min(1),
  subject_token_type: z.literal(CONSENT_TOKEN),
  actor_token: z.string().min(1),
  actor_token_type: z.literal(ACCESS_TOKEN),
  requested_token_type: z.literal(ACCESS_TOKEN).optional(),
  scope: z.string().optional(),
});

type ExchangeParts = {
  readonly assistance: Pick<Assistance, 'consentOf'>;
  readonly entrepreneurs: Pick<EntrepreneurRoles, 'centresOf'>;
  readonly assisted: AssistedTokens;
  readonly clock: Clock;
};

/** Teaches a provider the grant type. @param own its keys. */
export function addTokenExchange(provider: Provider, own: readonly JWK[], parts: ExchangeParts): void {
  const { assistance, entrepreneurs, assisted, clock } = parts;
  const keys = createLocalJWKSet({ keys: own.map(({ d: _private, ...publicKey }) => publicKey) });

  /** @throws InvalidGrant for what is no access token of ours, for the graph, of an entrepreneur, had by this app. */
  async function entrepreneurOf(token: string, clientId: string, jkt: string | undefined): Promise<string> {
    const payload = await verified(token);
    const { sub, scope, client_id: holder, cnf } = payload;
    const bound = z.object({ jkt: z.string() }).safeParse(cnf).data?.jkt;
    if (sub === undefined || scope !== ROLE_SCOPES.ENTREPRENEUR || holder !== clientId || bound !== jkt)
      throw new errors.InvalidGrant('the actor token is not this app’s token of an entrepreneur');
    return sub;
  }

  async function verified(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: provider.issuer,
        audience: AUDIENCE,
        algorithms: ['ES256'],
        typ: 'at+jwt',
        currentDate: clock.now(),
      });
      return payload;
    } catch (error) {
      if (error instanceof joseErrors.JOSEError) throw new errors.InvalidGrant('the actor token is not valid');
      throw error;
    }
  }

  provider.registerGrantType(
    TOKEN_EXCHANGE,
    async (ctx) => {
      const { client, params } = ctx.oidc;
      const asked = parameters.safeParse(params);
      if (!asked.success) throw new errors.InvalidRequest(z.prettifyError(asked.error).replaceAll(/\s+/g, ' '));
      const dpop = await validateDpop(provider, ctx);
      const entrepreneurId = await entrepreneurOf(asked.data.actor_token, client.clientId, dpop?.thumbprint);
      const consent = await assistance.consentOf(asked.data.subject_token);
      if (!consent || consent.entrepreneurId !== entrepreneurId || consent.citizenId === entrepreneurId)
        throw new errors.InvalidGrant('there is no such consent to this entrepreneur, or it has ended');
      // The role is looked at now: who was suspended a moment ago still has an access token.
      const centres = await entrepreneurs.centresOf(entrepreneurId, clock.now());
      if (!centres.includes(consent.centre))
        throw new errors.InvalidGrant('the entrepreneur does not work there any more');
      const allowed = consent.services.map((code) => `service:${code}`);
      const scopes = asked.data.scope === undefined ? allowed : asked.data.scope.split(' ');
      const wider = scopes.filter((scope) => !allowed.includes(scope));
      if (wider.length > 0) throw new errors.InvalidScope('the consent is not for this', wider.join(' '));
      if (dpop) await checkDpopReplay(provider, ctx, dpop, client.clientId);

      const secondsLeft = Math.floor((consent.expiresAt.getTime() - clock.now().getTime()) / 1000);
      const token = new provider.AccessToken({
        accountId: consent.citizenId,
        client,
        scope: scopes.join(' '),
        gty: 'token_exchange',
        grantId: consent._id,
      });
      const resource = { ...graphResource, scope: allowed.join(' '), accessTokenTTL: Math.max(1, secondsLeft) };
      token.resourceServer = new provider.ResourceServer(GRAPH, resource);
      if (dpop) token.setThumbprint('jkt', dpop.thumbprint);
      assisted.set(token, {
        act: { sub: entrepreneurId, role: ROLE_SCOPES.ENTREPRENEUR, centre: consent.centre, consent: consent._id },
        // Only the citizen's own code says that it was them.
        ...(consent.how === 'CODE'
          ? { acr: BY_CODE, auth_time: Math.floor(consent.givenAt.getTime() / 1000) }
          : undefined),
      });
      ctx.oidc.entity('AccessToken', token);
      const accessToken = await token.save();
      ctx.body = buildTokenResponse(provider, {
        accessToken,
        issuedTokenType: ACCESS_TOKEN,
        expiresIn: token.expiration,
        scope: token.scope,
        tokenType: token.tokenType,
      });
    },
    Object.keys(parameters.shape),
  );
}
