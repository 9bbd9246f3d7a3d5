/**
 * Completes what composition says of an error. Its nodes mostly know their file and line; where they do not (it checks
 * some rules on a printed copy, and others on its own graph of the schema), the documents are asked.
 */
import { type ASTNode, type GraphQLError, getLocation, Kind, type Location, print, visit } from 'graphql';
import { type CompositionProblem, type ProblemLocation, printLocation } from './composition-problem.ts';
import { fixFor } from './fixes.ts';
import { type Place, placesAt, placesOf, type SubgraphDocument } from './subgraph-document.ts';

/** What somebody found wrong: an error or a hint of composition, or a breach of our own rules. */
export type Finding = {
  readonly code: string;
  readonly message: string;
  readonly nodes?: readonly ASTNode[] | undefined;
};

/** A document whose elements can be found. */
type Searchable = SubgraphDocument & { readonly places: readonly Place[]; readonly sources: ReadonlySet<unknown> };

/** `"Plot.area"`, `"Plot.area(unit:)"` or `"@key"` in a message of composition. */
const COORDINATE = /"(@\w+|\w+\.\w+(?:\(\w+:\))?)"/;

/** @returns a function that completes what was found in these subgraphs. */
export function problemReader(subgraphs: readonly SubgraphDocument[]): (finding: Finding) => CompositionProblem {
  const searchable = subgraphs
    .map(({ name, document }) => ({
      name,
      document,
      places: placesOf(document),
      sources: new Set(document.definitions.map(({ loc }) => loc?.source)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

  return ({ code, message, nodes = [] }) => {
    const named = namesIn(message, nodes);
    const shown = nodes.flatMap((node) => locationsOf(node, searchable)).sort(ownFirst);
    const involved = searchable.filter(
      ({ name, sources }) => named.has(name) || shown.some(({ source }) => isOwn(source) && sources.has(source)),
    );
    const coordinate = coordinateAt(shown[0], searchable) ?? COORDINATE.exec(message)?.[1] ?? null;
    // Composition shows the argument that one subgraph requires; where the other lacks it helps as much.
    const unseen = involved.filter(({ sources }) => !shown.some(({ source }) => sources.has(source)));
    const lacking = coordinate ? unseen.flatMap(({ places }) => placesAt(coordinate, places)) : [];
    return {
      code,
      message: message.replace(/^\[[^\]]+\] /, ''),
      subgraphs: involved.map(({ name }) => name),
      coordinate,
      locations: problemLocations([...shown, ...lacking.flatMap(({ node }) => locationOf(node))]),
      fix: fixFor({ code, coordinate, message }),
    };
  };
}

/** A subgraph's SDL that is not well-formed, or cannot be linked: then linking has given the error its code. */
export function syntaxProblem(
  subgraph: string,
  { message, source, locations, extensions }: GraphQLError,
): CompositionProblem {
  const code = typeof extensions.code === 'string' ? extensions.code : 'SYNTAX_ERROR';
  const found = { code, message, coordinate: null };
  const file = source?.name ?? `the SDL of ${subgraph}`;
  return {
    ...found,
    subgraphs: [subgraph],
    locations: (locations ?? []).map(({ line, column }) => ({ file, line, column })),
    fix: fixFor(found),
  };
}

/** The subgraphs that the message names (`[land] …`, `… in subgraphs "health" and "land"`) or the nodes are marked with. */
function namesIn(message: string, nodes: readonly ASTNode[]): ReadonlySet<unknown> {
  const lists = message.match(/subgraphs? (?:"[^"]+"(?:, and |, | and )?)+/g) ?? [];
  return new Set([
    /^\[([^\]]+)\]/.exec(message)?.[1],
    ...lists.flatMap((list) => [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name)),
    ...nodes.map(markOf),
  ]);
}

/** Composition marks nodes with the subgraph that they are of, though not all. */
function markOf(node: ASTNode): unknown {
  return 'subgraph' in node ? node.subgraph : undefined;
}

/** A directive without a location (composition has checked a printed copy) is looked for in its subgraph by its text. */
function locationsOf(node: ASTNode, subgraphs: readonly Searchable[]): Location[] {
  const known = locationOf(node);
  if (known.length > 0 || node.kind !== Kind.DIRECTIVE) return known;
  const text = print(node);
  const found: Location[] = [];
  for (const { document } of subgraphs.filter(({ name }) => name === markOf(node)))
    visit(document, {
      Directive: (directive) => {
        if (print(directive) === text) found.push(...locationOf(directive));
      },
    });
  return found;
}

/** Of the name, where a node has one: a definition's own location begins with its description, lines above. */
function locationOf(node: ASTNode): Location[] {
  const loc = ('name' in node ? node.name?.loc : undefined) ?? node.loc;
  return loc ? [loc] : [];
}

/** The innermost element around a location. */
function coordinateAt(loc: Location | undefined, subgraphs: readonly Searchable[]): string | undefined {
  return subgraphs
    .filter(({ sources }) => sources.has(loc?.source))
    .flatMap(({ places }) => places)
    .findLast(({ node }) => node.loc && loc && isWithin(loc, node.loc))?.coordinate;
}

function isWithin(inner: Location, outer: Location): boolean {
  return inner.source === outer.source && outer.start <= inner.start && inner.end <= outer.end;
}

/** Everything else is of schema/, which is no one subgraph's. */
function isOwn(source: Location['source']): boolean {
  return !source.name.startsWith('schema/');
}

function ownFirst(a: Location, b: Location): number {
  return Number(isOwn(b.source)) - Number(isOwn(a.source));
}

/** Each once. What a program adds (schema/link.ts) is left out: it has no line that a person could mend. */
function problemLocations(locations: readonly Location[]): ProblemLocation[] {
  const shown = locations
    .filter(({ source }) => !source.name.endsWith('.ts'))
    .map(({ source, start }): ProblemLocation => ({ file: source.name, ...getLocation(source, start) }));
  return [...new Map(shown.map((each) => [printLocation(each), each])).values()];
}
