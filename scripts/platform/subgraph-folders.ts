/** Which subgraphs there are: the folders of `subgraphs/` that have a `schema.graphql`. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'graphql';
import { isMinistry } from '../../schema/link.ts';

export type SubgraphFolder = {
  readonly name: string;
  /** A ministry's; the others are the platform's own, which nothing works without. */
  readonly isMinistry: boolean;
};

/** @param root the checkout. */
export function subgraphFolders(root: string): readonly SubgraphFolder[] {
  return globSync('subgraphs/*/schema.graphql', { cwd: root })
    .sort()
    .map((file) => ({ name: dirname(file).slice('subgraphs/'.length), isMinistry: isMinistryFile(join(root, file)) }));
}

/** What cannot be parsed counts as a ministry's: composition says what is wrong with it, at its line. */
function isMinistryFile(file: string): boolean {
  const sdl = readFileSync(file, 'utf8');
  try {
    return isMinistry(parse(sdl, { noLocation: true }));
  } catch {
    return true;
  }
}
