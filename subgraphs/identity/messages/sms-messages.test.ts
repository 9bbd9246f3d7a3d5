/** Messages by an SMS gateway, which is a real HTTP server, on a real database. */
import { randomBytes } from 'node:crypto';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLogger } from '#kit/log.ts';
import { testDatabase } from '#kit/test/database.ts';
import { sealedBy } from '../provider/seal.ts';
import { type TestSmsGateway, testSmsGateway } from '../test/sms-gateway.ts';
import type { Message, Messages } from './messages.ts';
import { HELD_MS, messageOutbox, type Outbox } from './outbox.model.ts';
import { SMS_TIMEOUT_MS, smsGateway } from './sms-gateway.ts';
import { smsMessages } from './sms-messages.ts';

const TOKEN = 'the token of the gateway';
const RAHIMA = { nationalId: '1990123456789', mobile: '01810001237' };
const MINUTE_MS = 60_000;

let lead = 0;
/** Real time, until a test moves on. */
const clock = { now: () => new Date(Date.now() + lead) };
const database = testDatabase();
const log: string[] = [];

let connection: Connection;
let outbox: Outbox;
let gateway: TestSmsGateway;
let running: Messages[] = [];
beforeAll(async () => {
  connection = await mongoose
    .createConnection(database.url, { dbName: `${database.prefix}identity`, autoIndex: false })
    .asPromise();
  outbox = messageOutbox(connection, sealedBy(randomBytes(32)), clock);
  await outbox.prepare();
});
beforeEach(async () => {
  gateway = await testSmsGateway();
});
afterEach(async () => {
  gateway.release();
  await Promise.all(running.map((each) => each.stop()));
  running = [];
  await gateway.stop();
  await connection.collection('messages').deleteMany({});
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

/** One more process. */
function started(url = gateway.url): Messages {
  const logger = createLogger('identity', 'trace', { write: (line) => void log.push(line) });
  const messages = smsMessages({ outbox, gateway: smsGateway(url, TOKEN), clock, log: logger });
  messages.start();
  running.push(messages);
  return messages;
}

const inMinutes = (minutes: number) => new Date(clock.now().getTime() + minutes * MINUTE_MS);
const message = (id: string, more: Partial<Message> = {}): Message => ({
  ...{ id, to: RAHIMA, text: { en: `${id} in English`, bn: `${id} বাংলায়` } },
  ...more,
});
const ids = () => gateway.came.map(({ id }) => id);
const waiting = () => connection.collection('messages').countDocuments({ dueAt: { $exists: true } });

test('a message comes to the mobile in the language of its reader, Bangla if none is known', async () => {
  const messages = started();
  await messages.post(message('one'));
  await messages.post(message('two', { language: 'en' }));
  await expect.poll(() => gateway.came).toHaveLength(2);
  const authorization = `Bearer ${TOKEN}`;
  expect([...gateway.came].sort((left, right) => left.id.localeCompare(right.id))).toEqual([
    { id: 'one', to: '+8801810001237', text: 'one বাংলায়', authorization },
    { id: 'two', to: '+8801810001237', text: 'two in English', authorization },
  ]);
});

test('handed over twice, also after it was sent, it is one message', async () => {
  const messages = started();
  await messages.post(message('one'));
  await expect.poll(waiting).toBe(0);
  await messages.post(message('one'));
  await messages.post(message('two'));
  await expect.poll(waiting).toBe(0);
  expect(ids()).toEqual(['one', 'two']);
});

test('nobody waits for a gateway that is slow', async () => {
  gateway.answers(null);
  const messages = started();
  await messages.post(message('one'));
  await expect.poll(() => ids()).toEqual(['one']);
  expect(await waiting()).toBe(1);
  gateway.release();
  await expect.poll(waiting).toBe(0);
  expect(messages.areLate()).toBe(false);
});

test.each([500, 503, 429, 401, 302])(
  'what it answers with %i is brought again, and meanwhile messages are late',
  async (status) => {
    gateway.answers(status);
    const messages = started();
    await messages.post(message('one'));
    await expect.poll(() => messages.areLate()).toBe(true);
    gateway.answers(202);
    await expect.poll(waiting).toBe(0);
    expect(new Set(ids())).toEqual(new Set(['one']));
    expect(messages.areLate()).toBe(false);
  },
);

test('a gateway that does not answer at all is given up after a while, and asked again', async () => {
  gateway.answers(null);
  const messages = started();
  const began = Date.now();
  await messages.post(message('one'));
  await expect.poll(() => messages.areLate()).toBe(true);
  expect(Date.now() - began).toBeGreaterThanOrEqual(SMS_TIMEOUT_MS - 100);
  gateway.answers(200);
  await expect.poll(waiting).toBe(0);
  expect(new Set(ids())).toEqual(new Set(['one']));
});

test('a message that the gateway will never take is given up, and keeps no other back', async () => {
  gateway.answers(422);
  const messages = started();
  await messages.post(message('one'));
  await expect.poll(waiting).toBe(0);
  expect(messages.areLate()).toBe(false);
  expect(ids()).toEqual(['one']);
});

test('a code that has ended is not sent any more; what was done for somebody is', async () => {
  gateway.answers(500);
  const messages = started();
  await messages.post(message('code', { code: { digits: '123456', expiresAt: inMinutes(5) } }));
  await messages.post(message('notice'));
  await expect.poll(() => new Set(ids())).toEqual(new Set(['code', 'notice']));
  const stopped = running.splice(0);
  await Promise.all(stopped.map((each) => each.stop()));
  gateway.came.splice(0);
  lead += 6 * MINUTE_MS;
  gateway.answers(200);
  started();
  await expect.poll(() => ids()).toContain('notice');
  expect(ids()).toEqual(['notice']);
});

test('people are told to wait for a minute, then somebody’s message tries anew', async () => {
  const messages = started('http://127.0.0.1:9/nobody-listens');
  await messages.post(message('one', { code: { digits: '123456', expiresAt: inMinutes(5) } }));
  await expect.poll(() => messages.areLate()).toBe(true);
  await messages.stop();
  lead += MINUTE_MS + 1;
  expect(messages.areLate()).toBe(false);
});

test.each([
  ['is not there', 'http://127.0.0.1:9/nobody-listens', null],
  ['fails', undefined, 500],
])('a message to nobody finds out as well that the gateway %s, and is sent nowhere', async (_what, url, status) => {
  if (status) gateway.answers(status);
  const messages = started(url);
  await messages.post(message('one', { to: null }));
  await expect.poll(() => messages.areLate()).toBe(true);
  gateway.answers(404);
  expect(gateway.came).toEqual([]);
});

test('a message to nobody costs the gateway a request, and a mobile nothing', async () => {
  gateway.answers(405);
  await started().post(message('one', { to: null }));
  await expect.poll(waiting).toBe(0);
  expect([gateway.knocks(), gateway.came.length]).toEqual([1, 0]);
});

test('two processes send each of a hundred messages once', async () => {
  const parts = [started(), started()];
  const all = Array.from({ length: 100 }, (_, index) => `message ${index}`);
  await Promise.all(all.map((id, index) => parts[index % 2]?.post(message(id))));
  await expect.poll(waiting).toBe(0);
  expect(ids().sort()).toEqual(all.sort());
});

test('what a process was sending when it was killed is sent by another, under the same id', async () => {
  await outbox.put('one', { to: '+8801810001237', text: 'one' }, inMinutes(5));
  expect((await outbox.take())?.id).toBe('one');
  expect(await outbox.take()).toBeNull();
  lead += HELD_MS;
  started();
  await expect.poll(() => ids()).toEqual(['one']);
});

test('the database and the log have no text, number or token', async () => {
  log.splice(0);
  const kept = async () => JSON.stringify(await connection.collection('messages').find().toArray());
  gateway.answers(500);
  const messages = started();
  await messages.post(message('one', { text: { en: 'Your code is 482917', bn: 'আপনার কোড 482917' } }));
  await expect.poll(() => messages.areLate()).toBe(true);
  expect(await kept()).toContain('sealed');
  for (const secret of ['482917', '1810001237', 'কোড']) expect(await kept()).not.toContain(secret);
  gateway.answers(200);
  await expect.poll(waiting).toBe(0);
  expect(await kept()).not.toContain('sealed');
  expect(log.join('')).toContain('the SMS gateway takes messages again');
  for (const secret of ['482917', '1810001237', TOKEN]) expect(log.join('')).not.toContain(secret);
});
