/** A login that is none: answered with 401 and a challenge that tells a program why (RFC 6750, 3; RFC 9449, 7.1). */

/** How an access token is presented. */
export type Scheme = 'Bearer' | 'DPoP';

/** The access token is none of the issuer's, it is over or was taken back, or its proof does not fit. */
export class InvalidToken extends Error {
  readonly scheme: Scheme;
  readonly code: 'invalid_token' | 'invalid_dpop_proof';

  constructor(message: string, scheme: Scheme = 'Bearer', code: InvalidToken['code'] = 'invalid_token') {
    super(message);
    this.scheme = scheme;
    this.code = code;
  }
}

/** What it takes to tell a good token from a bad one is away: answered with 503. */
export class VerificationUnavailable extends Error {}

/** The value of `WWW-Authenticate`: what was wrong under the scheme that was used, and the other that would do. */
export function challengeOf({ scheme, code }: InvalidToken, dpopAlgorithms: readonly string[]): string {
  const algorithms = `algs="${dpopAlgorithms.join(' ')}"`;
  return scheme === 'DPoP' ? `DPoP error="${code}", ${algorithms}` : `Bearer error="${code}", DPoP ${algorithms}`;
}
