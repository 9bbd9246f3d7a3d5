/** @apollo/gateway's planner and executor over our own way to the subgraphs, with authority enforced before planning. */
import { createHash } from 'node:crypto';
import { ApolloGateway } from '@apollo/gateway';
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import type { Logger } from 'pino';
import { blank } from './authority/blank.ts';
import { type Pruned, prune } from './authority/prune.ts';
import type { GatewayContext } from './context.ts';
import { errorOf, PLATFORM, refusalError } from './errors.ts';
import { type Published, readPublished } from './published.ts';
import type { SubgraphClient } from './subgraph/client.ts';
import { dataSource } from './subgraph/data-source.ts';

type Gateway = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;

export type Federation = {
  /** For Apollo Server. */
  readonly gateway: Gateway;
  /** The supergraph that is served now. */
  readonly published: () => Published;
  /**
   * Serves another supergraph from the next request on.
   * @throws Error when it is none; the one before goes on being served.
   */
  readonly update: (sdl: string) => void;
};

/**
 * @param sdl any Federation 2 supergraph.
 * @throws GraphQLError when it is no SDL; what the planner does not take is thrown when the gateway is loaded.
 */
export function federation(sdl: string, client: SubgraphClient, log: Logger): Federation {
  let published = readPublished(sdl);
  let updatePlanner: (sdl: string) => void = () => {
    throw new Error('the gateway is not loaded yet');
  };
  const inner = new ApolloGateway({
    supergraphSdl: async ({ update }) => {
      updatePlanner = update;
      return { supergraphSdl: published.plannerSdl };
    },
    buildService: ({ name }) => dataSource(name, client, () => published.names, log),
    logger: log,
  });
  return {
    gateway: {
      load: async (options) => {
        const { executor } = await inner.load(options);
        return { executor: enforced(executor, () => published) };
      },
      onSchemaLoadOrUpdate: (callback) => inner.onSchemaLoadOrUpdate(callback),
      stop: () => inner.stop(),
    },
    published: () => published,
    update: (text) => {
      const before = published;
      // The planner calls back for each subgraph while it changes over.
      published = readPublished(text);
      try {
        updatePlanner(published.plannerSdl);
      } catch (error) {
        published = before;
        throw error;
      }
    },
  };
}

/** Runs only what the caller may ask, and tells about the rest. */
function enforced(execute: Executor, published: () => Published): Executor {
  const pruned = prunedOperations();
  return async (context) => {
    const { requirements } = published();
    const { schema, document, operation } = context;
    const left = pruned(context, requirements);
    if (!left) return told(await execute(context));
    const errors = left.refused.map(refusalError);
    const result = left.isEmpty
      ? { data: {} }
      : told(await execute({ ...context, document: left.document, queryHash: hashOf(context.queryHash, left) }));
    const data = result.data ? blank(schema, document, operation, result.data, left.nodes) : null;
    return { ...result, data, errors: [...errors, ...(result.errors ?? [])] };
  };
}

type Execution = Awaited<ReturnType<Executor>>;

/** A value that does not fit the schema came from a subgraph that talks nonsense: that is an error, not a footnote. */
function told({ extensions, ...result }: Execution): Execution {
  const { valueCompletion, ...rest } = extensions ?? {};
  if (!Array.isArray(valueCompletion)) return { ...result, ...(extensions ? { extensions } : {}) };
  const misfits = valueCompletion.map(({ path }: { path?: readonly (string | number)[] }) =>
    errorOf('SERVICE_BAD_ANSWER', { service: PLATFORM }, path ? { path } : {}),
  );
  return {
    ...result,
    errors: [...(result.errors ?? []), ...misfits],
    ...(Object.keys(rest).length > 0 ? { extensions: rest } : {}),
  };
}

/**
 * What is left of an operation depends on the document and on what the caller may do, so it is worked out once for each.
 * The server keeps parsed documents; what is known of one goes with it.
 */
function prunedOperations() {
  const known = new WeakMap<DocumentNode, Map<string, Pruned | null>>();
  return (
    { schema, document, operation, context }: Parameters<Executor>[0],
    requirements: Published['requirements'],
  ) => {
    const caller = (context as GatewayContext).caller;
    const key = JSON.stringify([operation.name?.value ?? null, caller ? [...caller.scopes].sort() : null]);
    const byCaller = known.get(document) ?? new Map<string, Pruned | null>();
    known.set(document, byCaller);
    const before = byCaller.get(key);
    if (before !== undefined) return before;
    const left = prune(schema, requirements, document, operation, caller);
    byCaller.set(key, left);
    return left;
  };
}

/** The planner keeps plans by the operation's hash; another operation needs another. */
function hashOf(queryHash: string, { refused }: Pruned): string {
  return createHash('sha256')
    .update(JSON.stringify([queryHash, refused.map(({ path }) => path)]))
    .digest('hex');
}
