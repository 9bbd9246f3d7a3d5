/**
 * `npm run authority` prints the table of authority: every field of the graph, who may read it, and why. `-- --write` writes it
 * to docs/authority.md; `-- --check` fails when that is not what the subgraphs say, or when something stands open that nobody
 * has called public.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readSubgraphs } from '../supergraph/composition/subgraph-files.ts';
import { readPublished } from '../supergraph/gateway/published.ts';
import { openings } from './authority/openings.ts';
import { rulesOf } from './authority/rules.ts';
import { authorityTable } from './authority/table.ts';

const ROOT = join(import.meta.dirname, '..');
const FILE = join(ROOT, 'docs/authority.md');

const { values: options } = parseArgs({ options: { write: { type: 'boolean' }, check: { type: 'boolean' } } });
const read = readSubgraphs();
if ('problems' in read) throw new Error('the subgraphs do not read; npm run compose says where');
const supergraph = await readFile(join(ROOT, 'schema/supergraph.graphql'), 'utf8');
const published = readPublished(supergraph);
const table = authorityTable(published, rulesOf(read.subgraphs));
const before = await readFile(FILE, 'utf8').catch(() => '');

if (options.write) {
  await writeFile(FILE, table);
  process.stdout.write(
    before === table
      ? 'Nothing has changed.\n'
      : 'Wrote docs/authority.md. Read what has changed before you commit it.\n',
  );
} else if (options.check) {
  const problems = openings(published);
  if (before !== table) problems.push('docs/authority.md is stale: somebody may see more or less than it says');
  for (const problem of problems) process.stderr.write(`${problem}.\n`);
  if (problems.length > 0) process.exitCode = 1;
} else process.stdout.write(table);
