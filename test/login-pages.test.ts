/** The pages of the login as a person has them: in a browser, without JavaScript, at 320 px, in both languages. */

import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import identity from '../subgraphs/identity/index.ts';
import { readKeys } from '../subgraphs/kit/auth/keys.ts';
import { peerAuthorization } from '../subgraphs/kit/auth/tokens.ts';
import { defineSubgraph } from '../subgraphs/kit/subgraph.ts';
import { type Harness, startSubgraphs } from '../subgraphs/kit/test/harness.ts';
import { launchBrowser, PATIENCE_MS, pageTest } from './setup/browser.ts';

declare const axe: { run(options: RunOptions): Promise<AxeResults> };

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const NARROW = { width: 320, height: 640 };
/** Somebody with two roles, so that every page comes. */
const OFFICIAL = '1980000000003';
const RAHIMA = '1990123456789';
const ENTREPRENEUR = { sub: 'person-karim', scope: 'entrepreneur' };

/** Only its key is needed: it tells identity who is an entrepreneur. */
const entrepreneurs = defineSubgraph({
  schema: new URL('../subgraphs/identity/schema.graphql', import.meta.url),
  start: async () => ({ resolvers: {} }),
});
const places = defineSubgraph({
  schema: new URL('../subgraphs/identity/schema.graphql', import.meta.url),
  start: async () => ({
    resolvers: {},
    routes: (server) => {
      server.post('/centre-name', () => ({ name: { en: 'Gulshan centre', bn: 'গুলশান কেন্দ্র' } }));
    },
  }),
});

/** The app at the end of what is done on the pages: that it is called back is all that counts. */
const app = createServer((_, response) => response.end('the app'));
let appPort = 0;

let place: Harness;
let browser: Browser | undefined;
beforeAll(async () => {
  app.listen(0, '127.0.0.1');
  await once(app, 'listening');
  ({ port: appPort } = app.address() as AddressInfo);
  place = await startSubgraphs(
    { identity, entrepreneurs, places },
    { environment: { LOGIN_CODES_PER_PERSON: '1000' } },
  );
  const authorization = await peerAuthorization('identity', await readKeys(place.keysDirectory, 'entrepreneurs'));
  const body = { personId: ENTREPRENEUR.sub, version: 1, isHeld: true, centres: ['gulshan'], validUntil: '2099-12-31' };
  await fetch(`${place.urls.identity}/entrepreneur-roles`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify(body),
  });
});
afterAll(async () => {
  await browser?.close();
  app.close();
  await place.stop();
});

async function context(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  browser ??= await launchBrowser({ 'localhost:3000': `127.0.0.1:${appPort}` });
  const made = await browser.newContext({ viewport: NARROW, locale: 'bn-BD', ...options });
  made.setDefaultTimeout(PATIENCE_MS);
  return made;
}

function request(more: Record<string, string> = {}): string {
  const parameters = new URLSearchParams({
    client_id: 'portal',
    redirect_uri: 'http://localhost:3000/callback',
    response_type: 'code',
    scope: 'openid profile',
    code_challenge: createHash('sha256').update(randomBytes(32)).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  });
  return `${place.issuer}/auth?${parameters}`;
}

const untilCalledBack = async (page: Page, act: () => Promise<unknown>) => {
  await act();
  await page.waitForURL(/^http:\/\/localhost:3000\/callback\?code=/);
};

async function newestCode(nationalId: string): Promise<string> {
  const inbox = await fetch(`${place.urls.identity}/development/inbox`);
  const { messages } = (await inbox.json()) as { messages: { to: string; code: string }[] };
  return messages.find(({ to }) => to === nationalId)?.code ?? '';
}

/** A code that is not the one that was sent. @param by which of them. */
const wrongCode = async (nationalId: string, by: number) =>
  String((Number(await newestCode(nationalId)) + by) % 1_000_000).padStart(6, '0');

