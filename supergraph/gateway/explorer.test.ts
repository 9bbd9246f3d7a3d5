import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Graph, startGraph } from './test/graph.ts';

const PARTS = { land: { sdl: 'type Query { plots: Int }' } };
const FIRST_QUERY = '# </script><script>alert(1)</script>\n{ plots }\n';

let graph: Graph;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nagarik-explorer-'));
  const file = join(directory, 'first.graphql');
  await writeFile(file, FIRST_QUERY);
  graph = await startGraph(PARTS, { FIRST_QUERY_FILE: file });
});
afterAll(async () => {
  await graph.stop();
  await rm(directory, { recursive: true });
});

const page = async () => (await fetch(graph.url)).text();

test('the page at / is an explorer of this graph', async () => {
  const response = await fetch(graph.url);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const html = await response.text();
  expect(html).toContain('<title>Nagarik Graph – explorer</title>');
  expect(html).toContain('"/graphql"');
});

test('the page and what it loads come from here: no other host is named', async () => {
  const html = await page();
  expect(html).not.toMatch(/(src|href|url\(|import|@import)\s*=?\s*["'(]?\s*(https?:)?\/\//i);
  const assets = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);
  expect(assets.length).toBeGreaterThan(0);
  for (const path of assets) {
    const response = await fetch(graph.url + path);
    expect(response.status).toBe(200);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
  }
});

test('the first query stands in the page as text, whatever is in it', async () => {
  const html = await page();
  expect(html).not.toContain('</script><script>alert(1)');
  expect(html).toContain('\\u003c/script>\\u003cscript>alert(1)');
});

test.each([
  '/explorer/nothing.js',
  '/explorer/',
  '/explorer/../package.json',
  '/explorer/..%2f..%2fpackage.json',
  '/explorer/%2e%2e/%2e%2e/package.json',
  '/explorer//etc/passwd',
])('there is nothing at %s', async (path) => {
  // Not by fetch: it would tidy the path.
  const client = new Client(graph.url);
  const { statusCode, body } = await client.request({ method: 'GET', path });
  expect(await body.text()).not.toContain('{"name"');
  expect(statusCode).toBe(404);
  await client.close();
});

test('in production there is no explorer, and the schema is not told', async () => {
  const production = await startGraph(PARTS, { MODE: 'production' });
  expect((await fetch(production.url)).status).toBe(404);
  expect((await fetch(`${production.url}/explorer/ruru.js`)).status).toBe(404);
  for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Query") { name } }']) {
    const { status, data, errors } = await production.ask(query);
    expect({ status, data }).toEqual({ status: 400, data: undefined });
    expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  }
  const { errors } = await production.ask('{ plot }');
  expect(errors[0]?.message).not.toContain('plots');
  expect((await graph.ask('{ __schema { queryType { name } } }')).data).toEqual({
    __schema: { queryType: { name: 'Query' } },
  });
  await production.stop();
});
