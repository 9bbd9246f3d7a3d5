/** Tries on a real database, by one process and by two. */
import type { Connection } from 'mongoose';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { connect } from '../storage/connect.ts';
import { testDatabase } from '../test/database.ts';
import type { Guess } from './guess.ts';
import { type Asker, type Tries, triesOn } from './tries.ts';

const PER_ASKER = 30;
const PER_NUMBER = 10;
const { url, prefix, drop } = testDatabase();
const open: Connection[] = [];
let number = 0;
let now: Date;
let tries: Tries;
let elsewhere: Tries;
beforeEach(async () => {
  now = new Date('2026-03-03T06:00:00Z');
  const name = `${prefix}${++number}`;
  const connections = await Promise.all([connect(url, name), connect(url, name)]);
  open.push(...connections);
  const limits = { perAsker: PER_ASKER, perNumber: PER_NUMBER };
  const [one, other] = connections.map((each) => triesOn(each, { now: () => now }, limits));
  if (!one || !other) throw new Error('no database');
  [tries, elsewhere] = [one, other];
  await tries.prepare();
});
afterAll(async () => {
  await drop();
  await Promise.all(open.map((each) => each.close()));
});

const KARIM: Asker = { id: 'karim', isMachine: false };
const guessAt = (about: string, guessed: string): Guess => ({
  numbers: [about],
  sharedNumbers: [],
  about: `${about} ${guessed}`,
  combination: `${about} ${guessed}`,
});
/** Asks whether somebody was born on a day; what they were is 17. */
const ask = (guess: Guess, asker: Asker = KARIM, at = tries) =>
  at.ask(
    { service: 'card', guess, asker },
    async () => (guess.combination.endsWith(' 17') ? 'found' : null),
    (answer) => answer !== null,
  );
const days = (count: number) => Array.from({ length: count }, (_, index) => `day-${index}`);
const isTooMany = (answer: object) => 'tooMany' in answer;

test('ten different guesses at a number may be wrong in a day, by whomever, and then not even the right one is told', async () => {
  for (const [index, day] of days(PER_NUMBER).entries())
    expect(await ask(guessAt('rahima', day), { id: `asker-${index}`, isMachine: false })).toEqual({ answer: null });
  const refused = await ask(guessAt('rahima', '17'), null);
  expect(refused).toMatchObject({ tooMany: { code: 'TOO_MANY_TRIES', values: { minutes: 18 * 60 } } });
  expect(await ask(guessAt('salma', '17'), null)).toEqual({ answer: 'found' });
  now = new Date('2026-03-04T00:00:00Z');
  expect(await ask(guessAt('rahima', '17'), null)).toEqual({ answer: 'found' });
});

test('a hundred guesses at once, in two processes, are told of as ten', async () => {
  const answers = await Promise.all(
    days(100).map((day, index) => ask(guessAt('rahima', day), null, index % 2 === 0 ? tries : elsewhere)),
  );
  expect(answers.filter((answer) => !isTooMany(answer))).toHaveLength(PER_NUMBER);
});

test('who knows it may ask as often as they like, and the same mistake twice is one', async () => {
  for (let time = 0; time < 2 * PER_NUMBER; time += 1) {
    expect(await ask(guessAt('rahima', '17'), null)).toEqual({ answer: 'found' });
    expect(await ask(guessAt('rahima', '18'), null)).toEqual({ answer: null });
  }
});

test('one asker asks thirty different questions in a quarter of an hour, right or wrong; a machine ten times as many', async () => {
  const machine: Asker = { id: 'machine-1', isMachine: true };
  for (const each of days(PER_ASKER)) {
    expect(await ask(guessAt(each, '17'))).toEqual({ answer: 'found' });
    expect(await ask(guessAt(each, '17'), machine)).toEqual({ answer: 'found' });
  }
  expect(await ask(guessAt('one-more', '17'))).toMatchObject({ tooMany: { values: { minutes: 15 } } });
  expect(await ask(guessAt('one-more', '17'), machine)).toEqual({ answer: 'found' });
  expect(await ask(guessAt('one-more', '17'), { id: 'salma', isMachine: false })).toEqual({ answer: 'found' });
  now = new Date('2026-03-03T06:15:00Z');
  expect(await ask(guessAt('one-more', '17'))).toEqual({ answer: 'found' });
});

test('the number of a thing that others may share is closed for the asker alone', async () => {
  const plot = (guessed: string): Guess => ({
    ...guessAt('rahima', guessed),
    numbers: [],
    sharedNumbers: ['plot-245'],
  });
  for (const day of days(PER_NUMBER)) await ask(plot(day));
  expect(isTooMany(await ask(plot('17')))).toBe(true);
  expect(await ask(plot('17'), { id: 'salma', isMachine: false })).toEqual({ answer: 'found' });
});
