/**
 * Who may see and do what. Each attempt is made at the gateway, and at the subgraph's own port for whoever gets past the
 * gateway. What somebody may not see is answered like what does not exist.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymous, citizen, official, type TestCaller } from '../subgraphs/kit/test/harness.ts';
import { readPublished } from '../supergraph/gateway/published.ts';
import type { Client } from './client.ts';
import { filled, send, servicesOf } from './generic-client.ts';
import { rootFields } from './root-fields.ts';
import { strangeTokens } from './strange-tokens.ts';
import { people, type Town, town } from './town.ts';

const supergraph = readPublished(await readFile(join(import.meta.dirname, '../schema/supergraph.graphql'), 'utf8'));
const fields = rootFields(supergraph);

/** The people at a subgraph's port, as the gateway would name them. */
const RAHIMA = citizen('person-rahima');
const KARIM = citizen('person-karim');
const PASSPORT_OFFICIAL = official('home-affairs', 'official-home-affairs-1');
const LAND_OFFICIAL = official('land', 'official-land-1');

/** The same people at the gateway. */
type Clients = Readonly<Record<'nobody' | 'rahima' | 'karim' | 'passportOfficial' | 'landOfficial', Client>>;

let place: Town;
let at: Clients;
/** Rahima's: one that an official works on, and one that she has not handed in. */
let application: string;
let draft: string;

beforeAll(async () => {
  place = await town();
  const [rahima, karim, passportOfficial, landOfficial] = await Promise.all([
    place.citizen(people.rahima),
    place.citizen(people.karim),
    place.official(people.passportOfficial),
    place.official(people.landOfficial),
  ]);
  at = { nobody: place.anybody, rahima, karim, passportOfficial, landOfficial };
  const form = (await servicesOf(rahima, 'EN')).find(({ code }) => code === 'passport-new');
  if (!form) throw new Error('the graph has no passport-new');
  const sent = await send(rahima, form, filled(form.form.fields, 'EN'), 'EN');
  application = sent.data?.answer?.application?.id ?? '';
  await passportOfficial.get(act('takeApplication', 'ApplicationActionInput'), {
    input: { applicationId: application },
  });
  const { payload } = await rahima.get<{ payload: { application: { id: string } } }>(
    act('saveDraft', 'SaveDraftInput'),
    {
      input: { serviceCode: 'passport-new', answers: { fullName: 'Rahima' }, idempotencyKey: crypto.randomUUID() },
    },
  );
  draft = payload.application.id;
});
afterAll(() => place.stop());

function act(field: string, inputType: string): string {
  return `mutation ($input: ${inputType}!) { payload: ${field}(input: $input) { application { id status } userErrors { code field message } } }`;
}

type Ask = (query: string, variables?: Record<string, unknown>) => Promise<unknown>;

const atGateway =
  (who: keyof Clients): Ask =>
  (query, variables) =>
    at[who].ask(query, variables);
const atPort =
  (subgraph: string, who: TestCaller): Ask =>
  (query, variables) =>
    place.subgraphs.ask(subgraph, who, query, variables);

const refusedWith = (code: string) => ({
  errors: [expect.objectContaining({ extensions: expect.objectContaining({ code }) })],
});

describe('a subgraph’s port hears nobody but the gateway', () => {
  test.each(Object.entries(strangeTokens))('%s opens no subgraph', async (_sentence, tokenOf) => {
    for (const [subgraph, url] of Object.entries(place.subgraphs.urls)) {
      const attempt = {
        subgraphs: place.subgraphs,
        subgraph,
        caller: RAHIMA,
        accessToken: at.rahima.accessToken ?? '',
      };
      const authorization = await tokenOf(attempt);
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
        body: JSON.stringify({ query: '{ __typename _service { sdl } }' }),
      });
      const answer: unknown = await response.json();
      expect({ subgraph, status: response.status, answer }).toEqual({
        subgraph,
        status: 401,
        answer: {
          errors: [
            { message: 'Only the gateway and peer subgraphs are heard here.', extensions: { code: 'UNTRUSTED' } },
          ],
        },
      });
    }
  });

  test('the gateway’s token opens each', async () => {
    for (const subgraph of Object.keys(place.subgraphs.urls))
      expect(await atPort(subgraph, anonymous)('{ __typename }')).toEqual({ data: { __typename: 'Query' } });
  });
});

