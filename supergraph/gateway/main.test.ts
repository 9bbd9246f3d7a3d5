import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from './test/free-port.ts';
import { type Graph, startGraph } from './test/graph.ts';
import { AUDIENCE, ISSUER } from './test/issuer.ts';

let graph: Graph;
let settings: Record<string, string>;
beforeAll(async () => {
  graph = await startGraph({ land: { sdl: 'type Query { plots: Int }', resolvers: { Query: { plots: () => 2 } } } });
  settings = {
    SUPERGRAPH_FILE: graph.supergraphFile,
    SUBGRAPH_URLS: JSON.stringify({ land: graph.subgraph('land').url }),
    SIGNING_KEY_FILE: join(dirname(graph.supergraphFile), 'gateway.jwk'),
    ISSUER,
    ISSUER_JWKS_URL: graph.issuer.jwksUrl,
    AUDIENCE,
    LOG_LEVEL: 'silent',
  };
});
afterAll(() => graph.stop());

/** Runs the gateway as a process. */
function run(environment: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text));
  const ended = once(child, 'close').then(([code]) => ({ code, output }));
  return { child, ended };
}

test('--help names every setting', async () => {
  const { code, output } = await run({}, '--help').ended;
  expect(code).toBe(0);
  for (const name of [...Object.keys(settings), 'PORT', 'MAX_DEPTH', 'SUBGRAPH_TIMEOUT_MS'])
    expect(output).toContain(name);
});

test('settings that are missing or wrong are named, all at once', async () => {
  const wrong = { PORT: 'many', SUBGRAPH_URLS: 'land', REDIS_URL: 'http://:a-password@redis' };
  const { code, output } = await run(wrong).ended;
  expect(code).toBe(1);
  for (const name of [...Object.keys(wrong), 'SIGNING_KEY_FILE', 'ISSUER', 'ISSUER_JWKS_URL'])
    expect(output).toMatch(new RegExp(`^ +${name}: `, 'm'));
  expect(output).not.toContain('a-password');
  expect(output).not.toMatch(/^ +at /m);
});

test('a port that is in use is said in words', async () => {
  const port = await freePort();
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { code, output } = await run({ ...settings, PORT: String(port) }).ended;
  server.close();
  expect({ code, output }).toEqual({
    code: 1,
    output: `gateway: port ${port} is in use: stop what listens there, or set PORT to another\n`,
  });
});

test('it tells who started it that it listens, and ends when it is asked to', async () => {
  const { child, ended } = run({ ...settings, PORT: String(await freePort()) });
  const [message] = (await once(child, 'message')) as [{ type: string; url: string }];
  expect(message.type).toBe('listening');
  const response = await fetch(`${message.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ plots }"}',
  });
  expect(await response.json()).toEqual({ data: { plots: 2 } });
  child.kill('SIGTERM');
  expect(await ended).toEqual({ code: 0, output: '' });
});

test('it neither asks a cloud where it runs nor tells Apollo', async () => {
  const asked: (string | undefined)[] = [];
  const metadata = createHttpServer((request, response) => {
    asked.push(request.url);
    response.writeHead(403).end();
  }).listen(0, '127.0.0.1');
  await once(metadata, 'listening');
  const { child, ended } = run({
    ...settings,
    PORT: String(await freePort()),
    GCE_METADATA_HOST: `127.0.0.1:${(metadata.address() as AddressInfo).port}`,
  });
  await once(child, 'message');
  child.kill('SIGTERM');
  const result = await ended;
  metadata.close();
  expect({ ...result, asked }).toEqual({ code: 0, output: '', asked: [] });
});

test('a key that is none is named', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'nagarik-key-'));
  const file = join(directory, 'gateway.jwk');
  const { kid: _none, ...key } = JSON.parse(await readFile(settings.SIGNING_KEY_FILE ?? '', 'utf8'));
  await writeFile(file, JSON.stringify(key));
  const { code, output } = await run({ ...settings, SIGNING_KEY_FILE: file, PORT: String(await freePort()) }).ended;
  expect(code).toBe(1);
  expect(output).toContain(`${file} is no Ed25519 key with a kid`);
  await rm(directory, { recursive: true });
});
