/**
 * How long an answer takes must not tell whether somebody has a national ID. Times on a busy machine tell nothing either way, so
 * what is compared is the work: the same commands to the database, the same hashes, for a person and for nobody.
 */
import { createHash, randomBytes } from 'node:crypto';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#kit/clock.ts';
import { randomIds } from '#kit/ids.ts';
import { createLogger } from '#kit/log.ts';
import { testDatabase } from '#kit/test/database.ts';
import type { Messages } from '../messages/messages.ts';
import { messageOutbox } from '../messages/outbox.model.ts';
import { smsMessages } from '../messages/sms-messages.ts';
import { people } from '../people.model.ts';
import { sealedBy } from '../provider/seal.ts';
import type { KeyedHash } from './keyed-hash.ts';
import { loginByCode } from './login-by-code.ts';

const SOMEBODY = '1990123456789';
const NOBODY = '1999999999999';

const database = testDatabase();
let connection: Connection;
let login: Awaited<ReturnType<typeof loginByCode>>['login'];
let messages: Messages;
/** Codes that were sent, by national ID. */
const codes = new Map<string, string | undefined>();

/** What was done since the last look: commands with their shape, hashes with their purpose. */
let done: string[] = [];
const counted: KeyedHash = (purpose, text) => {
  done.push(`hash ${purpose}`);
  return createHash('sha256').update(`${purpose}\n${text}`).digest('base64url');
};

beforeAll(async () => {
  connection = await mongoose
    .createConnection(database.url, { dbName: `${database.prefix}identity`, autoIndex: false, monitorCommands: true })
    .asPromise();
  await people.prepare(connection, true);
  const settings = { LOGIN_CODES_PER_PERSON: 5, LOGIN_CODES_PER_DAY: 20, LOGIN_ACTIONS_PER_ADDRESS: 1_000 };
  const outbox = messageOutbox(connection, sealedBy(randomBytes(32)), systemClock);
  await outbox.prepare();
  messages = smsMessages({
    outbox,
    gateway: {
      send: async () => 'taken',
      knock: async () => undefined,
    },
    clock: systemClock,
    log: createLogger('identity', 'silent'),
  });
  const kept: Messages = {
    ...messages,
    post: (message) => {
      if (message.to) codes.set(message.to.nationalId, message.code?.digits);
      return messages.post(message);
    },
  };
  const part = await loginByCode({ clock: systemClock, connection, ids: randomIds, settings, messages: kept }, counted);
  login = part.login;
  connection.getClient().on('commandStarted', ({ commandName, command }) => {
    const what = `${commandName} ${command[commandName]}`;
    if (!BY_ROUNDS.includes(what)) done.push(`${what} ${shapeOf(command.query ?? command.filter ?? command.updates)}`);
  });
  // The first of a day inserts what later ones change.
  await login.request('1985123456789', 'an address');
});
afterAll(async () => {
  await messages.stop();
  await connection.close();
  await database.drop();
});

/** What brings messages to the gateway works beside the requests. */
const BY_ROUNDS = ['findAndModify messages', 'update messages'];

/** The fields that are looked for, without what is looked for. */
function shapeOf(filter: unknown): string {
  return JSON.stringify(filter ?? {}, (key, value) => (key === '' || typeof value === 'object' ? value : '?'));
}

async function workOf(step: () => Promise<unknown>): Promise<string[]> {
  done = [];
  await step();
  return done;
}

async function challengeOf(nationalId: string): Promise<string> {
  const answer = await login.request(nationalId, 'an address');
  if ('problem' in answer) throw new Error(answer.problem.code);
  return answer.challengeId;
}

test('asking for a code costs the same for a person as for nobody, also when there were too many', async () => {
  for (let time = 1; time <= 6; time += 1) {
    const [one, other] = [
      await workOf(() => login.request(SOMEBODY, 'an address')),
      await workOf(() => login.request(NOBODY, 'an address')),
    ];
    expect(one.length).toBeGreaterThan(3);
    expect(one.some((each) => each.startsWith('insert messages'))).toBe(time <= 5);
    expect(other).toEqual(one);
  }
});

test('a code costs the same whether it is wrong for somebody or for nobody, also after too many tries', async () => {
  const [somebodys, nobodys] = [await challengeOf('1971234567802'), await challengeOf('1999999999998')];
  // Six digits that are not the code.
  const wrong = codes.get('1971234567802') === '000000' ? '000001' : '000000';
  for (let time = 1; time <= 6; time += 1) {
    const one = await workOf(() => login.verify(somebodys, wrong, 'an address'));
    expect(one.length).toBeGreaterThan(2);
    expect(await workOf(() => login.verify(nobodys, wrong, 'an address'))).toEqual(one);
  }
});
