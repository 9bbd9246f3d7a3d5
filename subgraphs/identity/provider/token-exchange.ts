/**
 * Token exchange (RFC 8693) for assisted service: a citizen's consent and the entrepreneur's own access token give one token
 * for the services of that consent, in the citizen's name, that says who acts (`act`), where and by which consent; by name, too,
 * for whoever reads a record of it. It ends with the entrepreneur's login, whose `grant` it carries.
 */
import { createLocalJWKSet, type JWK, type JWTPayload, errors as joseErrors, jwtVerify } from 'jose';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
// Made for grant types of one's own, and outside of semantic versioning: package-lock.json holds the version.
import { buildTokenResponse, checkDpopReplay, validateDpop } from 'oidc-provider/lib/helpers/grants.js';
import { z } from 'zod';
import type { Clock } from '#kit/clock.ts';
import type { Assistance, Names } from '../assistance/assistance.ts';
import type { EntrepreneurRoles } from '../entrepreneur-roles/entrepreneur-roles.ts';
import { ROLE_SCOPES } from '../role-scopes.ts';
import { BY_CODE } from './assurance.ts';
import { AUDIENCE, GRAPH, graphResource } from './graph-resource.ts';
import { isEnded, type RevocationKey, type Revocations } from './revocations.model.ts';
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
  readonly assistance: Pick<Assistance, 'consentOf' | 'namesOf'>;
  readonly entrepreneurs: Pick<EntrepreneurRoles, 'centresOf' | 'revocations'>;
  readonly revocations: Pick<Revocations, 'list'>;
  readonly assisted: AssistedTokens;
  readonly clock: Clock;
};

/** Who acts, and by which consent to which app: with it ends what they were given for citizens, too. */
type ActorOf = { readonly entrepreneurId: string; readonly grant: string };

const actorClaims = z.object({
  sub: z.string(),
  scope: z.literal(ROLE_SCOPES.ENTREPRENEUR),
  client_id: z.string(),
  cnf: z.object({ jkt: z.string() }).optional(),
  jti: z.string(),
  grant: z.string(),
  iat: z.number(),
});

/** Teaches a provider the grant type. @param own its keys. */
export function addTokenExchange(provider: Provider, own: readonly JWK[], parts: ExchangeParts): void {
  const { assistance, entrepreneurs, revocations, assisted, clock } = parts;
  const keys = createLocalJWKSet({ keys: own.map(({ d: _private, ...publicKey }) => publicKey) });

  /** @throws InvalidGrant for what is no access token of ours, for the graph, of an entrepreneur, had by this app, that counts. */
  async function actorOf(token: string, clientId: string, jkt: string | undefined): Promise<ActorOf> {
    const { data } = actorClaims.safeParse(await verified(token));
    if (data?.client_id !== clientId || data.cnf?.jkt !== jkt)
      throw new errors.InvalidGrant('the actor token is no token of an entrepreneur, had by this app');
    const { sub, jti, grant, scope, iat } = data;
    const keys: RevocationKey[] = [`jti:${jti}`, `grant:${grant}`, `holder:${sub}:${scope}`];
    const lists = [revocations.list(keys), entrepreneurs.revocations(clock.now(), sub)];
    if (isEnded((await Promise.all(lists)).flat(), keys, iat))
      throw new errors.InvalidGrant('the actor token was taken back');
    return { entrepreneurId: sub, grant };
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
      if (!asked.success) throw new errors.InvalidRequest(missingIn(asked.error));
      const dpop = await validateDpop(provider, ctx);
      const { actor_token: actorToken } = asked.data;
      const { entrepreneurId, grant } = await actorOf(actorToken, client.clientId, dpop?.thumbprint);
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
        grant,
        act: {
          ...{ sub: entrepreneurId, role: ROLE_SCOPES.ENTREPRENEUR, centre: consent.centre, consent: consent._id },
          ...nameClaims(await assistance.namesOf(consent)),
        },
        // A one-time code says that it was them, whether it came to their mobile or stands on the card that they were handed
        // against their national ID; a second person's word does not.
        ...(consent.how !== 'SECOND_PERSON'
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

/** Which parameters, in what an `error_description` may hold (RFC 6749, 5.2): no quotes, nothing beyond ASCII. */
function missingIn({ issues }: z.ZodError): string {
  const names = new Set(issues.map(({ path }) => path.join('.')));
  return `missing, or not what a token exchange takes: ${[...names].join(', ')}`;
}

/** `name` and `centre_name`, each also in Bangla by its language tag (OpenID Connect Core 1.0, 5.2). */
function nameClaims({ entrepreneur, centre }: Names): Readonly<Record<string, string>> {
  return {
    ...(entrepreneur && { name: entrepreneur.en, 'name#bn': entrepreneur.bn }),
    ...(centre && { centre_name: centre.en, 'centre_name#bn': centre.bn }),
  };
}
