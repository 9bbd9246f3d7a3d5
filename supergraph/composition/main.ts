/**
 * The command line of composition, `npm run compose`. Exit codes: 0 done; 1 the subgraphs do not compose or a file is
 * stale; 2 the arguments are wrong.
 */
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { composeSubgraphs, type NotComposed } from './compose.ts';
import { staleFiles, writeComposed } from './composed-files.ts';
import { printProblem } from './composition-problem.ts';
import { readSubgraphs } from './subgraph-files.ts';

const USAGE = `npm run compose -- [--check] [--out <folder>]

Composes subgraphs/*/schema.graphql into supergraph.graphql (for the gateway) and api.graphql (what clients see).

  --check         write nothing; fail when a file is missing or not what the subgraphs compose to
  --out <folder>  where the two files are; schema/ unless given
  --help          print this
`;

const SCHEMA = join(import.meta.dirname, '../../schema');

const start = performance.now();
const options = readOptions();
if (options?.help) process.stdout.write(USAGE);
else if (options) await run(options);

async function run({ check = false, out = SCHEMA }: { check?: boolean; out?: string }): Promise<void> {
  const read = readSubgraphs();
  if ('problems' in read) return refuse(read);
  const composed = composeSubgraphs(read.subgraphs);
  if ('problems' in composed) return refuse(composed);
  const inFolder = (name: string) => relative('', join(out, name));
  if (check) {
    const stale = await staleFiles(out, composed);
    if (stale.length === 0) return;
    const names = stale.map(inFolder).join(' and ');
    return fail(
      1,
      `${names} ${stale.length > 1 ? 'are' : 'is'} missing or stale: run npm run compose, and commit what it writes.`,
    );
  }
  const written = await writeComposed(out, composed);
  for (const note of composed.notes) process.stdout.write(`${printProblem(note, '!')}\n\n`);
  const took = `${((performance.now() - start) / 1000).toFixed(1)} s`;
  const result = written.length > 0 ? `wrote ${written.map(inFolder).join(' and ')}` : 'nothing has changed';
  process.stdout.write(`Composed ${read.subgraphs.length} subgraphs in ${took}: ${result}.\n`);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { check: { type: 'boolean' }, out: { type: 'string' }, help: { type: 'boolean' } },
    });
    return values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    fail(2, `${error.message}\n\n${USAGE}`);
    return null;
  }
}

function refuse({ problems }: NotComposed): void {
  const count = problems.length === 1 ? 'This problem keeps' : `These ${problems.length} problems keep`;
  fail(
    1,
    [
      ...problems.map((problem) => printProblem(problem)),
      `${count} the subgraphs from being one graph; nothing was written.`,
    ].join('\n\n'),
  );
}

function fail(code: number, text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = code;
}
