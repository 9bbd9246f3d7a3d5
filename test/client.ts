/** A client of the graph, as somebody outside would write one: it knows the gateway's URL and GraphQL, nothing else. */

/** What the gateway answers. A field's shape is what the query asked for, which no type here can know. */
export type Answer<Data> = {
  readonly data: Data;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string; readonly messages?: { en: string; bn: string } };
  }[];
};

export type Client = {
  /** Asks, and gives data and errors as they came. */
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Answer<Data>>;
  /** Asks, and gives the data. @throws Error when there are errors. */
  get<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  readonly accessToken: string | null;
};

/** @param url the gateway's GraphQL endpoint. */
export function client(url: string, accessToken: string | null = null): Client {
  async function ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Answer<Data>> {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(accessToken === null ? {} : { authorization: `Bearer ${accessToken}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer<Data>;
  }
  return {
    ask,
    get: async <Data>(query: string, variables: Record<string, unknown> = {}) => {
      const { data, errors } = await ask<Data>(query, variables);
      if (errors) throw new Error(errors.map(({ message, path }) => `${path?.join('.')}: ${message}`).join('\n'));
      return data;
    },
    accessToken,
  };
}

type UserErrors = readonly { readonly code: string; readonly message: string }[];
type Requested = { requestLoginCode: { challengeId: string | null; userErrors: UserErrors } };
type Exchanged = { exchangeLoginCode: { accessToken: string | null; userErrors: UserErrors } };
type Inbox = { readonly messages: readonly { readonly to: string; readonly code: string }[] };

const REQUEST_CODE = `mutation RequestCode($input: RequestLoginCodeInput!) {
  requestLoginCode(input: $input) { challengeId userErrors { code message } } }`;
const EXCHANGE_CODE = `mutation ExchangeCode($input: ExchangeLoginCodeInput!) {
  exchangeLoginCode(input: $input) { accessToken userErrors { code message } } }`;

/**
 * Logs in by national ID and the one-time code of the development inbox.
 * @param inbox its URL.
 * @param nationalId as the person's record has it: the inbox names people by it.
 * @throws Error when no code was sent, or it does not open the login.
 */
export async function logIn(
  url: string,
  inbox: string,
  nationalId: string,
  role: 'CITIZEN' | 'OFFICIAL' | 'FOCAL_POINT' | 'OPERATOR',
): Promise<Client> {
  const anybody = client(url);
  const { requestLoginCode: requested } = await anybody.get<Requested>(REQUEST_CODE, { input: { nationalId, role } });
  const { challengeId } = requested;
  if (challengeId === null) throw refused(`${nationalId} got no code`, requested.userErrors);
  const { messages } = (await (await fetch(inbox)).json()) as Inbox;
  // Newest first.
  const message = messages.find(({ to }) => to === nationalId);
  if (!message) throw new Error(`the inbox has no code for ${nationalId}: nobody has this number and the role ${role}`);
  const input = { challengeId, code: message.code };
  const { exchangeLoginCode: exchanged } = await anybody.get<Exchanged>(EXCHANGE_CODE, { input });
  if (exchanged.accessToken === null) throw refused(`${nationalId} was not logged in`, exchanged.userErrors);
  return client(url, exchanged.accessToken);
}

function refused(what: string, userErrors: UserErrors): Error {
  return new Error(`${what}: ${userErrors.map(({ code, message }) => `${code} ${message}`).join('; ')}`);
}
