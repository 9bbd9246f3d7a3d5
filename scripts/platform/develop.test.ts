/** `npm run dev` in a copy of the checkout, with a ministry of its own to edit. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freePorts } from '../../subgraphs/kit/http/free-ports.ts';
import { readRoll } from './roll.ts';
import { ROOT } from './settings.ts';

const COPIED = [
  'codegen.ts',
  'docs',
  'package.json',
  'package-lock.json',
  'schema',
  'scripts',
  'subgraphs',
  'supergraph',
];

const SDL = `extend schema @ministry(code: "tourism", nameEn: "Tourism", nameBn: "পর্যটন")

extend type Query {
  "What the ministry says of itself."
  motto: String
}
`;
const sdlWith = (field: string) => SDL.replace('  motto: String', `  motto: String\n  "Another."\n  ${field}`);

const code = (motto: string, more = '') => `import { defineMinistry } from '#kit/ministry.ts';
export default defineMinistry({
  code: 'tourism',
  schema: new URL('./schema.graphql', import.meta.url),
  services: {},
  resolvers: { Query: { motto: () => '${motto}', ${more} } },
});
`;

let checkout: string;
let url: string;
let dev: ChildProcess;
let output = '';

const write = (file: string, text: string) => writeFile(join(checkout, 'subgraphs/tourism', file), text);
const printed = (text: string) => vi.waitFor(() => expect(output).toContain(text), 250_000);

async function ask(query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

const answers = (query: string, data: unknown) => expect.poll(() => ask(query)).toEqual({ data });

beforeAll(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'nagarik-dev-'));
  for (const each of COPIED) await cp(join(ROOT, each), join(checkout, each), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
  await mkdir(join(checkout, 'subgraphs/tourism'));
  await write('schema.graphql', SDL);
  await write('index.ts', code('one'));
  const [port] = await freePorts(1);
  url = `http://localhost:${port}`;
  const { MONGODB_URL: _ofTheTestRun, ...environment } = process.env;
  dev = spawn(process.execPath, ['scripts/dev.ts', 'tourism'], {
    cwd: checkout,
    env: { ...environment, PORT: String(port), DATA_DIR: '.data' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [dev.stdout, dev.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  await printed('\nready ');
});

afterAll(async () => {
  dev.kill('SIGTERM');
  if (dev.exitCode === null) await once(dev, 'exit');
  await rm(checkout, { recursive: true });
});

test('of the ministries only the one that was named runs; fields of the others say that they are not there', async () => {
  const running = readRoll(join(checkout, '.data'))?.parts.map(({ name }) => name);
  expect(new Set(running)).toEqual(new Set(['store', 'gateway', 'platform', 'tourism', 'payment-provider']));
  expect(await ask('{ motto }')).toEqual({ data: { motto: 'one' } });
});

test('a ministry whose code changes starts anew', async () => {
  await write('index.ts', code('two'));
  await answers('{ motto }', { motto: 'two' });
});

test('a schema that changes is composed and served', async () => {
  await write('schema.graphql', sdlWith('song: String'));
  await write('index.ts', code('two', "song: () => 'la la',"));
  await answers('{ motto song }', { motto: 'two', song: 'la la' });
});

test('a schema that does not compose leaves the old one serving, until it is mended', async () => {
  await write('schema.graphql', sdlWith('song: Strin'));
  await printed('Unknown type Strin');
  await printed('The graph before goes on.');
  expect(await ask('{ motto song }')).toEqual({ data: { motto: 'two', song: 'la la' } });
  // Other code of the same ministry waits with it: it would be served with a schema that is in no graph.
  await write('index.ts', code('three', "dance: () => 'step',"));
  await write('schema.graphql', sdlWith('dance: String'));
  await answers('{ motto dance }', { motto: 'three', dance: 'step' });
});

test('code that is broken is told with its line, and tried again when it is mended', async () => {
  await write('index.ts', 'export const = 1;');
  await printed('tourism ended (exit code 1); it is tried again when its files change');
  await printed('subgraphs/tourism/index.ts:1');
  await write('index.ts', code('four', "dance: () => 'step',"));
  await answers('{ motto }', { motto: 'four' });
});
