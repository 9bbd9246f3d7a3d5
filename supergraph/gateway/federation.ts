/** @apollo/gateway's planner and executor over our own way to the subgraphs, with authority enforced before planning. */
import { createHash } from 'node:crypto';
import { ApolloGateway } from '@apollo/gateway';
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { type DocumentNode, GraphQLError, print } from 'graphql';
import type { Logger } from 'pino';
import { isAsked } from './authority/asked.ts';
import { blank } from './authority/blank.ts';
import { type Pruned, prune } from './authority/prune.ts';
import type { Requirements } from './authority/requirements.ts';
import { type Atoms, atomsOf, rightsOf } from './authority/rights.ts';
import type { Caller } from './caller.ts';
import type { GatewayContext } from './context.ts';
import { costError } from './cost/cost-error.ts';
import { errorOf, PLATFORM, refusalErrors } from './errors.ts';
import { type Published, readPublished } from './published.ts';
import type { SubgraphClient } from './subgraph/client.ts';
import { dataSource } from './subgraph/data-source.ts';
import { variablesOf } from './variables.ts';

type Gateway = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;
type Executing = Parameters<Executor>[0];

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
 * @param maxCost of an operation (cost/estimate.ts).
 * @throws GraphQLError when it is no SDL; what the planner does not take is thrown when the gateway is loaded.
 */
export function federation(sdl: string, client: SubgraphClient, maxCost: number, log: Logger): Federation {
  let published = readPublished(sdl);
  let updatePlanner: (sdl: string) => void = () => {
    throw new Error('the gateway is not loaded yet');
  };
  // Apollo's only switch: otherwise the gateway asks the cloud's metadata services where it runs, and reports to Apollo.
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
  const inner = new ApolloGateway({
    supergraphSdl: async ({ update }) => {
      updatePlanner = update;
      return { supergraphSdl: published.plannerSdl };
    },
    buildService: ({ name }) => dataSource(name, client, () => published, log),
    queryPlannerConfig: {
      // Who was asked what is needed when a subgraph fails.
      exposeDocumentNodeInFetchNode: true,
      // To use the client's fragments again takes time by the square of their number: 400 in a chain, 190 ms for 8 ms.
      reuseQueryFragments: false,
    },
    logger: log,
  });
  return {
    gateway: {
      load: async (options) => {
        const { executor } = await inner.load(options);
        return { executor: enforced(executor, () => published, maxCost) };
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
function enforced(execute: Executor, published: () => Published, maxCost: number): Executor {
  const pruned = prunedOperations();
  return async (context) => {
    const { schema, document, operation, queryHash, request } = context;
    if (!operation) return { errors: [unknownOperation(request.operationName)] };
    const { coerced, misfits } = variablesOf(schema, operation, request.variables ?? {});
    if (misfits) return { errors: misfits };
    const { requirements, costs } = published();
    const tooCostly = costError(costs, schema, document, operation, coerced, maxCost);
    if (tooCostly) return { errors: [tooCostly] };
    const { caller } = context.context as GatewayContext;
    const left = pruned(context, requirements, caller);
    if (!left) return told(await execute(context));
    const refused = left.refused.filter(({ way }) => way.every((each) => isAsked(each, coerced)));
    const result = left.isEmpty
      ? { data: {} }
      : told(await execute({ ...context, document: left.document, queryHash: `${queryHash}${left.digest}` }));
    const data = result.data ? blank(schema, document, operation, coerced, result.data, left) : null;
    const refusals = refusalErrors(refused, caller?.scheme ?? 'Bearer', left.isEmpty);
    const errors = [...refusals, ...(result.errors ?? [])];
    return { ...result, data, ...(errors.length > 0 ? { errors } : {}) };
  };
}

/** Apollo Server leaves this to the executor, and tells it as OPERATION_RESOLUTION_FAILURE. */
function unknownOperation(name: string | undefined): GraphQLError {
  return new GraphQLError(
    name ? `Unknown operation named "${name}".` : 'Must provide operation name if query contains multiple operations.',
  );
}

type Execution = Awaited<ReturnType<Executor>>;

/**
 * What an answer lacks that no subgraph admits to: the planner tells of it in a footnote, and we as an error. Values that
 * do not fit are found earlier (subgraph/fit.ts), so the name of whom it comes from is not known here.
 */
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

/** What is left of an operation. `digest` tells it from what others may ask of it: the planner keeps plans by it. */
type Left = Pruned & { readonly digest: string };

/** Consents name any services that they like, so there are many kinds of caller; few send the same document. */
const MOST_KINDS_OF_CALLER = 200;

/**
 * What is left of an operation depends on the document, on what the caller may do, and on what the supergraph requires, so
 * it is worked out once for each. The server keeps parsed documents, also when nothing but requirements has changed.
 */
function prunedOperations() {
  let known = new WeakMap<DocumentNode, Map<string, Left | null>>();
  let of: Requirements | undefined;
  let atoms: Atoms = { scopes: [], policies: [], assurances: [] };
  return ({ schema, document, operation }: Executing, requirements: Requirements, caller: Caller | null) => {
    if (of !== requirements) {
      known = new WeakMap();
      atoms = atomsOf(requirements);
    }
    of = requirements;
    const byCaller = known.get(document) ?? new Map<string, Left | null>();
    known.set(document, byCaller);
    const now = new Date();
    const key = `${operation.name?.value ?? ''} ${rightsOf(caller, atoms, now)}`;
    const before = byCaller.get(key);
    if (before !== undefined) return before;
    if (byCaller.size >= MOST_KINDS_OF_CALLER) byCaller.clear();
    const pruned = prune(schema, requirements, document, operation, caller, now);
    const left = pruned && { ...pruned, digest: digestOf(pruned.document) };
    byCaller.set(key, left);
    return left;
  };
}

function digestOf(document: DocumentNode): string {
  return createHash('sha256').update(print(document)).digest('hex');
}
