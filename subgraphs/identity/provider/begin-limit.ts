/** Refuses networks that begin too many logins, before anything is written of them. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { inWords, type Text } from '#kit/errors/catalogue.ts';
import { problem } from '#kit/errors/problem.ts';
import { html } from '#kit/html.ts';
import { ADDRESS_LIMIT_MINUTES } from '../login/address-limit.model.ts';
import type { BegunLogins } from '../login/begun-logins.ts';
import { loginErrors } from '../login/errors.ts';
import { document, pageHeaders } from '../pages/document.ts';
import { languageOf } from '../pages/language.ts';

/**
 * The provider's endpoints at which who has proven nothing leaves a record, in every way in which it takes their names: an
 * authorization request and each return to it, one that is pushed, and logging out, where it makes a session to ask in.
 */
const BEGINS = /^\/(auth|request|session\/end)(\/|$)/i;
const PUSHED = /^\/request\/?$/i;

const title: Text = { bn: 'এখন লগ ইন শুরু করা যাচ্ছে না', en: 'A login cannot begin now' };

/**
 * @param address of the request, whole.
 * @returns whether it was refused, and is answered: with 429 (RFC 6585, 4), as a page, or for a pushed request as JSON
 * (RFC 9126, 2.3).
 */
export function beginLimit(begun: BegunLogins) {
  return async (request: FastifyRequest, reply: FastifyReply, address: URL): Promise<boolean> => {
    if (!BEGINS.test(address.pathname) || request.method === 'OPTIONS' || (await begun.take(request.ip))) return false;
    const { message } = inWords(problem(null, 'BUSY_ADDRESS', { minutes: ADDRESS_LIMIT_MINUTES }), loginErrors);
    reply.code(429).header('retry-after', begun.secondsLeft());
    if (PUSHED.test(address.pathname))
      reply
        .header('cache-control', 'no-store')
        .send({ error: 'temporarily_unavailable', error_description: message.en });
    else {
      const language = languageOf(request.headers, address.searchParams.get('ui_locales'));
      const content = html`<p>${message[language]}</p>`;
      reply.headers(pageHeaders()).send(document({ language, address: request.url, title, content }));
    }
    return true;
  };
}
