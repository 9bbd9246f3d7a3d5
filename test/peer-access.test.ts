/**
 * Who may call whom between subgraphs: `applications` hands commands to a ministry with its own proof and the caller's,
 * ministries tell `applications` what happened, the payment provider tells a ministry what was paid. Nobody else is heard.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import applications from '../subgraphs/applications/index.ts';
import homeAffairs from '../subgraphs/home-affairs/index.ts';
import { readKeys } from '../subgraphs/kit/auth/keys.ts';
import { peerAuthorization } from '../subgraphs/kit/auth/tokens.ts';
import { signatureOf } from '../subgraphs/kit/payment/provider.ts';
import { citizen, type Harness, official, startSubgraphs, type TestCaller } from '../subgraphs/kit/test/harness.ts';
import land from '../subgraphs/land/index.ts';

const PAYMENT_SECRET = 'the-test-secret-of-the-provider';
const RAHIMA = citizen('person-rahima');
const PASSPORT_OFFICIAL = official('home-affairs');
const LAND_OFFICIAL = official('land');

let subgraphs: Harness;
beforeAll(async () => {
  subgraphs = await startSubgraphs(
    { applications, 'home-affairs': homeAffairs, land },
    {
      environment: {
        SUPERGRAPH_FILE: join(import.meta.dirname, '../schema/supergraph.graphql'),
        PAYMENT_PROVIDER_URL: 'http://127.0.0.1:1',
        PAYMENT_SECRET,
      },
    },
  );
});
afterAll(() => subgraphs.stop());

type Shown = { readonly id: string; readonly status: string; readonly version: number };

/** Rahima's application for a passport, new for each test. */
let application: Shown;
beforeEach(async () => {
  const input = {
    fullName: 'Rahima Begum',
    nationalId: '1990123456789',
    dateOfBirth: '1990-05-17',
    mobile: '01712345678',
    pages: 'PAGES_48',
    delivery: 'REGULAR',
    idempotencyKey: crypto.randomUUID(),
  };
  const { data } = await subgraphs.ask(
    'home-affairs',
    RAHIMA,
    `mutation ($input: PassportApplicationInput!) {
      payload: applyForPassport(input: $input) { application { id status version } userErrors { code field } } }`,
    { input },
  );
  const { payload } = data as { payload: { application: Shown; userErrors: unknown } };
  expect(payload.userErrors).toEqual([]);
  application = payload.application;
  // The ministry tells of it; on a busy machine after its answer.
  await expect.poll(indexed).toEqual(application);
});

/** The application as the index has it. */
async function indexed(): Promise<unknown> {
  const query = 'query ($id: ID!) { application(id: $id) { id status version } }';
  const { data, errors } = await subgraphs.ask('applications', RAHIMA, query, { id: application.id });
  expect(errors).toBeUndefined();
  return data?.application;
}

type Headers = Readonly<Record<string, string | undefined>>;

