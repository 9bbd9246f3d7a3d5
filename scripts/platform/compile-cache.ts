/** What Node compiled, kept from start to start: a third of the processor time of each part's start. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './program.ts';
import { ROOT } from './settings.ts';

/** The programs of the parts. With `--help` each loads what it consists of, and starts nothing. */
const PROGRAMS = [
  './subgraphs/kit/main.ts',
  './subgraphs/kit/payment/development-provider/main.ts',
  './subgraphs/kit/embedded-store/main.ts',
  './supergraph/gateway/main.ts',
];

/**
 * Fastify loads its schema compilers, two hundred files, when the first server gets ready. A subgraph that does not load
 * says why when it is started.
 */
const fill = (subgraphs: readonly string[]) => `
  await Promise.all(${JSON.stringify(PROGRAMS)}.map((path) => import(path)));
  await Promise.allSettled(${JSON.stringify(subgraphs)}.map((name) => import('./subgraphs/' + name + '/index.ts')));
  const { fastify } = await import('fastify');
  await fastify().get('/', () => '').ready();
  process.exit(0);
`;

/**
 * Fills the cache when it is empty or of other packages: one process loads everything, and Node writes what it compiled
 * when that ends. Else each part of a first start compiles the same thousand files, and all of them write these at their
 * end, which with 24 ministries on two cores takes longer than Ctrl-C may. With nothing left to compile, no part loads
 * Node's own compiler of TypeScript either, which stays in memory: 17 MB in each.
 * @param subgraphs names of those that are about to start.
 */
export async function fillCompileCache(
  folder: string,
  subgraphs: readonly string[],
  ending: AbortSignal,
): Promise<void> {
  const stamp = join(folder, 'filled-for');
  const wanted = createHash('sha256')
    .update(`${process.version} ${process.arch}`)
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (contentOf(stamp) === wanted) return;
  const environment = { NODE_COMPILE_CACHE: folder };
  const words = ['--input-type=module', '--eval', fill(subgraphs), '--', '--help'];
  const { failure } = await runProgram(words, environment, ending);
  // One that does not load fails as a part, too, and says there why.
  if (failure !== undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(stamp, wanted);
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
