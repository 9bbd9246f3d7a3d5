/** A desk's book and its slips, through the subgraph's own endpoint. */

import { readFile, writeFile } from 'node:fs/promises';
import mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anonymous, citizen, type TestCaller } from '#kit/test/harness.ts';
import { entrepreneur, OPERATOR, startTown, type Town } from '../test/town.ts';

const START = new Date('2026-03-10T06:00:00Z');
let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterAll(() => town.stop());

let number = 0;
let person = '';
let id = '';
beforeEach(async () => {
  town.clock.at = START;
  town.heard.hasDecided = false;
  town.heard.takesFees = true;
  person = `person-${++number}`;
  id = await town.working(person);
});

type Slip = { number: string; isReversed: boolean; paidBdt: number; qrText: string };
type Transaction = {
  number: number;
  kind: string;
  day: string;
  postings: { account: string; amountBdt: number }[];
  slip: Slip | null;
};
type Account = { cashBdt: number; owedBdt: number; commissionBdt: number; openDay: string | null };

const ACCOUNT = 'cashBdt owedBdt inTransitBdt limitBdt commissionBdt openDay debts { ministry { code } owedBdt }';
const SLIP = `number done bn: done(language: BN) service { code } centre { code } at feeBdt commissionBdt paidBdt
  applicationReference cardNumber isReversed qrText qrSvg`;
const write = (field: string, input: object = {}, as: TestCaller = entrepreneur(person)) =>
  town.mutate<{ transaction: Transaction | null; account: Account | null }>(
    field,
    { centre: 'gulshan', idempotencyKey: town.key(), ...input },
    `transaction { number kind day reverses settles statement reason isFeeRefused postings { account amountBdt } slip { ${SLIP} } } account { ${ACCOUNT} }`,
    as,
  );
/** Pays in, as the entrepreneur says. @returns its number in the book. */
async function deposit(amountBdt: number): Promise<number> {
  const { transaction, userErrors } = await write('depositCash', { amountBdt, reference: 'Sonali 4711' });
  expect(userErrors).toEqual([]);
  return transaction?.number ?? 0;
}
/** An operator's word on a deposit; with the entry that it became, if it did, and the book. */
async function settle(field: string, deposited: number, input: object = {}, as = OPERATOR) {
  const because = field === 'confirmDeposit' ? { statement: town.key() } : { reason: 'not on the statement' };
  const { entrepreneur: shown, userErrors } = await town.mutate<{ entrepreneur: { deskAccounts: Book[] } | null }>(
    field,
    {
      ...{ entrepreneurId: id, centre: 'gulshan', number: deposited, idempotencyKey: town.key() },
      ...because,
      ...input,
    },
    `entrepreneur { deskAccounts { ${ACCOUNT} transactions(first: 100) { nodes {
      number kind day settles statement reason } } } }`,
    as,
  );
  const [book] = shown?.deskAccounts ?? [];
  const transaction = book?.transactions.nodes.find(({ settles }) => settles === deposited);
  return { account: book, transaction: transaction ?? null, userErrors };
}
type Book = Account & { transactions: { nodes: (Transaction & { settles: number | null })[] } };
/** Charges for an application that was handed in just before, unless one is named. */
async function charge({ service = 'khatian-copy', dueBdt, ...input }: ChargeInput = {}) {
  const { centre = 'gulshan' } = input;
  const changes = { centre, ...(dueBdt === undefined ? {} : { dueBdt }) };
  const applicationReference = await town.handedIn(person, service, changes);
  return write('chargeService', { service, applicationReference, ...input });
}
type ChargeInput = {
  readonly service?: string;
  readonly dueBdt?: number;
  readonly centre?: string;
  readonly amountBdt?: number;
  readonly applicationReference?: string | null;
  readonly idempotencyKey?: string;
};
const account = () =>
  town.ask<Account & { transactions: { nodes: Transaction[]; totalCount: number } }>(
    `{ answer: deskAccount(centre: "gulshan") { ${ACCOUNT} transactions(first: 100) { totalCount nodes {
      number kind day postings { account amountBdt } } } } }`,
    {},
    entrepreneur(person),
  );
