/** Imports of every source file against the table in `boundary-rules.ts`: `node scripts/check/boundaries.ts`. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { parseSync } from 'oxc-parser';
import { boundaryProblem, type ImportTarget } from './boundary-rules.ts';

const ALIASES: readonly (readonly [alias: string, folder: string])[] = [
  ['#kit/', 'subgraphs/kit/'],
  ['#schema/', 'schema/'],
];

/** `import('…')` as a type, which the parser's list of a module's imports leaves out. */
const TYPE_IMPORT = /\bimport\(\s*(['"])(?<specifier>[^'"]+)\1\s*\)/g;

const root = join(import.meta.dirname, '../..');
const files = globSync(['*.ts', '{schema,supergraph,subgraphs,scripts,test}/**/*.ts'], { cwd: root }).sort();
const problems = files.flatMap((file) => problemsOf(file, readFileSync(join(root, file), 'utf8')));

for (const problem of problems) console.error(problem);
console.log(`${files.length} files, ${problems.length} imports over a boundary`);
process.exitCode = problems.length > 0 ? 1 : 0;

function problemsOf(file: string, text: string): string[] {
  const { module } = parseSync(file, text);
  const written = [
    ...module.staticImports.map((each) => ({ at: each.start, specifier: each.moduleRequest.value })),
    ...module.staticExports.flatMap(({ start, entries }) =>
      entries.flatMap(({ moduleRequest }) => (moduleRequest ? [{ at: start, specifier: moduleRequest.value }] : [])),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
      at: start,
      specifier: /^(['"`])([^'"`$]+)\1$/.exec(text.slice(start, end))?.[2],
    })),
    ...[...text.matchAll(TYPE_IMPORT)].map(({ index, groups }) => ({ at: index, specifier: groups?.specifier })),
  ];
  const found = written.flatMap(({ at, specifier }) => {
    const problem = boundaryProblem(file, targetOf(file, specifier));
    return problem ? [`${file}:${text.slice(0, at).split('\n').length} ${specifier ?? 'import(…)'}\n  ${problem}`] : [];
  });
  return [...new Set(found)];
}

function targetOf(file: string, specifier: string | undefined): ImportTarget {
  if (specifier === undefined) return { computed: true };
  if (specifier.startsWith('.')) return { file: join(dirname(file), specifier) };
  for (const [alias, folder] of ALIASES)
    if (specifier.startsWith(alias)) return { file: folder + specifier.slice(alias.length) };
  return { package: specifier };
}
