/** What the library leaves to its own words, or leaves out. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Harness, startSubgraphs } from '#kit/test/harness.ts';
import identity from '../index.ts';
import { TOKEN_EXCHANGE } from './token-exchange.ts';

let town: Harness;
beforeAll(async () => {
  town = await startSubgraphs({ identity });
});
afterAll(() => town.stop());

const page = (path: string, method = 'GET') =>
  fetch(`${town.issuer}${path}`, { method, redirect: 'manual', headers: { accept: 'text/html,*/*;q=0.8' } });

test.each(['/nowhere', '/account/nowhere', '/token', '/session/end/elsewhere', '/interaction'])(
  '%s is no page, and is told so on one, in both languages',
  async (path) => {
    const answer = await page(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer.text()).toMatch(/<html lang="bn">[\s\S]*এমন কোনো পাতা নেই/);
  },
);

test('a program that asks for no page gets none', async () => {
  const answer = await fetch(`${town.issuer}/nowhere`, { headers: { accept: 'application/json' } });
  expect(answer.status).toBe(404);
  expect(await answer.text()).not.toContain('<');
});

test('logging out a second time says that one is logged out, on our page and without a script', async () => {
  const answer = await page('/session/end?ui_locales=en');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  const text = await answer.text();
  expect(text).toMatch(/<html lang="en">[\s\S]*You are logged out/);
  expect(text).not.toContain('<script');
});

test('logging out a second time leads back to the app that asked, and to no other', async () => {
  const ask = (address: string) =>
    page(
      `/session/end?${new URLSearchParams({ client_id: 'portal', post_logout_redirect_uri: address, state: 'a b' })}`,
    );
  const back = await ask('http://localhost:3000/');
  expect([back.status, back.headers.get('location')]).toEqual([303, 'http://localhost:3000/?state=a+b']);
  expect((await ask('https://evil.example/')).status).toBe(400);
  // Without the app's name the address is nobody's.
  const unnamed = await page('/session/end?post_logout_redirect_uri=https://evil.example/');
  expect([unnamed.status, unnamed.headers.get('location')]).toEqual([200, null]);
});

test('discovery names the scopes of the graph', async () => {
  const { scopes_supported: scopes } = (await (
    await fetch(`${town.issuer}/.well-known/openid-configuration`)
  ).json()) as { scopes_supported: string[] };
  expect(scopes).toEqual(
    expect.arrayContaining(['openid', 'profile', 'citizen', 'official', 'entrepreneur', 'machine']),
  );
  expect(new Set(scopes).size).toBe(scopes.length);
});

test('an error says in plain ASCII what a token exchange lacks (RFC 6749, 5.2)', async () => {
  for (const more of ['', '&subject_token=x&subject_token_type="odd"&actor_token=x&actor_token_type=y']) {
    const answer = await fetch(`${town.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams(`grant_type=${TOKEN_EXCHANGE}&client_id=offices${more}`),
    });
    const { error, error_description: description } = (await answer.json()) as Record<string, string>;
    expect([answer.status, error]).toEqual([400, 'invalid_request']);
    expect(description).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]+$/);
    expect(description).toContain('subject_token_type');
  }
});
