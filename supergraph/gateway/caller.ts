/** Who makes a request: what the access token says, verified against the issuer's keys. */
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { issuerKeys } from './issuer-keys.ts';

/** A person (or a machine) that has logged in. */
export type Caller = {
  readonly scopes: ReadonlySet<string>;
  /** What subgraphs are told: `sub`, `scope`, and whom the caller acts for. */
  readonly claims: JWTPayload;
};

/** The access token is none of the issuer's, or it is over. It is answered with 401 (RFC 6750, 3.1). */
export class InvalidToken extends Error {}

/** The claims of an access token that subgraphs need; what else is in it stays here. */
const PASSED_ON = ['sub', 'scope', 'ministry', 'act'] as const;

/**
 * Makes the reader of access tokens (JWTs, RFC 9068).
 * @param jwksUrl where the issuer's keys are.
 * @returns a function from an `authorization` header to the caller; null when there is none. It throws InvalidToken, or
 * IssuerUnavailable when the keys are not known yet and cannot be had.
 */
export function callerReader(issuer: string, jwksUrl: string, audience: string) {
  const keys = issuerKeys(new URL(jwksUrl));
  return async (authorization: string | undefined): Promise<Caller | null> => {
    if (authorization === undefined || authorization === '') return null;
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
    if (!token) throw new InvalidToken('the authorization header is not "Bearer <access token>"');
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ['EdDSA'],
        typ: 'at+jwt',
        requiredClaims: ['sub', 'exp'],
      });
      const { scope } = payload;
      return {
        scopes: new Set(typeof scope === 'string' ? scope.split(' ').filter(Boolean) : []),
        claims: Object.fromEntries(PASSED_ON.flatMap((name) => (name in payload ? [[name, payload[name]]] : []))),
      };
    } catch (error) {
      if (error instanceof errors.JOSEError) throw new InvalidToken(error.message);
      throw error;
    }
  };
}
