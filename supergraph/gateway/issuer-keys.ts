/** The public keys of who issues access tokens (JWKS, RFC 7517). */
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { VerificationUnavailable } from './invalid-token.ts';

export type IssuerKeys = {
  /** The key that a token names, for `jwtVerify`. It throws VerificationUnavailable when the keys cannot be had. */
  readonly keyOf: JWTVerifyGetKey;
  /** Whether a token can be verified: the keys are known, or can be had now. */
  areHad(): Promise<boolean>;
};

const TIMEOUT_MS = 3_000;
const FRESH_MS = 10 * 60_000;

/**
 * Fetches the keys when they are first needed, and at once when a token names one that is not among them (at most every
 * 30 s). Otherwise they are fetched anew in the background: nobody waits for that, and while the issuer is down, everybody
 * who has logged in goes on.
 */
export function issuerKeys(url: URL): IssuerKeys {
  const remote = createRemoteJWKSet(url, { timeoutDuration: TIMEOUT_MS, cacheMaxAge: Number.POSITIVE_INFINITY });
  let freshUntil = 0;
  const refresh = () => {
    if (Date.now() < freshUntil) return;
    freshUntil = Date.now() + FRESH_MS;
    // Who needs a key that we do not have is told; the others have theirs.
    remote.reload().catch(() => undefined);
  };
  return {
    keyOf: async (header, token) => {
      refresh();
      try {
        return await remote(header, token);
      } catch (error) {
        if (saysSomethingOfTheToken(error)) throw error;
        throw new VerificationUnavailable(`the keys at ${url.href}: ${error instanceof Error ? error.message : error}`);
      }
    },
    areHad: async () => {
      if (remote.jwks() === undefined) await remote.reload().catch(() => undefined);
      return remote.jwks() !== undefined;
    },
  };
}

function saysSomethingOfTheToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
