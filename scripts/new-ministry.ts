/**
 * `npm run new-ministry -- <code> --name-en "…" --name-bn "…"`: a folder for a new ministry that composes, starts and passes
 * its tests, with one service of each kind to edit.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type NewMinistry, nameProblem, writeMinistry } from './new-ministry/write-ministry.ts';

const USAGE = 'npm run new-ministry -- <code> --name-en "Ministry of …" --name-bn "… মন্ত্রণালয়"';
const ROOT = join(import.meta.dirname, '..');

if (process.argv.includes('--help')) {
  console.log(USAGE);
  process.exit();
}
const ministry = read(process.argv.slice(2));
const problem = nameProblem(ministry, ROOT);
if (problem) refuse(problem);
const files = await writeMinistry(ministry, ROOT);
for (const file of files) console.log(`wrote ${file}`);
// A longer code makes longer lines than the template's.
await run('formatting it', 'biome', 'check', '--write', `subgraphs/${ministry.code}`);
await run('generating its types', 'graphql-codegen', '--config', 'codegen.ts');
await run('composing the graph', process.execPath, 'supergraph/composition/main.ts');
console.log(`
Next:
  npx vitest run subgraphs/${ministry.code}
      its tests
  npm run dev -- ${ministry.code}
      it and the platform; its services are in the explorer at http://localhost:4000
  subgraphs/${ministry.code}/schema.graphql
      the services to edit: their titles, forms and limits
  docs/ministry-guide.md
      from a paper form to a live service, step by step; also how an official of it logs in`);

function read(words: string[]): NewMinistry {
  try {
    const { positionals, values } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { 'name-en': { type: 'string' }, 'name-bn': { type: 'string' } },
    });
    const [code, ...more] = positionals;
    if (code === undefined) refuse('the code is missing, e.g. water-resources');
    if (more.length > 0) refuse(`one code, not also ${more.join(' ')}; put names of several words in quotes`);
    return { code, nameEn: values['name-en']?.trim() ?? '', nameBn: values['name-bn']?.trim() ?? '' };
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

async function run(what: string, ...[program = '', ...args]: string[]): Promise<void> {
  console.log(`${what} …`);
  const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'close');
  if (code !== 0)
    refuse(`${program} ended with ${code}; its words are above. The folder stays: mend it and run it again.`);
}

function refuse(reason: string): never {
  console.error(`${reason}\n${USAGE}`);
  process.exit(2);
}
