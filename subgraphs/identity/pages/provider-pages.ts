/** The pages that the provider itself asks for: something is wrong with a request, logging out. */
import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import type { Text } from '#kit/errors/catalogue.ts';
import { Html, html } from '#kit/html.ts';
import { document, pageHeaders } from './document.ts';
import { languageOf } from './language.ts';
import { noSuchPage } from './no-such-page.ts';

export type ProviderPages = ReturnType<typeof providerPages>;

const words = {
  errorTitle: { bn: 'এভাবে এগোনো যাচ্ছে না', en: 'This cannot go on' },
  startAgain: {
    bn: 'অ্যাপে ফিরে গিয়ে আবার শুরু করুন। বারবার হলে অ্যাপের নির্মাতাকে নিচের কথাটি জানান।',
    en: 'Go back to the app and start again. If it happens again, tell the app’s maker what stands below.',
  },
  logoutTitle: { bn: 'লগ আউট করবেন?', en: 'Log out?' },
  logoutMeans: {
    bn: 'এই ব্রাউজারে আপনার লগ ইন ব্যবহার করে এমন সব অ্যাপ থেকে লগ আউট হবে।',
    en: 'You will be logged out of every app that uses your login in this browser.',
  },
  logOut: { bn: 'হ্যাঁ, লগ আউট', en: 'Yes, log out' },
  stay: { bn: 'না, লগ ইন থাকব', en: 'No, stay logged in' },
  doneTitle: { bn: 'আপনার লগ আউট হয়েছে', en: 'You are logged out' },
  doneText: { bn: 'এই পাতা বন্ধ করতে পারেন।', en: 'You can close this page.' },
} satisfies Record<string, Text>;

export function providerPages() {
  function show(ctx: KoaContextWithOIDC, title: Text, content: (say: (text: Text) => string) => Html, target?: string) {
    const language = languageOf(ctx.headers, ctx.oidc?.params?.ui_locales);
    ctx.set(pageHeaders(target));
    ctx.body = document({ language, address: ctx.url, title, content: content((text) => text[language]) });
  }
  return {
    error(ctx: KoaContextWithOIDC, { error, error_description: description }: ErrorOut): void {
      show(
        ctx,
        words.errorTitle,
        (say) => html`<p>${say(words.startAgain)}</p><p class="fine" lang="en">${error}: ${description ?? ''}</p>`,
      );
    },

    /** @param form the provider's, with its own token against forged requests. */
    logout(ctx: KoaContextWithOIDC, form: string): void {
      const target = ctx.oidc.session?.state?.postLogoutRedirectUri;
      show(
        ctx,
        words.logoutTitle,
        (say) => html`<p>${say(words.logoutMeans)}</p>${new Html(form)}
<button type="submit" form="op.logoutForm" name="logout" value="yes">${say(words.logOut)}</button>
<button type="submit" form="op.logoutForm" class="other">${say(words.stay)}</button>`,
        typeof target === 'string' ? target : undefined,
      );
    },

    loggedOut(ctx: KoaContextWithOIDC): void {
      show(ctx, words.doneTitle, (say) => html`<p class="done">${say(words.doneText)}</p>`);
    },

    notFound(ctx: KoaContextWithOIDC): void {
      ctx.set(pageHeaders());
      ctx.body = noSuchPage(languageOf(ctx.headers), ctx.url);
      // Last: a body makes it a 200.
      ctx.status = 404;
    },
  };
}
