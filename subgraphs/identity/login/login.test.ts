/** The rules of logging in with a one-time code, on a real database, without a server. */
import { createHash } from 'node:crypto';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomIds } from '#kit/ids.ts';
import { testDatabase } from '#kit/test/database.ts';
import { type DevelopmentInbox, developmentInbox } from '../messages/development-inbox.ts';
import { whenInWords } from '../pages/when.ts';
import { people } from '../people.model.ts';
import { toFreshWindow } from '../test/fresh-window.ts';
import type { KeyedHash } from './keyed-hash.ts';
import { type LoginSurroundings, loginByCode } from './login-by-code.ts';

const MINUTE_MS = 60_000;

let lead = 0;
/** Real time, until a test moves on. */
const clock = { now: () => new Date(Date.now() + lead) };
const later = (minutes: number) => {
  lead += minutes * MINUTE_MS;
};

/** As keyed-hash.ts makes it, with a key that the test's database lacks, too. */
const hash: KeyedHash = (purpose, text) =>
  createHash('sha256').update(`a secret ${purpose}\n${text}`).digest('base64url');
const database = testDatabase();
type LoginPart = Awaited<ReturnType<typeof loginByCode>> & {
  readonly connection: Connection;
  readonly messages: DevelopmentInbox;
};

let here: LoginPart;
const open: Connection[] = [];
beforeAll(async () => {
  here = await another();
  await people.prepare(here.connection, true);
});
afterAll(async () => {
  await Promise.all(open.map((connection) => connection.close()));
  await database.drop();
});

/** One more process, on the same database. */
async function another(settings: Partial<LoginSurroundings['settings']> = {}): Promise<LoginPart> {
  const connection = await mongoose
    .createConnection(database.url, { dbName: `${database.prefix}identity`, autoIndex: false })
    .asPromise();
  open.push(connection);
  const messages = developmentInbox(clock);
  const surroundings = {
    clock,
    connection,
    ids: randomIds,
    settings: {
      ...{ LOGIN_CODES_PER_PERSON: 5, LOGIN_CODES_PER_DAY: 20, LOGIN_ACTIONS_PER_ADDRESS: 100_000 },
      ...settings,
    },
    messages,
  };
  return { ...(await loginByCode(surroundings, hash)), connection, messages };
}

const ADDRESS = '203.0.113.7';

/** The challenge, or what stands in the way. */
async function request(nationalId: string, { login }: LoginPart = here) {
  const answer = await login.request(nationalId, ADDRESS);
  return 'problem' in answer ? { challengeId: null, problem: answer.problem } : { ...answer, problem: null };
}

async function exchange(challengeId: string | null, code: string, { login }: LoginPart = here) {
  const answer = await login.verify(challengeId ?? '', code, ADDRESS);
  return 'problem' in answer ? { personId: null, problem: answer.problem } : { ...answer, problem: null };
}

const inbox = ({ messages }: LoginPart = here) => messages.messages();

function codeFor(nationalId: string, part?: LoginPart): string {
  const code = inbox(part).find(({ to }) => to === nationalId)?.code;
  if (!code) throw new Error(`the inbox has nothing for ${nationalId}`);
  return code;
}

/** Asks for a code, and reads it. */
async function challenge(nationalId: string) {
  const { challengeId } = await request(nationalId);
  return { challengeId, code: codeFor(nationalId) };
}

/** Six digits that are not the code. */
const wrong = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, '0');

const refusal = (code: string, field: string | null = 'code') => ({ problem: { code, field } });

const stored = (collection: string): Promise<Record<string, unknown>[]> =>
  here.connection.collection(collection).find().toArray();