const slip = (slipNumber = '') =>
  town.ask<Slip | null>(`query ($number: String!) { answer: slip(number: $number) { ${SLIP} } }`, {
    number: slipNumber,
  });

describe('a charge', () => {
  test('is the fee of the graph and the commission of the tariff, with a slip that anybody can look up', async () => {
    const applicationReference = await town.handedIn(person, 'khatian-copy');
    const { transaction, account, userErrors } = await charge({ applicationReference });
    expect(userErrors).toEqual([]);
    expect(transaction).toMatchObject({
      number: 1,
      kind: 'CHARGE',
      day: '2026-03-10',
      postings: [
        { account: 'CASH', amountBdt: 150 },
        { account: 'MINISTRY:land', amountBdt: -100 },
        { account: 'COMMISSION', amountBdt: -50 },
      ],
    });
    expect(account).toEqual({
      ...{ cashBdt: 150, owedBdt: 100, inTransitBdt: 0, limitBdt: 20_000, commissionBdt: 50, openDay: '2026-03-10' },
      debts: [{ ministry: { code: 'land' }, owedBdt: 100 }],
    });
    const shown = await slip(transaction?.slip?.number);
    expect(shown).toEqual(transaction?.slip);
    expect(shown).toEqual({
      number: expect.stringMatching(/^\d{4}-\d{4}-\d{4}$/),
      done: 'Copy of a khatian',
      bn: 'খতিয়ানের অনুলিপি',
      service: { code: 'khatian-copy' },
      centre: { code: 'gulshan' },
      at: START.toISOString(),
      ...{ feeBdt: 100, commissionBdt: 50, paidBdt: 150, isReversed: false },
      applicationReference,
      cardNumber: (await town.cardOf(id)).number,
      qrText: expect.stringMatching(new RegExp(`^nagarik:slip/\\d{12}\\?application=${applicationReference}$`)),
      qrSvg: expect.stringContaining('<svg'),
    });
    expect(await slip('1234-5678-9012')).toBeNull();
  });

  test('is what the ministry asks for that application, and no other amount', async () => {
    expect((await charge({ service: 'water-bill', dueBdt: 730 })).account).toMatchObject({ owedBdt: 730 });
    expect((await charge({ dueBdt: 0 })).account).toMatchObject({ owedBdt: 730 });
    expect((await charge({ amountBdt: 700 })).userErrors).toMatchObject([{ code: 'AMOUNT_IS_FIXED' }]);
    expect((await charge({ amountBdt: 100, dueBdt: 0 })).userErrors).toMatchObject([
      { code: 'NOTHING_DUE', en: expect.stringContaining('paid already') },
    ]);
    expect((await charge({ service: 'flying' })).userErrors).toMatchObject([{ code: 'NO_SUCH_SERVICE' }]);
  });

  test('of what is free has a slip, too', async () => {
    const { transaction } = await charge({ service: 'leak' });
    expect(transaction).toMatchObject({ postings: [], slip: { paidBdt: 0 } });
  });

  test('of what is confidential to a desk has a slip that names neither it nor its number, also for the entrepreneur', async () => {
    const before = await charge({ service: 'leak' });
    const named = await readFile(town.supergraphFile, 'utf8');
    await writeFile(town.supergraphFile, named.replace('code: "leak",', 'code: "leak", confidentialTo: "pipes",'));
    try {
      const unnamed = {
        ...{ service: null, done: 'A service', bn: 'একটি সেবা', applicationReference: null },
        qrText: expect.stringMatching(/^nagarik:slip\/\d{12}$/),
      };
      expect((await charge({ service: 'leak' })).transaction?.slip).toMatchObject(unnamed);
      expect(await slip(before.transaction?.slip?.number)).toMatchObject(unnamed);
    } finally {
      await writeFile(town.supergraphFile, named);
    }
  });

  test('is known before by its tariff', async () => {
    const tariff = (service: string) =>
      town.ask(
        `query ($service: String!) { answer: serviceTariff(service: $service) { service { code } feeBdt commissionBdt } }`,
        { service },
      );
    expect(await tariff('khatian-copy')).toEqual({ service: { code: 'khatian-copy' }, feeBdt: 100, commissionBdt: 50 });
    expect(await tariff('water-bill')).toMatchObject({ feeBdt: null, commissionBdt: 15 });
    expect(await tariff('flying')).toBeNull();
  });

  test('comes once for one key, also at once; another request with it is refused', async () => {
    const idempotencyKey = town.key();
    const applicationReference = await town.handedIn(person, 'khatian-copy');
    const answers = await Promise.all([1, 2, 3, 4].map(() => charge({ idempotencyKey, applicationReference })));
    expect(new Set(answers.map(({ transaction }) => transaction?.slip?.number)).size).toBe(1);
    expect((await account()).cashBdt).toBe(150);
    expect((await charge({ idempotencyKey, service: 'well' })).userErrors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED' },
    ]);
  });

  test('comes one after the other when twenty come at once, without a gap', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => charge()));
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    const { cashBdt, transactions } = await account();
    expect(cashBdt).toBe(20 * 150);
    expect(transactions.nodes.map((each) => each.number)).toEqual(Array.from({ length: 20 }, (_, index) => 20 - index));
  });

  test('is for who is in force, at a centre of theirs', async () => {
    expect((await charge({ centre: 'uttara' })).userErrors).toMatchObject([{ code: 'NOT_AT_THIS_CENTRE' }]);
    await town.step('suspendEntrepreneur', id, { reason: 'took too much' });
    expect((await charge()).userErrors).toMatchObject([
      { code: 'NOT_IN_FORCE', en: expect.stringContaining('suspended'), bn: expect.stringContaining('স্থগিত') },
    ]);
    expect((await write('chargeService', { service: 'leak' }, entrepreneur('stranger'))).userErrors).toMatchObject([
      { code: 'NOT_IN_FORCE' },
    ]);
  });

  test('is for an application that the entrepreneur made for a citizen there, and for its service', async () => {
    const reference = await town.handedIn(person, 'khatian-copy');
    const charged = (input: object) => write('chargeService', { service: 'khatian-copy', ...input });
    const codeOf = async (input: object) => (await charged(input)).userErrors.map(({ code, field }) => [code, field]);
    const field = 'applicationReference';
    expect(await codeOf({})).toEqual([['APPLICATION_NEEDED', field]]);
    expect(await codeOf({ [field]: 'LAND-7K3M-9QX2' })).toEqual([['NOT_YOUR_ACT', field]]);
    for (const others of [
      await town.handedIn('somebody-else', 'khatian-copy'),
      await town.handedIn(person, 'khatian-copy', { centre: 'uttara' }),
    ])
      expect(await codeOf({ [field]: others })).toEqual([['NOT_YOUR_ACT', field]]);
    expect(await codeOf({ service: 'well', [field]: reference })).toEqual([['ACT_OF_ANOTHER_SERVICE', 'service']]);
    expect(await codeOf({ service: 'river-level', [field]: reference })).toEqual([['NO_APPLICATION_FOR_THIS', field]]);
    expect(await codeOf({ service: 'river-level' })).toEqual([]);
    expect(await codeOf({ [field]: reference })).toEqual([]);
    expect(await codeOf({ [field]: reference, amountBdt: 7 })).toEqual([['ALREADY_CHARGED', field]]);
    expect((await charged({ [field]: reference })).userErrors).toMatchObject([
      { code: 'ALREADY_CHARGED', en: expect.stringContaining(reference), bn: expect.stringContaining(reference) },
    ]);
  });

  test('of two at once for one application is one, and after a reversal there can be another', async () => {
    const applicationReference = await town.handedIn(person, 'khatian-copy');
    const answers = await Promise.all([1, 2, 3].map(() => charge({ applicationReference })));
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
      'ALREADY_CHARGED',
      'ALREADY_CHARGED',
    ]);
    expect((await write('reverseCharge', { number: 1, reason: 'a wrong note' })).userErrors).toEqual([]);
    expect((await charge({ applicationReference })).userErrors).toEqual([]);
  });

  test('is told to the ministry, where its fee counts as paid; what is free is not', async () => {
    const applicationReference = await town.handedIn(person, 'khatian-copy');
    const { transaction } = await charge({ applicationReference });
    await charge({ service: 'leak' });
    const receipt = `slip/${transaction?.slip?.number.replaceAll('-', '')}`;
    await expect
      .poll(() => town.heard.fees.at(-1))
      .toEqual({
        ...{ applicationId: applicationReference.toLowerCase(), ministry: 'land', amountBdt: 100 },
        ...{ receipt, isReturned: false },
      });
  });

  test('whose fee the ministry does not take says so, and the citizen gets it back', async () => {
    expect((await charge()).transaction).toMatchObject({ isFeeRefused: false });
    town.heard.takesFees = false;
    const { transaction } = await charge();
    expect(transaction).toMatchObject({ number: 2, isFeeRefused: true });
    expect((await write('reverseCharge', { number: 2, reason: 'it was withdrawn' })).account).toMatchObject({
      cashBdt: 150,
    });
  });

  test('of what is filed is taken past the limit; `identity` hears when new work stops, and when it goes on', async () => {
    const stopped = () => town.lastRole(person)?.atLimit;
    await charge({ service: 'water-bill', dueBdt: 19_950 });
    expect(stopped()).toEqual([]);
    expect((await charge()).account).toMatchObject({ owedBdt: 20_050 });
    await expect.poll(stopped).toEqual(['gulshan']);
    expect((await charge()).account).toMatchObject({ owedBdt: 20_150 });
    const number = await deposit(19_000);
    expect(stopped()).toEqual(['gulshan']);
    await settle('confirmDeposit', number);
    await expect.poll(stopped).toEqual([]);
    expect((await charge()).account).toMatchObject({ owedBdt: 1_250 });
  });
});

