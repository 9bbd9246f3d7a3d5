/**
 * "Who looked at my data": what an official sees of an application is in the applicant's list, with who, when, for what and
 * which fields; and nothing is shown that is not in it. Through the gateway, as people meet it.
 */
import mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ACCESSES } from '../subgraphs/kit/access-log/blocks.ts';
import type { Answer, Client } from './client.ts';
import { filled, send, servicesOf } from './generic-client.ts';
import { people, type Town, town } from './town.ts';

const DAY_MS = 86_400_000;
/** The forms are filled for today; the platform's time runs ahead of it as the tests need. */
let aheadMs = 0;
const now = () => Date.now() + aheadMs;
const passes = (ms: number) => {
  aheadMs += ms;
};

let place: Town;
let rahima: Client;
let official: Client;
beforeAll(async () => {
  place = await town({
    clock: { now: () => new Date(now()) },
    running: ['identity', 'catalogue', 'applications', 'documents', 'land', 'access-log'],
  });
  [rahima, official] = await Promise.all([place.citizen(people.rahima), place.official(people.landOfficial)]);
});
afterAll(() => place.stop());

let application = '';
beforeEach(async () => {
  const service = (await servicesOf(rahima, 'EN')).find(({ code }) => code === 'land-mutation');
  if (!service) throw new Error('the graph has no land-mutation');
  const sent = await send(rahima, service, filled(service.form.fields, 'EN'), 'EN');
  expect(sent).toMatchObject({ data: { answer: { userErrors: [] } } });
  application = sent.data?.answer?.application?.id ?? '';
});

type Access = {
  id: string;
  words: string;
  wordsBn: string;
  purpose: string;
  application: { id: string; reference: string };
  fields: { name: string; label: string; labelBn: string }[];
};
const LIST = `{ me { dataAccesses(first: 100) { nodes { id role who desk ministry { code name } purpose
  application { id reference } fields { name label labelBn: label(language: BN) } words wordsBn: words(language: BN)
  questions { question answer answeredBy } } } } }`;

/** The looks at the application that the citizen reads of. */
async function accesses(): Promise<Access[]> {
  const { me } = await rahima.get<{ me: { dataAccesses: { nodes: Access[] } } }>(LIST);
  return me.dataAccesses.nodes.filter((each) => each.application?.id === application);
}
/** Waits until so many looks have come over; then they are all. */
async function looks(count: number): Promise<Access[]> {
  await expect.poll(async () => (await accesses()).length).toBe(count);
  return accesses();
}

const look = <Data>(fields: string, as = official): Promise<Answer<{ application: Data }>> =>
  as.ask(`query ($id: ID!) { application(id: $id) { ${fields} } }`, { id: application });
const move = (field: string, type: string, input: object) =>
  official.ask<{ payload: { application: object | null; userErrors: { code: string }[] } }>(
    `mutation ($input: ${type}!) { payload: ${field}(input: $input) { application { status } userErrors { code } } }`,
    { input: { applicationId: application, ...input } },
  );
const reject = async () => {
  await move('takeApplication', 'ApplicationActionInput', {});
  expect(await move('rejectApplication', 'DecideApplicationInput', { reason: 'The deed is missing.' })).toMatchObject({
    data: { payload: { application: { status: 'REJECTED' } } },
  });
};

describe('an official’s look', () => {
  test('is in the applicant’s list: who, for what, which fields, in both languages', async () => {
    expect(await look('reference answers { value } landMutation { mouza khatian caseNumber }')).not.toHaveProperty(
      'errors',
    );
    const found = await looks(2);
    expect(found).toContainEqual(
      expect.objectContaining({
        role: 'OFFICIAL',
        ministry: expect.objectContaining({ code: 'land' }),
        application: expect.objectContaining({ id: application, reference: expect.stringMatching(/^LAND-/) }),
        purpose: 'to decide the application',
        fields: [{ name: 'answers', label: 'The form and its answers', labelBn: 'ফরম ও তার উত্তর' }],
        words: expect.stringContaining('An official of Ministry of Land'),
        wordsBn: expect.stringContaining('দেখেছেন'),
      }),
    );
    // What the ministry adds was shown by the ministry itself, and is in its own log.
    expect(found.flatMap(({ fields }) => fields.map(({ name }) => name))).toContain('landMutation.khatian');
  });

  test('in the work list is one for each application whose answers are shown', async () => {
    await official.get('{ workList(first: 100) { nodes { id answers { value } } } }');
    await looks(1);
  });

  test('that shows how far an application is, and nothing of the person, leaves none', async () => {
    await look('id reference status createdAt submittedAt dueAt version actions');
    await look('answers { value }');
    expect(await looks(1)).toHaveLength(1);
  });

  test('is asked about, and the applicant is answered', async () => {
    await look('answers { value }');
    const [access] = await looks(1);
    const asked = await rahima.get<{ payload: { question: { id: string } } }>(
      'mutation ($input: AskAboutAccessInput!) { payload: askAboutAccess(input: $input) { question { id } } }',
      { input: { accessId: access?.id, question: 'Who is this?', idempotencyKey: crypto.randomUUID() } },
    );
    const focalPoint = await place.focalPoint(people.landFocalPoint);
    await focalPoint.get(
      'mutation ($input: AnswerAccessQuestionInput!) { answerAccessQuestion(input: $input) { question { answer } userErrors { code } } }',
      { input: { questionId: asked.payload.question.id, answer: 'The desk that decides it.' } },
    );
    expect(await accesses()).toContainEqual(
      expect.objectContaining({ questions: [expect.objectContaining({ answer: 'The desk that decides it.' })] }),
    );
  });
});

