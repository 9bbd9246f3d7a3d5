/**
 * A report that is confidential to a desk: the reporter reads all of it, that desk works on it, and to every other desk of the
 * ministry it does not exist. Tried at the gateway with people who log in, and at the ports for whoever gets past it.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS_PATH } from '../subgraphs/kit/application/commands.ts';
import { readKeys } from '../subgraphs/kit/auth/keys.ts';
import { serviceDefinitions } from '../subgraphs/kit/form/service-definition.ts';
import { peer } from '../subgraphs/kit/peer.ts';
import { citizen, official, officialAt, type TestCaller } from '../subgraphs/kit/test/harness.ts';
import type { Client } from './client.ts';
import { filled, send, servicesOf } from './generic-client.ts';
import { people, type Town, town } from './town.ts';

type Row = {
  readonly service: string;
  readonly ministry: string;
  readonly desk: string;
  /** National IDs of the development data's officials: of the desk, and of another one of the ministry. */
  readonly ofTheDesk: string;
  readonly ofAnotherDesk: string;
  /** What the ministry adds to `Application`. */
  readonly own: string;
};

const ROWS: readonly Row[] = [
  {
    service: 'general-diary',
    ministry: 'home-affairs',
    desk: 'police',
    ofTheDesk: people.policeOfficial,
    ofAnotherDesk: people.passportOfficial,
    own: 'generalDiary { policeStation diaryNumber }',
  },
  {
    service: 'labour-complaint',
    ministry: 'labour',
    desk: 'labour-inspection',
    ofTheDesk: '1980000000015',
    ofAnotherDesk: '1980000000030',
    own: 'labourComplaint { workplaceName complaintNumber }',
  },
  {
    service: 'violence-report',
    ministry: 'women-children',
    desk: 'violence-against-women',
    ofTheDesk: '1980000000019',
    ofAnotherDesk: '1980000000029',
    own: 'violenceReport { caseNumber helpline }',
  },
];

let place: Town;
let rahima: Client;
beforeAll(async () => {
  const ministries = ROWS.map(({ ministry }) => ministry);
  place = await town({ running: ['identity', 'catalogue', 'applications', 'places', ...ministries] });
  rahima = await place.citizen(people.rahima);
});
afterAll(() => place.stop());

test('every report of the graph is confidential to a desk, and nothing else is', async () => {
  const sdl = await readFile(join(import.meta.dirname, '../schema/supergraph.graphql'), 'utf8');
  const services = serviceDefinitions(parse(sdl));
  const confidential = services.flatMap(({ code, confidentialTo }) =>
    confidentialTo === null ? [] : [{ code, confidentialTo }],
  );
  expect(confidential.sort((one, other) => one.code.localeCompare(other.code))).toEqual(
    ROWS.map(({ service, desk }) => ({ code: service, confidentialTo: desk })),
  );
  expect(services.filter(({ kind }) => kind === 'REPORT').map(({ code }) => code)).toEqual(
    expect.arrayContaining(confidential.map(({ code }) => code)),
  );
});

const SHARED = `id reference status version answers { label value } outcome { value } informationRequest { question }
  decision { reason } timeline { action note } payment { amountBdt } dueAt submittedAt`;
const OF_ENTITY = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Application';
const WORK = '{ workList(first: 100) { totalCount nodes { id reference status dueAt } } }';
const BY_REFERENCE = `query ($filter: WorkListFilter) { workList(filter: $filter) { totalCount nodes { id } edges { cursor } } }`;

const MOVES: readonly [field: string, inputType: string, more: object][] = [
  ['takeApplication', 'ApplicationActionInput', {}],
  ['requestInformation', 'RequestInformationInput', { question: 'Who are you?', fields: [] }],
  ['approveApplication', 'DecideApplicationInput', { reason: 'Noted here' }],
  ['rejectApplication', 'DecideApplicationInput', { reason: 'Noted here' }],
  ['completeApplication', 'ApplicationActionInput', {}],
];

