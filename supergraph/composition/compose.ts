/**
 * Subgraphs to one graph: pure, in this process; a quarter of a second for seven subgraphs, a second for thirty.
 * `npm run compose` reads the files (subgraph-files.ts) and writes the result (composed-files.ts).
 */
import { type CompositionResult, composeServices } from '@apollo/composition';
import { type DefinitionNode, GraphQLError, Kind, parse, print, printSchema } from 'graphql';
import type { CompositionProblem } from './composition-problem.ts';
import { designFindings } from './design-rules.ts';
import { type Finding, problemReader } from './problem-reader.ts';
import { sdlFindings } from './sdl-rules.ts';
import type { SubgraphDocument } from './subgraph-document.ts';

export type Composed = {
  /** For the gateway and the catalogue. */
  readonly supergraphSdl: string;
  /** What clients see: plain GraphQL without a directive but `@deprecated`. What is `@inaccessible` is not in it. */
  readonly apiSdl: string;
  /** What somebody wrote and the graph does not show, e.g. a second description of a type. */
  readonly notes: readonly CompositionProblem[];
};

export type NotComposed = { readonly problems: readonly CompositionProblem[] };

/**
 * Composes the subgraphs. The result depends on what they are, not on their order.
 *
 * @example
 * const result = composeSubgraphs([{ name: 'land', document: linkedSchemaFile(file) }]);
 * if ('problems' in result) console.error(result.problems.map((problem) => printProblem(problem)).join('\n\n'));
 */
export function composeSubgraphs(subgraphs: readonly SubgraphDocument[]): Composed | NotComposed {
  const problemOf = problemReader(subgraphs);
  // What is wrong by itself composes to errors that follow from it, or stops composition.
  const inSdl = subgraphs.flatMap(sdlFindings);
  if (inSdl.length > 0) return { problems: inSdl.map(problemOf) };
  const result = composed(subgraphs);
  const problems = [...designFindings(subgraphs), ...(result.errors ?? []).map(asFinding)].map(problemOf);
  if (problems.length > 0 || result.errors) return { problems: withoutConsequences(problems) };
  return {
    supergraphSdl: result.supergraphSdl,
    apiSdl: apiSdl(printSchema(result.schema.toAPISchema().toGraphQLJSSchema())),
    notes: result.hints
      .filter(({ definition }) => definition.level.name === 'WARN')
      .map(({ definition: { code }, message, nodes }) => problemOf({ code, message, nodes })),
  };
}

function composed(subgraphs: readonly SubgraphDocument[]): CompositionResult {
  try {
    return composeServices(subgraphs.map(({ name, document }) => ({ name, typeDefs: document, url: noUrl(name) })));
  } catch (error) {
    // Composition asserts what it takes for granted of SDL; a developer of a ministry still gets a problem to read.
    if (!(error instanceof Error)) throw error;
    return { errors: [error instanceof GraphQLError ? error : new GraphQLError(error.message)] };
  }
}

/** That two subgraphs' fields of one name differ follows from there being two: it is told once. */
function withoutConsequences(problems: readonly CompositionProblem[]): CompositionProblem[] {
  const clashes = new Set(problems.filter(isClash).map(({ coordinate }) => coordinate));
  return problems.filter((each) => {
    const field = each.coordinate?.replace(/\(.*/, '');
    return isClash(each) || field === undefined || !clashes.has(field);
  });
}

function isClash({ code }: CompositionProblem): boolean {
  return code === 'INVALID_FIELD_SHARING';
}

/**
 * A supergraph must name a URL for each subgraph, and ours is the same on every machine: the gateway takes URLs from its
 * settings. `.invalid` resolves nowhere (RFC 6761), so a setting that is missing fails at once and by the subgraph's name.
 */
function noUrl(name: string): string {
  return `http://${name}.invalid`;
}

function asFinding({ message, nodes, extensions }: GraphQLError): Finding {
  return { code: typeof extensions.code === 'string' ? extensions.code : 'COMPOSITION_STOPPED', message, nodes };
}

/** In the order of the alphabet, so that a new subgraph does not move what was there. */
function apiSdl(sdl: string): string {
  const nameOf = (node: DefinitionNode) => ('name' in node && node.name ? node.name.value : '');
  const definitions = parse(sdl)
    .definitions.filter(({ kind }) => kind !== Kind.DIRECTIVE_DEFINITION)
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return print({ kind: Kind.DOCUMENT, definitions });
}
