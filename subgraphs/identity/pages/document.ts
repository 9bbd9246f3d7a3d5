/** The frame of every page: language switch, heading, what went wrong, headers. Without JavaScript, down to 320 px. */
import { createHash } from 'node:crypto';
import type { Text } from '#kit/errors/catalogue.ts';
import { Html, html } from '#kit/html.ts';
import { LANGUAGE_PARAMETER, LANGUAGES, type Language } from './language.ts';
import { STYLE } from './style.ts';

export type Page = {
  readonly language: Language;
  /** Path and query at which the page can be opened: the language switch leads there. */
  readonly address: string;
  readonly title: Text;
  readonly content: Html;
  /** What went wrong, and in which field if in one. */
  readonly problem?: PageProblem | null;
  /** A script of ours that the page loads; without it the page still says what to do. */
  readonly script?: string;
};

export type PageProblem = { readonly message: Text; readonly field: string | null };

/** Names the heading, for what the page's title is the name of. */
export const TITLE_ID = 'title';

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const words = {
  site: { bn: 'নাগরিক', en: 'Nagarik' },
  siteIs: { bn: 'সব সরকারি সেবার একটিই লগ ইন', en: 'One login for every government service' },
  languages: { bn: 'ভাষা', en: 'Language' },
  problem: { bn: 'একটি সমস্যা হয়েছে', en: 'There is a problem' },
  errorTitle: { bn: 'সমস্যা: ', en: 'Problem: ' },
  help: { bn: 'সাহায্য', en: 'Help' },
  helpIs: {
    bn: 'সরকারি সেবার হেল্পলাইন ৩৩৩, দিনরাত। যেকোনো নাগরিক সেবাকেন্দ্রেও সাহায্য পাবেন।',
    en: 'Call 333, the helpline for government services, at any hour; or ask at any Citizen Service centre.',
  },
  neverAsked: {
    bn: 'কোনো কর্মকর্তা, উদ্যোক্তা বা হেল্পলাইন কখনো আপনার লগ ইন কোড চাইবে না।',
    en: 'No official, entrepreneur or helpline ever asks for your login code.',
  },
} satisfies Record<string, Text>;

export function document({ language, address, title, content, problem, script }: Page): string {
  const say = (text: Text) => text[language];
  const languages = LANGUAGES.map(({ code, name }) =>
    code === language
      ? html`<li><span lang="${code}" aria-current="true">${name}</span></li>`
      : html`<li><a href="${inLanguage(address, code)}" lang="${code}" hreflang="${code}">${name}</a></li>`,
  );
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${problem ? say(words.errorTitle) : ''}${say(title)} · ${say(words.site)}</title>
<style>${new Html(STYLE)}</style>
${script === undefined ? null : html`<script src="${script}" defer></script>`}
</head>
<body>
<header><p><strong>${say(words.site)}</strong> <span>${say(words.siteIs)}</span></p>
<nav aria-label="${say(words.languages)}"><ul>${languages}</ul></nav></header>
<main>
${problem ? summary(problem, language) : null}
<h1 id="${TITLE_ID}">${say(title)}</h1>
${content}
</main>
<footer><h2>${say(words.help)}</h2><p>${say(words.helpIs)}</p><p>${say(words.neverAsked)}</p></footer>
</body>
</html>
`.text;
}

function inLanguage(address: string, code: Language): string {
  const url = new URL(address, 'http://page.invalid');
  url.searchParams.set(LANGUAGE_PARAMETER, code);
  return `${url.pathname}${url.search}`;
}

function summary({ message, field }: PageProblem, language: Language): Html {
  const said = field === null ? html`${message[language]}` : html`<a href="#${field}">${message[language]}</a>`;
  return html`<div class="problem" role="alert"><h2>${words.problem[language]}</h2><p>${said}</p></div>`;
}

/**
 * Headers of a page: it loads nothing but our own scripts, is framed by nobody, and is kept nowhere.
 * @param target where its form leads in the end: browsers hold `form-action` against the redirect too.
 */
export function pageHeaders(target?: string): Record<string, string> {
  const targets = ["'self'", ...(target === undefined ? [] : [sourceOf(target)])].join(' ');
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'none'",
      `style-src 'sha256-${STYLE_HASH}'`,
      "script-src 'self'",
      "connect-src 'self'",
      `form-action ${targets}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'cache-control': 'no-store',
    // With none at all, browsers would hide from us that our own form is ours (`Origin: null`).
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
  };
}

/** An origin, or the scheme of an app of its own (`bd.gov.nagarik.app:`). */
function sourceOf(target: string): string {
  const { origin, protocol } = new URL(target);
  return origin === 'null' ? protocol : origin;
}