/** What an entrepreneur does at the desk. @returns the payload of the mutation. */
async function atDesk(mutation: string, answer: string, input: object): Promise<Record<string, string>> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { payload: ${mutation}(input: $input) { ${answer} userErrors { code } } }`;
  const { data, errors } = await place.ask('identity', ENTREPRENEUR, query, { input });
  expect(errors).toBeUndefined();
  expect(data?.payload).toMatchObject({ userErrors: [] });
  return data?.payload as Record<string, string>;
}

/** Somebody consents, with the code that they were sent. */
async function consents(citizenNationalId: string, services: readonly string[]): Promise<void> {
  const { requestId } = await atDesk('requestAssistance', 'requestId', {
    citizenNationalId,
    services,
    centre: 'gulshan',
  });
  await atDesk('confirmAssistance', 'consentId', { requestId, code: await newestCode(citizenNationalId) });
}

const handOutCard = (citizenNationalId: string) =>
  atDesk('issueConsentCard', 'card { cardNumber }', { citizenNationalId, centre: 'gulshan' });

/** Logs in on the pages, to one of the account. */
async function toAccount(page: Page, own: string, nationalId: string): Promise<void> {
  await page.goto(`${place.issuer}/account/${own}`);
  await page.fill('#nationalId', nationalId);
  await page.press('#nationalId', 'Enter');
  await page.locator('#code').waitFor();
  await page.fill('#code', await newestCode(nationalId));
  await page.press('#code', 'Enter');
  await page.waitForURL(`${place.issuer}/account/${own}**`);
}

/** What stands in the way of somebody who reads the page by other means, or on a small screen. */
async function faultsOf(page: Page): Promise<unknown[]> {
  // By the debugger, which the page's own policy does not bind.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  );
  const wide = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return [
    ...violations.map(({ id, nodes }) => ({ id, html: nodes.map(({ html }) => html) })),
    ...(wide > 0 ? [{ id: 'wider than the screen', by: wide }] : []),
  ];
}

describe.each(['bn', 'en'] as const)('in the language %s', (language) => {
  pageTest('every page of the login and the account has no fault, and says what it is', async () => {
    const tab = await context();
    const page = await tab.newPage();
    const titles: string[] = [];
    await consents(OFFICIAL, ['land-mutation', 'birth-registration']);
    await handOutCard(OFFICIAL);
    async function look(): Promise<void> {
      expect({ url: page.url(), faults: await faultsOf(page) }).toEqual({ url: page.url(), faults: [] });
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(await page.locator('h1').count()).toBe(1);
      titles.push(await page.title());
    }
    await page.goto(request({ ui_locales: language }));
    await look();
    await page.fill('#nationalId', '123');
    await page.press('#nationalId', 'Enter');
    // The problem is told above, and at the field.
    await page.locator('[role=alert] a').click();
    expect(await page.locator('#nationalId').getAttribute('aria-invalid')).toBe('true');
    await look();
    await page.fill('#nationalId', OFFICIAL);
    await page.press('#nationalId', 'Enter');
    await page.locator('#code').waitFor();
    await look();
    for (const by of [1, 2, 3, 4, 5]) {
      await page.fill('#code', await wrongCode(OFFICIAL, by));
      await page.press('#code', 'Enter');
      // Each answer is a page with an empty field; the last has none, for there is nothing to type any more.
      await page.locator(by === 5 ? 'main:not(:has(#code))' : '#code:invalid').waitFor();
      if (by === 1 || by === 5) await look();
    }
    await page.locator('main button').first().click();
    await page.fill('#nationalId', OFFICIAL);
    await page.press('#nationalId', 'Enter');
    await page.locator('#code').waitFor();
    await page.fill('#code', await newestCode(OFFICIAL));
    await page.press('#code', 'Enter');
    await page.locator('#role-OFFICIAL').waitFor();
    await look();
    await page.locator('main button').first().click();
    await page.locator('[role=alert] a').click();
    await look();
    await page.check('#role-OFFICIAL');
    await page.locator('main button').first().click();
    await page.locator('button[value=allow]').waitFor();
    await look();
    await untilCalledBack(page, () => page.click('button[value=allow]'));
    for (const own of ['sessions', 'apps', 'consents', 'passkeys']) {
      await page.goto(`${place.issuer}/account/${own}?language=${language}`);
      await look();
    }
    await page.goto(`${place.issuer}/session/end?client_id=portal&post_logout_redirect_uri=http://localhost:3000/`);
    await look();
    await page.locator('button[value=yes]').click();
    await page.waitForURL('http://localhost:3000/');
    await page.goto(`${place.issuer}/session/end`);
    await look();
    await page.goto(`${place.issuer}/nowhere`);
    await look();
    await page.goto(request({ redirect_uri: 'https://evil.example/' }));
    await look();
    await page.goto(`${place.issuer}/interaction/gone`);
    await look();
    // The pages with a problem share their title's end with the page without.
    expect(new Set(titles).size).toBe(titles.length);
    await tab.close();
  });
});