async function post(subgraph: string, path: string, headers: Headers, body: string) {
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const response = await fetch(`${subgraphs.urls[subgraph]}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...Object.fromEntries(given) },
    body,
  });
  const text = await response.text();
  return { status: response.status, answer: JSON.parse(text) as unknown, text };
}

/** A subgraph's proof for another. */
async function proof(of: string, audience: string): Promise<string> {
  return peerAuthorization(audience, await readKeys(subgraphs.keysDirectory, of));
}

const bearer = async (audience: string, caller: TestCaller) => `Bearer ${await subgraphs.token(audience, caller)}`;

const UNTRUSTED = {
  status: 401,
  answer: {
    errors: [{ message: 'Only the gateway and peer subgraphs are heard here.', extensions: { code: 'UNTRUSTED' } }],
  },
};

/** Not the right ones, by what is wrong with them: the proof of who speaks, and of who asked for it. */
const WRONG_PROOFS: Readonly<Record<string, () => Promise<readonly (string | undefined)[]>>> = {
  'nothing at all': async () => [],
  'no proof of who speaks': async () => [undefined, await bearer('commands', PASSPORT_OFFICIAL)],
  'no proof of who asked for it': async () => [await proof('applications', 'home-affairs')],
  'another ministry’s proof': async () => [
    await proof('land', 'home-affairs'),
    await bearer('commands', PASSPORT_OFFICIAL),
  ],
  'the ministry’s own proof': async () => [
    await proof('home-affairs', 'home-affairs'),
    await bearer('commands', PASSPORT_OFFICIAL),
  ],
  'the gateway’s token in the place of the proof': async () => [
    await bearer('home-affairs', PASSPORT_OFFICIAL),
    await bearer('commands', PASSPORT_OFFICIAL),
  ],
  'the proof of `applications` for another ministry': async () => [
    await proof('applications', 'land'),
    await bearer('commands', PASSPORT_OFFICIAL),
  ],
  'the caller’s token for this ministry, not for commands': async () => [
    await proof('applications', 'home-affairs'),
    await bearer('home-affairs', PASSPORT_OFFICIAL),
  ],
  'the caller’s token for `applications`, not for commands': async () => [
    await proof('applications', 'home-affairs'),
    await bearer('applications', PASSPORT_OFFICIAL),
  ],
  'a proof of a subgraph in the place of the caller’s token': async () => [
    await proof('applications', 'home-affairs'),
    await proof('land', 'applications'),
  ],
  'the two proofs exchanged': async () => [
    await bearer('commands', PASSPORT_OFFICIAL),
    await proof('applications', 'home-affairs'),
  ],
};

const command = (more: object = {}) =>
  JSON.stringify({ command: 'TAKE', applicationId: application.id, answers: null, ...more });

describe('a ministry’s commands', () => {
  test.each(Object.entries(WRONG_PROOFS))('are not taken with %s', async (_sentence, proofs) => {
    const [authorization, caller] = await proofs();
    const headers = { authorization, 'x-caller-authorization': caller };
    expect(await post('home-affairs', '/commands', headers, command())).toMatchObject(UNTRUSTED);
    expect(await indexed()).toEqual(application);
  });

  test.each([
    ['an official of another ministry', LAND_OFFICIAL],
    ['another citizen', citizen('person-karim')],
    ['nobody', {}],
    ['the applicant as an official of no ministry', { sub: 'person-rahima', scope: 'official' }],
  ])('of %s are answered as if there were no such application', async (_sentence, caller) => {
    const headers = {
      authorization: await proof('applications', 'home-affairs'),
      'x-caller-authorization': await bearer('commands', caller),
    };
    const given = await post('home-affairs', '/commands', headers, command());
    const ofNothing = await post(
      'home-affairs',
      '/commands',
      headers,
      command({ applicationId: 'home-affairs-nothing' }),
    );
    expect(given).toEqual(ofNothing);
    expect(given).toMatchObject({ status: 200, answer: { snapshot: null, userErrors: [{ code: 'NOT_FOUND' }] } });
    expect(await indexed()).toEqual(application);
  });

  test('with both proofs are taken', async () => {
    const headers = {
      authorization: await proof('applications', 'home-affairs'),
      'x-caller-authorization': await bearer('commands', PASSPORT_OFFICIAL),
    };
    expect(await post('home-affairs', '/commands', headers, command())).toMatchObject({
      status: 200,
      answer: { snapshot: { id: application.id, status: 'UNDER_REVIEW' }, userErrors: [] },
    });
  });
});

describe('a ministry’s snapshots', () => {
  const body = JSON.stringify({ after: '', limit: 500 });

  test.each([
    ['nobody', async () => undefined],
    ['another ministry', () => proof('land', 'home-affairs')],
    ['the ministry itself', () => proof('home-affairs', 'home-affairs')],
    ['`applications`, with a proof for another ministry', () => proof('applications', 'land')],
    ['the gateway', () => bearer('home-affairs', PASSPORT_OFFICIAL)],
    ['the gateway, for `applications`', () => bearer('commands', PASSPORT_OFFICIAL)],
  ])('are not given to %s', async (_sentence, authorization) => {
    const answer = await post('home-affairs', '/snapshots', { authorization: await authorization() }, body);
    expect(answer).toMatchObject(UNTRUSTED);
    expect(answer.text).not.toContain(application.id);
  });

  test('are given to `applications`', async () => {
    const authorization = await proof('applications', 'home-affairs');
    expect((await post('home-affairs', '/snapshots', { authorization }, body)).text).toContain(application.id);
  });
});

describe('events', () => {
  /** What the ministry itself would tell, with changes. */
  async function event(changes: object = {}): Promise<string> {
    const authorization = await proof('applications', 'home-affairs');
    const page = JSON.stringify({ after: '', limit: 500 });
    const { answer } = await post('home-affairs', '/snapshots', { authorization }, page);
    const { snapshots } = answer as { snapshots: { id: string }[] };
    const snapshot = snapshots.find(({ id }) => id === application.id);
    return JSON.stringify({ snapshot: { ...snapshot, status: 'APPROVED', version: 99, ...changes } });
  }

  test.each([
    ['nobody', async () => undefined],
    ['another ministry', () => proof('land', 'applications')],
    ['the ministry, with a proof for another', () => proof('home-affairs', 'land')],
    ['the gateway', () => bearer('commands', PASSPORT_OFFICIAL)],
    ['`applications` itself', () => proof('applications', 'applications')],
  ])('of a ministry are not taken from %s', async (_sentence, authorization) => {
    const headers = { authorization: await authorization() };
    expect(await post('applications', '/events', headers, await event())).toMatchObject(UNTRUSTED);
    expect(await indexed()).toEqual(application);
  });

  test('of another ministry’s application are not taken from a ministry that calls it its own', async () => {
    const headers = { authorization: await proof('land', 'applications') };
    const event99 = await event({ ministry: 'land', applicantId: 'person-karim' });
    expect(await post('applications', '/events', headers, event99)).toMatchObject(UNTRUSTED);
    expect(await indexed()).toEqual(application);
  });

  test('of a ministry are taken from it', async () => {
    const headers = { authorization: await proof('home-affairs', 'applications') };
    expect(await post('applications', '/events', headers, await event())).toMatchObject({ status: 200 });
    expect(await indexed()).toEqual({ id: application.id, status: 'APPROVED', version: 99 });
  });
});

describe('what the payment provider says', () => {
  const receipt = (more: object = {}) =>
    JSON.stringify({ applicationId: application.id, amountBdt: 4025, receipt: 'R-1', ...more });
  const paid = () =>
    subgraphs
      .ask('applications', RAHIMA, 'query ($id: ID!) { application(id: $id) { payment { status } } }', {
        id: application.id,
      })
      .then(({ data }) => data?.application);

  test.each<[string, () => Promise<Headers>]>([
    ['is not signed', async () => ({})],
    ['has an empty signature', async () => ({ 'x-payment-signature': '' })],
    ['is signed by another', async () => ({ 'x-payment-signature': signatureOf(receipt(), 'another-secret') })],
    ['is signed with an empty secret', async () => ({ 'x-payment-signature': signatureOf(receipt(), '') })],
    [
      'is signed for another amount',
      async () => ({ 'x-payment-signature': signatureOf(receipt({ amountBdt: 1 }), PAYMENT_SECRET) }),
    ],
    ['comes from a subgraph', async () => ({ authorization: await proof('applications', 'home-affairs') })],
    ['comes from the gateway', async () => ({ authorization: await bearer('home-affairs', PASSPORT_OFFICIAL) })],
  ])('is not believed when it %s', async (_sentence, headers) => {
    const answer = await post('home-affairs', '/payments/callback', await headers(), receipt());
    expect(answer).toMatchObject({ status: 401, answer: { error: 'not signed by the payment provider' } });
    expect(await paid()).toEqual({ payment: { status: 'DUE' } });
  });

  test('is not believed when nothing is said', async () => {
    const response = await fetch(`${subgraphs.urls['home-affairs']}/payments/callback`, { method: 'POST' });
    expect(response.status).toBe(401);
  });

  test('is believed when the provider has signed it', async () => {
    const headers = { 'x-payment-signature': signatureOf(receipt(), PAYMENT_SECRET) };
    expect(await post('home-affairs', '/payments/callback', headers, receipt())).toMatchObject({ status: 200 });
    await expect.poll(paid).toEqual({ payment: { status: 'PAID' } });
  });
});

describe('what a ministry holds of a citizen, whose command it was handed,', () => {
  const handed = () => bearer('commands', RAHIMA);

  test('opens no other ministry', async () => {
    const withdraw = command({ command: 'WITHDRAW' });
    for (const authorization of [await proof('home-affairs', 'land'), await handed(), undefined]) {
      const headers = { authorization, 'x-caller-authorization': await handed() };
      expect(await post('land', '/commands', headers, withdraw)).toMatchObject(UNTRUSTED);
      expect(await post('land', '/graphql', headers, '{"query":"{ __typename }"}')).toMatchObject(UNTRUSTED);
    }
  });

  test('does not open `applications`', async () => {
    const headers = { authorization: await handed() };
    expect(await post('applications', '/graphql', headers, '{"query":"{ __typename }"}')).toMatchObject(UNTRUSTED);
  });
});
