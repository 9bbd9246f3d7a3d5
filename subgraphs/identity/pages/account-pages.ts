/** My account: where I am logged in, which apps may act for me, in which role I act. Pure. */
import type { Text } from '#kit/errors/catalogue.ts';
import { type Html, html } from '#kit/html.ts';
import { document } from './document.ts';
import { endButton, form } from './form.ts';
import type { Language } from './language.ts';
import { whenInWords } from './when.ts';

type Account = { readonly language: Language; readonly token: string };

export type SessionView = {
  /** Names it in the form. */
  readonly handle: string;
  readonly isThisOne: boolean;
  readonly browser: Text;
  readonly since: Date;
  readonly apps: readonly Text[];
};

export type AppView = {
  readonly clientId: string;
  readonly name: Text;
  readonly since: Date;
  readonly may: readonly Text[];
};

export type RoleView = { readonly role: string; readonly name: Text; readonly isCurrent: boolean };

const words = {
  sessions: { bn: 'আমার লগ ইন', en: 'My sessions' },
  apps: { bn: 'আমার অ্যাপ', en: 'My apps' },
  consents: { bn: 'আমার সম্মতি', en: 'My consents' },
  passkeys: { bn: 'আমার পাসকি', en: 'My passkeys' },
  account: { bn: 'আমার অ্যাকাউন্ট', en: 'My account' },
  sessionsIntro: {
    bn: 'যেখানে যেখানে আপনি লগ ইন করে আছেন। কোনোটি আপনার না হলে সেটি শেষ করুন।',
    en: 'Where you are logged in. End what is not yours.',
  },
  thisOne: { bn: 'এই ব্রাউজার', en: 'This browser' },
  since: { bn: 'লগ ইন: {when}', en: 'Logged in: {when}' },
  usedBy: { bn: 'যেসব অ্যাপে: {apps}', en: 'Used by: {apps}' },
  end: { bn: 'এই লগ ইন শেষ করুন', en: 'End this session' },
  endAll: { bn: 'সব লগ ইন শেষ করুন', en: 'End all sessions' },
  appsIntro: {
    bn: 'যেসব অ্যাপকে আপনি অনুমতি দিয়েছেন। ফিরিয়ে নিলে অ্যাপটি এক মিনিটের মধ্যে আর কিছু দেখতে বা করতে পারবে না।',
    en: 'The apps that you have allowed. Taken back, an app sees and does nothing any more within a minute.',
  },
  noApps: { bn: 'কোনো অ্যাপকে অনুমতি দেওয়া নেই।', en: 'You have allowed no app.' },
  allowed: { bn: 'অনুমতি: {when}', en: 'Allowed: {when}' },
  takeBack: { bn: 'অনুমতি ফিরিয়ে নিন', en: 'Take back' },
  roles: { bn: 'আপনি এখন যে পরিচয়ে কাজ করছেন', en: 'The role in which you act now' },
  changeRole: { bn: 'পরিচয় বদলান', en: 'Change role' },
  rolesHint: {
    bn: 'অ্যাপে আবার লগ ইন করলে নতুন পরিচয় কার্যকর হবে।',
    en: 'It counts from the next time that an app logs you in.',
  },
} satisfies Record<string, Text>;

export function sessionsPage(
  { language, token }: Account,
  sessions: readonly SessionView[],
  roles: readonly RoleView[],
): string {
  const say = (text: Text) => text[language];
  const thisFirst = [...sessions].sort((one, other) => Number(other.isThisOne) - Number(one.isThisOne));
  const cards = thisFirst.map(({ handle, isThisOne, browser, since, apps }) => {
    const name = say(browser);
    return html`<section class="card"><h2>${name}</h2>
${isThisOne ? html`<p class="done">${say(words.thisOne)}</p>` : null}
<p>${say(words.since).replace('{when}', whenInWords(since, language))}</p>
${apps.length === 0 ? null : html`<p>${say(words.usedBy).replace('{apps}', apps.map(say).join(', '))}</p>`}
${form('/account/sessions', token, endButton(say(words.end), name, 'session', handle))}</section>`;
  });
  return document({
    language,
    address: '/account/sessions',
    title: words.sessions,
    content: html`${menu(language, 'sessions')}<p>${say(words.sessionsIntro)}</p>
${cards}
${form('/account/sessions', token, html`<button type="submit" class="other" name="session" value="all">${say(words.endAll)}</button>`)}
${roles.length > 1 ? roleForm({ language, token }, roles) : null}`,
  });
}

function roleForm({ language, token }: Account, roles: readonly RoleView[]): Html {
  const say = (text: Text) => text[language];
  const choices = roles.map(
    ({ role, name, isCurrent }) => html`<div class="choice">
<input type="radio" id="role-${role}" name="role" value="${role}"${isCurrent ? html` checked` : null}>
<label for="role-${role}">${say(name)}</label></div>`,
  );
  return form(
    '/account/role',
    token,
    html`<fieldset><legend>${say(words.roles)}</legend><p class="hint">${say(words.rolesHint)}</p>${choices}</fieldset>
<button type="submit" class="other">${say(words.changeRole)}</button>`,
  );
}

export function appsPage({ language, token }: Account, apps: readonly AppView[]): string {
  const say = (text: Text) => text[language];
  const cards = apps.map(
    ({ clientId, name, since, may }) => html`<section class="card"><h2>${say(name)}</h2>
<p>${say(words.allowed).replace('{when}', whenInWords(since, language))}</p>
<ul>${may.map((each) => html`<li>${say(each)}</li>`)}</ul>
${form('/account/apps', token, endButton(say(words.takeBack), say(name), 'app', clientId))}</section>`,
  );
  return document({
    language,
    address: '/account/apps',
    title: words.apps,
    content: html`${menu(language, 'apps')}<p>${say(words.appsIntro)}</p>
${cards.length > 0 ? cards : html`<p>${say(words.noApps)}</p>`}`,
  });
}

const PAGES = ['sessions', 'apps', 'consents', 'passkeys'] as const;

/** Between the pages of the account. */
export function menu(language: Language, current: (typeof PAGES)[number]): Html {
  const items = PAGES.map((name) =>
    name === current
      ? html`<li><span aria-current="page">${words[name][language]}</span></li>`
      : html`<li><a href="/account/${name}">${words[name][language]}</a></li>`,
  );
  return html`<nav aria-label="${words.account[language]}"><ul>${items}</ul></nav>`;
}