const move = (field: string, inputType: string) =>
  `mutation ($input: ${inputType}!) { payload: ${field}(input: $input) { application { ${SHARED} } userErrors { code field message } } }`;

/** What somebody is told who asks for an application in every way there is. */
async function seen(
  ask: (query: string, variables?: Record<string, unknown>) => Promise<unknown>,
  row: Row,
  id: string,
) {
  return {
    application: await ask(`query ($id: ID!) { application(id: $id) { ${SHARED} ${row.own} rating { stars } } }`, {
      id,
    }),
    moves: await Promise.all(
      MOVES.map(([field, type, more]) => ask(move(field, type), { input: { applicationId: id, ...more } })),
    ),
  };
}

/** The same at the ports of `applications` and of the ministry. */
async function seenAtPorts(caller: TestCaller, { ministry, own }: Row, id: string) {
  const of = [{ __typename: 'Application', id, status: 'SUBMITTED', version: 1 }];
  const { urls, keysDirectory, token } = place.subgraphs;
  const office = peer(ministry, urls[ministry], await readKeys(keysDirectory, 'applications'));
  const proof = `Bearer ${await token('commands', caller)}`;
  return {
    shared: await place.subgraphs.ask(
      'applications',
      caller,
      `query ($id: ID!) { application(id: $id) { ${SHARED} } }`,
      {
        id,
      },
    ),
    entity: await place.subgraphs.ask('applications', caller, `${OF_ENTITY} { ${SHARED} } } }`, { of }),
    own: await place.subgraphs.ask(ministry, caller, `${OF_ENTITY} { ${own} } } }`, { of }),
    commands: await Promise.all(
      ['TAKE', 'REQUEST_INFORMATION', 'APPROVE', 'REJECT', 'COMPLETE'].map((command) =>
        office.call(COMMANDS_PATH, { command, applicationId: id, note: 'Who are you?' }, proof),
      ),
    ),
  };
}

/** Of a report one is told the same as of none, to the letter. */
async function expectNothing(told: (id: string) => Promise<object>, id: string): Promise<void> {
  const nothing = `${id.slice(0, id.lastIndexOf('-'))}-01JZZZZZZZZZZZZZZZZZZZZZZZ`;
  const [ofReport, ofNothing] = [JSON.stringify(await told(id)), JSON.stringify(await told(nothing))];
  expect(ofReport.replaceAll(id, '<id>')).toBe(ofNothing.replaceAll(nothing, '<id>'));
}

