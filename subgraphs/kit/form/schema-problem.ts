import { type ASTNode, getLocation } from 'graphql';

/** The SDL of a service cannot be made into a form. Tells everything that is wrong, not only the first. */
export class SchemaProblem extends Error {
  override readonly name = 'SchemaProblem';
  /** One sentence each: where (service, field, file and line), what, and the fix. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The schema's services have ${problems.length} problem(s):\n${problems.map((each) => `- ${each}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

/** Says what is wrong at a node. */
export type Report = (place: string, node: ASTNode, what: string) => void;

/** Collects problems while a schema is read, each once. */
export function problemList(): { readonly report: Report; throwIfAny(): void } {
  const problems = new Set<string>();
  return {
    report: (place, node, what) => problems.add(`${place}${inFile(node)}: ${what}`),
    throwIfAny() {
      if (problems.size > 0) throw new SchemaProblem([...problems]);
    },
  };
}

/** ` (subgraphs/land/schema.graphql:12)`; empty for a node that no file holds. */
function inFile({ loc }: ASTNode): string {
  return loc ? ` (${loc.source.name}:${getLocation(loc.source, loc.start).line})` : '';
}
