/** My sessions, my apps, my role: pages of the provider for whoever is logged in with this browser. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import type { Session } from 'oidc-provider';
import type { Text } from '#kit/errors/catalogue.ts';
import type { HeldRoles } from '../held-roles.ts';
import type { KeyedHash } from '../login/keyed-hash.ts';
import { type AppView, appsPage, sessionsPage } from '../pages/account-pages.ts';
import { browserName } from '../pages/browser-name.ts';
import { pageHeaders } from '../pages/document.ts';
import type { FormTokens } from '../pages/form-token.ts';
import { type Language, languageOf } from '../pages/language.ts';
import { asksInWords } from '../pages/login-pages.ts';
import { roleName } from '../pages/role-words.ts';
import { isLoginRole, rolesIn } from '../role-scopes.ts';
import type { Artifacts } from './artifacts.ts';
import { ACCOUNT_CLIENT_ID } from './clients.ts';
import type { EndAccess } from './end-access.ts';
import { GRAPH } from './graph-resource.ts';
import type { Issuer } from './issuer.ts';
import { type FormBody, StaleForm } from './listener.ts';
import type { SessionNotes } from './session-notes.model.ts';

export type AccountParts = {
  readonly account: AccountSessions;
  readonly artifacts: Artifacts;
  readonly endAccess: EndAccess;
  readonly notes: SessionNotes;
  readonly held: HeldRoles;
  readonly hash: KeyedHash;
  readonly ministryName: () => Promise<(code: string) => Text>;
};

/** Who is logged in with this browser. */
export type LoggedIn = {
  readonly provider: Provider;
  readonly session: Session & { accountId: string };
  readonly language: Language;
  readonly token: string;
};

type Form = { Body: FormBody };

export type AccountSessions = ReturnType<typeof accountSessions>;

/** Finds out who is logged in with a browser. */
export function accountSessions(issuer: Issuer, forms: FormTokens) {
  async function loggedIn({ raw, headers }: FastifyRequest, reply: FastifyReply): Promise<LoggedIn | null> {
    const provider = await issuer.current();
    const session = await provider.Session.get(provider.createContext(raw, reply.raw));
    if (!hasAccount(session)) return null;
    const token = forms.tokenFor(`session ${session.uid}`);
    return { provider, session, language: languageOf(headers), token };
  }
  return {
    loggedIn,

    /**
     * @param token what the form or script sent.
     * @throws StaleForm when nobody is logged in, or it was not sent from the page of this session.
     */
    async fromPage(request: FastifyRequest, reply: FastifyReply, token: string | undefined): Promise<LoggedIn> {
      const who = await loggedIn(request, reply);
      if (!who || !forms.isOwn(`session ${who.session.uid}`, token, request.headers)) throw new StaleForm();
      return who;
    },

    /** To the login, and back to the page. The code that comes back is not needed: the session is. */
    toLogin(reply: FastifyReply, page: string, more: Readonly<Record<string, string>> = {}) {
      const parameters = new URLSearchParams({
        client_id: ACCOUNT_CLIENT_ID,
        response_type: 'code',
        scope: 'openid',
        redirect_uri: `${issuer.url}${page}`,
        code_challenge: randomBytes(32).toString('base64url'),
        code_challenge_method: 'S256',
        ...more,
      });
      return reply.redirect(`/auth?${parameters}`, 303);
    },
  };
}

function hasAccount(session: Session): session is Session & { accountId: string } {
  return session.accountId !== undefined;
}

export function accountRoutes(server: FastifyInstance, parts: AccountParts): void {
  const { artifacts, endAccess, notes, held, hash, ministryName } = parts;
  const { loggedIn, fromPage, toLogin } = parts.account;
  const handleOf = (uid: string | undefined) => hash('session handle', uid ?? '');

  async function appName(provider: Provider, clientId: string): Promise<Text> {
    const client = await provider.Client.find(clientId);
    const name = client?.clientName ?? clientId;
    return { en: name, bn: String(client?.name_bn ?? name) };
  }

  for (const path of ['/', '/account']) server.get(path, (_request, reply) => reply.redirect('/account/sessions', 303));

  server.get('/account/sessions', async (request, reply) => {
    const who = await loggedIn(request, reply);
    if (!who) return toLogin(reply, '/account/sessions');
    const { provider, session } = who;
    const records = await artifacts.ofAccount('Session', session.accountId);
    const sessions = await Promise.all(
      records.map(async ({ uid = '', loginTs = 0, authorizations = {} }) => ({
        handle: handleOf(uid),
        isThisOne: uid === session.uid,
        browser: browserName((await notes.of(uid))?.browser ?? ''),
        since: new Date(loginTs * 1000),
        apps: await Promise.all(
          Object.keys(authorizations)
            .filter((clientId) => clientId !== ACCOUNT_CLIENT_ID)
            .map((clientId) => appName(provider, clientId)),
        ),
      })),
    );
    const [current, nameOf] = [await notes.of(session.uid), await ministryName()];
    const roles = (await held.all(session.accountId)).map((each) => ({
      role: each.role,
      name: roleName(each, nameOf),
      isCurrent: each.role === current?.role,
    }));
    return reply.headers(pageHeaders()).send(sessionsPage(who, sessions, roles));
  });

  server.post<Form>('/account/sessions', async (request, reply) => {
    const { provider, session } = await fromPage(request, reply, request.body?.token);
    const records = await artifacts.ofAccount('Session', session.accountId);
    const chosen = records.filter(
      ({ uid }) => request.body.session === 'all' || request.body.session === handleOf(uid),
    );
    for (const each of chosen) await endAccess.session(provider, each);
    return reply.redirect('/account/sessions', 303);
  });

  server.post<Form>('/account/role', async (request, reply) => {
    const { session } = await fromPage(request, reply, request.body?.token);
    const { role } = request.body;
    if (!isLoginRole(role) || !(await held.one(session.accountId, role))) throw new StaleForm();
    await notes.write(session.uid, role, request.headers['user-agent'] ?? '');
    return reply.redirect('/account/sessions', 303);
  });

  server.get('/account/apps', async (request, reply) => {
    const who = await loggedIn(request, reply);
    if (!who) return toLogin(reply, '/account/apps');
    const { provider, session } = who;
    const nameOf = await ministryName();
    const apps = new Map<string, AppView>();
    for (const { jti = '', clientId = '', iat = 0 } of await artifacts.ofAccount('Grant', session.accountId)) {
      const grant = await provider.Grant.find(jti);
      if (clientId === ACCOUNT_CLIENT_ID || apps.has(clientId) || !grant) continue;
      const scopes = [...grant.getOIDCScope().split(' '), ...grant.getResourceScope(GRAPH).split(' ')];
      const roles = await Promise.all(rolesIn(scopes.join(' ')).map((role) => held.one(session.accountId, role)));
      const may = asksInWords(
        scopes,
        roles.filter((role) => role !== null),
        nameOf,
      );
      apps.set(clientId, { clientId, name: await appName(provider, clientId), since: new Date(iat * 1000), may });
    }
    return reply.headers(pageHeaders()).send(appsPage(who, [...apps.values()]));
  });

  server.post<Form>('/account/apps', async (request, reply) => {
    const { session } = await fromPage(request, reply, request.body?.token);
    const grants = await artifacts.ofAccount('Grant', session.accountId);
    const ended = grants.filter(({ clientId }) => clientId === request.body.app);
    for (const { jti } of ended) if (jti !== undefined) await endAccess.consent(jti);
    return reply.redirect('/account/apps', 303);
  });
}