describe('logging in', () => {
  test('a right code says who it is', async () => {
    const { challengeId, code } = await challenge('1990123456789');
    expect(await exchange(challengeId, code)).toEqual({ personId: 'person-rahima', problem: null });
  });

  test('national ID and code may be written in Bangla digits', async () => {
    const inBangla = (digits: string) => digits.replace(/\d/g, (digit) => '০১২৩৪৫৬৭৮৯'.charAt(Number(digit)));
    const { challengeId } = await request(inBangla('1985123456789'));
    const { personId } = await exchange(challengeId, ` ${inBangla(codeFor('1985123456789'))} `);
    expect(personId).toBe('person-karim');
  });

  test.each([
    ['the smart card’s ten digits', '2502009198', '2502009198', 'person-tanvir-ahmed'],
    ['the year of birth before the number', '19651965123456701', '1965123456701', 'person-abdul-karim'],
    ['the number without the year of birth', '2816082022102', '19722816082022102', 'person-farzana-yasmin'],
  ])('%s', async (_, typed, recorded, id) => {
    const { challengeId } = await request(typed);
    const { personId } = await exchange(challengeId, codeFor(recorded));
    expect(personId).toBe(id);
  });

  test('the message tells the code and how long it works, in both languages', async () => {
    const { code } = await challenge('1971234567802');
    expect(inbox()[0]?.text).toEqual({
      en: `Your code to log in is ${code}. It works for 5 minutes. Tell it to nobody.`,
      bn: `আপনার লগ ইন কোড ${code}। এটি ৫ মিনিট কাজ করবে। কোডটি কাউকে বলবেন না।`,
    });
  });

  test.each([
    ['12345', 'nationalId', 'NOT_A_NATIONAL_ID'],
    [' ', 'nationalId', 'NOT_A_NATIONAL_ID'],
  ])('the national ID "%s" is refused', async (nationalId, field, code) => {
    expect(await request(nationalId)).toMatchObject({ challengeId: null, ...refusal(code, field) });
  });

  test('a code that is none costs no try', async () => {
    const { challengeId, code } = await challenge('1974234567803');
    for (const typed of ['12345', '1234567', 'abcdef', '', '12 456'])
      expect((await exchange(challengeId, typed)).personId).toBeNull();
    expect((await stored('loginChallenges')).find(({ _id }) => _id === challengeId)).toMatchObject({ tries: 0 });
    expect((await exchange(challengeId, code)).personId).not.toBeNull();
  });
});

