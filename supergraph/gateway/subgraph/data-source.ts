/** A subgraph as @apollo/gateway's executor sees it. What goes wrong costs only the fields that were asked of it. */
import type { GraphQLDataSource } from '@apollo/gateway';
import { type DocumentNode, Kind, parse, type SelectionNode } from 'graphql';
import type { Logger } from 'pino';
import type { GatewayContext } from '../context.ts';
import { errorOf, PLATFORM } from '../errors.ts';
import type { Published } from '../published.ts';
import type { SubgraphClient, SubgraphError } from './client.ts';
import { type FailureCode, SubgraphFailure } from './failure.ts';
import { fit, type Path } from './fit.ts';

type Response = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** More errors of one failure help nobody. */
const MOST_ERRORS = 100;

/** Of a subgraph's errors, those that mean: it does not know what the gateway takes it to know. No client can mend that. */
const GATEWAYS_FAULT = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']);

/** @param published gives the supergraph that is served now. */
export function dataSource(
  subgraph: string,
  client: SubgraphClient,
  published: () => Published,
  log: Logger,
): GraphQLDataSource<GatewayContext> {
  function failed(code: FailureCode, paths: readonly Path[]) {
    const service = published().names.get(subgraph) ?? PLATFORM;
    return paths
      .slice(0, MOST_ERRORS)
      .map((path) => errorOf(code, { service }, { path, serviceName: subgraph }).toJSON());
  }

  return {
    process: async (options): Promise<Response> => {
      const { request } = options;
      const context = 'incomingRequestContext' in options ? options.context : { caller: null, requestId: 'health' };
      const { query = '', variables, operationName } = request;
      const document = ('document' in options ? options.document : undefined) ?? parse(query, { noLocation: true });
      const representations: readonly unknown[] = Array.isArray(variables?.representations)
        ? variables.representations
        : [];
      try {
        const { data, errors: given = [] } = await client.ask(subgraph, { query, variables, operationName }, context);
        const errors = given.slice(0, MOST_ERRORS).map(passedOn);
        const fitted = data && fit(published().schema, document, representations, data);
        if (!fitted || fitted.misfits.some(isAllEntities)) {
          const strange = errors.find(({ extensions }) => GATEWAYS_FAULT.has(String(extensions?.code)));
          if (strange) throw new SubgraphFailure('SERVICE_BAD_ANSWER', subgraph, strange.message);
          if (errors.length === 0) throw new SubgraphFailure('SERVICE_BAD_ANSWER', subgraph, 'entities are missing');
          return { data: null, errors: placed(errors, askedPaths(document, representations)) };
        }
        const untold = fitted.misfits.filter((misfit) => !errors.some((error) => isAbout(error, misfit)));
        if (untold.length > 0) log.warn({ subgraph, untold, requestId: context.requestId }, 'an answer does not fit');
        const all = [...errors, ...failed('SERVICE_BAD_ANSWER', untold)];
        return { data: fitted.data, ...(all.length > 0 ? { errors: all } : {}) };
      } catch (error) {
        if (!(error instanceof SubgraphFailure)) throw error;
        log.warn({ reason: error.message, requestId: context.requestId }, 'a subgraph failed');
        return { data: null, errors: failed(error.code, askedPaths(document, representations)) };
      }
    },
  };
}

/** Of an error, what concerns a client: not what it might tell the server to do with the whole answer (`http`). */
function passedOn({ message, path, extensions: { code, messages } = {} }: SubgraphError): SubgraphError {
  return {
    message,
    ...(path ? { path } : {}),
    extensions: { ...(code === undefined ? {} : { code }), ...(messages === undefined ? {} : { messages }) },
  };
}

/** Which of the entities is which cannot be told when there are not as many as were asked. */
function isAllEntities(misfit: Path): boolean {
  return misfit.length === 1 && misfit[0] === '_entities';
}

/** Whether an error explains what is missing at a place. */
function isAbout({ path }: SubgraphError, misfit: Path): boolean {
  return !path || path.every((key, index) => index >= misfit.length || key === misfit[index]);
}

/** Errors of a request as a whole, told of each field that was asked. */
function placed(errors: readonly SubgraphError[], asked: readonly Path[]): SubgraphError[] {
  return errors
    .flatMap((error) => (error.path ? [error] : asked.map((path) => ({ ...error, path }))))
    .slice(0, MOST_ERRORS);
}

/** Where in the subgraph's answer the asked fields would have been: root fields, or fields of each entity. */
function askedPaths(document: DocumentNode, representations: readonly unknown[]): Path[] {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const root = operation?.selectionSet.selections ?? [];
  const entities = root.find((each) => each.kind === Kind.FIELD && each.name.value === '_entities');
  if (entities?.kind !== Kind.FIELD) return keysOf(root).map((key) => [key]);
  const keys = keysOf(entities.selectionSet?.selections ?? []);
  return representations.flatMap((_, index) => keys.map((key) => ['_entities', index, key]));
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