pageTest('a login without JavaScript, by keyboard alone, in the language that one chose on the way', async () => {
  const tab = await context({ javaScriptEnabled: false });
  const page = await tab.newPage();
  await page.goto(request({ scope: 'openid citizen' }));
  expect(await page.locator('html').getAttribute('lang')).toBe('bn');
  await page.locator('header a[lang=en]').press('Enter');
  await page.locator('html[lang=en]').waitFor();
  expect(page.url()).toContain('/interaction/');
  const tabTo = async (selector: string) => {
    for (let step = 0; step < 20; step += 1) {
      await page.keyboard.press('Tab');
      if (await page.locator(`${selector}:focus`).count()) return;
    }
    throw new Error(`the keyboard does not reach ${selector}`);
  };
  await tabTo('#nationalId');
  await page.keyboard.type('1990123456789');
  await page.keyboard.press('Enter');
  await page.locator('#code').waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await tabTo('#code');
  await page.keyboard.type(await newestCode('1990123456789'));
  await page.keyboard.press('Enter');
  await page.getByText('see your name').or(page.getByText('use government services for you')).first().waitFor();
  await tabTo('button[value=allow]');
  await untilCalledBack(page, () => page.keyboard.press('Enter'));
  await tab.close();
});

pageTest('what was refused is sent once: neither going back nor opening the page anew sends it again', async () => {
  const tab = await context({ javaScriptEnabled: false });
  const page = await tab.newPage();
  const says = (text: string | RegExp) => page.locator('[role=alert]').getByText(text).waitFor();
  await page.goto(request({ ui_locales: 'en' }));
  await page.fill('#nationalId', '199০ 12345678');
  await page.press('#nationalId', 'Enter');
  await says(/10, 13 or 17/);
  expect(await page.inputValue('#nationalId')).toBe('199০ 12345678');
  await page.fill('#nationalId', RAHIMA);
  await page.press('#nationalId', 'Enter');
  await page.locator('#code').waitFor();
  for (const triesLeft of [4, 3]) {
    await page.fill('#code', await wrongCode(RAHIMA, triesLeft));
    await page.press('#code', 'Enter');
    await says(`Tries left: ${triesLeft}.`);
    await page.reload();
    await says(`Tries left: ${triesLeft}.`);
  }
  await page.goBack();
  await page.goForward();
  await says('Tries left: 3.');
  await page.locator('header a[lang=bn]').click();
  await says('আর ৩ বার');
  await page.fill('#code', await newestCode(RAHIMA));
  await page.press('#code', 'Enter');
  await page.locator('main button').first().waitFor();
  const steps = page.url();
  await untilCalledBack(page, () => page.click('button[value=allow]'));
  // Who goes back to a step that is over is told where they are, and finds to their account.
  await page.goto(steps);
  await page.locator('main a[href="/account"]').click();
  await page.locator('section.card').first().waitFor();
  await tab.close();
});

