/** In which language a person reads the pages: what they chose, else what the app asked for, else what their browser is set to. */
import type { IncomingHttpHeaders } from 'node:http';

export type Language = 'bn' | 'en';

export const LANGUAGE_COOKIE = 'language';
/** In the address of a page: chooses the language from now on. */
export const LANGUAGE_PARAMETER = 'language';

export const LANGUAGES: readonly { readonly code: Language; readonly name: string }[] = [
  { code: 'bn', name: 'বাংলা' },
  { code: 'en', name: 'English' },
];

export function isLanguage(code: unknown): code is Language {
  return LANGUAGES.some((each) => each.code === code);
}

/**
 * The choice comes first: it was made on these very pages, and the switch must work whatever the app has asked for.
 * @param uiLocales of the authorization request, e.g. `en bn`.
 * @returns Bangla when nobody says anything of the two.
 */
export function languageOf(
  { cookie = '', 'accept-language': accepted = '' }: Pick<IncomingHttpHeaders, 'cookie' | 'accept-language'>,
  uiLocales?: unknown,
): Language {
  const chosen = new RegExp(`(?:^|; *)${LANGUAGE_COOKIE}=(\\w+)`).exec(cookie)?.[1];
  if (isLanguage(chosen)) return chosen;
  const wished = typeof uiLocales === 'string' ? uiLocales.split(' ') : [];
  return [...wished, ...byPreference(accepted)].map(languageTag).find(isLanguage) ?? 'bn';
}

/** `en-GB` → `en`. */
function languageTag(range: string): string {
  return range.split('-')[0]?.toLowerCase() ?? '';
}

/** The ranges of an `Accept-Language` that count, the dearest first (RFC 9110, 12.5.4). */
function byPreference(accepted: string): string[] {
  const ranges = accepted.split(',').map((each) => {
    const [range = '', ...parameters] = each.split(';').map((part) => part.trim());
    const weight = parameters.find((part) => part.startsWith('q='))?.slice(2) ?? '1';
    return { range, weight: Number(weight) };
  });
  return ranges
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ range }) => range);
}
