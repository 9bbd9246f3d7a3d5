/**
 * Numbers that a ministry gives in the end (of a passport, a licence, a certificate), made from the application's
 * reference, which is unique: so each try of the same decision gives the same number. Pure.
 */

/** `documentNumber('NJ', 'LAND-7K3M-9QX2')` → `NJ-7K3M-9QX2`. */
export function documentNumber(prefix: string, reference: string): string {
  return reference.replace(/^[A-Z]+/, prefix);
}

/** Digits made from a reference, for numbers that have no letters: not unique by themselves, so keep the reference beside. */
export function digitsOf(reference: string, length: number): string {
  const limit = 10 ** length;
  const value = [...reference].reduce((sum, character) => (sum * 33 + character.charCodeAt(0)) % limit, 7);
  return String(value).padStart(length, '0');
}
