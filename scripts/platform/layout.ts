/** Which subgraphs share a process. Pure. */
import type { SubgraphFolder } from './subgraph-folders.ts';

/** A process and the subgraphs that it serves, each at its own endpoint and with its own database. */
export type SubgraphProcess = { readonly name: string; readonly subgraphs: readonly string[] };

/** A process costs about half a second of a core and 150 MB to start, a further subgraph in it a sixth of that. */
const SUBGRAPHS_A_PROCESS = 8;

/**
 * Lays subgraphs out over processes: `separate` gives each its own; `grouped` spreads the platform's own and the ministries'
 * each evenly over as few as hold them.
 */
export function subgraphProcesses(
  subgraphs: readonly SubgraphFolder[],
  layout: 'separate' | 'grouped',
): readonly SubgraphProcess[] {
  const namesOf = (ministries: boolean) =>
    subgraphs.filter(({ isMinistry }) => isMinistry === ministries).map(({ name }) => name);
  if (layout === 'separate') return subgraphs.map(({ name }) => ({ name, subgraphs: [name] }));
  return [...groups('platform', namesOf(false)), ...groups('ministries', namesOf(true))];
}

function groups(kind: string, names: readonly string[]): SubgraphProcess[] {
  const count = Math.ceil(names.length / SUBGRAPHS_A_PROCESS);
  const start = (index: number) => Math.floor((index * names.length) / count);
  return Array.from({ length: count }, (_, index) => {
    const subgraphs = names.slice(start(index), start(index + 1));
    const name = count === 1 ? kind : `${kind}-${index + 1}`;
    return { name: subgraphs.length === 1 ? subgraphs.join() : name, subgraphs };
  });
}