describe.each(ROWS)('$service, which is confidential to $desk', (row) => {
  const { ministry, desk } = row;
  let report: string;
  let reference: string;
  let [ofTheDesk, ofAnotherDesk]: Client[] = [];

  beforeAll(async () => {
    [ofTheDesk, ofAnotherDesk] = await Promise.all([place.official(row.ofTheDesk), place.official(row.ofAnotherDesk)]);
    const service = (await servicesOf(rahima, 'EN')).find(({ code }) => code === row.service);
    if (!service) throw new Error(`the graph has no ${row.service}`);
    const sent = await send(rahima, service, filled(service.form.fields, 'EN'), 'EN');
    expect(sent).toMatchObject({ data: { answer: { userErrors: [] } } });
    report = sent.data?.answer?.application?.id ?? '';
    const { application } = await rahima.get<{ application: { reference: string } }>(
      'query ($id: ID!) { application(id: $id) { reference } }',
      { id: report },
    );
    reference = application.reference;
  });

  const asked = (who: Client | undefined) => (query: string, variables?: Record<string, unknown>) => {
    if (!who) throw new Error('nobody has logged in');
    return who.ask(query, variables);
  };

  async function nothingIsTold(): Promise<void> {
    await expectNothing((id) => seen(asked(ofAnotherDesk), row, id), report);
    for (const caller of Object.values(othersAtPorts))
      await expectNothing((id) => seenAtPorts(caller, row, id), report);
    expect(JSON.stringify(await asked(ofAnotherDesk)(WORK))).not.toContain(reference);
    expect(await asked(ofAnotherDesk)(BY_REFERENCE, { filter: { reference } })).toEqual({
      data: { workList: { totalCount: 0, nodes: [], edges: [] } },
    });
  }

  const othersAtPorts: Readonly<Record<string, TestCaller>> = {
    'another desk': officialAt(ministry, 'another-desk'),
    'an official at no desk': official(ministry),
    'a desk of that name in another ministry': officialAt('land', desk),
    'somebody of the desk who is no official': { ...officialAt(ministry, desk), scope: 'focal-point' },
    'an operator': { sub: 'operator-1', scope: 'operator' },
    'another citizen': citizen('person-karim'),
  };

  test('another desk is told nothing of a report that was handed in', nothingIsTold);

  test('the desk finds it in its work list, and reads what was reported', async () => {
    expect(JSON.stringify(await asked(ofTheDesk)(WORK))).toContain(reference);
    expect(
      await asked(ofTheDesk)(`query ($id: ID!) { application(id: $id) { ${SHARED} ${row.own} } }`, { id: report }),
    ).toMatchObject({
      data: { application: { answers: expect.arrayContaining([expect.anything()]), [own(row)]: expect.anything() } },
    });
  });

  test('nor of one that the desk asks about, with the words of both', async () => {
    const ask = asked(ofTheDesk);
    const did = (answer: unknown) => expect(answer).toMatchObject({ data: { payload: { userErrors: [] } } });
    did(await ask(move('takeApplication', 'ApplicationActionInput'), { input: { applicationId: report } }));
    const question = { applicationId: report, question: 'Where do you live?', fields: [] };
    did(await ask(move('requestInformation', 'RequestInformationInput'), { input: question }));
    await nothingIsTold();
    const answer = { applicationId: report, message: 'In the house by the river' };
    did(await rahima.ask(move('answerInformationRequest', 'AnswerInformationRequestInput'), { input: answer }));
    did(
      await ask(move('approveApplication', 'DecideApplicationInput'), {
        input: { applicationId: report, reason: 'We have come to the house' },
      }),
    );
    await nothingIsTold();
  });

  test('the reporter reads all of it, and nobody else has changed it', async () => {
    expect(
      await rahima.ask(
        `query ($id: ID!) { application(id: $id) { ${SHARED} ${row.own} } me { applications { nodes { id } } } }`,
        {
          id: report,
        },
      ),
    ).toMatchObject({
      data: {
        application: {
          status: 'APPROVED',
          answers: expect.arrayContaining([expect.anything()]),
          decision: { reason: 'We have come to the house' },
          timeline: [
            { action: 'SUBMIT' },
            { action: 'TAKE' },
            { action: 'REQUEST_INFORMATION', note: 'Where do you live?' },
            { action: 'ANSWER', note: 'In the house by the river' },
            { action: 'APPROVE', note: 'We have come to the house' },
          ],
          [own(row)]: expect.anything(),
        },
        me: { applications: { nodes: expect.arrayContaining([{ id: report }]) } },
      },
    });
  });

  test('a draft of it is nobody’s but the reporter’s, the desk’s neither', async () => {
    const input = { serviceCode: row.service, answers: {}, idempotencyKey: crypto.randomUUID() };
    const { payload } = await rahima.get<{ payload: { application: { id: string } } }>(
      move('saveDraft', 'SaveDraftInput'),
      {
        input,
      },
    );
    await expectNothing((id) => seen(asked(ofTheDesk), row, id), payload.application.id);
    await expectNothing((id) => seenAtPorts(officialAt(ministry, desk), row, id), payload.application.id);
  });
});

/** The name of the ministry's own field. */
function own(row: Row): string {
  return row.own.slice(0, row.own.indexOf(' '));
}
