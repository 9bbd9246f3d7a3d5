/** My consents: a page of the provider for whoever is logged in with this browser. */
import type { FastifyInstance } from 'fastify';
import type { Clock } from '#kit/clock.ts';
import type { Assistance } from '../assistance/assistance.ts';
import type { Consent } from '../assistance/consents.model.ts';
import { ALL_CONSENTS, type ConsentView, consentsPage } from '../pages/consents-page.ts';
import { pageHeaders } from '../pages/document.ts';
import type { AccountSessions } from './account-routes.ts';
import type { FormBody } from './listener.ts';

type ConsentParts = {
  readonly account: AccountSessions;
  readonly assistance: Pick<Assistance, 'of' | 'described' | 'cardOf' | 'revoke' | 'revokeAll' | 'endCard'>;
  readonly clock: Clock;
};

/** As the page's words say. */
const ENDED_SHOWN_MS = 7 * 24 * 60 * 60_000;
const PAGE = '/account/consents';

export function consentRoutes(server: FastifyInstance, { account, assistance, clock }: ConsentParts): void {
  async function view(consent: Consent): Promise<ConsentView> {
    const { _id: id, givenAt, revokedAt, expiresAt } = consent;
    const state = revokedAt ? 'TAKEN_BACK' : expiresAt > clock.now() ? 'IN_FORCE' : 'OVER';
    return { id, givenAt, state, endsAt: revokedAt ?? expiresAt, ...(await assistance.described(consent)) };
  }

  server.get(PAGE, async (request, reply) => {
    const who = await account.loggedIn(request, reply);
    if (!who) return account.toLogin(reply, PAGE);
    const { accountId } = who.session;
    const since = new Date(clock.now().getTime() - ENDED_SHOWN_MS);
    const recent = (await assistance.of(accountId)).filter(({ expiresAt }) => expiresAt > since);
    const [views, card] = await Promise.all([Promise.all(recent.map(view)), assistance.cardOf(accountId)]);
    return reply.headers(pageHeaders()).send(consentsPage(who, views, card));
  });

  server.post<{ Body: FormBody }>(PAGE, async (request, reply) => {
    const { session } = await account.fromPage(request, reply, request.body?.token);
    const { consent } = request.body;
    // One that has ended in the meantime is what the person wants: the page says so.
    if (consent === ALL_CONSENTS) await assistance.revokeAll(session.accountId);
    else if (consent !== undefined) await assistance.revoke(session.accountId, consent);
    return reply.redirect(PAGE, 303);
  });

  server.post<{ Body: FormBody }>(`${PAGE}/card`, async (request, reply) => {
    const { session } = await account.fromPage(request, reply, request.body?.token);
    await assistance.endCard(session.accountId);
    return reply.redirect(PAGE, 303);
  });
}