test('the applicant’s own look leaves none', async () => {
  await look('reference answers { value } timeline { note } landMutation { mouza }', rahima);
  await look('answers { value }');
  // The official's is there, so what came before it is too.
  expect(await looks(1)).toMatchObject([{ role: 'OFFICIAL' }]);
});

describe('of a closed application', () => {
  test('an official sees that it is there; the rest after a purpose, which the applicant reads', async () => {
    await reject();
    passes(DAY_MS);
    const before = await look('reference status answers { value } decision { reason } landMutation { khatian }');
    expect(before.data.application).toEqual({
      reference: expect.stringMatching(/^LAND-/),
      status: 'REJECTED',
      answers: [],
      decision: null,
      landMutation: null,
    });
    expect(before.errors?.map(({ extensions, path }) => [path?.join('.'), extensions?.code]).sort()).toEqual([
      ['application.answers', 'PURPOSE_REQUIRED'],
      ['application.decision', 'PURPOSE_REQUIRED'],
      ['application.landMutation', 'PURPOSE_REQUIRED'],
    ]);
    expect(before.errors?.[0]?.extensions?.messages?.bn).toMatch(/\p{Script=Bengali}/u);

    const purpose = 'The applicant has appealed; case 12 of 2026.';
    expect(await move('statePurpose', 'StatePurposeInput', { purpose })).toMatchObject({
      data: { payload: { application: { status: 'REJECTED' }, userErrors: [] } },
    });
    const after = await look<{ answers: unknown[] }>('answers { value } decision { reason } landMutation { khatian }');
    expect(after).not.toHaveProperty('errors');
    expect(after.data.application.answers).not.toEqual([]);
    const found = await looks(2);
    for (const each of found) expect(each.purpose).toContain(purpose);

    passes(31 * 60_000);
    expect(await look('answers { value }')).toMatchObject({ errors: [{ extensions: { code: 'PURPOSE_REQUIRED' } }] });
  });

  test('who closed it reads what they did', async () => {
    await reject();
    expect(await look('decision { reason }')).toEqual({
      data: { application: { decision: { reason: 'The deed is missing.' } } },
    });
  });

  test('a work list shows the others all the same', async () => {
    await reject();
    passes(DAY_MS);
    const { data } = await official.ask<{ workList: { nodes: { id: string; answers: unknown[] }[] } }>(
      '{ workList(first: 100) { nodes { id answers { value } } } }',
    );
    const open = data.workList.nodes.filter(({ answers }) => answers.length > 0);
    expect(data.workList.nodes.find(({ id }) => id === application)?.answers).toEqual([]);
    expect(open.length).toBeGreaterThan(0);
  });

  test('of an open one no purpose is to be stated', async () => {
    expect(await move('statePurpose', 'StatePurposeInput', { purpose: 'I want to look at it' })).toMatchObject({
      data: { payload: { application: null, userErrors: [{ code: 'PURPOSE_NOT_NEEDED' }] } },
    });
  });

  test('the applicant reads theirs as ever', async () => {
    await reject();
    passes(DAY_MS);
    expect(await look('answers { value } decision { reason }', rahima)).not.toHaveProperty('errors');
  });
});

test('a look that cannot be recorded is not answered', async () => {
  const connection = await mongoose
    .createConnection(process.env.MONGODB_URL ?? '', { dbName: `${place.subgraphs.databasePrefix}applications` })
    .asPromise();
  const entries = connection.collection(ACCESSES);
  // From now on the log's database takes one look of an official, and no other.
  const index = await entries.createIndex(
    { 'by.role': 1 },
    { unique: true, partialFilterExpression: { at: { $gte: new Date(now()) } } },
  );
  expect(await look('answers { value }')).not.toHaveProperty('errors');
  const refused = await look('reference answers { value }');
  expect(JSON.stringify(refused)).not.toMatch(/LAND-|"value"/);
  expect(refused).toMatchObject({
    data: { application: null },
    errors: [{ extensions: { code: 'ACCESS_LOG_UNAVAILABLE', messages: { bn: expect.any(String) } } }],
  });
  // Who needs no record is served.
  expect(await look('reference')).not.toHaveProperty('errors');
  await entries.dropIndex(index);
  expect(await look('answers { value }')).not.toHaveProperty('errors');
  expect(await looks(2)).toHaveLength(2);
  await connection.close();
});
