/** What Node compiled, kept from start to start: a third of the processor time of each part's start. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './program.ts';
import { ROOT } from './settings.ts';

/** What the parts are made of. */
const MODULES = [
  './subgraphs/kit/settings.ts',
  './subgraphs/kit/ministry.ts',
  './subgraphs/kit/start-subgraph.ts',
  './subgraphs/kit/payment/development-provider.ts',
  './subgraphs/kit/embedded-store/server.ts',
  './supergraph/gateway/gateway.ts',
];

/** Fastify loads its schema compilers, two hundred files, when the first server gets ready. */
const FILL = `
  await Promise.all(${JSON.stringify(MODULES)}.map((path) => import(path)));
  const { fastify } = await import('fastify');
  await fastify().get('/', () => '').ready();
  process.exit(0);
`;

/**
 * Fills the cache when it is empty or of other packages: one process loads everything, and Node writes what it compiled
 * when that ends. Else each part of a first start compiles the same thousand files, and all of them write these at their
 * end, which with 24 ministries on two cores takes longer than Ctrl-C may.
 */
export async function fillCompileCache(folder: string, ending: AbortSignal): Promise<void> {
  const stamp = join(folder, 'filled-for');
  const wanted = createHash('sha256')
    .update(`${process.version} ${process.arch}`)
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (contentOf(stamp) === wanted) return;
  const environment = { NODE_COMPILE_CACHE: folder };
  const { failure } = await runProgram(['--input-type=module', '--eval', FILL], environment, ending);
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
