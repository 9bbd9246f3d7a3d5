/** The OpenID Provider, put together: all that index.ts needs to know of this folder. */
import type { FastifyInstance } from 'fastify';
import type { ClientMetadata } from 'oidc-provider';
import type { Text } from '#kit/errors/catalogue.ts';
import type { MinistryDefinition } from '#kit/form/service-definition.ts';
import type { SubgraphEnvironment } from '#kit/subgraph.ts';
import type { Assistance } from '../assistance/assistance.ts';
import type { DerivedSecret } from '../derived-secret.ts';
import type { EntrepreneurRoles } from '../entrepreneur-roles/entrepreneur-roles.ts';
import type { HeldRoles } from '../held-roles.ts';
import type { BegunLogins } from '../login/begun-logins.ts';
import type { KeyedHash } from '../login/keyed-hash.ts';
import type { Login } from '../login/login.ts';
import { formTokens } from '../pages/form-token.ts';
import { providerPages } from '../pages/provider-pages.ts';
import { passkeyStore } from '../passkeys/passkeys.model.ts';
import { createPasskeys } from '../passkeys/passkeys.ts';
import { people } from '../people.model.ts';
import { accountRoutes, accountSessions } from './account-routes.ts';
import { readApps } from './apps-file.ts';
import { providerArtifacts } from './artifacts.ts';
import { accountClient, machineClients } from './clients.ts';
import { consentRoutes } from './consent-routes.ts';
import { DEVELOPMENT_CLIENTS } from './development-clients.ts';
import { accessEnder } from './end-access.ts';
import { inOurWords } from './in-our-words.ts';
import { interactionRoutes, interactionsOf } from './interaction-routes.ts';
import { startIssuer } from './issuer.ts';
import { listen } from './listener.ts';
import { passkeyRoutes } from './passkey-routes.ts';
import { requestScope } from './request-scope.ts';
import type { Revocations } from './revocations.model.ts';
import { sealedBy } from './seal.ts';
import { sessionNotes } from './session-notes.model.ts';
import { signingKeys } from './signing-keys.model.ts';
import type { AssistedTokens } from './token-claims.ts';
import { addTokenExchange } from './token-exchange.ts';

export type OpenIdProviderParts = {
  readonly environment: SubgraphEnvironment;
  readonly secret: DerivedSecret;
  readonly hash: KeyedHash;
  readonly login: Login;
  readonly begun: BegunLogins;
  readonly held: HeldRoles;
  readonly entrepreneurs: Pick<EntrepreneurRoles, 'centresOf' | 'revocations'>;
  readonly assistance: Assistance;
  readonly revocations: Revocations;
  readonly ministries: () => Promise<readonly MinistryDefinition[]>;
};

/** Starts it. @returns how to end it. @throws Error that says what to do when its port is taken. */
export async function openIdProvider(parts: OpenIdProviderParts) {
  const { environment, secret, hash, login, begun, held, entrepreneurs, assistance, revocations, ministries } = parts;
  const { clock, connection, settings, log } = environment;
  const url = new URL(settings.ISSUER_URL).origin;
  const seal = sealedBy(secret('provider seal'));
  const artifacts = providerArtifacts({ connection, hash, seal, revocations, clock });
  const notes = sessionNotes(connection, hash, clock);
  await Promise.all([artifacts.prepare(), notes.prepare()]);
  const assisted: AssistedTokens = new WeakMap();
  const machine = machineClients(settings.KEYS_DIR, ministries);
  const isDevelopment = settings.MODE === 'development';
  const registered = settings.APPS_FILE === '' ? [] : await readApps(settings.APPS_FILE);
  if (registered.length === 0 && !isDevelopment)
    log.warn('no app is registered, so none can ask people to log in: set APPS_FILE (README, Settings)');
  const pages = providerPages();
  const issuer = await startIssuer({
    issuer: url,
    keys: signingKeys(connection, seal, clock),
    adapter: (kind) => {
      const adapter = artifacts.adapter(kind);
      return kind === 'Client' ? { ...adapter, find: machine } : adapter;
    },
    clients: [accountClient(url), ...(isDevelopment ? unlessIn(registered, DEVELOPMENT_CLIENTS) : []), ...registered],
    cookieKeys: [secret('provider cookies').toString('base64url')],
    people: people.model(connection),
    held,
    notes,
    pages,
    assisted,
    isDevelopment,
    extend: (provider, keys) => {
      addTokenExchange(provider, keys, { assistance, entrepreneurs, revocations, assisted, clock });
      // By logging out. Only a session that gets another id is otherwise asked to go.
      provider.on('session.destroyed', ({ uid }) => requestScope()?.pending.push(artifacts.endSession(uid)));
      provider.use(async ({ res }, next) => {
        await next();
        await artifacts.settled();
        const used = requestScope()?.used ?? [];
        // Not written down, it is written with the next use of the new token.
        const failed = (error: unknown) => log.warn({ error: String(error) }, 'an answer was not written down');
        res.once('finish', () => artifacts.answered(used).catch(failed));
      });
      provider.use(inOurWords(pages));
    },
    clock,
    log,
  });
  const forms = formTokens(hash, url);
  const ministryName = async () => nameIn(await ministries());
  const endAccess = accessEnder(artifacts);
  const [interactions, account] = [interactionsOf(issuer, forms), accountSessions(issuer, forms)];
  const store = passkeyStore(connection, clock);
  await store.prepare();
  const passkeys = createPasskeys({ store, hash, issuer: url, log });
  const nameOf = async (personId: string) =>
    (await people.model(connection).findOne({ id: personId }).lean())?.nameEn ?? '-';
  const stop = await listen({
    issuer,
    host: settings.ISSUER_HOST,
    port: settings.ISSUER_PORT,
    log,
    trustedProxies: settings.TRUSTED_PROXIES,
    begun,
    pages: (server: FastifyInstance) => {
      interactionRoutes(server, { interactions, login, held, forms, ministryName });
      accountRoutes(server, { account, artifacts, endAccess, notes, held, hash, ministryName });
      consentRoutes(server, { account, assistance, clock });
      passkeyRoutes(server, { passkeys, forms, interactions, account, nameOf });
    },
  });
  return {
    stop: async () => {
      await stop();
      await artifacts.answersWritten();
    },
  };
}

/** Who develops may register an app anew. */
function unlessIn(registered: readonly ClientMetadata[], clients: readonly ClientMetadata[]): ClientMetadata[] {
  return clients.filter(({ client_id: id }) => registered.every((each) => each.client_id !== id));
}

function nameIn(ministries: readonly MinistryDefinition[]): (code: string) => Text {
  return (code) => {
    const ministry = ministries.find((each) => each.code === code);
    return ministry ? { en: ministry.nameEn, bn: ministry.nameBn } : { en: code, bn: code };
  };
}
