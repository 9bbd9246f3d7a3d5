/** Who may import whom (DESIGN.md, "The map"): one table, read from the top; the first row whose files match governs. */
import { matchesGlob } from 'node:path';

export type BoundaryRule = {
  /** Names the importing part in a failure. */
  readonly part: string;
  readonly files: readonly string[];
  /** Files of the project that the part may import; `<own>` is the importing file's subgraph. */
  readonly mayImport: readonly string[];
  /** Packages that the part must not import, as globs. */
  readonly noPackages?: readonly string[];
  readonly because: string;
};

const KIT = 'subgraphs/kit/**';
const PURE_KIT = [
  'subgraphs/kit/{clock,days,document-number,html,ids,log}.ts',
  'subgraphs/kit/{areas,seed}/**',
  'subgraphs/kit/errors/**',
  'subgraphs/kit/form/**',
  'subgraphs/kit/application/{lifecycle,working-days,errors}.ts',
];
const STORES_AND_SERVERS = [
  'mongoose',
  'undici',
  'fastify',
  '@as-integrations/*',
  '@apollo/**',
  'node:{http,https,net}',
];
const EMBEDDED_STORE = 'subgraphs/kit/embedded-store/**';
const OWN = 'subgraphs/<own>/**';

export const BOUNDARY_RULES: readonly BoundaryRule[] = [
  {
    part: 'test/, scripts/ and the files at the top',
    files: ['test/**', 'scripts/**', '*.ts'],
    mayImport: ['**'],
    because: 'they see the whole project',
  },
  {
    part: "the embedded store's tests",
    files: ['subgraphs/kit/embedded-store/**/*.test.ts', 'subgraphs/kit/embedded-store/**/test/**'],
    mayImport: [EMBEDDED_STORE, 'subgraphs/kit/test/**'],
    because: 'the store knows nothing of the platform',
  },
  {
    part: "the kit's tests",
    files: ['subgraphs/kit/**/*.test.ts', 'subgraphs/kit/**/test/**'],
    mayImport: [KIT, 'schema/**'],
    because: 'the kit knows no subgraph, and nothing of the gateway',
  },
  {
    part: "the desk's client library",
    files: ['subgraphs/entrepreneurs/desk/**'],
    mayImport: ['subgraphs/entrepreneurs/desk/**'],
    because: 'it is a package of its own, for browsers and Node, and knows nothing of the platform',
  },
  {
    part: "a subgraph's tests",
    files: ['subgraphs/*/**/*.test.ts'],
    mayImport: [OWN, KIT],
    because: 'a subgraph is tested through its own endpoint; what crosses subgraphs is tested in test/',
  },
  {
    part: 'the embedded store',
    files: [EMBEDDED_STORE],
    mayImport: [EMBEDDED_STORE],
    because: 'it is a database: the rest reaches it by the wire protocol, and it knows nothing of the rest',
  },
  {
    part: "the kit's pure rules",
    files: PURE_KIT,
    mayImport: PURE_KIT,
    noPackages: STORES_AND_SERVERS,
    because: 'layers run one way: pure rules ← storage ← services ← transport',
  },
  {
    part: "the kit's storage",
    files: ['subgraphs/kit/storage/**'],
    mayImport: [...PURE_KIT, 'subgraphs/kit/storage/**'],
    noPackages: STORES_AND_SERVERS.filter((name) => name !== 'mongoose'),
    because: 'layers run one way: pure rules ← storage ← services ← transport',
  },
  {
    part: "the kit's services",
    files: [
      'subgraphs/kit/{application,auth,tries}/**',
      'subgraphs/kit/payment/*',
      'subgraphs/kit/{service,registry,rounds,settings,loader,context,person-number}.ts',
    ],
    mayImport: [
      ...PURE_KIT,
      'subgraphs/kit/{storage,application,auth,tries}/**',
      'subgraphs/kit/payment/*',
      'subgraphs/kit/{service,registry,rounds,settings,loader,context,person-number}.ts',
      'schema/{assurance,policies,roles}.ts',
    ],
    because: 'layers run one way: pure rules ← storage ← services ← transport',
  },
  {
    part: 'the kit',
    files: [KIT],
    mayImport: [KIT, 'schema/**'],
    because: 'the kit knows no subgraph, and nothing of the gateway',
  },
  {
    part: 'a subgraph',
    files: ['subgraphs/*/**'],
    mayImport: [OWN, KIT],
    because: 'a subgraph imports the kit and its own folder; what it needs of another, it asks through the graph',
  },
  {
    part: 'supergraph/',
    files: ['supergraph/**'],
    mayImport: ['supergraph/**', 'schema/**'],
    because: 'it runs against any Federation 2 supergraph: it knows SDL and URLs only',
  },
  {
    part: 'schema/',
    files: ['schema/**'],
    mayImport: ['schema/**'],
    because: 'everything else stands on it',
  },
];

/** Of what may be imported, what only tests may: harnesses and tests; and the store, which is reached by wire only. */
const NOT_FOR_PRODUCT = ['**/*.test.ts', 'test/**', '**/test/**', 'scripts/**'];
const BY_WIRE_ONLY = [EMBEDDED_STORE];

/** Serves subgraphs by name, so it loads them by a computed URL; nobody else may. */
const LOADS_SUBGRAPHS = 'subgraphs/kit/main.ts';

/** An import as written in a file: the project's file or the package that it names; `computed` when only the run knows. */
export type ImportTarget = { readonly file: string } | { readonly package: string } | { readonly computed: true };

/**
 * @param from path of the importing file from the repository's root.
 * @returns what is wrong with the import, in a sentence; undefined when it is allowed.
 */
export function boundaryProblem(from: string, target: ImportTarget): string | undefined {
  const rule = BOUNDARY_RULES.find(({ files }) => matches(from, files));
  if (!rule) return 'the file lies in no part of the map; give it a row in scripts/check/boundary-rules.ts';
  const refused = `${rule.part} may not import it: ${rule.because}`;
  if ('computed' in target)
    return from === LOADS_SUBGRAPHS || rule === BOUNDARY_RULES[0]
      ? undefined
      : `only ${LOADS_SUBGRAPHS} loads a module by a computed name; import it by its path`;
  if ('package' in target) return matches(target.package, rule.noPackages ?? []) ? refused : undefined;
  const own = from.split('/')[1] ?? '';
  if (
    !matches(
      target.file,
      rule.mayImport.map((glob) => glob.replace('<own>', own)),
    )
  )
    return refused;
  if (rule === BOUNDARY_RULES[0] || matches(from, NOT_FOR_PRODUCT)) return undefined;
  if (matches(target.file, NOT_FOR_PRODUCT)) return 'only tests import tests and their harness';
  if (matches(target.file, BY_WIRE_ONLY) && !matches(from, BY_WIRE_ONLY))
    return 'the embedded store is reached by the wire protocol only, so that any MongoDB can take its place';
  return undefined;
}

function matches(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => matchesGlob(path, glob));
}