describe('what takes a login', () => {
  const closed = fields.filter(({ isClosed }) => isClosed);

  test('is every mutation', () => {
    const open = fields.filter(({ isMutation, isClosed }) => isMutation && !isClosed);
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  test('is not answered to somebody without one', async () => {
    expect(closed.length).toBeGreaterThan(10);
    for (const { coordinate, name, query, variables } of closed)
      expect({ coordinate, ...(await at.nobody.ask(query, variables)) }).toMatchObject({
        coordinate,
        data: { [name]: null },
        ...refusedWith('UNAUTHENTICATED'),
      });
  });

  test('nor at the subgraph’s port', async () => {
    for (const { coordinate, subgraph, query, variables } of closed)
      expect({ coordinate, ...(await place.subgraphs.ask(subgraph, anonymous, query, variables)) }).toMatchObject({
        coordinate,
        ...refusedWith('UNAUTHENTICATED'),
      });
  });

  test.each([
    ['an official’s is not answered to a citizen', 'official', 'citizen', 'rahima', RAHIMA],
    ['a citizen’s is not answered to an official', 'citizen', 'official', 'passportOfficial', PASSPORT_OFFICIAL],
  ] as const)('%s', async (_sentence, scope, own, who, caller) => {
    const theirs = closed.filter(({ scopes }) => scopes.includes(scope) && !scopes.includes(own));
    expect(theirs.length).toBeGreaterThan(3);
    for (const { coordinate, subgraph, name, query, variables } of theirs) {
      expect({ coordinate, ...(await at[who].ask(query, variables)) }).toMatchObject({
        data: { [name]: null },
        ...refusedWith('FORBIDDEN'),
      });
      expect({ coordinate, ...(await place.subgraphs.ask(subgraph, caller, query, variables)) }).toMatchObject({
        coordinate,
        ...refusedWith('FORBIDDEN'),
      });
    }
  });
});

/** An id like the others, of nothing. */
const NOTHING = 'home-affairs-01JZZZZZZZZZZZZZZZZZZZZZZZ';

/** Of somebody's application one is told the same as of none, to the letter. */
async function expectNoDifference(
  ask: Ask,
  query: string,
  variablesOf: (id: string) => object,
  id: string,
): Promise<void> {
  const [given, ofNothing] = [await ask(query, { ...variablesOf(id) }), await ask(query, { ...variablesOf(NOTHING) })];
  expect(JSON.stringify(given).replaceAll(id, '<id>')).toBe(JSON.stringify(ofNothing).replaceAll(NOTHING, '<id>'));
  expect(JSON.stringify(given)).not.toMatch(/"reference":"|"fullName":"|"status":"|Rahima/);
}

const APPLICATION =
  'application(id: $id) { id reference status version answers { value } timeline { note } payment { amountBdt } }';
const READS: readonly [what: string, subgraph: string | null, query: string, variablesOf: (id: string) => object][] = [
  [
    'an application, with what its ministry adds',
    null,
    `query ($id: ID!) { ${APPLICATION.replace(/}$/, 'passport { fullName } }')} }`,
    (id) => ({ id }),
  ],
  ['an application', 'applications', `query ($id: ID!) { ${APPLICATION} }`, (id) => ({ id })],
  [
    'an application as an entity',
    'applications',
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Application { reference status version } } }',
    (id) => ({ of: [{ __typename: 'Application', id }] }),
  ],
  [
    'what its ministry adds to it',
    'home-affairs',
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Application { passport { fullName } } } }',
    (id) => ({ of: [{ __typename: 'Application', id, status: 'APPROVED', version: 1 }] }),
  ],
];

/** Who has no part in an application, here and there. `draft`: who has none before it is handed in. */
const STRANGERS = {
  application: {
    gateway: ['nobody', 'karim', 'landOfficial'],
    port: {
      nobody: anonymous,
      'another citizen': KARIM,
      'an official of another ministry': LAND_OFFICIAL,
      'an official without a ministry': { sub: 'official-home-affairs-1', scope: 'official' },
      'the applicant, not logged in as a citizen': { sub: 'person-rahima', scope: '' },
      'somebody of the ministry who is no official': { sub: 'x', scope: 'citizen', ministry: 'home-affairs' },
    },
  },
  draft: {
    gateway: ['nobody', 'karim', 'landOfficial', 'passportOfficial'],
    port: { nobody: anonymous, 'another citizen': KARIM, 'an official of the ministry': PASSPORT_OFFICIAL },
  },
} as const;

describe.each(['application', 'draft'] as const)('somebody’s %s', (kind) => {
  const id = () => (kind === 'draft' ? draft : application);
  const { gateway, port } = STRANGERS[kind];

  describe.each(READS)('is read by nobody else: %s', (_what, subgraph, query, variablesOf) => {
    test('who has a part in it reads it', async () => {
      const ask = subgraph === null ? atGateway('rahima') : atPort(subgraph, RAHIMA);
      const shown = JSON.stringify(await ask(query, { ...variablesOf(id()) }));
      // A draft has no form to show yet.
      if (kind === 'application' || subgraph !== 'home-affairs')
        expect(shown).toMatch(/"reference":"HOME-|"fullName":"/);
    });

    if (subgraph === null)
      test.each(gateway)('%s at the gateway', async (who) => {
        await expectNoDifference(atGateway(who), query, variablesOf, id());
      });
    else
      test.each(Object.entries(port))('%s at the port', async (_who, caller) => {
        await expectNoDifference(atPort(subgraph, caller), query, variablesOf, id());
      });
  });

  test('is in nobody else’s list', async () => {
    const mine = '{ me { applications(first: 100) { nodes { id } } } }';
    const work = '{ workList(first: 100) { nodes { id status } } }';
    expect(JSON.stringify(await at.rahima.ask(mine))).toContain(id());
    expect(JSON.stringify(await at.karim.ask(mine))).not.toContain(id());
    expect(JSON.stringify(await at.landOfficial.ask(work))).not.toContain(id());
    expect(JSON.stringify(await place.subgraphs.ask('applications', LAND_OFFICIAL, work))).not.toContain(id());
    const own = JSON.stringify(await at.passportOfficial.ask(work));
    if (kind === 'draft') expect(own).not.toContain(id());
    else expect(own).toContain(id());
  });
});

