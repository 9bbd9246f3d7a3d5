/** The desk's client library in a browser, with IndexedDB: its files as they are, without their types, on a page of their own. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterAll, expect } from 'vitest';
import { launchBrowser, PATIENCE_MS, pageTest } from './setup/browser.ts';

const PACKAGE = new URL('../subgraphs/entrepreneurs/desk/', import.meta.url);

const server = createServer((request, response) => {
  const name = request.url?.slice(1) ?? '';
  if (name === '') return response.setHeader('content-type', 'text/html').end('<!doctype html><title>desk</title>');
  readFile(new URL(name, PACKAGE), 'utf8').then(
    (source) => response.setHeader('content-type', 'text/javascript').end(stripTypeScriptTypes(source)),
    () => response.writeHead(404).end(),
  );
});
afterAll(() => {
  server.close();
});

/** Opens the desk on a page, with a line that takes so many forms and is then cut, and gives what `act` makes of it. */
const onPage = (act: string, taken = 0) => `(async () => {
  const { openDesk } = await import('/index.ts');
  const { indexedDbStorage } = await import('/indexeddb-storage.ts');
  const sent = [];
  const send = async ({ form, idempotencyKey }) => {
    if (sent.length >= ${taken}) throw new Error('cut');
    sent.push(form.input.deed);
    return { verdict: 'ACCEPTED', reference: idempotencyKey };
  };
  const storage = await indexedDbStorage(indexedDB, 'gulshan');
  const open = (byte) => openDesk({ unlock: { secret: new Uint8Array(32).fill(byte) }, storage, send });
  const form = (deed) => ({ service: 'land-mutation', field: 'applyForLandMutation', inputType: 'X', input: { deed }, card: null });
  ${act}
})()`;

pageTest('a desk in a browser keeps forms over the night, sends them in order, and opens by no other key', async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const browser = await launchBrowser();
  const context = await browser.newContext();
  context.setDefaultTimeout(PATIENCE_MS);
  const evaluate = async (script: string) => {
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    const value: unknown = await page.evaluate(script);
    await page.close();
    return value;
  };
  const kept = onPage(`
    const [one, other] = [await open(1), await open(1)];
    await Promise.all([1, 2, 3].map((deed) => one.keep(form(deed)).then(() => other.keep(form(deed + 10)))));
    return (await one.forms()).map(({ order }) => order);`);
  expect(await evaluate(kept)).toEqual([1, 2, 3, 4, 5, 6]);
  const partly = await evaluate(
    onPage(
      `const desk = await open(1);
      const before = (await desk.forms()).map(({ form }) => form.input.deed);
      const { judged, left } = await desk.sendAll();
      return { before, sent, judged, left };`,
      4,
    ),
  );
  expect(partly).toMatchObject({ before: expect.arrayContaining([1, 2, 3, 11, 12, 13]), judged: 4, left: 2 });
  const rest = await evaluate(
    onPage(
      `const desk = await open(1);
      const { left } = await desk.sendAll();
      const forms = await desk.forms();
      for (const { idempotencyKey } of forms) await desk.forget(idempotencyKey);
      const stranger = await open(2).catch((error) => error.name);
      return { sent, left, verdicts: forms.map(({ judgement }) => judgement.verdict), after: await desk.forms(), stranger };`,
      10,
    ),
  );
  expect([...listIn(partly, 'sent'), ...listIn(rest, 'sent')]).toEqual(listIn(partly, 'before'));
  expect(rest).toMatchObject({ left: 0, verdicts: Array(6).fill('ACCEPTED'), after: [], stranger: 'WrongKey' });
  await browser.close();
});

function listIn(value: unknown, name: string): unknown[] {
  const found: unknown = value !== null && typeof value === 'object' ? Reflect.get(value, name) : undefined;
  return Array.isArray(found) ? found : [];
}
