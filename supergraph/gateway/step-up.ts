/** The challenge to log in again, more surely or more freshly (OAuth 2.0 Step Up Authentication, RFC 9470). */
import { ACR_VALUES, type Assurance } from '../../schema/assurance.ts';
import type { Scheme } from './invalid-token.ts';

/** What a client asks the issuer for: the parameters of the authorization request, by their names. */
export type StepUp = { readonly acr_values: string; readonly max_age?: number };

/** @returns what meets one assurance, or all of several: the surest level and the shortest age. */
export function stepUpFor(assurances: readonly Assurance[]): StepUp {
  const level = assurances.some((each) => each.level === 'PASSKEY') ? 'PASSKEY' : 'CODE';
  const ages = assurances.flatMap(({ maxAgeSeconds }) => maxAgeSeconds ?? []);
  return { acr_values: ACR_VALUES[level].join(' '), ...(ages.length > 0 ? { max_age: Math.min(...ages) } : {}) };
}

/** The value of `WWW-Authenticate`. */
export function stepUpChallenge({ acr_values: values, max_age: maxAge }: StepUp, scheme: Scheme): string {
  const age = maxAge === undefined ? '' : `, max_age="${maxAge}"`;
  return `${scheme} error="insufficient_user_authentication", acr_values="${values}"${age}`;
}
