/** Fees taken in cash, over HTTP, with the test in the place of `entrepreneurs`. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readKeys } from '../auth/keys.ts';
import { peerAuthorization } from '../auth/tokens.ts';
import { defineSubgraph } from '../subgraph.ts';
import { assistant, citizen, type Harness, official, startSubgraphs } from '../test/harness.ts';
import ministry from '../test/ministry-for-tests/index.ts';
import { COMMANDS_PATH } from './commands.ts';
import { DESK_FEES_PATH, RETURNED_DESK_FEES_PATH, readDeskFeeAnswer, readReturnAnswer } from './desk-fee.ts';
import { readCommandAnswer } from './events.ts';

const RAHIMA = citizen('rahima');
const OFFICIAL = official('water');
const silent = defineSubgraph({
  schema: new URL('../test/ministry-for-tests/schema.graphql', import.meta.url),
  start: async () => ({ resolvers: {} }),
});

let town: Harness;
let id: string;
let plot = 0;
beforeAll(async () => {
  town = await startSubgraphs({ water: ministry, entrepreneurs: silent });
});
afterAll(() => town.stop());
beforeEach(async () => {
  // What is granted is one well a plot.
  plot += 1;
  const { data } = await town.ask(
    'water',
    assistant('rahima', ['well']),
    'mutation ($input: WellInput!) { made: applyForWell(input: $input) { application { id } userErrors { code } } }',
    { input: { plot: String(plot), mobile: '01712345678', depthMetres: 50, idempotencyKey: crypto.randomUUID() } },
  );
  ({ id } = (data as { made: { application: { id: string } } }).made.application);
});

async function post(path: string, body: object, as = 'entrepreneurs', headers: Record<string, string> = {}) {
  return fetch(`${town.urls.water}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: await peerAuthorization('water', await readKeys(town.keysDirectory, as)),
      ...headers,
    },
    body: JSON.stringify(body),
  });
}
const fee = (changes: object = {}) => ({ applicationId: id, amountBdt: 500, receipt: 'slip/482173065193', ...changes });
const taken = async (changes: object = {}) =>
  readDeskFeeAnswer(await (await post(DESK_FEES_PATH, fee(changes))).json());
const returned = async (changes: object = {}) =>
  readReturnAnswer(await (await post(RETURNED_DESK_FEES_PATH, fee(changes))).json());

async function command(name: string, caller = OFFICIAL) {
  const proof = `Bearer ${await town.token('commands', caller)}`;
  const body = { command: name, applicationId: id, note: 'for a reason' };
  const answer = await post(COMMANDS_PATH, body, 'applications', { 'x-caller-authorization': proof });
  return readCommandAnswer(await answer.json());
}
const now = async () => (await command('TAKE')).snapshot ?? (await command('PAY', RAHIMA)).snapshot;

describe('a fee that a desk took', () => {
  test('counts as paid, also when it is told twice; the ministry can then grant', async () => {
    expect([await taken(), await taken()]).toEqual(['TAKEN', 'TAKEN']);
    const { snapshot } = await command('TAKE');
    expect(snapshot?.payment).toMatchObject({ amountBdt: 500, status: 'PAID', receipt: 'slip/482173065193' });
    expect(snapshot?.timeline.map(({ action }) => action)).toEqual(['SUBMIT', 'SETTLE', 'TAKE']);
    expect((await command('APPROVE')).snapshot?.status).toBe('APPROVED');
  });

  test('is not what another slip has paid, and no other amount', async () => {
    expect(await taken({ amountBdt: 499 })).toBe('UNKNOWN');
    expect(await taken({ applicationId: 'water-nothing' })).toBe('UNKNOWN');
    expect(await taken()).toBe('TAKEN');
    expect(await taken({ receipt: 'slip/1' })).toBe('UNKNOWN');
  });

  test('for what was withdrawn goes back to the citizen, and the record says so', async () => {
    await command('WITHDRAW', RAHIMA);
    expect(await taken()).toBe('RETURN');
    expect(await returned()).toBe(true);
  });

  test('goes back until the ministry has decided, and is then due again', async () => {
    await taken();
    expect([await returned(), await returned()]).toEqual([true, true]);
    const { snapshot } = await command('TAKE');
    expect(snapshot?.payment).toMatchObject({ status: 'DUE', paidAt: null, receipt: null });
    expect(snapshot?.timeline.map(({ action }) => action)).toEqual(['SUBMIT', 'SETTLE', 'RETURN_FEE', 'TAKE']);
    expect((await command('APPROVE')).userErrors).toMatchObject([{ code: 'FEE_UNPAID' }]);
  });

  test('stays when the ministry has decided', async () => {
    await taken();
    await command('TAKE');
    await command('APPROVE');
    expect(await returned()).toBe(false);
    expect(await returned({ receipt: 'slip/of-another' })).toBe(true);
  });

  test.each([DESK_FEES_PATH, RETURNED_DESK_FEES_PATH])('is heard from nobody but entrepreneurs at %s', async (path) => {
    expect((await post(path, fee(), 'applications')).status).toBe(401);
    expect((await post(path, { receipt: 7 })).status).toBe(400);
    expect((await now())?.payment?.status).toBe('DUE');
  });
});
