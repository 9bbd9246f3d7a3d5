/** In which language a person reads the pages: what they chose, else what the app asked for, else Bangla. */
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
 * @param cookies the header of that name.
 * @param uiLocales of the authorization request, e.g. `en bn`.
 */
export function languageOf(cookies: string | undefined, uiLocales?: unknown): Language {
  const chosen = new RegExp(`(?:^|; *)${LANGUAGE_COOKIE}=(\\w+)`).exec(cookies ?? '')?.[1];
  if (isLanguage(chosen)) return chosen;
  const wished = typeof uiLocales === 'string' ? uiLocales.split(/[ -]/).find(isLanguage) : undefined;
  return wished ?? 'bn';
}
