/** My passkeys: what there is, adding one, taking one away. Pure. */
import type { Text } from '#kit/errors/catalogue.ts';
import { html } from '#kit/html.ts';
import { menu } from './account-pages.ts';
import { document } from './document.ts';
import { endButton, form } from './form.ts';
import type { Language } from './language.ts';
import { whenInWords } from './when.ts';

export type PasskeyView = { readonly id: string; readonly browser: Text; readonly addedAt: Date };

const words = {
  title: { bn: 'আমার পাসকি', en: 'My passkeys' },
  intro: {
    bn: 'পাসকি হলো আপনার ফোন বা কম্পিউটারে রাখা চাবি, যা আঙুলের ছাপ, মুখ বা পিন দিয়ে খোলে। নকল সাইট এটি চাইতে পারে না।',
    en: 'A passkey is a key in your phone or computer that opens by fingerprint, face or PIN. No false site can ask for it.',
  },
  none: { bn: 'কোনো পাসকি নেই।', en: 'You have none.' },
  added: { bn: 'যোগ করা হয়েছে: {when}', en: 'Added: {when}' },
  add: { bn: 'এই ডিভাইসে পাসকি যোগ করুন', en: 'Add a passkey on this device' },
  failed: { bn: 'পাসকি যোগ হয়নি। আবার চেষ্টা করুন।', en: 'No passkey was added. Try again.' },
  script: {
    bn: 'পাসকি যোগ করতে ব্রাউজারে জাভাস্ক্রিপ্ট চালু থাকতে হয়। লগ ইন কোড দিয়ে সবই করা যায়।',
    en: 'Adding one needs JavaScript in the browser. With the code you can log in all the same.',
  },
  remove: { bn: 'মুছে ফেলুন', en: 'Remove' },
} satisfies Record<string, Text>;

export function passkeysPage(
  { language, token }: { readonly language: Language; readonly token: string },
  passkeys: readonly PasskeyView[],
): string {
  const say = (text: Text) => text[language];
  const cards = passkeys.map(({ id, browser, addedAt }) => {
    const name = say(browser);
    return html`<section class="card"><h2>${name}</h2>
<p>${say(words.added).replace('{when}', whenInWords(addedAt, language))}</p>
${form('/account/passkeys/remove', token, endButton(say(words.remove), name, 'passkey', id))}</section>`;
  });
  return document({
    language,
    address: '/account/passkeys',
    title: words.title,
    script: '/passkey-add.js',
    content: html`${menu(language, 'passkeys')}<p>${say(words.intro)}</p>
${cards.length > 0 ? cards : html`<p>${say(words.none)}</p>`}
<div id="passkey" data-path="/account/passkeys" data-token="${token}" data-failed="${say(words.failed)}" hidden>
<button type="button" id="add-passkey">${say(words.add)}</button>
<p class="error" id="passkey-problem" role="status"></p></div>
<noscript><p>${say(words.script)}</p></noscript>`,
  });
}
