/** The explorer as somebody sees it who has just started the platform. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { launchBrowser, PATIENCE_MS, pageTest } from './setup/browser.ts';
import { type Town, town } from './town.ts';

let place: Town;
let browser: Browser | undefined;
beforeAll(async () => {
  place = await town();
});
afterAll(async () => {
  await browser?.close();
  await place.stop();
});

pageTest('the explorer opens with a first query, runs it, and asks nobody but the gateway', async () => {
  browser = await launchBrowser();
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== place.gatewayUrl) elsewhere.push(request.url());
  });
  const broken: string[] = [];
  page.on('pageerror', ({ message }) => broken.push(message));
  page.on('response', (response) => {
    if (response.status() >= 400) broken.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(place.gatewayUrl);
  await page.click('.graphiql-execute-button');
  await page.locator('.result-window').getByText('applyForPassport').first().waitFor();
  expect(elsewhere).toEqual([]);
  expect(broken).toEqual([]);
});
