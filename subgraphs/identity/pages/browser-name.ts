/**
 * A browser in words, from what it says of itself (`User-Agent`): enough for people to know their own again. Only the commonest
 * are read; a program calls itself what it likes, so nothing is decided by it. Pure.
 */
import type { Text } from '#kit/errors/catalogue.ts';

/** The first that fits: most name others before themselves, to be served as they are. */
const BROWSERS: readonly (readonly [RegExp, Text])[] = [
  [/\bEdgA?\/|\bEdgiOS\//, { en: 'Edge', bn: 'এজ' }],
  [/\bOPR\/|\bOpera|\bOPT\//, { en: 'Opera', bn: 'অপেরা' }],
  [/\bSamsungBrowser\//, { en: 'Samsung Internet', bn: 'স্যামসাং ইন্টারনেট' }],
  [/\bUCBrowser\//, { en: 'UC Browser', bn: 'ইউসি ব্রাউজার' }],
  [/\bMiuiBrowser\//, { en: 'Mi Browser', bn: 'মি ব্রাউজার' }],
  [/\bFirefox\/|\bFxiOS\//, { en: 'Firefox', bn: 'ফায়ারফক্স' }],
  [/\bChrome\/|\bCriOS\/|\bChromium\/|\bHeadlessChrome\//, { en: 'Chrome', bn: 'ক্রোম' }],
  [/\bVersion\/[\d.]+ .*\bSafari\//, { en: 'Safari', bn: 'সাফারি' }],
];

const SYSTEMS: readonly (readonly [RegExp, Text])[] = [
  [/\bKAIOS\//, { en: 'KaiOS', bn: 'কাইওএস' }],
  [/\bAndroid\b/, { en: 'Android', bn: 'অ্যান্ড্রয়েড' }],
  [/\biPhone\b/, { en: 'iPhone', bn: 'আইফোন' }],
  [/\biPad\b/, { en: 'iPad', bn: 'আইপ্যাড' }],
  [/\bWindows\b/, { en: 'Windows', bn: 'উইন্ডোজ' }],
  [/\bMac OS X\b/, { en: 'Mac', bn: 'ম্যাক' }],
  [/\bCrOS\b/, { en: 'ChromeOS', bn: 'ক্রোমওএস' }],
  [/\bLinux\b/, { en: 'Linux', bn: 'লিনাক্স' }],
];

const UNKNOWN: Text = { en: 'Unknown browser', bn: 'অজানা ব্রাউজার' };

/** E.g. `Firefox, Windows`. */
export function browserName(userAgent: string): Text {
  const firstOf = (names: typeof BROWSERS) => names.find(([sign]) => sign.test(userAgent))?.[1];
  const known = [firstOf(BROWSERS) ?? UNKNOWN, firstOf(SYSTEMS)].filter((each) => each !== undefined);
  return { en: known.map(({ en }) => en).join(', '), bn: known.map(({ bn }) => bn).join(', ') };
}
