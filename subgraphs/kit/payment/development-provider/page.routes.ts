/** The pages on which people pay. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Text } from '../../errors/catalogue.ts';
import { isSignedBy, signatureOf } from '../provider.ts';
import type { Callbacks } from './callbacks.ts';
import type { Checkouts } from './checkouts.model.ts';
import { checkoutPage, noticePage, notices, pageHeaders } from './pages.ts';

/** How long the payer's browser waits for the ministry, so that it mostly shows "paid" when they are back. */
const BROWSER_WAITS_MS = 2_000;

export function addPages(server: FastifyInstance, secret: string, checkouts: Checkouts, callbacks: Callbacks): void {
  // Its own key, so that no token is ever the signature of a receipt.
  const formKey = signatureOf('the key of form tokens', secret);

  server.register(async (route) => {
    route.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    route.setErrorHandler((error, _request, reply) => {
      const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
      if (status >= 500) route.log.error({ err: error }, 'a page failed');
      return sendNotice(reply, status, notices.FAILED);
    });

    route.get<{ Params: { id: string } }>('/checkouts/:id', async (request, reply) => {
      const checkout = await checkouts.find(request.params.id);
      if (!checkout) return sendNotice(reply, 404, notices.NO_SUCH_CHECKOUT);
      const path = `/checkouts/${checkout._id}`;
      const browser = browserOf(request) ?? randomBytes(16).toString('base64url');
      return reply
        .headers(pageHeaders(checkout.returnUrl))
        .header('set-cookie', `browser=${browser}; Path=${path}; HttpOnly; SameSite=Lax`)
        .send(checkoutPage(checkout, `${path}/pay`, signatureOf(`${checkout._id} ${browser}`, formKey)));
    });

    route.post<{ Params: { id: string }; Body: unknown }>('/checkouts/:id/pay', async (request, reply) => {
      const { id } = request.params;
      const browser = browserOf(request);
      const token = new URLSearchParams(typeof request.body === 'string' ? request.body : '').get('token') ?? '';
      if (!browser || !isSignedBy(formKey, `${id} ${browser}`, token))
        return sendNotice(reply, 403, notices.STALE_FORM);
      const checkout = await checkouts.find(id);
      if (!checkout) return sendNotice(reply, 404, notices.NO_SUCH_CHECKOUT);
      await checkouts.pay(id);
      await Promise.race([callbacks.deliver(id), callbacks.pause(BROWSER_WAITS_MS)]);
      return reply.redirect(checkout.returnUrl, 303);
    });
  });
}

function sendNotice(reply: FastifyReply, status: number, notice: Text): FastifyReply {
  return reply.code(status).headers(pageHeaders()).send(noticePage(notice));
}

/** The cookie that binds a form to the browser that fetched it: another site can send the form, but not know its token. */
function browserOf({ headers }: FastifyRequest): string | undefined {
  return /(?:^|; )browser=([\w-]{22})(?:;|$)/.exec(headers.cookie ?? '')?.[1];
}
