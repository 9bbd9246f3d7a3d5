/** Which subgraphs share a process. Pure. */
import type { SubgraphFolder } from './subgraph-folders.ts';

/** A process and the subgraphs that it serves, each at its own endpoint and with its own database. */
export type SubgraphProcess = { readonly name: string; readonly subgraphs: readonly string[] };

/** A process costs about half a second of a core and 150 MB to start, a further ministry in it a tenth of that. */
const MINISTRIES_A_PROCESS = 8;

/**
 * Lays subgraphs out over processes: `separate` gives each its own; `grouped` spreads the ministries evenly over as few
 * processes as hold them, and leaves the platform's own subgraphs on their own.
 */
export function subgraphProcesses(
  subgraphs: readonly SubgraphFolder[],
  layout: 'separate' | 'grouped',
): readonly SubgraphProcess[] {
  const alone = layout === 'separate' ? subgraphs : subgraphs.filter(({ isMinistry }) => !isMinistry);
  const shared = subgraphs.filter((subgraph) => !alone.includes(subgraph)).map(({ name }) => name);
  const count = Math.ceil(shared.length / MINISTRIES_A_PROCESS);
  return [
    ...alone.map(({ name }) => ({ name, subgraphs: [name] })),
    ...Array.from({ length: count }, (_, index) => ({
      name: `ministries-${index + 1}`,
      subgraphs: shared.slice(
        Math.floor((index * shared.length) / count),
        Math.floor(((index + 1) * shared.length) / count),
      ),
    })),
  ];
}
