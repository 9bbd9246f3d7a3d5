/** A subgraph as @apollo/gateway's executor sees it. What goes wrong costs only the fields that were asked of it. */
import type { GraphQLDataSource } from '@apollo/gateway';
import { type DocumentNode, Kind, type SelectionNode } from 'graphql';
import type { Logger } from 'pino';
import type { GatewayContext } from '../context.ts';
import { errorOf, PLATFORM } from '../errors.ts';
import type { SubgraphClient } from './client.ts';
import { SubgraphFailure } from './failure.ts';
import type { ServiceNames } from './names.ts';

/** More errors of one failure help nobody. */
const MOST_ERRORS = 100;

/** @param names gives what people call the subgraphs of the supergraph that is served now. */
export function dataSource(
  subgraph: string,
  client: SubgraphClient,
  names: () => ServiceNames,
  log: Logger,
): GraphQLDataSource<GatewayContext> {
  return {
    process: async (options) => {
      const { request } = options;
      const context = 'incomingRequestContext' in options ? options.context : { caller: null, requestId: 'health' };
      const { query = '', variables, operationName } = request;
      try {
        const answer = await client.ask(subgraph, { query, variables, operationName }, context);
        return { data: answer.data ?? null, ...(answer.errors ? { errors: answer.errors } : {}) };
      } catch (error) {
        if (!(error instanceof SubgraphFailure)) throw error;
        log.warn({ reason: error.message, requestId: context.requestId }, 'a subgraph failed');
        const service = names().get(subgraph) ?? PLATFORM;
        const document = 'document' in options ? options.document : undefined;
        const paths = askedPaths(document, variables).slice(0, MOST_ERRORS);
        return {
          data: null,
          errors: paths.map((path) => errorOf(error.code, { service }, { path, serviceName: subgraph }).toJSON()),
        };
      }
    },
  };
}

/** Where in the subgraph's answer the asked fields would have been: root fields, or fields of each entity. */
function askedPaths(document: DocumentNode | undefined, variables: Record<string, unknown> | undefined) {
  const operation = document?.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const root = operation?.selectionSet.selections ?? [];
  const entities = root.find((each) => each.kind === Kind.FIELD && each.name.value === '_entities');
  if (entities?.kind !== Kind.FIELD) return keysOf(root).map((key): (string | number)[] => [key]);
  const keys = keysOf(entities.selectionSet?.selections ?? []);
  const count = Array.isArray(variables?.representations) ? variables.representations.length : 0;
  return Array.from({ length: count }, (_, index) =>
    keys.map((key): (string | number)[] => ['_entities', index, key]),
  ).flat();
}

function keysOf(selections: readonly SelectionNode[]): string[] {
  return [
    ...new Set(
      selections.flatMap((each) => {
        if (each.kind === Kind.INLINE_FRAGMENT) return keysOf(each.selectionSet.selections);
        return each.kind === Kind.FIELD && each.name.value !== '__typename'
          ? [each.alias?.value ?? each.name.value]
          : [];
      }),
    ),
  ];
}
