/** An entrepreneur at the desk of a service centre, with the desk's app: consent asked for, given by a card, and exchanged. */
import * as openid from 'openid-client';
import { browser, type InboxPerson, throughPages, withInbox } from '../subgraphs/identity/test/browser-login.ts';
import { type Client, client } from './client.ts';
import type { Town } from './town.ts';

const DESK_APP = { clientId: 'offices', redirectUri: 'http://localhost:3001/callback' } as const;
const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const CONSENT_TOKEN = 'urn:nagarik:token-type:consent';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

/** A card as it was printed. */
export type Card = {
  readonly cardNumber: string;
  readonly codes: readonly { readonly number: number; readonly code: string }[];
};

/** Whom to serve, where, for what. */
export type Wanted = {
  readonly citizenNationalId: string;
  readonly services: readonly string[];
  readonly centre: string;
};

/** What a consent opens: the citizen's services, and the consent itself. */
export type Served = {
  readonly assisted: Client;
  readonly consentId: string;
  /** Asks for another token by the same consent. Rejects when there is none any more. */
  exchangeAgain(): Promise<unknown>;
};

export type ServiceDesk = {
  /** In their own role, for their own work. */
  readonly own: Client;
  /** Asks for another token of their own. Rejects when there is none any more. */
  refresh(): Promise<unknown>;
  issueCard(citizenNationalId: string, centre: string): Promise<Card>;
  /** Serves by a numbered code of the citizen's card. */
  serve(wanted: Wanted, card: Card, codeNumber: number): Promise<Served>;
};

/** Logs an entrepreneur in to the desk's app. */
export async function serviceDesk(place: Town, nationalId: string): Promise<ServiceDesk> {
  const { issuer } = place.subgraphs;
  const inbox = `${place.gatewayUrl}/development/inbox`;
  const at = (accessToken: string) => client(`${place.gatewayUrl}/graphql`, accessToken);
  const app = await openid.discovery(new URL(issuer), DESK_APP.clientId, undefined, openid.None(), {
    execute: [openid.allowInsecureRequests],
  });
  const tokens = await logIn(app, issuer, { nationalId, role: 'ENTREPRENEUR', inbox });
  const actorToken = tokens.access_token;
  const own = at(actorToken);
  return {
    own,
    refresh: () => openid.refreshTokenGrant(app, tokens.refresh_token ?? ''),
    issueCard: async (citizenNationalId, centre) => {
      const { issued } = await own.get<{ issued: { card: Card } }>(
        `mutation ($input: IssueConsentCardInput!) { issued: issueConsentCard(input: $input) {
          card { cardNumber codes { number code } } userErrors { code } } }`,
        { input: { citizenNationalId, centre } },
      );
      return issued.card;
    },
    serve: async (wanted, { cardNumber, codes }, codeNumber) => {
      const code = codes.find(({ number }) => number === codeNumber)?.code;
      const byCard = { cardNumber, codeNumber, code, idempotencyKey: crypto.randomUUID() };
      const { given } = await own.get<{ given: { consentId: string; subjectToken: string | null } }>(
        `mutation ($input: AssistByCardInput!) { given: assistByCard(input: $input) {
          consentId subjectToken userErrors { code } } }`,
        { input: { ...wanted, ...byCard } },
      );
      if (given.subjectToken === null) throw new Error(`no consent: ${JSON.stringify(given)}`);
      const exchange = {
        ...{ subject_token: given.subjectToken, subject_token_type: CONSENT_TOKEN },
        ...{ actor_token: actorToken, actor_token_type: ACCESS_TOKEN },
      };
      const exchangeAgain = () => openid.genericGrantRequest(app, TOKEN_EXCHANGE, exchange);
      const { access_token: token } = await exchangeAgain();
      return { assisted: at(token), consentId: given.consentId, exchangeAgain };
    },
  };
}

async function logIn(app: openid.Configuration, issuer: string, person: InboxPerson) {
  const verifier = openid.randomPKCECodeVerifier();
  const url = openid.buildAuthorizationUrl(app, {
    redirect_uri: DESK_APP.redirectUri,
    scope: 'openid entrepreneur',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const back = await throughPages(browser(issuer), url.href, withInbox(person));
  return openid.authorizationCodeGrant(app, back, { pkceCodeVerifier: verifier });
}
