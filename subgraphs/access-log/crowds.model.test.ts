/** How many people somebody has looked at in a day, counted as looks come. */
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { genesis, link } from '#kit/access-log/chain.ts';
import type { Look } from '#kit/access-log/look.ts';
import { connect } from '#kit/storage/connect.ts';
import { testDatabase } from '#kit/test/database.ts';
import { lookAt } from '#kit/test/look.ts';
import type { AccessRecord } from './copied-blocks.ts';
import { crowdsOn } from './crowds.model.ts';
import { MOST_PEOPLE_A_DAY } from './unusual.ts';

const { url, prefix, drop } = testDatabase();
let connection: Connection;
beforeAll(async () => {
  connection = await connect(url, `${prefix}crowds`);
});
afterAll(async () => {
  await drop();
  await connection.close();
});

let official = 0;
beforeEach(() => {
  official++;
});
/** Looks of this test's official at people who are numbered. */
function looks(from: number, to: number, more: Partial<Look> = {}): AccessRecord[] {
  const by = { ...lookAt('').by, person: `official-${official}` };
  const all = Array.from({ length: to - from + 1 }, (_, index) => lookAt(`citizen-${from + index}`, { by, ...more }));
  return link(genesis('land'), all).map((entry) => ({ ...entry, _id: `land-${entry.seq}`, writer: 'land' }));
}
const crowds = () => crowdsOn(connection);
const people = async (entries: AccessRecord[]) => (await crowds().grow(entries)).map((crowd) => crowd.people);

test('people are counted once, over many rounds', async () => {
  expect(await people(looks(1, 150))).toEqual([150]);
  expect(await people(looks(100, 210))).toEqual([210]);
  expect(await people(looks(100, 210))).toEqual([210]);
});

test('each day begins anew, at midnight in Dhaka', async () => {
  await crowds().grow(looks(1, 5));
  const [crowd] = await crowds().grow(looks(6, 7, { at: new Date('2026-03-03T18:00:00Z') }));
  expect(crowd).toMatchObject({ day: '2026-03-04', people: 2 });
});

test('roles are counted apart', async () => {
  const by = { ...lookAt('').by, person: `official-${official}`, role: 'CITIZEN' } as const;
  expect(await people([...looks(1, 3), ...looks(1, 2, { by })])).toEqual([3, 2]);
});

test('two processes that count at once lose nobody', async () => {
  const [one, other] = await Promise.all([people(looks(1, 150)), people(looks(151, 300))]);
  expect(Math.max(...one, ...other)).toBe(300);
});

test('who has looked at too many is not counted on for ever', async () => {
  await crowds().grow(looks(1, MOST_PEOPLE_A_DAY + 1));
  expect(await people(looks(1_000, 1_400))).toEqual([MOST_PEOPLE_A_DAY + 1]);
});
