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

/**
 * Composes unless what is there is of the same sources.
 * @returns whether it composed.
 * @throws StartProblem with what is wrong in the SDL; the supergraph that is there stays.
 */
export async function composeIfChanged(data: DataFolder, ending: AbortSignal): Promise<boolean> {
  const digest = digestOfSources();
  if (composedFrom(data) === digest) return false;
  rmSync(stampOf(data), { force: true });
  await compose(data, ending);
  writeFileSync(stampOf(data), digest);
  return true;
}

/** In a process of its own: nobody has to wait for it, and it reads today's files. */
async function compose(data: DataFolder, ending: AbortSignal): Promise<void> {
  const { failure, output } = await runProgram(
    ['supergraph/composition/main.ts', '--out', data.schema],
    { NODE_COMPILE_CACHE: data.compileCache },
    ending,
  );
  if (failure !== undefined) throw new StartProblem(`The schemas do not compose (${failure}):\n${output}`);
}

function digestOfSources(): string {
  const digest = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: ROOT }).sort())
    if (!file.endsWith('.test.ts')) digest.update(`${file}\n`).update(readFileSync(join(ROOT, file)));
  return digest.digest('hex');
}

function composedFrom(data: DataFolder): string | undefined {
  try {
    readFileSync(data.supergraph);
    return readFileSync(stampOf(data), 'utf8');
  } catch {
    return undefined;
  }
}

function stampOf({ schema }: DataFolder): string {
  return join(schema, 'composed-from');
}
