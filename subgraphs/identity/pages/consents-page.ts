/** My consents: who may act for me at a service centre, and my card of codes; each can be ended. Pure. */
import { inGroups } from '#kit/check-digit.ts';
import { inBanglaDigits, type Text } from '#kit/errors/catalogue.ts';
import { type Html, html } from '#kit/html.ts';
import { menu } from './account-pages.ts';
import { document } from './document.ts';
import { endButton, form } from './form.ts';
import type { Language } from './language.ts';
import { whenInWords } from './when.ts';

export type ConsentView = {
  readonly id: string;
  readonly entrepreneur: Text;
  readonly centre: Text;
  readonly services: readonly Text[];
  readonly givenAt: Date;
  /** When it ends or has ended. */
  readonly endsAt: Date;
  readonly state: 'IN_FORCE' | 'TAKEN_BACK' | 'OVER';
};

export type CardView = {
  readonly cardNumber: string;
  readonly centre: Text;
  readonly validUntil: Date;
  readonly codesLeft: number;
  /** Too many wrong codes were tried with it. */
  readonly isBlocked: boolean;
};

/** What the buttons send back. */
export const ALL_CONSENTS = 'all';

const words = {
  title: { bn: 'আমার সম্মতি', en: 'My consents' },
  intro: {
    bn: 'সেবাকেন্দ্রের যে উদ্যোক্তাকে আপনি আপনার হয়ে কাজ করার সম্মতি দিয়েছেন। শেষ করলে তিনি এক মিনিটের মধ্যে আর কিছু দেখতে বা করতে পারবেন না। আপনার মোবাইল থেকে STOP লিখে পাঠালেও সব সম্মতি শেষ হয়।',
    en: 'The entrepreneurs at service centres who may act for you because you agreed. Ended, they see and do nothing any more within a minute. STOP, sent from your mobile, ends all of them, too.',
  },
  inForce: { bn: 'এখন চালু', en: 'In force now' },
  none: { bn: 'এখন কোনো সম্মতি চালু নেই।', en: 'No consent is in force now.' },
  where: { bn: 'কেন্দ্র: {centre}', en: 'Centre: {centre}' },
  services: { bn: 'যে সেবার জন্য:', en: 'For:' },
  given: { bn: 'দেওয়া হয়েছে: {when}', en: 'Given: {when}' },
  until: { bn: 'মেয়াদ: {when} পর্যন্ত', en: 'Until: {when}' },
  end: { bn: 'সম্মতি শেষ করুন', en: 'End this consent' },
  endAll: { bn: 'সব সম্মতি শেষ করুন', en: 'End all consents' },
  ended: { bn: 'গত ৭ দিনে শেষ হওয়া', en: 'Ended in the last 7 days' },
  takenBack: { bn: 'আপনি ফিরিয়ে নিয়েছেন: {when}', en: 'Taken back: {when}' },
  over: { bn: 'মেয়াদ শেষ হয়েছে: {when}', en: 'Ran out: {when}' },
  card: { bn: 'আমার সম্মতি কার্ড', en: 'My consent card' },
  cardIs: {
    bn: 'ফোন ছাড়া সেবা নেওয়ার ছাপা কার্ড। হারিয়ে গেলে এখানে বন্ধ করুন; জাতীয় পরিচয়পত্র দেখিয়ে সেবাকেন্দ্র থেকে নতুন কার্ড পাবেন।',
    en: 'The printed card for being served without a phone. If it is lost, end it here; a service centre prints a new one against your national ID.',
  },
  noCard: { bn: 'আপনার নামে কোনো চালু কার্ড নেই।', en: 'No card in your name is valid now.' },
  cardNumber: { bn: 'কার্ড নম্বর {number}', en: 'Card {number}' },
  cardFrom: { bn: 'যে কেন্দ্র থেকে: {centre}', en: 'From: {centre}' },
  codesLeft: { bn: 'অব্যবহৃত কোড: {count}', en: 'Codes not used: {count}' },
  blocked: {
    bn: 'অনেকবার ভুল কোড দেওয়ায় কার্ডটি আটকে আছে।',
    en: 'It is blocked: too many wrong codes were tried with it.',
  },
  endCard: { bn: 'কার্ড বন্ধ করুন', en: 'End this card' },
} satisfies Record<string, Text>;

export function consentsPage(
  { language, token }: { readonly language: Language; readonly token: string },
  consents: readonly ConsentView[],
  card: CardView | null,
): string {
  const say = (text: Text) => text[language];
  const [open, ended] = [
    consents.filter(({ state }) => state === 'IN_FORCE'),
    consents.filter(({ state }) => state !== 'IN_FORCE'),
  ];
  const send = (button: Html) => form('/account/consents', token, button);
  const endAll = html`<button type="submit" class="other" name="consent" value="${ALL_CONSENTS}">${say(words.endAll)}</button>`;
  return document({
    language,
    address: '/account/consents',
    title: words.title,
    content: html`${menu(language, 'consents')}<p>${say(words.intro)}</p>
<h2>${say(words.inForce)}</h2>
${open.length === 0 ? html`<p>${say(words.none)}</p>` : null}
${open.map((consent) => consentCard(consent, language, send(endConsent(consent, language))))}
${open.length > 1 ? send(endAll) : null}
<h2>${say(words.card)}</h2>
<p>${say(words.cardIs)}</p>
${card ? printedCard(card, language, token) : html`<p>${say(words.noCard)}</p>`}
${ended.length === 0 ? null : html`<h2>${say(words.ended)}</h2>`}
${ended.map((consent) => consentCard(consent, language))}`,
  });
}

function endConsent({ id, entrepreneur, services }: ConsentView, language: Language): Html {
  const which = [entrepreneur, ...services].map((each) => each[language]).join(', ');
  return endButton(words.end[language], which, 'consent', id);
}

function consentCard(
  { entrepreneur, centre, services, givenAt, endsAt, state }: ConsentView,
  language: Language,
  end: Html | null = null,
): Html {
  const say = (text: Text) => text[language];
  const ends = { IN_FORCE: words.until, TAKEN_BACK: words.takenBack, OVER: words.over }[state];
  return html`<section class="card"><h3>${say(entrepreneur)}</h3>
<p>${say(words.where).replace('{centre}', () => say(centre))}</p>
<p>${say(words.services)}</p><ul>${services.map((each) => html`<li>${say(each)}</li>`)}</ul>
<p>${say(words.given).replace('{when}', whenInWords(givenAt, language))}<br>
${say(ends).replace('{when}', whenInWords(endsAt, language))}</p>
${end}</section>`;
}

function printedCard(
  { cardNumber, centre, validUntil, codesLeft, isBlocked }: CardView,
  language: Language,
  token: string,
): Html {
  const say = (text: Text) => text[language];
  const count = language === 'bn' ? inBanglaDigits(String(codesLeft)) : String(codesLeft);
  return html`<section class="card"><h3>${say(words.cardNumber).replace('{number}', inGroups(cardNumber))}</h3>
${isBlocked ? html`<p class="error">${say(words.blocked)}</p>` : null}
<p>${say(words.cardFrom).replace('{centre}', () => say(centre))}<br>
${say(words.until).replace('{when}', whenInWords(validUntil, language))}<br>
${say(words.codesLeft).replace('{count}', count)}</p>
${form('/account/consents/card', token, html`<button type="submit" class="other">${say(words.endCard)}</button>`)}</section>`;
}
