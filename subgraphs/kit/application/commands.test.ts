/** The command endpoint over HTTP, with the test in the places of `applications` and of the gateway. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readKeys } from '../auth/keys.ts';
import { peerAuthorization } from '../auth/tokens.ts';
import {
  anonymous,
  assistant,
  citizen,
  type Harness,
  official,
  startSubgraphs,
  type TestCaller,
} from '../test/harness.ts';
import ministry from '../test/ministry-for-tests/index.ts';
import { COMMANDS_PATH, SNAPSHOTS_PATH } from './commands.ts';
import { readCommandAnswer, readSnapshots } from './events.ts';

let town: Harness;
beforeAll(async () => {
  town = await startSubgraphs({ water: ministry });
});
afterAll(() => town.stop());

const rahima = citizen('rahima');
const karim = citizen('karim');
const waterOfficial = official('water');

/** Sends to the ministry with whatever proofs the test chooses. */
async function post(path: string, body: unknown, headers: Record<string, string>) {
  return fetch(`${town.urls.water}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

async function asApplications(caller: TestCaller): Promise<Record<string, string>> {
  const keys = await readKeys(town.keysDirectory, 'applications');
  return {
    authorization: await peerAuthorization('water', keys),
    'x-caller-authorization': `Bearer ${await town.token('commands', caller)}`,
  };
}

/** A command as `applications` sends it. */
async function command(given: object, caller: TestCaller) {
  const answer = await post(COMMANDS_PATH, given, await asApplications(caller));
  expect(answer.status).toBe(200);
  return readCommandAnswer(await answer.json());
}

async function applied(form: object = { depthMetres: 2 }, as: TestCaller = rahima): Promise<string> {
  const { data } = await town.ask(
    'water',
    as,
    'mutation ($input: WellInput!) { applyForWell(input: $input) { application { id } userErrors { code } } }',
    { input: { plot: '245', mobile: '01712345678', ...form, idempotencyKey: crypto.randomUUID() } },
  );
  expect(data).toMatchObject({ applyForWell: { userErrors: [] } });
  const { applyForWell } = data as { applyForWell: { application: { id: string } } };
  return applyForWell.application.id;
}

describe('a draft of a service that asks for a fresh login', () => {
  const saved = async () => {
    const draft = { serviceCode: 'water-bill', applicationId: null, idempotencyKey: crypto.randomUUID() };
    const answers = { amountBdt: 300 };
    const { snapshot } = await command({ command: 'SAVE_DRAFT', ...draft, answers }, rahima);
    return snapshot?.id ?? '';
  };
  const loggedIn = (secondsAgo: number, acr = 'urn:nagarik:acr:code') => ({
    ...rahima,
    acr,
    auth_time: Math.floor(Date.now() / 1000) - secondsAgo,
  });

  test.each<[sentence: string, caller: TestCaller]>([
    ['an old one', loggedIn(1000)],
    ['one in no known way', loggedIn(10, 'urn:other')],
  ])('is not handed in by %s, and is kept', async (_sentence, caller) => {
    const applicationId = await saved();
    const { snapshot, userErrors } = await command({ command: 'SUBMIT', applicationId }, caller);
    expect(snapshot).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'STEP_UP_REQUIRED', message: { bn: expect.stringContaining('লগ ইন') } }]);
    expect(await command({ command: 'SUBMIT', applicationId }, loggedIn(10))).toMatchObject({ userErrors: [] });
  });

  test.each(['ANSWER', 'MOVE'])('is not changed by an old one with %s', async (name) => {
    const applicationId = await saved();
    const codes = async (caller: TestCaller) =>
      (await command({ command: name, applicationId, answers: { amountBdt: 1 } }, caller)).userErrors.map(
        ({ code }) => code,
      );
    expect(await codes(loggedIn(1000))).toEqual(['STEP_UP_REQUIRED']);
    expect(await codes(loggedIn(10))).toEqual(['ILLEGAL_TRANSITION']);
  });
});

test('a purpose that is stated again takes the place of the official’s own, and of nobody else’s', async () => {
  const applicationId = await applied();
  await command({ command: 'WITHDRAW', applicationId }, rahima);
  const state = async (purpose: string, official: TestCaller) =>
    (await command({ command: 'STATE_PURPOSE', applicationId, purpose }, official)).snapshot?.purposes;
  await state('An appeal', waterOfficial);
  await state('An audit', official('water', 'official-2'));
  expect(await state('A court’s order', waterOfficial)).toMatchObject([
    { text: 'An audit' },
    { text: 'A court’s order' },
  ]);
});

describe('a command', () => {
  test('moves the application on, as its caller may', async () => {
    const applicationId = await applied();
    expect(await command({ command: 'TAKE', applicationId }, waterOfficial)).toMatchObject({
      snapshot: { id: applicationId, status: 'UNDER_REVIEW', version: 2 },
      userErrors: [],
    });
    const withdrawal = { command: 'WITHDRAW', applicationId, note: 'I moved' };
    expect(await command(withdrawal, rahima)).toMatchObject({ snapshot: { status: 'WITHDRAWN' } });
  });

  test('of an official waits until they are trained for their desk, and says what to do', async () => {
    const applicationId = await applied();
    for (const name of ['TAKE', 'REQUEST_INFORMATION', 'APPROVE', 'REJECT', 'COMPLETE'])
      expect(await command({ command: name, applicationId }, { ...waterOfficial, trained: false })).toMatchObject({
        snapshot: null,
        userErrors: [
          {
            code: 'TRAINING_NEEDED',
            message: {
              en: expect.stringContaining('takeTrainingTest'),
              bn: expect.stringContaining('takeTrainingTest'),
            },
          },
        ],
      });
  });

  test('of an official is not for what they have applied for, or made for somebody', async () => {
    const own = await applied();
    const ofRahima = official('water', 'rahima');
    expect(await command({ command: 'TAKE', applicationId: own }, ofRahima)).toMatchObject({
      snapshot: null,
      userErrors: [{ code: 'OWN_APPLICATION' }],
    });
    const served = await applied({ depthMetres: 2 }, assistant('rahima', ['well']));
    const asOfficial = official('water', 'entrepreneur-1');
    expect(await command({ command: 'TAKE', applicationId: served }, asOfficial)).toMatchObject({
      snapshot: null,
      userErrors: [{ code: 'OWN_APPLICATION' }],
    });
    expect(await command({ command: 'TAKE', applicationId: served }, waterOfficial)).toMatchObject({ userErrors: [] });
  });

  test('that cannot be done now says why in both languages', async () => {
    const applicationId = await applied();
    expect(await command({ command: 'COMPLETE', applicationId }, waterOfficial)).toEqual({
      snapshot: null,
      userErrors: [
        {
          code: 'ILLEGAL_TRANSITION',
          field: null,
          message: { en: expect.stringContaining('COMPLETE'), bn: expect.stringContaining('SUBMITTED') },
        },
      ],
    });
  });

  test('with a long word in it is taken: the limits are those of the schema', async () => {
    const applicationId = await applied();
    const note = '👍'.repeat(2000);
    expect(await command({ command: 'WITHDRAW', applicationId, note }, rahima)).toMatchObject({ userErrors: [] });
  });

  test.each([
    ['another citizen', karim],
    ["another ministry's official", official('land')],
    ['somebody who has not logged in', anonymous],
    ['the applicant in no role', { sub: 'rahima' }],
    ['an official of no ministry', { sub: 'official-1', scope: 'official' }],
  ])('of %s finds nothing there', async (_, caller) => {
    const applicationId = await applied();
    for (const name of ['TAKE', 'WITHDRAW', 'PAY'])
      expect(await command({ command: name, applicationId }, caller)).toMatchObject({
        snapshot: null,
        userErrors: [{ code: 'NOT_FOUND', field: 'applicationId' }],
      });
  });

  test('saves a draft for a citizen, and for nobody else', async () => {
    const draft = { command: 'SAVE_DRAFT', serviceCode: 'well', applicationId: null, answers: { plot: '245' } };
    const withKey = () => ({ ...draft, idempotencyKey: crypto.randomUUID() });
    const { snapshot } = await command(withKey(), rahima);
    expect(snapshot).toMatchObject({ status: 'DRAFT', applicantId: 'rahima', answers: [{ name: 'plot' }] });
    expect(await command(withKey(), waterOfficial)).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
    expect(await command({ ...withKey(), serviceCode: 'none' }, rahima)).toMatchObject({
      userErrors: [{ code: 'UNKNOWN_SERVICE', field: 'serviceCode' }],
    });
    expect(await command({ ...draft, idempotencyKey: 'short' }, rahima)).toMatchObject({
      userErrors: [{ code: 'TOO_SHORT', field: 'idempotencyKey' }],
    });
  });

  test('about a draft finds nothing for an official, also after it was taken back', async () => {
    const draft = { command: 'SAVE_DRAFT', serviceCode: 'well', applicationId: null, answers: { plot: '245' } };
    const { snapshot } = await command({ ...draft, idempotencyKey: crypto.randomUUID() }, rahima);
    const applicationId = snapshot?.id;
    expect(await command({ command: 'TAKE', applicationId }, waterOfficial)).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND' }],
    });
    expect(await command({ command: 'WITHDRAW', applicationId }, rahima)).toMatchObject({ userErrors: [] });
    expect(await command({ command: 'TAKE', applicationId }, waterOfficial)).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND' }],
    });
  });

  test.each([
    ['no command', {}],
    ['an unknown command', { command: 'DELETE', applicationId: 'water-1' }],
    ['what only the platform does', { command: 'SETTLE', applicationId: 'water-1' }],
    ['an id that is no text', { command: 'TAKE', applicationId: { $ne: null } }],
  ])('that is %s is refused as a whole', async (_, body) => {
    const answer = await post(COMMANDS_PATH, body, await asApplications(waterOfficial));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ message: expect.any(String) }] });
  });
});

describe('only applications is heard, and only with the proof of who calls', () => {
  const body = { command: 'TAKE', applicationId: 'water-1' };

  test.each([
    ['nothing', async () => ({})],
    ['the caller’s proof alone', async () => ({ authorization: `Bearer ${await town.token('water', waterOfficial)}` })],
    [
      'no proof of the caller',
      async () => ({ authorization: (await asApplications(waterOfficial)).authorization ?? '' }),
    ],
    [
      'the proof of another subgraph',
      async () => ({
        ...(await asApplications(waterOfficial)),
        authorization: await peerAuthorization('water', await readKeys(town.keysDirectory, 'water')),
      }),
    ],
    [
      'a proof for another subgraph',
      async () => ({
        ...(await asApplications(waterOfficial)),
        authorization: await peerAuthorization('land', await readKeys(town.keysDirectory, 'applications')),
      }),
    ],
    [
      'a caller’s proof for another subgraph',
      async () => ({
        ...(await asApplications(waterOfficial)),
        'x-caller-authorization': `Bearer ${await town.token('water', waterOfficial)}`,
      }),
    ],
    [
      'its own proof in the place of the caller’s',
      async () => {
        const { authorization = '' } = await asApplications(waterOfficial);
        return { authorization, 'x-caller-authorization': authorization };
      },
    ],
  ])('not with %s', async (_, headers) => {
    expect((await post(COMMANDS_PATH, body, await headers())).status).toBe(401);
  });

  test('and it alone reads what the ministry has', async () => {
    const page = { after: '', limit: 10 };
    const { authorization = '' } = await asApplications(anonymous);
    expect((await post(SNAPSHOTS_PATH, page, { authorization })).status).toBe(200);
    expect((await post(SNAPSHOTS_PATH, page, {})).status).toBe(401);
    const gateway = { authorization: `Bearer ${await town.token('water', waterOfficial)}` };
    expect((await post(SNAPSHOTS_PATH, page, gateway)).status).toBe(401);
  });
});

test('the ministry’s applications are read page by page, each once', async () => {
  for (let count = 0; count < 3; count++) await applied();
  const { authorization = '' } = await asApplications(anonymous);
  const read = async (after: string, limit: number) =>
    readSnapshots(await (await post(SNAPSHOTS_PATH, { after, limit }, { authorization })).json()).map(({ id }) => id);
  const all = await read('', 500);
  expect(all.length).toBeGreaterThanOrEqual(3);
  const paged: string[] = [];
  for (let page = await read('', 2); page.length > 0; page = await read(page.at(-1) ?? '', 2)) paged.push(...page);
  expect(paged).toEqual(all);
  expect(all).toEqual([...all].sort());
  expect((await post(SNAPSHOTS_PATH, { after: '', limit: 501 }, { authorization })).status).toBe(400);
});