describe('another person', () => {
  const CITIZEN =
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Citizen { id name nationalId mobile } } }';
  const LIST =
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Citizen { applications { totalCount nodes { id } } } } }';
  const of = (id: string) => ({ of: [{ __typename: 'Citizen', id }] });

  test('is not told at the gateway: `me` is oneself', async () => {
    const { me } = await at.karim.get<{ me: { name: string } }>('{ me { name } }');
    expect(me.name).toBe('Karim Uddin');
    expect(await at.nobody.ask('{ me { name } }')).toMatchObject({
      data: { me: null },
      ...refusedWith('UNAUTHENTICATED'),
    });
  });

  test.each([
    ['identity', CITIZEN],
    ['applications', LIST],
  ])('is not told at the port of %s, whether there is one or not', async (subgraph, query) => {
    expect(JSON.stringify(await atPort(subgraph, RAHIMA)(query, of('person-rahima')))).toMatch(
      /Rahima|totalCount":[1-9]/,
    );
    for (const caller of [anonymous, KARIM, LAND_OFFICIAL, PASSPORT_OFFICIAL]) {
      const [one, none] = await Promise.all(
        ['person-rahima', 'person-nobody'].map((id) => atPort(subgraph, caller)(query, of(id))),
      );
      expect(one).toEqual(none);
      expect(JSON.stringify(one)).not.toMatch(/Rahima|totalCount":[1-9]|nodes":\[\{/);
    }
  });
});

const APPLICANTS_ACTIONS: readonly [field: string, inputType: string, more: () => object][] = [
  ['submitDraft', 'ApplicationActionInput', () => ({})],
  ['startPayment', 'ApplicationActionInput', () => ({})],
  [
    'answerInformationRequest',
    'AnswerInformationRequestInput',
    () => ({ message: 'an answer', answers: { fullName: 'X' } }),
  ],
  ['withdrawApplication', 'WithdrawApplicationInput', () => ({ reason: 'a reason' })],
  [
    'saveDraft',
    'SaveDraftInput',
    () => ({ serviceCode: 'passport-new', answers: { fullName: 'X' }, idempotencyKey: crypto.randomUUID() }),
  ],
];
const OFFICIALS_ACTIONS: typeof APPLICANTS_ACTIONS = [
  ['takeApplication', 'ApplicationActionInput', () => ({})],
  ['requestInformation', 'RequestInformationInput', () => ({ question: 'a question', fields: [] })],
  ['approveApplication', 'DecideApplicationInput', () => ({ reason: 'a reason' })],
  ['rejectApplication', 'DecideApplicationInput', () => ({ reason: 'a reason' })],
  ['completeApplication', 'ApplicationActionInput', () => ({})],
];

describe('somebody’s application is not moved by another', () => {
  const attempts = [
    ...APPLICANTS_ACTIONS.flatMap(([field, type, more]) => [
      { field, type, more, who: 'karim' as const, caller: KARIM, on: () => application },
      { field, type, more, who: 'karim' as const, caller: KARIM, on: () => draft },
    ]),
    ...OFFICIALS_ACTIONS.flatMap(([field, type, more]) => [
      { field, type, more, who: 'landOfficial' as const, caller: LAND_OFFICIAL, on: () => application },
      { field, type, more, who: 'landOfficial' as const, caller: LAND_OFFICIAL, on: () => draft },
      { field, type, more, who: 'passportOfficial' as const, caller: PASSPORT_OFFICIAL, on: () => draft },
    ]),
  ];
  const versions = () => at.rahima.get('{ me { applications { nodes { id version status } } } }');
  let before: unknown;
  beforeAll(async () => {
    before = await versions();
  });

  test.each(attempts)('$field by $who', async ({ field, type, more, who, caller, on }) => {
    const variablesOf = (applicationId: string) => ({ input: { applicationId, ...more() } });
    for (const ask of [atGateway(who), atPort('applications', caller)]) {
      await expectNoDifference(ask, act(field, type), variablesOf, on());
      expect(await ask(act(field, type), variablesOf(on()))).toMatchObject({
        data: { payload: { application: null, userErrors: [{ code: 'NOT_FOUND', field: 'applicationId' }] } },
      });
    }
  });

  test('nothing has changed', async () => {
    expect(await versions()).toEqual(before);
  });
});