describe('a code', () => {
  test('does not work after five wrong tries', async () => {
    const { challengeId, code } = await challenge('1940821685833');
    for (const by of [1, 2, 3, 4])
      expect(await exchange(challengeId, wrong(code, by))).toMatchObject({
        personId: null,
        problem: { code: 'WRONG_CODE', values: { triesLeft: 5 - by } },
      });
    // The fifth says that there is no sixth.
    expect(await exchange(challengeId, wrong(code, 5))).toMatchObject(refusal('TOO_MANY_TRIES'));
    expect(await exchange(challengeId, code)).toMatchObject({ personId: null, ...refusal('TOO_MANY_TRIES') });
  });

  test('works at the fifth try', async () => {
    const { challengeId, code } = await challenge('1973162045706');
    for (const by of [1, 2, 3, 4]) await exchange(challengeId, wrong(code, by));
    expect((await exchange(challengeId, code)).personId).not.toBeNull();
  });

  test('is compared five times of twenty guesses that come at once', async () => {
    const { challengeId, code } = await challenge('1979275804062');
    const guesses = Array.from({ length: 20 }, (_, index) => exchange(challengeId, wrong(code, index + 1)));
    const codes = (await Promise.all(guesses)).map(({ problem }) => problem?.code);
    expect(codes.filter((each) => each === 'WRONG_CODE')).toHaveLength(4);
    expect(codes.filter((each) => each === 'TOO_MANY_TRIES')).toHaveLength(16);
    expect((await stored('loginChallenges')).find(({ _id }) => _id === challengeId)).toMatchObject({ tries: 5 });
    expect(await exchange(challengeId, code)).toMatchObject(refusal('TOO_MANY_TRIES'));
  });

  test('is used once', async () => {
    const { challengeId, code } = await challenge('1956655093123');
    expect((await exchange(challengeId, code)).personId).not.toBeNull();
    expect(await exchange(challengeId, code)).toMatchObject({ personId: null, ...refusal('CODE_EXPIRED') });
  });

  test('is used once, by the first of many at once', async () => {
    const { challengeId, code } = await challenge('1949232650460');
    const answers = await Promise.all(Array.from({ length: 5 }, () => exchange(challengeId, code)));
    expect(answers.filter(({ personId }) => personId !== null)).toHaveLength(1);
  });

  test('works for five minutes and no longer', async () => {
    const { challengeId } = await request('1969217377210');
    const code = codeFor('1969217377210');
    later(4.9);
    expect(await exchange(challengeId, wrong(code))).toMatchObject(refusal('WRONG_CODE'));
    later(0.2);
    expect(await exchange(challengeId, code)).toMatchObject({ personId: null, ...refusal('CODE_EXPIRED') });
  });

  test('works for its own challenge only', async () => {
    const [first, second] = [await challenge('1986203907012'), await challenge('1986203907012')];
    // Two codes of six digits may be the same; then there is nothing to tell apart.
    if (first.code === second.code) return;
    expect(await exchange(first.challengeId, second.code)).toMatchObject(refusal('WRONG_CODE'));
    expect((await exchange(first.challengeId, first.code)).personId).not.toBeNull();
  });

  test('of a challenge that never was has expired, as one that is long over', async () => {
    expect(await exchange(randomIds.id(), '123456')).toMatchObject({ personId: null, ...refusal('CODE_EXPIRED') });
  });

  test('is not in the database, nor is a hash that can be made without the key', async () => {
    const { challengeId, code } = await challenge('1954533038254');
    const record = (await stored('loginChallenges')).find(({ _id }) => _id === challengeId);
    expect(record?.codeHash).toMatch(/^[\w-]{43}$/);
    const guesses = [code, `${challengeId}${code}`, `code\n${challengeId} ${code}`];
    for (const text of guesses)
      expect(record?.codeHash).not.toBe(createHash('sha256').update(text).digest('base64url'));
    expect(JSON.stringify(record)).not.toContain(code);
  });
});

