/** Complaints, through the subgraph's own endpoint. */
import mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { citizen, type TestCaller } from '#kit/test/harness.ts';
import { entrepreneur, OPERATOR, startTown, type Town } from '../test/town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterAll(() => town.stop());

let number = 0;
let [person, id, cardNumber] = ['', '', ''];
beforeEach(async () => {
  person = `person-${++number}`;
  id = await town.working(person);
  cardNumber = (await town.cardOf(id)).number;
});

type Complaint = { id: string; answer: { isUpheld: boolean; text: string } | null };
const SHOWN = 'id against text slip at answer { isUpheld text at }';
const complain = (input: object = {}, as = citizen('rahima')) =>
  town.mutate<{ complaint: Complaint | null }>(
    'complainAboutEntrepreneur',
    { cardNumber, text: 'She asked for 100 taka more.', idempotencyKey: town.key(), ...input },
    `complaint { ${SHOWN} }`,
    as,
  );
const answer = (complaintId = '', input: object = {}, as: TestCaller = OPERATOR) =>
  town.mutate<{ complaint: Complaint | null }>(
    'answerEntrepreneurComplaint',
    { complaintId, isUpheld: true, text: 'You get your money back.', ...input },
    `complaint { ${SHOWN} }`,
    as,
  );

/** What the log of looks has of a person, by who looked and at which field. */
async function looksAt(citizenId: string) {
  const name = `${town.subgraphs.databasePrefix}entrepreneurs`;
  const entries = mongoose.connections.find((each) => each.name === name)?.collection('accesses');
  return (await entries?.find().toArray())?.filter((entry) => JSON.stringify(entry).includes(`"${citizenId}"`));
}

describe('a complaint', () => {
  test('is read by an operator with an entry for who complained, and for nobody by themselves', async () => {
    const hosneAra = `hosne-ara-of-${person}`;
    const { complaint } = await complain({}, citizen(hosneAra));
    expect(complaint).not.toBeNull();
    await town.ask(`{ answer: ownEntrepreneurComplaints { nodes { ${SHOWN} } } }`, {}, citizen(hosneAra));
    expect(await looksAt(hosneAra)).toEqual([]);
    await town.ask('{ answer: entrepreneurComplaints(first: 100) { nodes { text slip } } }', {}, OPERATOR);
    const [look, ...others] = (await looksAt(hosneAra)) ?? [];
    expect(others).toEqual([]);
    expect(JSON.stringify(look)).toMatch(/operator-1.*"text"/i);
  });

  test('is made by the number on the card and the slip, and answered once', async () => {
    const charged = await town.mutate<{ transaction: { slip: { number: string } } }>(
      'chargeService',
      {
        ...{ centre: 'gulshan', service: 'khatian-copy', idempotencyKey: town.key() },
        applicationReference: await town.handedIn(person, 'khatian-copy'),
      },
      'transaction { slip { number } }',
      entrepreneur(person),
    );
    const slip = charged.transaction.slip.number;
    const { complaint } = await complain({ slip });
    expect(complaint).toMatchObject({ against: 'Salma Khatun', slip, answer: null });
    for (const _ of ['first', 'repeat'])
      expect((await answer(complaint?.id)).complaint?.answer).toMatchObject({ isUpheld: true });
    expect((await answer(complaint?.id, { isUpheld: false, text: 'On second thought.' })).userErrors).toMatchObject([
      { code: 'ALREADY_ANSWERED' },
    ]);
    const own = await town.ask<{ nodes: Complaint[] }>(
      `{ answer: ownEntrepreneurComplaints(first: 1) { nodes { ${SHOWN} } } }`,
      {},
      citizen('rahima'),
    );
    expect(own.nodes).toMatchObject([{ id: complaint?.id, answer: { text: 'You get your money back.' } }]);
  });

  test('is kept once for one key', async () => {
    const idempotencyKey = town.key();
    const kept = await Promise.all([1, 2, 3].map(() => complain({ idempotencyKey })));
    expect(new Set(kept.map(({ complaint }) => complaint?.id)).size).toBe(1);
    expect((await complain({ idempotencyKey, text: 'Something else entirely.' })).userErrors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED' },
    ]);
  });

  test.each([
    ['a card that nobody has', { cardNumber: '5724' }, 'NO_SUCH_CARD', 'cardNumber'],
    ['a slip of nobody', { slip: '1234-5678-9012' }, 'NO_SUCH_SLIP', 'slip'],
    ['too few words', { text: 'bad' }, 'TOO_SHORT', 'text'],
  ])('of %s is refused', async (_, input, code, field) => {
    expect((await complain(input)).userErrors).toMatchObject([{ code, field }]);
  });

  test('of oneself is refused', async () => {
    expect((await complain({}, citizen(person))).userErrors).toMatchObject([{ code: 'OWN_CARD' }]);
  });

  test('is seen by operators with who it is of, and by nobody else', async () => {
    const { complaint } = await complain();
    const listed = (filter: object) =>
      town.ask<{ nodes: object[]; totalCount: number }>(
        `query ($filter: EntrepreneurComplaintFilter) { answer: entrepreneurComplaints(filter: $filter) {
          totalCount nodes { id entrepreneur { id } } } }`,
        { filter },
        OPERATOR,
      );
    const seen = { totalCount: 1, nodes: [{ id: complaint?.id, entrepreneur: { id } }] };
    expect(await listed({ entrepreneurId: id })).toEqual(seen);
    expect(await listed({ entrepreneurId: id, isAnswered: false })).toEqual(seen);
    expect(await listed({ entrepreneurId: id, isAnswered: true })).toMatchObject({ totalCount: 0 });
    for (const as of [entrepreneur(person), citizen('karim')]) {
      const { data } = await town.subgraphs.ask('entrepreneurs', as, '{ entrepreneurComplaints { totalCount } }');
      expect(data).toEqual({ entrepreneurComplaints: null });
    }
    const karims = await town.ask('{ answer: ownEntrepreneurComplaints { totalCount } }', {}, citizen('karim'));
    expect(karims).toEqual({ totalCount: 0 });
    const { errors } = await town.subgraphs.ask(
      'entrepreneurs',
      citizen('rahima'),
      '{ ownEntrepreneurComplaints { nodes { entrepreneur { id } } } }',
    );
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});
