/**
 * Proof of possession (DPoP, RFC 9449): an access token that is bound to a key opens nothing without a fresh proof, signed
 * by that key for this very request. oauth4webapi's `validateJwtAccessToken` does the same, but fetches the issuer's keys
 * in its own way, remembers no proof, and takes neither of issuer-keys.ts' care for an issuer that is away.
 */
import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, errors, type JWTPayload, jwtVerify } from 'jose';
import { InvalidToken } from './invalid-token.ts';
import type { UsedProofs } from './used-proofs.ts';

/** Signatures that are taken, as the challenge names them. */
export const DPOP_ALGORITHMS = ['ES256', 'Ed25519', 'EdDSA'] as const;

/** A phone's clock may go wrong by this much, in either direction. */
const CLOCK_TOLERANCE_SECONDS = 60;
const LIVES_SECONDS = 60;

/** From its first use on a proof could be taken for so long. */
const REMEMBERED_MS = (LIVES_SECONDS + 2 * CLOCK_TOLERANCE_SECONDS) * 1_000;

/** What a proof must be about. */
export type Proven = {
  readonly method: string;
  readonly accessToken: string;
  /** Thumbprint of the key that the access token is bound to (`cnf.jkt`). */
  readonly thumbprint: string;
};

/**
 * Makes the reader of proofs.
 * @param endpoints URLs by which clients reach the graph.
 * @param now milliseconds since 1970.
 * @returns a function that throws InvalidToken for a proof that is none, was used, or is not of this request; and
 * VerificationUnavailable when it cannot be told whether it was used.
 */
export function proofReader(
  endpoints: readonly string[],
  usedProofs: Pick<UsedProofs, 'take'>,
  now: () => number = Date.now,
) {
  const reachedBy = new Set(endpoints.map(withoutQuery));
  return async (proof: string | undefined, { method, accessToken, thumbprint }: Proven): Promise<void> => {
    if (proof === undefined) throw refused('there is no proof');
    const { payload, jwk } = await signedClaims(proof, now());
    if (payload.htm !== method) throw refused('it is for another method');
    if (typeof payload.htu !== 'string' || !reachedBy.has(withoutQuery(payload.htu)))
      throw refused('it is for another address');
    if (payload.ath !== createHash('sha256').update(accessToken).digest('base64url'))
      throw refused('it is for another access token');
    if ((await calculateJwkThumbprint(jwk)) !== thumbprint) throw refused('it is signed by another key');
    if (typeof payload.jti !== 'string') throw refused('its id is none');
    // Last: only what is good in all else is remembered. Hashed, for a client makes its id as long as it likes.
    const name = createHash('sha256').update(`${thumbprint} ${payload.jti}`).digest('base64url');
    if (!(await usedProofs.take(name, REMEMBERED_MS))) throw refused('it was used before');
  };
}

async function signedClaims(proof: string, nowMs: number) {
  try {
    const { payload, protectedHeader } = await jwtVerify<JWTPayload & { htm?: unknown; htu?: unknown; ath?: unknown }>(
      proof,
      EmbeddedJWK,
      {
        algorithms: [...DPOP_ALGORITHMS],
        typ: 'dpop+jwt',
        requiredClaims: ['jti', 'htm', 'htu', 'iat', 'ath'],
        maxTokenAge: LIVES_SECONDS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: new Date(nowMs),
      },
    );
    if (!protectedHeader.jwk) throw refused('it names no key');
    return { payload, jwk: protectedHeader.jwk };
  } catch (error) {
    if (error instanceof errors.JOSEError) throw refused(error.message);
    throw error;
  }
}

/** A proof names the address without query and fragment (RFC 9449, 4.2). */
function withoutQuery(address: string): string {
  const url = URL.parse(address);
  return url ? `${url.origin}${url.pathname}` : '';
}

function refused(reason: string): InvalidToken {
  return new InvalidToken(`DPoP: ${reason}`, 'DPoP', 'invalid_dpop_proof');
}
