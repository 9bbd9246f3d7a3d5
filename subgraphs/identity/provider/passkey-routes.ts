/** Passkeys over HTTP: with one a person logs in, and on their account's page they add and remove them. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { browserName } from '../pages/browser-name.ts';
import { pageHeaders } from '../pages/document.ts';
import type { FormTokens } from '../pages/form-token.ts';
import { PASSKEY_SCRIPTS } from '../pages/passkey-scripts.ts';
import { passkeysPage } from '../pages/passkeys-page.ts';
import type { Passkeys } from '../passkeys/passkeys.ts';
import { readAuthentication, readRegistration } from '../passkeys/responses.ts';
import type { AccountSessions, LoggedIn } from './account-routes.ts';
import { BY_PASSKEY } from './assurance.ts';
import type { Interactions } from './interaction-routes.ts';
import { type FormBody, StaleForm } from './listener.ts';

export type PasskeyParts = {
  readonly passkeys: Passkeys;
  readonly forms: FormTokens;
  readonly interactions: Interactions;
  readonly account: AccountSessions;
  /** Who a person is, as a device shows it beside the passkey. */
  readonly nameOf: (personId: string) => Promise<string>;
};

/** A passkey is added by who has just logged in: not by who finds the browser open. */
const FRESH_SECONDS = 15 * 60;

const ownForm = z.object({ token: z.string() });

export function passkeyRoutes(server: FastifyInstance, parts: PasskeyParts): void {
  const { passkeys, forms, interactions, account, nameOf } = parts;
  const tokenOf = (body: unknown) => ownForm.safeParse(body).data?.token;

  for (const [path, script] of Object.entries(PASSKEY_SCRIPTS))
    server.get(path, (_request, reply) =>
      reply.headers({ 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' }).send(script),
    );

  const isFresh = ({ session }: LoggedIn) => !session.past(FRESH_SECONDS);

  server.register(async (scripts) => {
    scripts.addContentTypeParser(
      'application/json',
      { parseAs: 'string' },
      scripts.getDefaultJsonParser('error', 'error'),
    );

    scripts.post('/interaction/:uid/passkey-options', async (request, reply) => {
      const { interaction } = await interactions.open(request, reply);
      if (!forms.isOwn(interaction.uid, tokenOf(request.body), request.headers)) throw new StaleForm();
      return passkeys.toUse(interaction.uid);
    });

    scripts.post('/interaction/:uid/passkey', async (request, reply) => {
      const { interaction, provider } = await interactions.open(request, reply);
      const sent = readAuthentication(request.body);
      const isLogin = interaction.prompt.name === 'login';
      if (!sent || !isLogin || !forms.isOwn(interaction.uid, sent.token, request.headers)) throw new StaleForm();
      const accountId = await passkeys.use(interaction.uid, sent.response);
      if (accountId === null) throw new StaleForm();
      const login = { accountId, acr: BY_PASSKEY, amr: ['hwk', 'user'] };
      return { next: await provider.interactionResult(request.raw, reply.raw, { login }) };
    });

    scripts.post('/account/passkeys/options', async (request, reply) => {
      const who = await account.fromPage(request, reply, tokenOf(request.body));
      if (!isFresh(who)) throw new StaleForm();
      const { uid, accountId } = who.session;
      return passkeys.toAdd(uid, accountId, await nameOf(accountId));
    });

    scripts.post('/account/passkeys/add', async (request, reply) => {
      const sent = readRegistration(request.body);
      const who = await account.fromPage(request, reply, sent?.token);
      const { uid, accountId } = who.session;
      const browser = request.headers['user-agent'] ?? '';
      if (!sent || !isFresh(who) || !(await passkeys.add(uid, accountId, sent.response, browser)))
        throw new StaleForm();
      return { next: '/account/passkeys' };
    });
  });

  server.get('/account/passkeys', async (request, reply) => {
    const who = await account.loggedIn(request, reply);
    if (!who || !isFresh(who)) return account.toLogin(reply, '/account/passkeys', { prompt: 'login' });
    const own = await passkeys.of(who.session.accountId);
    const views = own.map(({ _id, browser, addedAt }) => ({ id: _id, browser: browserName(browser), addedAt }));
    return reply.headers(pageHeaders()).send(passkeysPage(who, views));
  });

  server.post<{ Body: FormBody }>('/account/passkeys/remove', async (request, reply) => {
    const who = await account.fromPage(request, reply, request.body?.token);
    if (!isFresh(who)) throw new StaleForm();
    await passkeys.remove(who.session.accountId, request.body.passkey ?? '');
    return reply.redirect('/account/passkeys', 303);
  });
}
