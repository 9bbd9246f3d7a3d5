/** The subgraphs of this repository: each folder of `subgraphs/` that holds a `schema.graphql`. */
import { existsSync, readdirSync } from 'node:fs';
import { GraphQLError } from 'graphql';
import { linkedSchemaFile } from '../../schema/link.ts';
import type { NotComposed } from './compose.ts';
import { syntaxProblem } from './problem-reader.ts';
import type { SubgraphDocument } from './subgraph-document.ts';

const FOLDER = new URL('../../subgraphs/', import.meta.url);

/**
 * Reads and links each subgraph's SDL.
 * @param folder a URL that ends with `/`; its subfolders' names are the subgraphs'.
 * @returns the subgraphs by name, or every file that is not well-formed.
 */
export function readSubgraphs(folder: URL = FOLDER): { readonly subgraphs: readonly SubgraphDocument[] } | NotComposed {
  const read = readdirSync(folder)
    .sort()
    .map((name) => ({ name, file: new URL(`${name}/schema.graphql`, folder) }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => readSubgraph(name, file));
  const problems = read.flatMap((each) => ('problem' in each ? [each.problem] : []));
  return problems.length > 0 ? { problems } : { subgraphs: read.flatMap((each) => ('problem' in each ? [] : [each])) };
}

function readSubgraph(name: string, file: URL) {
  try {
    return { name, document: linkedSchemaFile(file) };
  } catch (error) {
    if (error instanceof GraphQLError) return { problem: syntaxProblem(name, error) };
    throw error;
  }
}
