/** Who makes a request: what the access token says, verified against the issuer's keys. */
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { SERVICE_SCOPE } from '../../schema/policies.ts';
import { proofReader } from './dpop.ts';
import { InvalidToken, type Scheme } from './invalid-token.ts';
import type { IssuerKeys } from './issuer-keys.ts';
import type { Revocations } from './revocations.ts';
import type { UsedProofs } from './used-proofs.ts';

/** A person (or a machine) that has logged in. */
export type Caller = {
  readonly scopes: ReadonlySet<string>;
  /** What subgraphs are told: `sub`, `scope`, and whom the caller acts for. */
  readonly claims: JWTPayload;
  /** How the token was presented; left out: as a bearer's. */
  readonly scheme?: Scheme;
};

/** The claims of an access token that subgraphs need; what else is in it stays here. */
const PASSED_ON = ['sub', 'scope', 'ministry', 'desk', 'rank', 'trained', 'act', 'acr', 'auth_time'] as const;

/** The issuer's alone: a token does not choose how it is verified. */
const ALGORITHMS = ['ES256'];

/** Of whom access tokens are taken, and for what. */
export type TokenRules = {
  readonly issuer: string;
  readonly keys: Pick<IssuerKeys, 'keyOf'>;
  readonly audience: string;
  /** URLs by which clients reach the graph, for DPoP. */
  readonly endpoints: readonly string[];
  readonly revocations: Pick<Revocations, 'isRevoked'>;
  readonly usedProofs: Pick<UsedProofs, 'take'>;
};

/** How a request says whose it is. */
export type Presented = {
  readonly method: string;
  readonly authorization?: string | undefined;
  readonly dpop?: string | undefined;
};

/**
 * Makes the reader of access tokens (JWTs, RFC 9068), plain or bound to a key (RFC 9449).
 * @returns a function from what was presented to the caller; null when nothing was. It throws InvalidToken, or
 * VerificationUnavailable when that cannot be told: the keys are not known yet, or the used proofs cannot be asked.
 */
export function callerReader({ issuer, keys, audience, endpoints, revocations, usedProofs }: TokenRules) {
  const prove = proofReader(endpoints, usedProofs);

  async function claimsOf(token: string, scheme: Scheme): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, keys.keyOf, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        typ: 'at+jwt',
        requiredClaims: ['sub', 'exp', 'iat'],
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) throw new InvalidToken(error.message, scheme);
      throw error;
    }
  }

  return async ({ method, authorization, dpop }: Presented): Promise<Caller | null> => {
    if (authorization === undefined || authorization === '') return null;
    const [, name = '', token] = /^(Bearer|DPoP) ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization) ?? [];
    if (!token) throw new InvalidToken('the authorization header is not "Bearer <token>" or "DPoP <token>"');
    const scheme = name.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer';
    const claims = await claimsOf(token, scheme);
    const thumbprint = thumbprintIn(claims);
    // A bound token without its proof may be stolen; a proof for one that is not bound proves nothing (RFC 9449, 7.1).
    if (thumbprint !== null && scheme !== 'DPoP') throw new InvalidToken('the token is bound to a key', 'DPoP');
    if (thumbprint === null && scheme === 'DPoP') throw new InvalidToken('the token is bound to no key', 'DPoP');
    if (thumbprint !== null) await prove(dpop, { method, accessToken: token, thumbprint });
    const scopes = scopesOf(claims);
    if (isContradictory(claims, scopes)) throw new InvalidToken('who acts for whom cannot be told', scheme);
    if (revocations.isRevoked(revocationKeys(claims, scopes), claims.iat ?? 0))
      throw new InvalidToken('the token was taken back', scheme);
    return {
      scopes,
      scheme,
      claims: Object.fromEntries(PASSED_ON.flatMap((each) => (each in claims ? [[each, claims[each]]] : []))),
    };
  };
}

function scopesOf({ scope }: JWTPayload): ReadonlySet<string> {
  return new Set(typeof scope === 'string' ? scope.split(' ').filter(Boolean) : []);
}

/** The key that the token is bound to; null for one that whoever has it may use. */
function thumbprintIn({ cnf }: JWTPayload): string | null {
  if (cnf === undefined) return null;
  if (isObject(cnf) && typeof cnf.jkt === 'string') return cnf.jkt;
  throw new InvalidToken('the token is bound in a way that is not known here', 'DPoP');
}

/**
 * Who acts for somebody else holds the services consented to and nothing more: a token that also holds a role would do
 * everything that the citizen can. One that holds services and names nobody who acts would hide who did it.
 */
function isContradictory({ act }: JWTPayload, scopes: ReadonlySet<string>): boolean {
  const services = [...scopes].filter((scope) => scope.startsWith(SERVICE_SCOPE)).length;
  if (act === undefined) return services > 0;
  return !isObject(act) || typeof act.sub !== 'string' || services === 0 || services < scopes.size;
}

/** By which of its sides a token can be taken back. */
function revocationKeys({ sub, jti, grant, act }: JWTPayload, scopes: ReadonlySet<string>): string[] {
  const { sub: actor, consent } = isObject(act) ? act : {};
  return [
    ...Object.entries({ jti, grant, actor, consent }).flatMap(([name, id]) =>
      typeof id === 'string' ? [`${name}:${id}`] : [],
    ),
    ...[...scopes].map((scope) => `holder:${sub}:${scope}`),
  ];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
