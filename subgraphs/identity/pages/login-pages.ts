/** The pages of a login: national ID, code, role, consent. Pure. */
import type { Text } from '#kit/errors/catalogue.ts';
import { type Html, html } from '#kit/html.ts';
import type { HeldRole } from '../held-roles.ts';
import { document, type PageProblem, TITLE_ID } from './document.ts';
import { button, digitsField, form, otherButton } from './form.ts';
import type { Language } from './language.ts';
import { roleName, roleWords } from './role-words.ts';

/** What every page of an interaction needs. */
export type Step = {
  readonly language: Language;
  /** Base path of the interaction. */
  readonly path: string;
  readonly token: string;
  /** The app that asks. */
  readonly app: Text;
  readonly problem: PageProblem | null;
};

const words = {
  loginTitle: { bn: 'লগ ইন করুন', en: 'Log in' },
  loginFor: { bn: '{app} আপনাকে লগ ইন করতে বলছে।', en: '{app} asks you to log in.' },
  nationalId: { bn: 'জাতীয় পরিচয়পত্র নম্বর', en: 'National ID number' },
  nationalIdHint: {
    bn: '১০, ১৩ বা ১৭ সংখ্যা। বাংলা বা ইংরেজি যেকোনো অঙ্কে লেখা যায়।',
    en: '10, 13 or 17 digits, in Bangla or English numerals.',
  },
  sendCode: { bn: 'আমার মোবাইলে কোড পাঠান', en: 'Send a code to my mobile' },
  usePasskey: { bn: 'পাসকি দিয়ে লগ ইন করুন', en: 'Log in with a passkey' },
  passkeyAsked: {
    bn: 'এই কাজের জন্য পাসকি দিয়ে লগ ইন করতে হবে। পাসকি না থাকলে আগে “আমার অ্যাকাউন্ট” থেকে একটি যোগ করুন।',
    en: 'This needs a login with a passkey. If you have none, add one in “My account” first.',
  },
  passkeyScript: {
    bn: 'পাসকি ব্যবহার করতে ব্রাউজারে জাভাস্ক্রিপ্ট চালু থাকতে হয়।',
    en: 'A passkey needs JavaScript in the browser.',
  },
  passkeyFailed: {
    bn: 'পাসকি দিয়ে লগ ইন হয়নি। আবার চেষ্টা করুন, অথবা কোড ব্যবহার করুন।',
    en: 'The passkey did not log you in. Try again, or use a code.',
  },
  cancel: { bn: 'বাতিল করে ফিরে যান', en: 'Cancel and go back' },
  codeTitle: { bn: 'কোডটি লিখুন', en: 'Enter the code' },
  codeSent: {
    bn: 'নম্বরটি নিবন্ধিত হলে তার মোবাইলে ছয় অঙ্কের একটি কোড পাঠানো হয়েছে। কোডটি ৫ মিনিট কাজ করবে।',
    en: 'If the number is registered, a code of six digits was sent to its mobile. It works for 5 minutes.',
  },
  code: { bn: 'মেসেজের কোড', en: 'Code from the message' },
  codeHint: {
    bn: 'ছয়টি অঙ্ক। কোডটি কাউকে বলবেন না, কেউ চাইলেও না।',
    en: 'Six digits. Tell it to nobody, whoever asks.',
  },
  logIn: { bn: 'লগ ইন', en: 'Log in' },
  again: { bn: 'অন্য নম্বর বা নতুন কোড', en: 'Another number, or a new code' },
  deadCodeTitle: { bn: 'কোডটি আর কাজ করবে না', en: 'The code no longer works' },
  deadCode: {
    bn: 'জাতীয় পরিচয়পত্র নম্বর আবার লিখলে নতুন কোড পাঠানো হবে।',
    en: 'Type the national ID again, and a new one is sent.',
  },
  newCode: { bn: 'নতুন কোড নিন', en: 'Get a new code' },
  roleTitle: { bn: 'আপনি কোন পরিচয়ে কাজ করবেন?', en: 'In which role do you act?' },
  roleHint: {
    bn: 'আপনার একাধিক দায়িত্ব আছে। যা করবেন, তা এই পরিচয়ে লেখা থাকবে।',
    en: 'You hold several. What you do is recorded under the one you choose.',
  },
  chooseRole: { bn: 'এগিয়ে যান', en: 'Continue' },
  consentTitle: { bn: '{app}-কে অনুমতি দেবেন?', en: 'Allow {app}?' },
  consentAsks: { bn: 'এই অ্যাপ যা করতে চায়:', en: 'This app asks to:' },
  consentEnds: {
    bn: 'আপনি যেকোনো সময় “আমার অ্যাপ” পাতা থেকে অনুমতি ফিরিয়ে নিতে পারেন।',
    en: 'You can take this back at any time on the page “My apps”.',
  },
  allow: { bn: 'অনুমতি দিন', en: 'Allow' },
  refuse: { bn: 'না, অনুমতি দেব না', en: 'No, do not allow' },
} satisfies Record<string, Text>;

