/**
 * `npm run check`: all that can be said about the code without running it. `npm run check -- types lint` runs only
 * those. One line a check, a failed one's output under it; exit code 1 when any fails.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';

type Check = {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  /** What mends most of its failures. */
  readonly mendedBy?: string;
};

// The slow ones first: what follows fills the core that they leave.
const CHECKS: readonly Check[] = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  {
    name: 'supergraph',
    command: ['node', 'supergraph/composition/main.ts', '--check'],
    mendedBy: 'npm run compose',
  },
  { name: 'dead-code', command: ['knip', '--no-progress', '--no-config-hints'] },
  {
    name: 'codegen',
    command: ['graphql-codegen', '--config', 'codegen.ts', '--check'],
    mendedBy: 'npm run codegen',
  },
  {
    name: 'lint',
    command: ['biome', 'check', '--error-on-warnings', '.'],
    mendedBy: 'npm run format',
  },
  { name: 'graphql', command: ['eslint', 'schema/shared/*.graphql', 'subgraphs/*/schema.graphql'] },
  {
    name: 'authority',
    command: ['node', 'scripts/authority.ts', '--check'],
    mendedBy: 'npm run authority -- --write, and read what has changed',
  },
  { name: 'boundaries', command: ['node', 'scripts/check/boundaries.ts'] },
];

const root = join(import.meta.dirname, '..');
const env = { ...process.env, PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter) };
const running = new Set<number>();

process.on('SIGINT', () => stop(130));
process.on('SIGTERM', () => stop(143));

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !CHECKS.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(`No check named ${unknown.join(', ')}. There are: ${CHECKS.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const waiting = CHECKS.filter(({ name }) => asked.length === 0 || asked.includes(name));
const total = waiting.length;
const failed: string[] = [];
const start = performance.now();
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, runWaiting));
const summary = `${total - failed.length} of ${total} checks passed in ${seconds(start)}`;
console.log(failed.length > 0 ? `${summary}; failed: ${failed.join(', ')}` : summary);
process.exitCode = failed.length > 0 ? 1 : 0;

async function runWaiting(): Promise<void> {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const begun = performance.now();
    const { isPassed, output } = await run(check.command);
    console.log(`${isPassed ? '✓' : '✗'} ${check.name.padEnd(12)}${seconds(begun).padStart(7)}`);
    if (isPassed) continue;
    failed.push(check.name);
    console.log(`\n${output.trim()}\n`);
    if (check.mendedBy) console.log(`  → ${check.mendedBy}\n`);
  }
}

/** Each check leads its own process group, so that stopping reaches the programs that its wrapper script starts. */
function run([program, ...args]: Check['command']): Promise<{ isPassed: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const { pid } = child;
    if (pid) running.add(pid);
    let output = '';
    const collect = (text: string) => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.on('error', (error) => resolve({ isPassed: false, output: `${program}: ${error.message}` }));
    child.on('close', (code) => {
      if (pid) running.delete(pid);
      resolve({ isPassed: code === 0, output });
    });
  });
}

/** At once: tsc does not hear SIGTERM while it works, and a check only reads. */
function stop(code: number): never {
  for (const pid of running) {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  }
  process.exit(code);
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