describe('who has a login cannot be found out', () => {
  const UNKNOWN = '1999999999999';

  test('an unknown national ID is answered as any other, and gets no code', async () => {
    const before = inbox();
    const answer = await request(UNKNOWN);
    expect(inbox()).toEqual(before);
    const known = await request('1950964903441');
    expect(Object.keys(answer)).toEqual(Object.keys(known));
    expect(answer.challengeId).toHaveLength(known.challengeId?.length ?? 0);
    const [one, other] = (await stored('loginChallenges')).filter(
      ({ _id }) => _id === answer.challengeId || _id === known.challengeId,
    );
    expect(Object.keys(one ?? {})).toEqual(Object.keys(other ?? {}));
    for (let guess = 1; guess <= 4; guess++)
      expect(await exchange(answer.challengeId, `00000${guess}`)).toMatchObject({
        problem: { code: 'WRONG_CODE', values: { triesLeft: 5 - guess } },
      });
    for (const guess of ['000005', '000000'])
      expect(await exchange(answer.challengeId, guess)).toMatchObject(refusal('TOO_MANY_TRIES'));
  });

  test('nobody’s challenge expires as any other', async () => {
    const { challengeId } = await request('1999999999998');
    later(5.1);
    expect(await exchange(challengeId, '123456')).toMatchObject(refusal('CODE_EXPIRED'));
  });

  test.each([
    ['somebody', '1961493052603'],
    ['nobody', '1999999999997'],
  ])('%s is sent five codes in fifteen minutes, however it is written', async (_, nationalId) => {
    await request(nationalId);
    later(5);
    for (const typed of [nationalId, nationalId, `1961${nationalId}`, nationalId])
      expect((await request(typed)).challengeId).not.toBeNull();
    const tooMany = { challengeId: null, ...refusal('TOO_MANY_REQUESTS', 'nationalId') };
    expect(await request(nationalId)).toMatchObject(tooMany);
    expect(await request(`1962${nationalId}`)).toMatchObject(tooMany);
    // The first of the five is fifteen minutes old, the others are not.
    later(10.1);
    expect((await request(nationalId)).challengeId).not.toBeNull();
    expect(await request(nationalId)).toMatchObject(tooMany);
  });

  test.each([
    ['somebody', '1948117236046'],
    ['nobody', '1999999999995'],
  ])('%s is sent twenty codes in a day, and told until when', async (_, nationalId) => {
    const part = await another({ LOGIN_CODES_PER_DAY: 20 });
    const begun = clock.now();
    for (const quarter of [1, 2, 3, 4]) {
      for (let time = 1; time <= 5; time += 1) expect((await request(nationalId, part)).challengeId).not.toBeNull();
      expect((await request(nationalId, part)).problem?.code).toBe(
        quarter < 4 ? 'TOO_MANY_REQUESTS' : 'TOO_MANY_IN_A_DAY',
      );
      later(15.1);
    }
    const { challengeId, problem } = await request(nationalId, part);
    expect(challengeId).toBeNull();
    const nextHour = new Date(Math.ceil((begun.getTime() + 24 * 60 * MINUTE_MS) / 3_600_000) * 3_600_000);
    expect(problem).toMatchObject({
      code: 'TOO_MANY_IN_A_DAY',
      values: {
        maxCodes: 20,
        untilEn: whenInWords(nextHour, 'en'),
        untilBn: expect.stringMatching(/[০-৯]/),
      },
    });
    later(24 * 60 - 4 * 15.1 + 1);
    expect((await request(nationalId, part)).challengeId).not.toBeNull();
  });

  test('requests that come at once are counted, in one process as in two', async () => {
    const second = await another();
    const parts = Array.from({ length: 20 }, (_, index) => (index % 2 ? second : here));
    const answers = await Promise.all(parts.map((part) => request('1985250823692', part)));
    expect(answers.filter(({ challengeId }) => challengeId !== null)).toHaveLength(5);
    expect(answers.filter(({ problem }) => problem?.code === 'TOO_MANY_REQUESTS')).toHaveLength(15);
    expect([...inbox(), ...inbox(second)].filter(({ to }) => to === '1985250823692')).toHaveLength(5);
  });

  test('a code that one process gave out is taken by another', async () => {
    const second = await another();
    const { challengeId, code } = await challenge('1965618913690');
    expect((await exchange(challengeId, code, second)).personId).not.toBeNull();
  });

  test('what was typed is not kept, nor the address', async () => {
    await request('1999999999996');
    const collections = ['codeRequests', 'loginChallenges', 'loginAddresses'];
    const kept = (await Promise.all(collections.map(stored))).flat();
    expect(kept.length).toBeGreaterThan(2);
    expect(JSON.stringify(kept)).not.toContain('1999999999996');
    expect(JSON.stringify(kept)).not.toContain(ADDRESS);
  });
});

describe('a network address', () => {
  test('may ask and try only so often in a quarter of an hour, in two processes together', async () => {
    lead += toFreshWindow(clock.now());
    const narrow = { LOGIN_CODES_PER_PERSON: 1000, LOGIN_CODES_PER_DAY: 1000, LOGIN_ACTIONS_PER_ADDRESS: 10 };
    const parts = await Promise.all([another(narrow), another(narrow)]);
    const ask = (part: LoginPart | undefined, address: string) => part?.login.request('1990123456789', address);
    const asked = Array.from({ length: 20 }, (_, index) => ask(parts[index % 2], '198.51.100.1'));
    const refused = (await Promise.all(asked)).filter((answer) => answer && 'problem' in answer);
    expect(refused).toHaveLength(10);
    expect(refused[0]).toMatchObject(refusal('BUSY_ADDRESS', null));
    expect(await parts[0]?.login.verify(randomIds.id(), '123456', '198.51.100.1')).toMatchObject(
      refusal('BUSY_ADDRESS', null),
    );
    expect(await ask(parts[0], '198.51.100.2')).toHaveProperty('challengeId');
    later(15);
    expect(await ask(parts[0], '198.51.100.1')).toHaveProperty('challengeId');
  });
});
