/** What a changed file means for what runs: one table, read from the top; the first row whose files match governs. Pure. */
import { matchesGlob } from 'node:path/posix';

/** `own` is the subgraph in whose folder the file lies. */
type Affected = 'own' | 'subgraphs' | 'store' | 'payment-provider' | 'gateway';

type ChangeRule = {
  readonly files: readonly string[];
  /** The supergraph may be another: compose, and start `restarts` anew only when it does. */
  readonly recomposes?: true;
  readonly restarts: readonly Affected[];
};

const RULES: readonly ChangeRule[] = [
  { files: ['**/{.*,*~,*.md,*.test.ts,*.generated.ts,bench.ts}', '**/{.*,test}/**'], restarts: [] },
  { files: ['schema/{supergraph,api}.graphql'], restarts: [] },
  { files: ['schema/**'], recomposes: true, restarts: ['subgraphs'] },
  { files: ['subgraphs/kit/embedded-store/**'], restarts: ['store'] },
  { files: ['subgraphs/kit/payment/development-provider/**'], restarts: ['payment-provider'] },
  { files: ['subgraphs/kit/**'], restarts: ['subgraphs', 'payment-provider'] },
  { files: ['subgraphs/*/schema.graphql'], recomposes: true, restarts: ['own'] },
  { files: ['subgraphs/*/**'], restarts: ['own'] },
  { files: ['supergraph/composition/**'], recomposes: true, restarts: [] },
  { files: ['supergraph/gateway/**'], restarts: ['gateway'] },
];

export type Consequences = {
  readonly recomposes: boolean;
  /** Subgraphs to start anew. */
  readonly subgraphs: ReadonlySet<string>;
  /** Of these, those whose schema is another: they wait until it composes. */
  readonly reshaped: ReadonlySet<string>;
  /** Other parts to start anew. */
  readonly parts: ReadonlySet<string>;
};

/**
 * @param files paths from the checkout.
 * @param subgraphs all that there are.
 */
export function consequencesOf(files: readonly string[], subgraphs: readonly string[]): Consequences {
  const changes = files.flatMap((file) => {
    const rule = RULES.find((each) => each.files.some((glob) => matchesGlob(file, glob)));
    return rule ? [{ file, rule }] : [];
  });
  const subgraphsOf = ({ file, rule }: (typeof changes)[number]) =>
    rule.restarts.flatMap((affected) =>
      affected === 'subgraphs' ? subgraphs : affected === 'own' ? [file.split('/')[1] ?? ''] : [],
    );
  return {
    recomposes: changes.some(({ rule }) => rule.recomposes),
    subgraphs: new Set(changes.flatMap(subgraphsOf)),
    reshaped: new Set(changes.filter(({ rule }) => rule.recomposes).flatMap(subgraphsOf)),
    parts: new Set(
      changes.flatMap(({ rule }) => rule.restarts.filter((each) => each !== 'own' && each !== 'subgraphs')),
    ),
  };
}
