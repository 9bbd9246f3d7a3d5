import { expect, test } from 'vitest';
import { languageOf } from './language.ts';

test.each([
  ['what they chose', { cookie: 'a=b; language=bn', 'accept-language': 'en' }, 'en', 'bn'],
  ['what the app asks for', { 'accept-language': 'bn' }, 'fr en-GB bn', 'en'],
  ['what the browser is set to', { 'accept-language': 'en-US,en;q=0.9,bn;q=0.8' }, undefined, 'en'],
  ['the dearest of the two', { 'accept-language': 'fr, en;q=0.4, bn-BD;q=0.7' }, undefined, 'bn'],
  ['nothing that is refused', { 'accept-language': 'en;q=0' }, undefined, 'bn'],
  ['Bangla when nobody says', { 'accept-language': '*' }, 'de', 'bn'],
  ['Bangla for a cookie of another kind', { cookie: 'language=xx; mylanguage=en' }, undefined, 'bn'],
  ['Bangla for what is no header', { 'accept-language': ';;q=,en;q=x' }, undefined, 'bn'],
])('%s', (_what, headers, uiLocales, language) => {
  expect(languageOf(headers, uiLocales)).toBe(language);
});
