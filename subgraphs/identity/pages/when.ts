import type { Language } from './language.ts';

const FORMATS: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  bn: new Intl.DateTimeFormat('bn-BD', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Dhaka' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Dhaka' }),
};

/** An instant as people in Dhaka write it. */
export function whenInWords(instant: Date, language: Language): string {
  return FORMATS[language].format(instant);
}
