import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codesOf, type DeskForTests, openDesk, recordOf, TUESDAY_NOON } from '../test/desk.ts';
import { submit } from './submit.ts';

let water: DeskForTests;
beforeAll(async () => {
  water = await openDesk();
});
afterAll(() => water.close());

/** Sends a form with a key that the test chose. */
const send = <Input extends { idempotencyKey: string }>(service: string, input: Input, as: string) =>
  submit(water.desk, water.entry(service), { ...input }, as);
const written = (by: string) => water.desk.applications.countDocuments({ applicantId: by });

const form = { plot: '245', depthMetres: 50, mobile: '০১৭১২-৩৪৫৬৭৮' };

describe('a form that is handed in', () => {
  test('becomes an application with everything that its ministry and the citizen need', async () => {
    expect(recordOf(await send('well', { ...form, idempotencyKey: 'my-well-2026' }, 'salma'))).toMatchObject({
      _id: expect.stringMatching(/^water-[0-9A-Z]{26}$/),
      reference: expect.stringMatching(/^WATE-[0-9A-Z]{4}-[0-9A-Z]{4}$/),
      serviceCode: 'well',
      kind: 'APPLICATION',
      applicantId: 'salma',
      status: 'SUBMITTED',
      values: { plot: '245', depthMetres: 50, mobile: '01712345678' },
      answers: [
        { name: 'plot', label: { en: 'Plot', bn: 'দাগ' }, value: { en: '245', bn: '245' } },
        { name: 'depthMetres', value: { en: '50', bn: '৫০' } },
        { name: 'mobile' },
      ],
      outcome: [],
      payment: { amountBdt: 500, status: 'DUE', checkoutUrl: null, paidAt: null, receipt: null },
      timeline: [
        { at: TUESDAY_NOON, action: 'SUBMIT', status: 'SUBMITTED', actor: 'APPLICANT', actorId: 'salma', note: null },
      ],
      submittedAt: TUESDAY_NOON,
      // Seven working days: without two weekends, and without the holiday of the settings.
      dueAt: new Date('2026-03-15T17:59:59.999Z'),
      version: 1,
    });
  });

  test('is told to applications at once, and then leaves the outbox', async () => {
    const { _id, reference } = recordOf(await water.submit('well'));
    expect(water.applications.toldOf(_id)).toMatchObject([
      { reference, ministry: 'water', status: 'SUBMITTED', version: 1 },
    ]);
    await expect.poll(async () => (await water.record(_id)).outbox).toEqual([]);
  });

  test.each([
    ['that keeps to no limit', { plot: '', depthMetres: 301, mobile: '12' }, ['REQUIRED', 'TOO_LARGE', 'NOT_A_MOBILE']],
    ['that a rule of the ministry objects to', { depthMetres: 201 }, ['TOO_DEEP_FOR_US']],
  ])('%s is refused, and nothing is written', async (_, changes, codes) => {
    expect(codesOf(await water.submit('well', changes, 'careless'))).toEqual(codes);
    expect(await written('careless')).toBe(0);
  });

  test.each([
    ['water-bill', 'SUBMITTED', ['SUBMIT'], 740, []],
    ['ferry-seat', 'SUBMITTED', ['SUBMIT'], 300, []],
    ['boat-trip', 'APPROVED', ['SUBMIT', 'CONFIRM'], 50, ['cabin']],
    ['leak', 'SUBMITTED', ['SUBMIT'], null, ['reportNumber']],
  ])('of %s is %s', async (service, status, actions, amountBdt, outcome) => {
    const record = recordOf(await water.submit(service));
    expect(record.status).toBe(status);
    expect(record.timeline.map(({ action }) => action)).toEqual(actions);
    expect(record.payment?.amountBdt ?? null).toBe(amountBdt);
    expect(record.outcome.map(({ name }) => name)).toEqual(outcome);
  });

  test('asks for no payment where nothing is to be paid', async () => {
    const record = recordOf(await water.submit('well', { depthMetres: 2 }));
    expect(record).toMatchObject({ status: 'SUBMITTED', payment: null });
  });

  test('is settled at once when it is a bill of nothing', async () => {
    expect(recordOf(await water.submit('water-bill', { amountBdt: 0 }))).toMatchObject({
      status: 'COMPLETED',
      payment: null,
      timeline: [{ action: 'SUBMIT' }, { action: 'SETTLE', status: 'COMPLETED', actor: 'SYSTEM' }],
    });
  });
});

describe('the idempotency key', () => {
  const idempotencyKey = 'my-key-2026';

  test('makes a repeat the first answer', async () => {
    const first = recordOf(await send('well', { ...form, idempotencyKey }, 'nasrin'));
    expect(recordOf(await send('well', { ...form, idempotencyKey }, 'nasrin'))._id).toBe(first._id);
    expect(await written('nasrin')).toBe(1);
    expect(water.applications.toldOf(first._id)).toHaveLength(1);
  });

  test('of another request is refused', async () => {
    recordOf(await send('well', { ...form, idempotencyKey }, 'fatema'));
    for (const [service, other] of [
      ['well', { ...form, depthMetres: 51 }],
      ['leak', { description: 'A pipe' }],
    ] as const)
      expect(codesOf(await send(service, { ...other, idempotencyKey }, 'fatema'))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  });

  test('of somebody else is another key', async () => {
    const [one, other] = await Promise.all(
      ['shirin', 'rokeya'].map((person) => send('leak', { description: 'A pipe', idempotencyKey }, person)),
    );
    expect([one, other].map((each) => each && codesOf(each))).toEqual([[], []]);
    expect(await written('rokeya')).toBe(1);
  });

  test.each([
    ['1234567', 'TOO_SHORT'],
    ['x'.repeat(101), 'TOO_LONG'],
    ['', 'REQUIRED'],
  ])('%j is %s', async (bad, code) => {
    expect(codesOf(await send('well', { ...form, idempotencyKey: bad }, 'mina'))).toEqual([code]);
  });

  test('of three requests at once makes one application, and takes one place', async () => {
    const input = { day: '2026-04-01', idempotencyKey };
    const answers = await Promise.all([1, 2, 3].map(() => send('boat-trip', input, 'jahanara')));
    const ids = new Set(answers.map((answer) => recordOf(answer)._id));
    expect(ids.size).toBe(1);
    expect(await written('jahanara')).toBe(1);
    const rest = ['karim', 'kamal', 'jamal', 'tareq'].map((person) => send('boat-trip', input, person));
    for (const answer of await Promise.all(rest)) expect(codesOf(answer)).toEqual([]);
    expect(codesOf(await send('boat-trip', input, 'imran'))).toEqual(['SLOT_FULL']);
  });

  test('of a seat that one has got gives that seat again', async () => {
    const { _id } = recordOf(await send('ferry-seat', { seat: 'Z9', idempotencyKey }, 'taslima'));
    expect(recordOf(await send('ferry-seat', { seat: 'Z9', idempotencyKey }, 'taslima'))._id).toBe(_id);
  });
});