describe('a deposit', () => {
  const WAITING = `{ answer: depositsInTransit(first: 100) { nodes {
    number amountBdt reference at centreCode centre { code } entrepreneur { id } } } }`;
  type Waiting = { nodes: { number: number; entrepreneur: { id: string } }[] };
  const waiting = async () =>
    (await town.ask<Waiting>(WAITING, {}, OPERATOR)).nodes.filter(({ entrepreneur }) => entrepreneur.id === id);

  test('is owed until an operator has found it on the statement, who has it in a list', async () => {
    await charge({ dueBdt: 500 });
    const number = await deposit(450);
    expect(await account()).toMatchObject({ cashBdt: 100, owedBdt: 500, inTransitBdt: 450 });
    expect(await waiting()).toEqual([
      {
        ...{ number, amountBdt: 450, reference: 'Sonali 4711', at: START.toISOString() },
        ...{ centreCode: 'gulshan', centre: { code: 'gulshan' }, entrepreneur: { id } },
      },
    ]);
    const { transaction, account: after } = await settle('confirmDeposit', number, { statement: `line of ${person}` });
    expect(transaction).toMatchObject({ kind: 'DEPOSIT_CONFIRMED', settles: number, statement: `line of ${person}` });
    expect(after).toMatchObject({ cashBdt: 100, owedBdt: 50, inTransitBdt: 0 });
    expect(await waiting()).toEqual([]);
  });

  test('that the bank does not know is taken back, with the reason beside it', async () => {
    await charge({ dueBdt: 500 });
    const number = await deposit(450);
    const { transaction, account: after } = await settle('rejectDeposit', number, { reason: 'no such bank slip' });
    expect(transaction).toMatchObject({ kind: 'DEPOSIT_REJECTED', settles: number, reason: 'no such bank slip' });
    expect(after).toMatchObject({ cashBdt: 550, owedBdt: 500, inTransitBdt: 0 });
    expect(await waiting()).toEqual([]);
    expect((await write('closeDeskDay', { countedCashBdt: 550 })).account).toMatchObject({ openDay: null });
  });

  test('has one verdict, of many at once, and also when it is asked for again', async () => {
    await charge();
    const number = await deposit(100);
    const idempotencyKey = town.key();
    const statement = `line of ${person}`;
    const answers = await Promise.all([
      ...[1, 2].map(() => settle('confirmDeposit', number, { statement, idempotencyKey })),
      settle('rejectDeposit', number),
      settle('confirmDeposit', number),
    ]);
    const written = answers.flatMap(({ transaction }) => transaction?.number ?? []);
    expect(new Set(written).size).toBe(1);
    for (const { userErrors } of answers.filter(({ transaction }) => transaction === null))
      expect(userErrors).toMatchObject([{ code: 'ALREADY_SETTLED' }]);
    expect((await account()).transactions.totalCount).toBe(3);
  });

  test('of one line of the statement is one', async () => {
    await charge({ dueBdt: 500 });
    const [one, other] = [await deposit(100), await deposit(100)];
    const statement = `line of ${person}`;
    expect((await settle('confirmDeposit', one, { statement })).userErrors).toEqual([]);
    expect((await settle('confirmDeposit', other, { statement })).userErrors).toMatchObject([
      { code: 'STATEMENT_USED', field: 'statement' },
    ]);
  });

  test('is confirmed by no one of their own, and nothing else is', async () => {
    await charge();
    const number = await deposit(100);
    for (const field of ['confirmDeposit', 'rejectDeposit'])
      expect((await settle(field, number, {}, { sub: person, scope: 'operator' })).userErrors).toMatchObject([
        { code: 'OWN_DEPOSIT' },
      ]);
    expect((await settle('confirmDeposit', 1)).userErrors).toMatchObject([{ code: 'NOT_A_DEPOSIT' }]);
    expect((await settle('confirmDeposit', number, { entrepreneurId: 'nobody' })).userErrors).toMatchObject([
      { code: 'NO_SUCH_ENTREPRENEUR' },
    ]);
    expect(await account()).toMatchObject({ owedBdt: 100, inTransitBdt: 100 });
  });

  test('whose verdict was killed before it left the list leaves it when it is asked for again', async () => {
    await charge();
    const number = await deposit(100);
    await settle('confirmDeposit', number);
    const name = `${town.subgraphs.databasePrefix}entrepreneurs`;
    const records = mongoose.connections.find((each) => each.name === name)?.collection('desk-transactions');
    await records?.updateOne({ personId: person, number }, { $set: { isInTransit: true } });
    expect(await waiting()).toHaveLength(1);
    expect((await settle('rejectDeposit', number)).userErrors).toMatchObject([{ code: 'ALREADY_SETTLED' }]);
    expect(await waiting()).toEqual([]);
  });
});

