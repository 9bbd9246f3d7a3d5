/**
 * The provider's own HTTP listener: its endpoints, and the pages that people see. It knows itself by its public address
 * only: what a request says of host and scheme is not believed.
 */
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import type { Text } from '#kit/errors/catalogue.ts';
import { html } from '#kit/html.ts';
import type { Logger } from '#kit/log.ts';
import type { BegunLogins } from '../login/begun-logins.ts';
import { document, pageHeaders } from '../pages/document.ts';
import { isLanguage, LANGUAGE_COOKIE, LANGUAGE_PARAMETER, languageOf } from '../pages/language.ts';
import { noSuchPage, toAccount } from '../pages/no-such-page.ts';
import { beginLimit } from './begin-limit.ts';
import type { Issuer } from './issuer.ts';

/** A form as it was sent. */
export type FormBody = Readonly<Partial<Record<string, string>>>;

/** The form or page does not belong to what the browser is doing now. */
export class StaleForm extends Error {}

/** None of our pages is there. */
class NoSuchPage extends Error {}

export type ListenerParts = {
  readonly issuer: Issuer;
  readonly host: string;
  readonly port: number;
  readonly log: Logger;
  /** Addresses from which a proxy of ours may say whom it speaks for; none: nobody. */
  readonly trustedProxies: readonly string[];
  readonly begun: BegunLogins;
  /** The pages; everything else is the provider's. */
  readonly pages: (server: FastifyInstance) => void;
};

const OUR_PAGES = /^\/((interaction|account)(\/.*)?|passkey-[a-z]+\.js)?$/;
const MAX_FORM_BYTES = 64_000;
/** So long a request may take to come in: who sends a letter a minute holds no connection for ever. */
const MAX_REQUEST_MS = 60_000;
const LANGUAGE_KEPT_SECONDS = 365 * 24 * 60 * 60;

const words = {
  staleTitle: { bn: 'পাতাটি পুরোনো হয়ে গেছে', en: 'This page is out of date' },
  // Whoever goes back after they have logged in sees this, too.
  stale: {
    bn: 'হয়তো আপনি এরই মধ্যে লগ ইন করেছেন: তাহলে অ্যাপে ফিরে কাজ চালিয়ে যান। না হলে অ্যাপ থেকে আবার শুরু করুন।',
    en: 'Perhaps you have logged in already: then go on in the app. If not, start again from the app.',
  },
  notSent: { bn: 'এই পাতা থেকে কিছুই পাঠানো হয়নি।', en: 'Nothing was sent from this page.' },
  failedTitle: { bn: 'এখন কাজটি করা যাচ্ছে না', en: 'This does not work now' },
  failed: {
    bn: 'আমাদের দিকে একটি সমস্যা হয়েছে। কয়েক মিনিট পরে আবার চেষ্টা করুন।',
    en: 'Something went wrong on our side. Try again in a few minutes.',
  },
} satisfies Record<string, Text>;

/**
 * @returns how to end it: requests under way are answered first.
 * @throws Error that says what to do when the port is taken.
 */
export async function listen({ issuer, host, port, log, trustedProxies, begun, pages }: ListenerParts) {
  const isRefused = beginLimit(begun);
  const { host: ownHost, protocol } = new URL(issuer.url);
  const server = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_FORM_BYTES,
    requestTimeout: MAX_REQUEST_MS,
    trustProxy: [...trustedProxies],
  });
  let isClosing = false;
  server.addHook('preClose', async () => {
    isClosing = true;
  });
  server.addHook('onRequest', async (request, reply) => {
    const { raw } = request;
    raw.headers.host = ownHost;
    raw.headers['x-forwarded-proto'] = protocol.slice(0, -1);
    delete raw.headers['x-forwarded-host'];
    // A connection that is kept for the next request would keep us from ending.
    reply.raw.once('finish', () => isClosing && server.server.closeIdleConnections());
    // `OPTIONS *`, or a whole address, as proxies are asked.
    if (!request.url.startsWith('/')) throw new StaleForm();
    const address = new URL(`${issuer.url}${request.url}`);
    const language = address.searchParams.get(LANGUAGE_PARAMETER);
    if (request.method === 'GET' && isLanguage(language)) {
      address.searchParams.delete(LANGUAGE_PARAMETER);
      // Back to the page by its own path: nothing in the address can lead elsewhere.
      return reply
        .header('set-cookie', languageCookie(language, protocol))
        .redirect(`${address.pathname.replace(/^\/+/, '/')}${address.search}`, 303);
    }
    if (OUR_PAGES.test(address.pathname)) return;
    if (await isRefused(request, reply, address)) return reply;
    reply.hijack();
    await issuer.handle(raw, reply.raw);
  });
  // Forms only, so that a field is a text; a page's script that speaks JSON says so where its route is.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  server.setErrorHandler((error, request, reply) => {
    const { method, url } = request;
    const language = languageOf(request.headers);
    reply.headers(pageHeaders());
    if (error instanceof NoSuchPage) return reply.code(404).send(noSuchPage(language, url));
    const isStale = error instanceof StaleForm;
    const status = isStale ? 400 : error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status >= 500) log.error({ err: error }, 'a page failed');
    const [title, content] =
      status < 500
        ? [
            words.staleTitle,
            html`${method === 'GET' ? null : html`<p>${words.notSent[language]}</p>`}<p>${words.stale[language]}</p>
${toAccount(language)}`,
          ]
        : [words.failedTitle, html`<p>${words.failed[language]}</p>`];
    return reply.code(status).send(document({ language, address: url, title, content }));
  });
  server.setNotFoundHandler(() => {
    throw new NoSuchPage();
  });
  pages(server);
  try {
    await server.listen({ host, port });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new Error(
      `port ${port}, where people log in, is in use: stop the program that listens there, or choose another: ISSUER_PORT=${port + 1}`,
    );
  }
  return () => server.close();
}

function languageCookie(language: string, protocol: string): string {
  const secure = protocol === 'https:' ? '; Secure' : '';
  return `${LANGUAGE_COOKIE}=${language}; Path=/; Max-Age=${LANGUAGE_KEPT_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}
