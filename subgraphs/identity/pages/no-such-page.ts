/** An address at which nothing of ours is. Pure. */
import type { Text } from '#kit/errors/catalogue.ts';
import { type Html, html } from '#kit/html.ts';
import { document } from './document.ts';
import type { Language } from './language.ts';

const words = {
  title: { bn: 'এমন কোনো পাতা নেই', en: 'There is no such page' },
  text: {
    bn: 'ঠিকানাটি মিলিয়ে দেখুন, অথবা যে অ্যাপ থেকে এসেছেন সেখানে ফিরে যান।',
    en: 'Compare the address, or go back to the app you came from.',
  },
  account: { bn: 'আমার অ্যাকাউন্ট', en: 'My account' },
} satisfies Record<string, Text>;

export function noSuchPage(language: Language, address: string): string {
  const content = html`<p>${words.text[language]}</p>\n${toAccount(language)}`;
  return document({ language, address, title: words.title, content });
}

/** A way on for who is logged in; who is not is asked to log in. */
export function toAccount(language: Language): Html {
  return html`<p><a href="/account">${words.account[language]}</a></p>`;
}