/** @param typed what was refused, to be mended. */
export function nationalIdPage(
  step: Step,
  { typed, passkeyAsked }: { readonly typed: string; readonly passkeyAsked: boolean },
): string {
  const { language, path, token, problem } = step;
  const say = (text: Text) => text[language];
  const nationalId = digitsField(
    { name: 'nationalId', label: words.nationalId, hint: words.nationalIdHint, autocomplete: 'off', typed, problem },
    language,
  );
  const byCode = form(`${path}/national-id`, token, html`${nationalId}\n${button(words.sendCode, language)}`);
  return document({
    language,
    address: path,
    title: words.loginTitle,
    problem,
    script: '/passkey-login.js',
    content: html`<p>${say(words.loginFor).replace('{app}', say(step.app))}</p>
${passkeyAsked ? html`<p class="done">${say(words.passkeyAsked)}</p>` : byCode}
<div id="passkey" data-path="${path}" data-token="${token}" data-failed="${say(words.passkeyFailed)}" hidden>
<button type="button" class="other" id="use-passkey">${say(words.usePasskey)}</button>
<p class="error" id="passkey-problem" role="status"></p></div>
${passkeyAsked ? html`<noscript><p>${say(words.passkeyScript)}</p></noscript>` : null}
${cancelForm(step)}`,
  });
}

export function codePage(step: Step): string {
  const { language, path, token, problem } = step;
  const code = digitsField(
    { name: 'code', label: words.code, hint: words.codeHint, autocomplete: 'one-time-code', problem },
    language,
  );
  return document({
    language,
    address: path,
    title: words.codeTitle,
    problem,
    content: html`<p>${words.codeSent[language]}</p>
${form(`${path}/code`, token, html`${code}\n${button(words.logIn, language)}`)}
${form(`${path}/again`, token, html`<button type="submit" class="other">${words.again[language]}</button>`)}
${cancelForm(step)}`,
  });
}

/** The code was tried too often, has expired, or was used: there is nothing to type. */
export function deadCodePage(step: Step): string {
  const { language, path, token } = step;
  return document({
    language,
    address: path,
    title: words.deadCodeTitle,
    problem: step.problem && { ...step.problem, field: null },
    content: html`<p>${words.deadCode[language]}</p>
${form(`${path}/again`, token, button(words.newCode, language))}
${cancelForm(step)}`,
  });
}

export function rolePage(step: Step, held: readonly HeldRole[], ministryName: (code: string) => Text): string {
  const { language, path, token, problem } = step;
  const choices = held.map(
    (each) => html`<div class="choice"><input type="radio" id="role-${each.role}" name="role" value="${each.role}">
<label for="role-${each.role}">${roleName(each, ministryName)[language]}</label></div>`,
  );
  const wrong = problem ? html`<p class="error" id="role-error">${problem.message[language]}</p>` : null;
  const content = html`<fieldset id="role" tabindex="-1" aria-labelledby="${TITLE_ID}"${problem ? html` aria-describedby="role-error"` : null}>
${wrong}<p class="hint">${words.roleHint[language]}</p>
${choices}</fieldset>
${button(words.chooseRole, language)}`;
  return document({
    language,
    address: path,
    title: words.roleTitle,
    problem,
    content: html`${form(`${path}/role`, token, content)}\n${cancelForm(step)}`,
  });
}

/** @param asks what the app asks for, in words. */
export function consentPage(step: Step, asks: readonly Text[]): string {
  const { language, path, token, app } = step;
  const name = app[language];
  const title = { bn: words.consentTitle.bn.replace('{app}', name), en: words.consentTitle.en.replace('{app}', name) };
  const list = asks.map((each) => html`<li>${each[language]}</li>`);
  return document({
    language,
    address: path,
    title,
    problem: step.problem,
    content: html`<p>${words.consentAsks[language]}</p>
<ul>${list}</ul>
<p class="fine">${words.consentEnds[language]}</p>
${form(
  `${path}/consent`,
  token,
  html`<button type="submit" name="answer" value="allow">${words.allow[language]}</button>
${otherButton(words.refuse, language, 'refuse')}`,
)}`,
  });
}

function cancelForm({ path, token, language }: Step): Html {
  return form(`${path}/cancel`, token, html`<button type="submit" class="other">${words.cancel[language]}</button>`);
}

const scopeWords: Readonly<Record<string, Text>> = {
  openid: {
    bn: 'আপনি কে তা একটি নম্বর দিয়ে চিনতে (জাতীয় পরিচয়পত্র নম্বর নয়)',
    en: 'know you by a number that is not your national ID',
  },
  profile: { bn: 'আপনার নাম জানতে', en: 'see your name' },
  offline_access: { bn: 'আপনি অ্যাপে না থাকলেও লগ ইন অবস্থায় থাকতে', en: 'stay logged in while you are away' },
};

/** What scopes mean to the person who is asked. @param held the roles that they name. */
export function asksInWords(
  scopes: readonly string[],
  held: readonly HeldRole[],
  ministryName: (code: string) => Text,
): Text[] {
  const roles = held.map((each) => {
    const { bn, en } = roleName(each, ministryName);
    return { bn: roleWords.asks.bn.replace('{role}', bn), en: roleWords.asks.en.replace('{role}', en) };
  });
  return [...scopes.flatMap((scope) => scopeWords[scope] ?? []), ...roles];
}
