/** A client of the graph, as somebody outside would write one: it knows the gateway's URL and GraphQL, nothing else. */
import { accessTokenOf, type LoginRole } from '../subgraphs/identity/test/browser-login.ts';

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

/**
 * Logs in to the portal by national ID and the one-time code of the development inbox.
 * @param url the gateway's GraphQL endpoint.
 * @param nationalId as the person's record has it: the inbox names people by it.
 * @throws Error when no code was sent, or the person does not hold the role.
 */
export async function logIn(
  url: string,
  issuer: string,
  inbox: string,
  nationalId: string,
  role: LoginRole,
): Promise<Client> {
  return client(url, await accessTokenOf(issuer, { nationalId, role, inbox }));
}
