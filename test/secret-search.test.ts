/** The search for secrets is worth something only if it finds them: in every form, wherever they lie. */
import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { isSecret, secretSearch, sixDigitWords } from './secret-search.ts';

const TOKEN = randomBytes(32).toString('base64url');
const SIGNATURE = randomBytes(64).toString('base64url');
const REQUEST = randomBytes(32).toString('base64url');
const COOKIE = randomBytes(16).toString('base64url').slice(0, 21);
const find = secretSearch([
  { kind: 'token', value: TOKEN },
  { kind: 'jwt', value: `eyJhbGciOiJFUzI1NiJ9.${randomBytes(90).toString('base64url')}.${SIGNATURE}` },
  { kind: 'request', value: `urn:ietf:params:oauth:request_uri:${REQUEST}` },
  { kind: 'cookie', value: COOKIE },
  { kind: 'code', value: '482917' },
]);
const among = (planted: Buffer | string, before = 0) =>
  find(Buffer.concat([randomBytes(5_000 + before), Buffer.from(planted), randomBytes(5_000)]));
const sha256 = (text: string) => createHash('sha256').update(text).digest();

const LONG: readonly [form: string, planted: Buffer | string, kind: string][] = [
  ['a token', ` ${TOKEN} `, 'token'],
  ['a token within a word', `x${TOKEN}y`, 'token'],
  ['the first half of a token, as a page of a database cuts it', TOKEN.slice(0, 21), 'token'],
  ['the second half', TOKEN.slice(22), 'token'],
  ['the bytes of a token', Buffer.from(TOKEN, 'base64url'), 'token'],
  ['a token in hex', Buffer.from(TOKEN).toString('hex'), 'token'],
  ['the bytes of a token in hex', Buffer.from(TOKEN, 'base64url').toString('hex'), 'token'],
  ['a token in base64', Buffer.from(TOKEN).toString('base64'), 'token'],
  ['a token in base64 behind something', Buffer.from(`a${TOKEN}`).toString('base64'), 'token'],
  ['a token in base64 behind something more', Buffer.from(`ab${TOKEN}`).toString('base64'), 'token'],
  ['the signature of a JWT', SIGNATURE, 'jwt'],
  ['a request of which only the last part is secret', `uri:${REQUEST}`, 'request'],
  ['a cookie', COOKIE, 'cookie'],
];

test.each(LONG)('%s is found, wherever it lies', (_form, planted, kind) => {
  for (let before = 0; before < 10; before += 1) expect(among(planted, before)).toContain(kind);
});

test.each<[form: string, planted: Buffer | string]>([
  ['in a text', 'Your code is 482917. It works'],
  ['in JSON', '{"code":"482917"}'],
  ['in BSON', Buffer.from('\u0002code\u0000\u0007\u0000\u0000\u0000482917\u0000')],
  ['in Bangla digits', 'কোড ৪৮২৯১৭।'],
  ['in hex', '"343832393137"'],
  ['in base64', `"${Buffer.from('482917').toString('base64')}"`],
  ['hashed without a key', `"${sha256('482917').toString('hex')}"`],
  ['hashed without a key, in base64', `"${sha256('482917').toString('base64')}"`],
])('a code %s is found', (_form, planted) => {
  expect(find(Buffer.concat([Buffer.from(' '), Buffer.from(planted), Buffer.from(' ')]))).toContain('code');
});

test.each(['1482917', '4829170', '1.482917', 'a482917', '482917-1', '482 917', '2026-11-24T10:00:00.482917Z'])(
  '%s is no code',
  (text) => {
    expect(find(Buffer.from(` ${text} `))).toEqual([]);
  },
);

test('nothing is found where nothing is', () => {
  expect(find(randomBytes(2_000_000))).toEqual([]);
  expect(find(Buffer.from(randomBytes(1_500_000).toString('base64url')))).toEqual([]);
});

test('what was there before is known by its words', () => {
  expect(sixDigitWords(Buffer.from('a 482917 b 1482917 "100000" x-123456'))).toEqual(['482917', '100000']);
});

test('what can be guessed is no secret to look for', () => {
  expect(['482917', TOKEN, COOKIE, `a.b.${SIGNATURE}`].filter((value) => !isSecret(value))).toEqual([]);
  expect(['', 'yes', '12345', 'openid citizen', 'person-rahima'].filter(isSecret)).toEqual([]);
});
