/** Countries by their ISO 3166-1 alpha-2 codes. Names: Unicode CLDR, as the runtime has them. */
import type { Text } from '#kit/errors/catalogue.ts';

export const BANGLADESH = 'BD';

/** What CLDR names, and is no country: the standard's reserved and user-assigned codes. */
const NO_COUNTRY = /^(?:AA|EU|EZ|UN|Q[M-Z]|X[A-Z]|ZZ)$/;

const IN_ENGLISH = namesIn('en');
const IN_BANGLA = namesIn('bn');

/** The country's name; null when no country has the code. */
export function countryName(code: string): Text | null {
  const [en, bn] = NO_COUNTRY.test(code) ? [] : [IN_ENGLISH.of(code), IN_BANGLA.of(code)];
  return en === undefined || bn === undefined ? null : { en, bn };
}

function namesIn(language: string) {
  return new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
}