describe('the book', () => {
  test('takes a charge back once, beside it, and the slip says so', async () => {
    const { transaction } = await charge();
    const answers = await Promise.all(
      [1, 2, 3].map(() => write('reverseCharge', { number: 1, reason: 'the wrong service' })),
    );
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
      'ALREADY_REVERSED',
      'ALREADY_REVERSED',
    ]);
    expect(await account()).toMatchObject({ cashBdt: 0, owedBdt: 0, transactions: { totalCount: 2 } });
    expect(await slip(transaction?.slip?.number)).toMatchObject({ isReversed: true, paidBdt: 150 });
    expect((await write('reverseCharge', { number: 2, reason: 'back again' })).userErrors).toMatchObject([
      { code: 'NOT_A_CHARGE' },
    ]);
  });

  test('takes nothing back of what the ministry has decided on', async () => {
    await charge();
    town.heard.hasDecided = true;
    expect((await write('reverseCharge', { number: 1, reason: 'changed his mind' })).userErrors).toMatchObject([
      { code: 'FEE_KEPT' },
    ]);
    expect(await account()).toMatchObject({ cashBdt: 150, transactions: { totalCount: 1 } });
  });

  test('closes the day, which takes no more; the next day goes on with the same balances', async () => {
    await charge();
    expect((await write('closeDeskDay', { countedCashBdt: 100 })).userErrors).toMatchObject([
      { code: 'CASH_DIFFERS', en: expect.stringContaining('150') },
    ]);
    expect((await write('closeDeskDay', { countedCashBdt: 150 })).account).toMatchObject({
      openDay: null,
      cashBdt: 150,
    });
    expect((await charge()).userErrors).toMatchObject([{ code: 'DAY_CLOSED' }]);
    town.clock.at = new Date('2026-03-11T04:00:00Z');
    expect((await charge()).account).toMatchObject({ openDay: '2026-03-11', cashBdt: 300 });
  });

  test('asks for yesterday first', async () => {
    await charge();
    town.clock.at = new Date('2026-03-11T04:00:00Z');
    expect((await charge()).userErrors).toMatchObject([{ code: 'PREVIOUS_DAY_OPEN' }]);
    const closed = await write('closeDeskDay', { countedCashBdt: 140, differenceReason: 'a torn note' });
    expect(closed.transaction).toMatchObject({
      kind: 'CLOSING',
      day: '2026-03-10',
      reason: 'a torn note',
      postings: [
        { account: 'CASH', amountBdt: -10 },
        { account: 'DIFFERENCE', amountBdt: 10 },
      ],
    });
    expect((await charge()).userErrors).toEqual([]);
  });

  test('of two closings at once has one', async () => {
    await charge();
    const answers = await Promise.all([1, 2].map(() => write('closeDeskDay', { countedCashBdt: 150 })));
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['NOTHING_TO_CLOSE']);
  });

  test('lets commission be drawn, no more than was earned', async () => {
    await charge();
    expect((await write('drawCommission', { amountBdt: 51 })).userErrors).toMatchObject([{ code: 'MORE_THAN_EARNED' }]);
    expect((await write('drawCommission', { amountBdt: 50 })).account).toMatchObject({
      cashBdt: 100,
      commissionBdt: 0,
    });
  });

  test('is its own for each centre, and an operator sees them all', async () => {
    await town.step('assignEntrepreneur', id, { centre: 'uttara' });
    await charge();
    await charge({ centre: 'uttara', service: 'well' });
    const seen = await town.ask(
      'query ($id: ID!) { answer: entrepreneur(id: $id) { deskAccounts { centre { code } owedBdt } } }',
      { id },
      OPERATOR,
    );
    expect(seen).toEqual({
      deskAccounts: [
        { centre: { code: 'gulshan' }, owedBdt: 100 },
        { centre: { code: 'uttara' }, owedBdt: 500 },
      ],
    });
  });

  test.each<[string, TestCaller]>([
    ['nobody', anonymous],
    ['a citizen', citizen('rahima')],
    ['an operator', OPERATOR],
  ])('is not written or read by %s', async (_, as) => {
    for (const query of [
      '{ deskAccount(centre: "gulshan") { cashBdt } }',
      'mutation { closeDeskDay(input: { centre: "gulshan", countedCashBdt: 0, idempotencyKey: "a-key-of-mine" }) { userErrors { code } } }',
    ]) {
      const { data, errors } = await town.subgraphs.ask('entrepreneurs', as, query);
      expect(Object.values(data ?? {})).toEqual([null]);
      expect(['FORBIDDEN', 'UNAUTHENTICATED']).toContain(errors?.[0]?.extensions?.code);
    }
  });
});
