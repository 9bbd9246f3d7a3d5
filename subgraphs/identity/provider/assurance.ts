/** How sure it is that the person is who they say (`acr` of a token; RFC 9470). Pure. */

/** A one-time code to the registered mobile. */
export const BY_CODE = 'urn:nagarik:acr:code';
/** A passkey (WebAuthn): bound to this site, so that no false page can ask for it. */
export const BY_PASSKEY = 'urn:nagarik:acr:passkey';

export const ASSURANCE_LEVELS = [BY_CODE, BY_PASSKEY] as const;

/**
 * Whether a login is as sure as was asked for; the stronger satisfies both.
 * @param acr of the login; undefined: nobody has logged in.
 * @param asked levels of which any will do; none: all the same.
 */
export function isSureEnough(acr: string | undefined, asked: readonly string[]): boolean {
  if (asked.length === 0 || acr === undefined) return asked.length === 0;
  return asked.includes(acr) || (acr === BY_PASSKEY && asked.includes(BY_CODE));
}

/** The levels of an `acr_values` that exist here; others are wishes that nobody can fulfil. */
export function askedLevels(acrValues: unknown): readonly string[] {
  if (typeof acrValues !== 'string') return [];
  return acrValues.split(' ').filter((value) => ASSURANCE_LEVELS.some((level) => level === value));
}
