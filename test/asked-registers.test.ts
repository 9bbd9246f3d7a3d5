/**
 * What registers tell of other people: who is asked about reads by whom, and nobody finds out by trying what only the card says.
 * Through the gateway, as people meet it.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from './client.ts';
import { people, type Town, town } from './town.ts';

let place: Town;
let rahima: Client;
let karim: Client;
beforeAll(async () => {
  place = await town({
    running: ['identity', 'catalogue', 'access-log', 'election-commission', 'social-welfare'],
    environment: { TRIES_PER_NUMBER: '10', TRIES_PER_ASKER: '30' },
  });
  [rahima, karim] = await Promise.all([place.citizen(people.rahima), place.citizen(people.karim)]);
});
afterAll(() => place.stop());

type Access = { role: string; who: string; words: string; wordsBn: string; fields: { name: string }[] };
/** What somebody reads of looks at their data. */
async function accessesOf(client: Client): Promise<Access[]> {
  const { me } = await client.get<{ me: { dataAccesses: { nodes: Access[] } } }>(`{ me { dataAccesses(first: 100) {
    nodes { role who words wordsBn: words(language: BN) fields { name labelBn: label(language: BN) } } } } }`);
  return me.dataAccesses.nodes;
}

const VERIFY = `query ($number: String!) { nationalIdVerification(input: { nationalId: $number, dateOfBirth: "1990-05-17" }) {
  record { name state } userErrors { code } } }`;
const MAY_HAVE_A_CARD = `query ($answers: JSON!) { service(code: "disability-card") {
  eligibility(answers: $answers) { verdict reasons { code } } } }`;

test('who is asked about reads by whom, also when a form’s rules asked; of one’s own look there is nothing to read', async () => {
  const answers = { nationalId: people.rahima, dateOfBirth: '1970-01-01' };
  await rahima.get(VERIFY, { number: people.rahima });
  await rahima.get(MAY_HAVE_A_CARD, { answers });
  // Any year before the thirteen digits is the same number.
  expect(await karim.get(VERIFY, { number: `1990${people.rahima}` })).toMatchObject({
    nationalIdVerification: { record: { name: 'Rahima Begum' } },
  });
  expect(await karim.get(MAY_HAVE_A_CARD, { answers })).toMatchObject({ service: { eligibility: expect.anything() } });
  await expect.poll(async () => (await accessesOf(rahima)).length).toBe(2);
  expect(await accessesOf(rahima)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        role: 'CITIZEN',
        who: 'Another citizen',
        words: expect.stringContaining('looked at “National ID verification”'),
        wordsBn: expect.stringContaining('অন্য একজন নাগরিক'),
        fields: [
          expect.objectContaining({ name: 'record.name' }),
          expect.objectContaining({ name: 'record.state', labelBn: 'নিবন্ধনে যা আছে: state' }),
        ],
      }),
      expect.objectContaining({ role: 'CITIZEN', fields: [expect.objectContaining({ name: 'eligibility' })] }),
    ]),
  );
  expect(await accessesOf(karim)).toEqual([]);
});

test('a year of birthdays in seven requests tells nobody the right one', async () => {
  const days = Array.from({ length: 365 }, (_, index) =>
    new Date(Date.UTC(1985, 0, 1 + index)).toISOString().slice(0, 10),
  );
  type Answer = { record: object | null; userErrors: { code: string }[] };
  const answers: Answer[] = [];
  for (let first = 0; first < days.length; first += 55) {
    const aliases = days.slice(first, first + 55).map(
      (
        day,
        index,
      ) => `d${index}: nationalIdVerification(input: { nationalId: "${people.karim}", dateOfBirth: "${day}" }) {
        record { name } userErrors { code } }`,
    );
    answers.push(...Object.values(await rahima.get<Record<string, Answer>>(`{ ${aliases.join(' ')} }`)));
  }
  expect(answers).toHaveLength(365);
  const codes = answers.map(({ record, userErrors }) => (record ? 'FOUND' : (userErrors[0]?.code ?? 'NOTHING')));
  // By chance one of the ten that are told is the right one; then it left an entry.
  expect(codes.filter((code) => code === 'TOO_MANY_TRIES').length).toBeGreaterThanOrEqual(354);
  expect(await place.anybody.ask(VERIFY, { number: people.karim })).toMatchObject({
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
});
