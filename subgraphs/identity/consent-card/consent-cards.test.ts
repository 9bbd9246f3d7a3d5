/** Consent by a printed card, on a real database. */
import { createHmac } from 'node:crypto';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isChecked } from '#kit/check-digit.ts';
import { testDatabase } from '#kit/test/database.ts';
import { type ConsentCards, consentCardsOn, type GivenCode, type PrintedCard } from './consent-cards.ts';
import { consentCardErrors } from './errors.ts';

const database = testDatabase();
const START = new Date('2026-03-10T06:00:00Z');
let now = START;
let connection: Connection;
let cards: ConsentCards;
beforeAll(async () => {
  connection = await mongoose.createConnection(database.url, { dbName: `${database.prefix}cards` }).asPromise();
  const hash = (purpose: string, text: string) =>
    createHmac('sha256', 'a secret').update(`${purpose}\n${text}`).digest('base64url');
  cards = consentCardsOn(connection, hash, { now: () => now });
  await cards.prepare();
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

let number = 0;
let citizen = '';
let card: PrintedCard;
beforeEach(async () => {
  now = START;
  citizen = `citizen-${++number}`;
  card = await issued();
});

async function issued(): Promise<PrintedCard> {
  const printed = await cards.issue(citizen, 'gulshan', 'nasima');
  if ('code' in printed) throw new Error(printed.code);
  return printed;
}

const take = (place: number, changes: Partial<GivenCode> = {}) =>
  cards.take({
    cardNumber: card.cardNumber,
    number: place,
    code: card.codes[place - 1]?.code ?? '',
    personId: citizen,
    by: 'salma',
    usedFor: `request-${place}`,
    ...changes,
  });
const refused = (code: keyof typeof consentCardErrors) => ({ problem: expect.objectContaining({ code }) });
const wrong = () => take(1, { code: card.codes[0]?.code === '000000' ? '000001' : '000000' });

test('a card has twenty codes and a number with its check digit; none of the codes is kept', async () => {
  expect(card.codes.map((each) => each.number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  expect(isChecked(card.cardNumber)).toBe(true);
  const kept = JSON.stringify(await connection.collection('consent-cards').findOne({ personId: citizen }));
  for (const { code } of card.codes) expect(kept).not.toContain(`"${code}"`);
});

test('its owner sees the card while it is good, and how many codes are left on it', async () => {
  const { cardNumber, validUntil } = card;
  const seen = { cardNumber, validUntil, centre: 'gulshan', isBlocked: false };
  await take(3);
  expect(await cards.of(citizen)).toEqual({ ...seen, codesLeft: 19 });
  for (let tries = 0; tries < 5; tries += 1) await wrong();
  expect(await cards.of(citizen)).toEqual({ ...seen, codesLeft: 19, isBlocked: true });
  now = validUntil;
  expect(await cards.of(citizen)).toBeNull();
  now = START;
  await cards.end(citizen);
  expect(await cards.of(citizen)).toBeNull();
});

describe('a code', () => {
  test('gives consent once; the desk that lost the answer gets it again, another request does not', async () => {
    expect(await take(7)).toEqual({ personId: citizen, isRepeat: false });
    expect(await take(7)).toEqual({ personId: citizen, isRepeat: true });
    expect(await take(7, { usedFor: 'another' })).toEqual(refused('CARD_CODE_USED'));
    expect(await take(3)).toEqual({ personId: citizen, isRepeat: false });
  });

  test('of many requests at once is for one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, index) => take(2, { usedFor: `request-at-once-${index}` })),
    );
    expect(answers.filter((each) => 'personId' in each)).toHaveLength(1);
  });

  test('is read with Bangla digits, and with hyphens in the number', async () => {
    const inBangla = (text: string) => text.replace(/\d/g, (digit) => '০১২৩৪৫৬৭৮৯'[Number(digit)] ?? digit);
    const cardNumber = inBangla(card.cardNumber.replace(/(\d{4})/g, '$1-'));
    expect(await take(1, { cardNumber, code: inBangla(card.codes[0]?.code ?? '') })).toMatchObject({ isRepeat: false });
  });

  test.each<[string, () => ReturnType<typeof take>]>([
    ['that is wrong', () => wrong()],
    ['of another number', () => take(1, { number: 2 })],
    ['of no number', () => take(1, { number: 21 })],
    ['of no card', () => take(1, { cardNumber: '482173065' })],
    ["for another citizen's matter", () => take(1, { personId: 'karim' })],
    ['for nobody', () => take(1, { personId: null })],
  ])('%s opens nothing, and does not say why', async (_, taking) => {
    expect(await taking()).toEqual(refused('WRONG_CARD_CODE'));
    expect(await take(1)).toMatchObject({ isRepeat: false });
  });

  test('of one’s own card is none for oneself', async () => {
    expect(await take(1, { by: citizen })).toEqual(refused('CARD_FOR_ONESELF'));
    expect(await cards.issue(citizen, 'gulshan', citizen)).toMatchObject({ code: 'CARD_FOR_ONESELF' });
  });

  test('is not taken by who has handed the card out, and another may take it', async () => {
    expect(await take(1, { by: 'nasima' })).toEqual(refused('CARD_FROM_ONES_OWN_HAND'));
    expect(await take(1)).toMatchObject({ isRepeat: false });
  });
});

describe('a card', () => {
  test('is blocked after five wrong codes one after the other, also at once; a right one between begins anew', async () => {
    for (const _ of [1, 2, 3, 4]) await wrong();
    expect(await take(1)).toMatchObject({ isRepeat: false });
    const tries = await Promise.all(Array.from({ length: 12 }, wrong));
    const codes = tries.flatMap((each) => ('problem' in each ? [each.problem.code] : []));
    expect(codes.filter((code) => code === 'WRONG_CARD_CODE')).toHaveLength(5);
    expect(codes.filter((code) => code === 'CARD_BLOCKED')).toHaveLength(7);
    expect(await take(2)).toEqual(refused('CARD_BLOCKED'));
  });

  test('is not blocked from afar, and who names another citizen does not learn that it is blocked', async () => {
    for (const personId of ['karim', null])
      for (const _ of [1, 2, 3, 4, 5, 6]) expect(await take(1, { personId })).toEqual(refused('WRONG_CARD_CODE'));
    expect(await take(1)).toMatchObject({ isRepeat: false });
    for (const _ of [1, 2, 3, 4, 5]) await wrong();
    expect(await take(2)).toEqual(refused('CARD_BLOCKED'));
    for (const personId of ['karim', null]) expect(await take(2, { personId })).toEqual(refused('WRONG_CARD_CODE'));
  });

  test('is blocked all the same for who knows a code of it that was used', async () => {
    await take(1);
    for (const _ of [1, 2, 3, 4]) {
      await wrong();
      expect(await take(1, { usedFor: 'another' })).toEqual(refused('CARD_CODE_USED'));
      expect(await take(1)).toMatchObject({ isRepeat: true });
    }
    await wrong();
    expect(await take(2)).toEqual(refused('CARD_BLOCKED'));
  });

  test('ends when the citizen gets another, when it is lost, and after a year', async () => {
    const first = card;
    card = await issued();
    expect(await take(1, { cardNumber: first.cardNumber, code: first.codes[0]?.code ?? '' })).toEqual(
      refused('CARD_ENDED'),
    );
    expect(await take(1)).toMatchObject({ isRepeat: false });
    now = new Date('2027-03-10T05:59:59Z');
    expect(await take(2)).toMatchObject({ isRepeat: false });
    now = new Date('2027-03-10T06:00:00Z');
    expect(await take(3)).toEqual(refused('CARD_ENDED'));
    now = START;
    await cards.end(citizen);
    expect(await take(4)).toEqual(refused('CARD_ENDED'));
  });

  test('that has ended still says what it was used for: the form had been sent before', async () => {
    await take(5);
    await cards.end(citizen);
    expect(await take(5)).toEqual({ personId: citizen, isRepeat: true });
  });
});

test.each(Object.entries(consentCardErrors))('%s is said in both languages', (_, { en, bn }) => {
  expect(en).toMatch(/^[A-Z].*\.$/);
  expect(bn).toMatch(/\p{Script=Bengali}.*।$/u);
});
