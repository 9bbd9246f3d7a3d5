import type { Language } from './language.ts';

const FORMATS: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  // By 24 hours: the library has `AM` and `PM` for Bangla in Latin letters.
  bn: new Intl.DateTimeFormat('bn-BD', {
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone: 'Asia/Dhaka',
  }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Dhaka' }),
};

/** An instant as people in Dhaka write it. */
export function whenInWords(instant: Date, language: Language): string {
  return FORMATS[language].format(instant);
}
