/** What keeps subgraphs from being one graph: as data, and as a terminal shows it. */

export type CompositionProblem = {
  /** Composition's (`INVALID_FIELD_SHARING`), or one of ours (`fixes.ts` has both). */
  readonly code: string;
  readonly message: string;
  /** Names of those involved, in the order of the alphabet; empty when it is no one's in particular. */
  readonly subgraphs: readonly string[];
  /** What it is about, e.g. `Mutation.applyForPassport`, `Fee` or `Fee.of(plot:)`; null when that is no one element. */
  readonly coordinate: string | null;
  /** Those in subgraphs' own files come first. */
  readonly locations: readonly ProblemLocation[];
  /** What to do, in a sentence or two. */
  readonly fix: string;
};

export type ProblemLocation = {
  /** As the document's source is named, e.g. `subgraphs/land/schema.graphql`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
};

/**
 * For a terminal:
 *
 *     ✗ INVALID_FIELD_SHARING  Query.fee  (health, land)
 *         subgraphs/health/schema.graphql:5:3
 *         subgraphs/land/schema.graphql:9:3
 *       Non-shareable field "Query.fee" is resolved from multiple subgraphs …
 *       → A root field has one owner …
 *
 * @param mark what stands in front; `✗` for what keeps the subgraphs from being composed.
 */
export function printProblem(problem: CompositionProblem, mark: '✗' | '!' = '✗'): string {
  const { code, coordinate, subgraphs, locations, message, fix } = problem;
  const about = [mark, code, ...(coordinate ? ['', coordinate] : [])].join(' ');
  return [
    subgraphs.length > 0 ? `${about}  (${subgraphs.join(', ')})` : about,
    ...locations.map((location) => `    ${printLocation(location)}`),
    ...message.split('\n').map((line) => `  ${line}`.trimEnd()),
    `  → ${fix}`,
  ].join('\n');
}

/** `subgraphs/land/schema.graphql:9:3`: terminals and editors open it on a click. */
export function printLocation({ file, line, column }: ProblemLocation): string {
  return `${file}:${line}:${column}`;
}
