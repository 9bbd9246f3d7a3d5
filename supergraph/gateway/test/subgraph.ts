/** A subgraph of a test, over real HTTP: it remembers what it was sent, and can be made to fail. */
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { fastify } from 'fastify';
import { type DocumentNode, defaultFieldResolver, type GraphQLFieldResolver, graphql } from 'graphql';

export type Resolvers = GraphQLResolverMap<unknown>;

/** What the gateway sent. */
export type Sent = {
  readonly headers: IncomingHttpHeaders;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Of the gateway's end of the connection. */
  readonly port: number | undefined;
};

/** Answers in place of the subgraph. */
export type Fault = (response: ServerResponse) => void;

export type TestSubgraph = {
  readonly url: string;
  /** Everything that it was sent since `forget`, oldest first. */
  readonly sent: () => readonly Sent[];
  forget(): void;
  /** Fails so from now on; null: works again. */
  failWith(fault: Fault | null): void;
  /** Keeps its answers back; `arrived` when there is a request. */
  hold(): { readonly arrived: Promise<void>; release(): void };
  /** Whether it says that it is ready. */
  sayReady(ready: boolean): void;
  /** Ends it at once: what it was asked meanwhile is not answered. */
  stop(): Promise<void>;
};

export async function startSubgraph(
  document: DocumentNode,
  resolvers: Resolvers,
  fieldResolver: GraphQLFieldResolver<unknown, unknown> = defaultFieldResolver,
): Promise<TestSubgraph> {
  const schema = buildSubgraphSchema([{ typeDefs: document, resolvers }]);
  let sent: Sent[] = [];
  let fault: Fault | null = null;
  let isReady = true;
  let gate = { arrive: () => {}, opened: Promise.resolve() };
  const server = fastify({ forceCloseConnections: true, bodyLimit: 10_000_000 });
  server.get('/ready', (_request, reply) => reply.code(isReady ? 200 : 503).send({}));
  server.post<{ Body: { query: string; variables?: Record<string, unknown> } }>('/graphql', async (request, reply) => {
    const { query, variables = {} } = request.body;
    sent.push({ headers: request.headers, query, variables, port: request.socket.remotePort });
    gate.arrive();
    await gate.opened;
    if (!fault) return graphql({ schema, source: query, variableValues: variables, fieldResolver });
    reply.hijack();
    fault(reply.raw);
  });
  return {
    url: await server.listen({ host: '127.0.0.1', port: 0 }),
    sent: () => sent,
    forget: () => {
      sent = [];
    },
    failWith: (other) => {
      fault = other;
    },
    hold: () => {
      const arrival = Promise.withResolvers<void>();
      const opening = Promise.withResolvers<void>();
      gate = { arrive: arrival.resolve, opened: opening.promise };
      return { arrived: arrival.promise, release: opening.resolve };
    },
    sayReady: (ready) => {
      isReady = ready;
    },
    stop: () => server.close(),
  };
}