pageTest('consents and the card are ended in the account, without JavaScript', async () => {
  const tab = await context({ javaScriptEnabled: false, locale: 'en-GB' });
  const page = await tab.newPage();
  const nationalId = '1971234567802';
  for (const service of ['land-mutation', 'birth-registration', 'land-mutation']) await consents(nationalId, [service]);
  await handOutCard(nationalId);
  await toAccount(page, 'consents', nationalId);
  const open = page.locator('section.card', { has: page.locator('button[name=consent]') });
  expect(await open.count()).toBe(3);
  expect(await open.first().textContent()).toMatch(/Karim[\s\S]*Gulshan centre[\s\S]*mutation[\s\S]*Until/i);
  await open.nth(1).locator('button').click();
  await expect.poll(() => open.count()).toBe(2);
  await page.getByText('Taken back').waitFor();
  await page.click('button[value=all]');
  await page.getByText('No consent is in force now.').waitFor();
  await page.getByRole('button', { name: 'End this card' }).click();
  await page.getByText('No card in your name is valid now.').waitFor();
  await tab.close();
});

pageTest('a browser that is set to English reads English, unless its owner or the app says otherwise', async () => {
  const languageIn = async (options: BrowserContextOptions, changes: Record<string, string> = {}) => {
    const tab = await context(options);
    const page = await tab.newPage();
    await page.goto(request(changes));
    const first = await page.locator('html').getAttribute('lang');
    await page.goto(`${page.url()}?language=bn`);
    const chosen = await page.locator('html').getAttribute('lang');
    await tab.close();
    return [first, chosen];
  };
  expect(await languageIn({ locale: 'en-GB' })).toEqual(['en', 'bn']);
  expect(await languageIn({ locale: 'en-GB' }, { ui_locales: 'bn-BD en' })).toEqual(['bn', 'bn']);
  expect(await languageIn({ locale: 'bn-BD' }, { ui_locales: 'en' })).toEqual(['en', 'bn']);
  expect(await languageIn({ locale: 'fr-FR' })).toEqual(['bn', 'bn']);
});

pageTest('a passkey is added with a fresh login, logs in without a code, and is the stronger proof', async () => {
  const tab = await context();
  const page = await tab.newPage();
  const device = await tab.newCDPSession(page);
  await device.send('WebAuthn.enable');
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const nationalId = '1985123456789';
  await page.goto(`${place.issuer}/account/passkeys?language=en`);
  await page.fill('#nationalId', nationalId);
  await page.press('#nationalId', 'Enter');
  await page.locator('#code').waitFor();
  await page.fill('#code', await newestCode(nationalId));
  await page.press('#code', 'Enter');
  await page.click('#add-passkey');
  await page.locator('section.card').waitFor();

  const before = await newestCode(nationalId);
  await page.goto(request({ scope: 'openid citizen', acr_values: 'urn:nagarik:acr:passkey' }));
  await page.getByText('This needs a login with a passkey').waitFor();
  expect(await page.locator('#nationalId').count()).toBe(0);
  await page.click('#use-passkey');
  await untilCalledBack(page, () => page.click('button[value=allow]'));
  expect(await newestCode(nationalId)).toBe(before);
  // It satisfies a request for a code, too, and one for a passkey that is fresh enough: nobody is asked again.
  await untilCalledBack(page, () =>
    page.goto(request({ scope: 'openid citizen', acr_values: 'urn:nagarik:acr:code', prompt: 'none' })),
  );
  await untilCalledBack(page, () =>
    page.goto(
      request({ scope: 'openid citizen', acr_values: 'urn:nagarik:acr:passkey', max_age: '900', prompt: 'none' }),
    ),
  );
  await page.goto(`${place.issuer}/account/passkeys`);
  await page.locator('section.card button').click();
  await page.getByText('You have none.').waitFor();
  await tab.close();
});
