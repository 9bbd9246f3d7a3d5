/** The supergraph of this start: composed from the SDL in the checkout into DATA_DIR, anew only when the SDL is another. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from './data-folder.ts';
import { runProgram } from './program.ts';
import { ROOT } from './settings.ts';
import { StartProblem } from './start-problem.ts';

/** What a composition is made of: the SDL, what links it, what composes it. */
const SOURCES = [
  'subgraphs/*/schema.graphql',
  'schema/shared/*.graphql',
  'schema/*.ts',
  'supergraph/composition/**/*.ts',
  'node_modules/@apollo/composition/package.json',
];

/** Names what the composed files in a folder are of. */
const STAMP = 'composed-from';

/**
 * Composes the checkout's subgraphs into a folder.
 * @throws StartProblem with what is wrong in the SDL; what is in the folder stays.
 */
export type Compose = (folder: string) => Promise<void>;

/**
 * Composes unless what is there is of the same sources.
 * @returns whether it composed.
 */
export async function composeIfChanged({ schema }: DataFolder, compose: Compose): Promise<boolean> {
  const digest = digestOfSources();
  if (composedFrom(schema) === digest) return false;
  rmSync(join(schema, STAMP), { force: true });
  await compose(schema);
  writeFileSync(join(schema, STAMP), digest);
  return true;
}

/** In a process of its own, so that nobody has to wait. */
export function composeOnce(compileCache: string, ending: AbortSignal): Compose {
  return async (folder) => {
    const program = ['supergraph/composition/main.ts', '--out', folder];
    const { failure, output } = await runProgram(program, { NODE_COMPILE_CACHE: compileCache }, ending);
    if (failure !== undefined) throw notComposed(output);
  };
}

export function notComposed(problems: string): StartProblem {
  return new StartProblem(`The schemas do not compose:\n${problems}`);
}

function digestOfSources(): string {
  const digest = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: ROOT }).sort())
    if (!file.endsWith('.test.ts')) digest.update(`${file}\n`).update(readFileSync(join(ROOT, file)));
  return digest.digest('hex');
}

function composedFrom(schema: string): string | undefined {
  try {
    readFileSync(join(schema, 'supergraph.graphql'));
    return readFileSync(join(schema, STAMP), 'utf8');
  } catch {
    return undefined;
  }
}
