/** The index and the mutations of all applications, through the subgraph's own endpoint; ministries are those for tests. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVENTS_PATH } from '#kit/application/events.ts';
import type { Snapshot } from '#kit/application/snapshot.ts';
import { readKeys } from '#kit/auth/keys.ts';
import { peerAuthorization } from '#kit/auth/tokens.ts';
import { systemClock } from '#kit/clock.ts';
import { freePorts } from '#kit/http/free-ports.ts';
import { randomIds } from '#kit/ids.ts';
import { createLogger } from '#kit/log.ts';
import { readSettings } from '#kit/settings.ts';
import { startSubgraph } from '#kit/start-subgraph.ts';
import { defineSubgraph } from '#kit/subgraph.ts';
import { testDatabase } from '#kit/test/database.ts';
import {
  anonymous,
  citizen,
  type Harness,
  official,
  officialAt,
  startSubgraphs,
  type TestCaller,
} from '#kit/test/harness.ts';
import water from '#kit/test/ministry-for-tests/index.ts';
import { publishedForTests } from '#kit/test/published.ts';
import applications from './index.ts';

/** A ministry whose process runs, and which takes no commands. */
const silent = defineSubgraph({ ...water, start: async () => ({ resolvers: {} }) });

let directory: string;
let supergraphFile: string;
let town: Harness;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nagarik-applications-'));
  supergraphFile = join(directory, 'supergraph.graphql');
  await writeFile(supergraphFile, await publishedForTests());
  town = await startSubgraphs(
    { applications, water, land: silent, health: silent },
    { environment: { SUPERGRAPH_FILE: supergraphFile } },
  );
});
afterAll(async () => {
  await town.stop();
  await rm(directory, { recursive: true });
});

let number = 0;
/** A record as a ministry tells it; each has an id and an applicant of its own unless told otherwise. */
function record(changes: Partial<Snapshot> = {}): Snapshot {
  number += 1;
  const ministry = changes.ministry ?? 'land';
  return {
    id: `${ministry}-${String(number).padStart(26, '0')}`,
    ministry,
    serviceCode: 'khatian-copy',
    kind: 'APPLICATION',
    applicantId: `person-${number}`,
    confidentialTo: null,
    reference: `LAND-${number}`,
    status: 'SUBMITTED',
    answers: [{ name: 'khatian', label: { en: 'Khatian', bn: 'খতিয়ান' }, value: { en: '112', bn: '১১২' } }],
    outcome: [],
    informationRequest: null,
    decision: null,
    payment: null,
    timeline: [],
    createdAt: '2026-03-03T06:00:00.000Z',
    submittedAt: '2026-03-03T06:00:00.000Z',
    dueAt: '2026-03-10T17:59:59.999Z',
    waiting: null,
    assistance: null,
    version: 1,
    ...changes,
  };
}

async function event(body: unknown, from = 'land'): Promise<number> {
  const { status } = await fetch(`${town.urls.applications}${EVENTS_PATH}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: await peerAuthorization('applications', await readKeys(town.keysDirectory, from)),
    },
    body: JSON.stringify(body),
  });
  return status;
}

/** Tells records as their ministries do; gives their ids. */
async function tell(...snapshots: Snapshot[]): Promise<string[]> {
  for (const snapshot of snapshots) expect(await event({ snapshot }, snapshot.ministry)).toBe(200);
  return snapshots.map(({ id }) => id);
}

const ask = (caller: TestCaller, query: string, variables: Record<string, unknown> = {}) =>
  town.ask('applications', caller, query, variables);

async function applicationOf(id: string, caller: TestCaller) {
  const { data } = await ask(
    caller,
    'query ($id: ID!) { application(id: $id) { id status version reference createdAt dueAt submittedAt } }',
    { id },
  );
  return data?.application ?? null;
}

describe('what a ministry tells', () => {
  test('is taken in whatever order it comes, and the newest is kept', async () => {
    const first = record();
    const version = (each: number, status: Snapshot['status']) => ({ ...first, version: each, status });
    const see = () => applicationOf(first.id, citizen(first.applicantId));
    await tell(version(2, 'UNDER_REVIEW'));
    expect(await see()).toMatchObject({ status: 'UNDER_REVIEW', version: 2 });
    await tell(version(1, 'SUBMITTED'), version(2, 'REJECTED'));
    expect(await see()).toMatchObject({ status: 'UNDER_REVIEW', version: 2 });
    await tell(version(4, 'COMPLETED'), version(3, 'APPROVED'));
    expect(await see()).toMatchObject({ status: 'COMPLETED', version: 4 });
  });

  test('ten times at once, newest and oldest mixed, ends with the newest', async () => {
    const first = record();
    await Promise.all([3, 1, 5, 2, 4, 5, 1, 3, 2, 4].map((version) => tell({ ...first, version })));
    expect(await applicationOf(first.id, citizen(first.applicantId))).toMatchObject({ version: 5 });
  });

  test('may be as large as a record can be', async () => {
    const answers = record().answers.flatMap((answer) =>
      Array.from({ length: 20 }, () => ({ ...answer, value: { en: 'x'.repeat(100_000), bn: '' } })),
    );
    await tell(record({ answers }));
  });

  test('about another ministry’s application is not heard', async () => {
    expect(await event({ snapshot: record({ ministry: 'water' }) }, 'land')).toBe(401);
  });

  test.each([
    ['nothing', {}],
    ['a record without a version', { snapshot: { ...record(), version: undefined } }],
    ['an unknown status', { snapshot: { ...record(), status: 'LOST' } }],
  ])('that is %s is a bad request', async (_, body) => {
    expect(await event(body)).toBe(400);
  });

  test.each([
    ['nobody', async () => ({})],
    ['the gateway', async () => ({ authorization: `Bearer ${await town.token('applications', official('land'))}` })],
  ])('is not heard from %s', async (_, headers) => {
    const answer = await fetch(`${town.urls.applications}${EVENTS_PATH}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await headers()) },
      body: JSON.stringify({ snapshot: record() }),
    });
    expect(answer.status).toBe(401);
  });
});

describe('one application', () => {
  test.each<[string, (record: Snapshot) => TestCaller, boolean]>([
    ['the applicant', ({ applicantId }) => citizen(applicantId), true],
    ['an official of the ministry', () => official('land'), true],
    ['another citizen', () => citizen('karim'), false],
    ['an official of another ministry', () => official('water'), false],
    ['the applicant in no role', ({ applicantId }) => ({ sub: applicantId }), false],
  ])('is seen by who has a part in it: %s, %3$s', async (_, callerOf, isSeen) => {
    const one = record();
    await tell(one);
    expect(await applicationOf(one.id, callerOf(one))).toEqual(
      isSeen
        ? {
            id: one.id,
            status: 'SUBMITTED',
            version: 1,
            reference: one.reference,
            createdAt: one.createdAt,
            submittedAt: one.submittedAt,
            dueAt: one.dueAt,
          }
        : null,
    );
  });

  test.each(['DRAFT', 'WITHDRAWN'] as const)(
    'that was never handed in is the applicant’s alone: %s',
    async (status) => {
      const draft = record({ status, submittedAt: null, dueAt: null });
      await tell(draft);
      expect(await applicationOf(draft.id, official('land'))).toBeNull();
      expect(await applicationOf(draft.id, citizen(draft.applicantId))).toMatchObject({ status });
    },
  );

  test.each<[string, TestCaller, boolean]>([
    ['that desk', officialAt('land', 'surveys'), true],
    ['another desk', officialAt('land', 'mutation'), false],
    ['an official at no desk', official('land'), false],
    ['that desk of another ministry', officialAt('water', 'surveys'), false],
  ])('that is confidential to a desk is seen by %s: %3$s', async (_, official, isSeen) => {
    const one = record({ confidentialTo: 'surveys' });
    await tell(one);
    expect(await applicationOf(one.id, official)).toEqual(isSeen ? expect.objectContaining({ id: one.id }) : null);
    const variables = { filter: { reference: one.reference } };
    const query = 'query ($filter: WorkListFilter) { workList(filter: $filter) { totalCount nodes { id } } }';
    expect((await ask(official, query, variables)).data?.workList).toEqual(
      isSeen ? { totalCount: 1, nodes: [{ id: one.id }] } : { totalCount: 0, nodes: [] },
    );
    expect(await applicationOf(one.id, citizen(one.applicantId))).toMatchObject({ id: one.id });
  });

  test('is for who has logged in', async () => {
    const { errors } = await ask(anonymous, '{ application(id: "land-1") { id } }');
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('is shown as everybody needs it: what can be done, and words in both languages', async () => {
    const payment = {
      amountBdt: 100,
      status: 'DUE',
      checkoutUrl: 'https://pay.example/1',
      paidAt: null,
      receipt: null,
      payBy: null,
    } as const;
    const one = record({ payment, status: 'UNDER_REVIEW' });
    await tell(one);
    const query = `query ($id: ID!) { application(id: $id) { service { code } actions payment { checkoutUrl status }
      answers { label(language: BN) value(language: BN) } } }`;
    const answers = [{ label: 'খতিয়ান', value: '১১২' }];
    expect((await ask(citizen(one.applicantId), query, { id: one.id })).data?.application).toEqual({
      service: { code: 'khatian-copy' },
      actions: ['PAY', 'WITHDRAW'],
      payment: { checkoutUrl: 'https://pay.example/1', status: 'DUE' },
      answers,
    });
    expect((await ask(official('land'), query, { id: one.id })).data?.application).toEqual({
      service: { code: 'khatian-copy' },
      actions: ['REQUEST_INFORMATION', 'REJECT'],
      payment: { checkoutUrl: null, status: 'DUE' },
      answers,
    });
  });
});

type Listed = {
  nodes: { id: string }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};
const PAGE = 'nodes { id } totalCount pageInfo { hasNextPage endCursor }';

describe('a citizen’s own list', () => {
  const QUERY = `query ($person: [_Any!]!, $first: Int!, $after: String, $filter: ApplicationFilter) {
    _entities(representations: $person) { ... on Citizen { applications(first: $first, after: $after, filter: $filter) { ${PAGE} } } } }`;

  async function list(
    person: string,
    { as = citizen(person), ...page }: { as?: TestCaller; first?: number; after?: string | null; filter?: object } = {},
  ) {
    const variables = { person: [{ __typename: 'Citizen', id: person }], first: 20, ...page };
    const { data, errors } = await ask(as, QUERY, variables);
    const [entity] = (data?._entities ?? []) as { applications: Listed | null }[];
    return { list: entity?.applications ?? null, errors };
  }
  const ids = async (...given: Parameters<typeof list>) => (await list(...given)).list?.nodes.map(({ id }) => id);

  test('holds the applications over all ministries, newest first, drafts too', async () => {
    const applicantId = 'salma';
    const [old, draft, young] = await tell(
      record({ applicantId, createdAt: '2026-01-01T00:00:00.000Z' }),
      record({ applicantId, createdAt: '2026-02-01T00:00:00.000Z', status: 'DRAFT', submittedAt: null, dueAt: null }),
      record({ applicantId, createdAt: '2026-03-01T00:00:00.000Z', ministry: 'water', serviceCode: 'well' }),
    );
    expect(await ids(applicantId)).toEqual([young, draft, old]);
    expect(await ids(applicantId, { filter: { status: ['DRAFT', 'COMPLETED'] } })).toEqual([draft]);
    expect(await ids(applicantId, { filter: { serviceCode: 'well' } })).toEqual([young]);
    expect(await ids(applicantId, { filter: { serviceCode: 'well', status: ['DRAFT'] } })).toEqual([]);
  });

  test('comes page by page, each application once', async () => {
    const applicantId = 'nasrin';
    // All of one instant.
    const all = await tell(...Array.from({ length: 5 }, () => record({ applicantId })));
    const pages: (string[] | undefined)[] = [];
    let after: string | null = null;
    do {
      const { list: found }: Awaited<ReturnType<typeof list>> = await list(applicantId, { first: 2, after });
      expect(found?.totalCount).toBe(5);
      pages.push(found?.nodes.map(({ id }) => id));
      after = found?.pageInfo.hasNextPage ? found.pageInfo.endCursor : null;
    } while (after !== null && pages.length < 9);
    expect(pages).toEqual([[all[4], all[3]], [all[2], all[1]], [all[0]]]);
  });

  test.each([
    ['another citizen', citizen('karim'), undefined],
    ['an official', official('land'), [expect.objectContaining({ message: expect.stringContaining('citizen') })]],
    ['the person in no role', { sub: 'shirin' }, [expect.objectContaining({ path: ['_entities', 0, 'applications'] })]],
  ])('is nobody else’s to read: %s', async (_, as, errors) => {
    await tell(record({ applicantId: 'shirin' }));
    expect(await list('shirin', { as })).toEqual({ list: null, errors });
  });

  test('of somebody who has not logged in is refused', async () => {
    const { errors } = await list('shirin', { as: anonymous });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test.each([
    ['a page too large', { first: 101 }],
    ['a cursor of nobody', { after: 'next' }],
  ])('refuses %s', async (_, page) => {
    expect((await list('salma', page)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('the work list', () => {
  const QUERY = `query ($first: Int!, $after: String, $filter: WorkListFilter, $orderBy: WorkListOrder!) {
    workList(first: $first, after: $after, filter: $filter, orderBy: $orderBy) { ${PAGE} } }`;
  /** Its own ministry, so that no other test’s records are in it. */
  const ministry = 'health';
  let all: string[] = [];

  beforeAll(async () => {
    const at = (day: number | null) => (day === null ? null : new Date(Date.UTC(2025, 0, day)).toISOString());
    const rows: [number | null, number | null, Partial<Snapshot>][] = [
      [1, 20, {}],
      [2, 10, { status: 'UNDER_REVIEW' }],
      [3, 30, { serviceCode: 'work-list-service' }],
      // Nothing is promised for these two.
      [4, null, { status: 'UNDER_REVIEW' }],
      [5, null, {}],
      // Never handed in.
      [null, null, { status: 'DRAFT' }],
      [null, null, { status: 'WITHDRAWN' }],
    ];
    const records = rows.map(([submitted, due, changes]) =>
      record({ ministry, serviceCode: 'listed', submittedAt: at(submitted), dueAt: at(due), ...changes }),
    );
    await tell(record({ ministry: 'land' }), ...records);
    all = records.map(({ id }) => id);
  });

  async function workList(filter: object = {}, orderBy = 'DUE_AT', as = official(ministry)) {
    const found: number[] = [];
    let after: string | null = null;
    do {
      const { data, errors }: Awaited<ReturnType<typeof ask>> = await ask(as, QUERY, {
        first: 2,
        after,
        orderBy,
        filter,
      });
      if (errors) return errors.map(({ extensions }) => extensions?.code);
      const { workList: page } = data as { workList: Listed };
      const { nodes, pageInfo } = page;
      found.push(...nodes.map(({ id }) => all.indexOf(id)));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null && found.length < 99);
    return found;
  }

  test.each([
    ['DUE_AT', [3, 4, 1, 0, 2]],
    ['SUBMITTED_AT', [0, 1, 2, 3, 4]],
    ['SUBMITTED_AT_DESC', [4, 3, 2, 1, 0]],
  ])('holds what was handed in to the ministry, each once, by %s', async (orderBy, expected) => {
    expect(await workList({}, orderBy)).toEqual(expected);
  });

  test.each<[string, object, number[]]>([
    ['by status', { status: ['UNDER_REVIEW'] }, [3, 1]],
    ['by service', { serviceCode: 'work-list-service' }, [2]],
    ['by when it is due', { dueBefore: '2025-01-20T00:00:00Z' }, [1]],
    ['by all at once', { status: ['SUBMITTED'], serviceCode: 'listed', dueBefore: '2025-02-01T00:00:00Z' }, [0]],
    ['by a number that nobody has', { reference: 'WATE-NONE' }, []],
    ['never by what is a draft', { status: ['DRAFT', 'WITHDRAWN'] }, []],
  ])('is narrowed %s', async (_, filter, expected) => {
    expect(await workList(filter)).toEqual(expected);
  });

  test('is narrowed to one by its number', async () => {
    const one = record({ ministry: 'land' });
    await tell(one);
    const { data } = await ask(official('land'), QUERY, {
      first: 5,
      orderBy: 'DUE_AT',
      filter: { reference: one.reference },
    });
    expect(data?.workList).toMatchObject({ nodes: [{ id: one.id }], totalCount: 1 });
  });

  test.each<[string, TestCaller, string]>([
    ['a citizen', citizen('rahima'), 'FORBIDDEN'],
    ['an official of no ministry', { sub: 'o-1', scope: 'official' }, 'FORBIDDEN'],
    ['who has not logged in', anonymous, 'UNAUTHENTICATED'],
  ])('is not for %s', async (_, as, code) => {
    expect(await workList({}, 'DUE_AT', as)).toEqual([code]);
  });
});

describe('a move', () => {
  const SHOWN = `application { id status actions timeline { action note } payment { amountBdt status }
    informationRequest { question fields } } userErrors { code field message(language: BN) }`;
  type Payload = { application: { id: string; status: string } | null; userErrors: { code: string }[] };

  async function mutate(as: TestCaller, field: string, input: object): Promise<Payload> {
    const type = {
      saveDraft: 'SaveDraftInput',
      answerInformationRequest: 'AnswerInformationRequestInput',
      withdrawApplication: 'WithdrawApplicationInput',
      requestInformation: 'RequestInformationInput',
      approveApplication: 'DecideApplicationInput',
      rejectApplication: 'DecideApplicationInput',
    }[field];
    const query = `mutation ($input: ${type ?? 'ApplicationActionInput'}!) { answer: ${field}(input: $input) { ${SHOWN} } }`;
    const { data, errors } = await ask(as, query, { input });
    expect(errors).toBeUndefined();
    return data?.answer as Payload;
  }

  const rahima = citizen('rahima');
  const waterOfficial = official('water');

  /** A draft of a well that costs nothing, handed in. */
  async function applied(answers: object = { plot: '245', depthMetres: 2, mobile: '01712345678' }): Promise<string> {
    const draft = { serviceCode: 'well', answers, idempotencyKey: crypto.randomUUID() };
    const { application } = await mutate(rahima, 'saveDraft', draft);
    const applicationId = application?.id ?? '';
    expect(await mutate(rahima, 'submitDraft', { applicationId })).toMatchObject({ userErrors: [] });
    return applicationId;
  }

  test('is done by the ministry, and seen at once: from the draft to the end', async () => {
    const draft = { serviceCode: 'well', answers: { plot: '900' }, idempotencyKey: crypto.randomUUID() };
    const saved = await mutate(rahima, 'saveDraft', draft);
    expect(saved).toMatchObject({ application: { status: 'DRAFT', actions: ['SAVE_DRAFT', 'SUBMIT', 'WITHDRAW'] } });
    const applicationId = saved.application?.id ?? '';
    expect(await mutate(rahima, 'submitDraft', { applicationId })).toMatchObject({
      application: null,
      userErrors: [
        { code: 'REQUIRED', field: 'depthMetres' },
        { code: 'REQUIRED', field: 'mobile' },
      ],
    });
    const answers = { plot: '900', depthMetres: 2, mobile: '01712345678' };
    await mutate(rahima, 'saveDraft', { ...draft, applicationId, answers });

    const steps: [TestCaller, string, object, string][] = [
      [rahima, 'submitDraft', {}, 'SUBMITTED'],
      [waterOfficial, 'takeApplication', {}, 'UNDER_REVIEW'],
      [
        waterOfficial,
        'requestInformation',
        { question: 'How deep?', fields: ['depthMetres'] },
        'INFORMATION_REQUESTED',
      ],
      [rahima, 'answerInformationRequest', { message: 'Two metres', answers: { depthMetres: '১' } }, 'UNDER_REVIEW'],
      [waterOfficial, 'requestInformation', { question: 'Really?' }, 'INFORMATION_REQUESTED'],
      [rahima, 'answerInformationRequest', { message: 'Yes' }, 'UNDER_REVIEW'],
      [waterOfficial, 'approveApplication', { reason: 'All is in order' }, 'APPROVED'],
      [waterOfficial, 'completeApplication', {}, 'COMPLETED'],
    ];
    for (const [who, field, input, status] of steps) {
      expect(await mutate(who, field, { applicationId, ...input })).toMatchObject({
        application: { status },
        userErrors: [],
      });
      expect(await applicationOf(applicationId, rahima)).toMatchObject({ status });
    }
    const { data } = await ask(
      rahima,
      'query ($id: ID!) { application(id: $id) { timeline { action note } outcome { name } } }',
      {
        id: applicationId,
      },
    );
    expect(data?.application).toMatchObject({
      timeline: [
        { action: 'SUBMIT' },
        { action: 'TAKE' },
        { action: 'REQUEST_INFORMATION', note: 'How deep?' },
        { action: 'ANSWER', note: 'Two metres' },
        { action: 'REQUEST_INFORMATION', note: 'Really?' },
        { action: 'ANSWER', note: 'Yes' },
        { action: 'APPROVE', note: 'All is in order' },
        { action: 'COMPLETE' },
      ],
      outcome: [{ name: 'permitNumber' }],
    });
  });

  test('is refused, or taken back', async () => {
    const refused = await applied();
    await mutate(waterOfficial, 'takeApplication', { applicationId: refused });
    expect(
      await mutate(waterOfficial, 'rejectApplication', { applicationId: refused, reason: 'A road' }),
    ).toMatchObject({
      application: { status: 'REJECTED' },
    });
    const back = await applied();
    expect(await mutate(rahima, 'withdrawApplication', { applicationId: back })).toMatchObject({
      application: { status: 'WITHDRAWN', actions: [] },
    });
  });

  test('that the ministry cannot do now changes nothing, and says why', async () => {
    const applicationId = await applied({ plot: '245', depthMetres: 50, mobile: '01712345678' });
    expect(await mutate(waterOfficial, 'completeApplication', { applicationId })).toMatchObject({
      application: null,
      userErrors: [{ code: 'ILLEGAL_TRANSITION', field: null, message: expect.stringContaining('SUBMITTED') }],
    });
    // The ministry for tests has no payment provider.
    expect(await mutate(rahima, 'startPayment', { applicationId })).toMatchObject({
      userErrors: [{ code: 'PAYMENT_PROVIDER_UNAVAILABLE' }],
    });
    expect(await applicationOf(applicationId, rahima)).toMatchObject({ status: 'SUBMITTED', version: 2 });
  });

  test.each<[string, object, string, string]>([
    ['requestInformation', { question: '?' }, 'question', 'TOO_SHORT'],
    ['requestInformation', { question: 'x'.repeat(2001) }, 'question', 'TOO_LONG'],
    ['requestInformation', { question: 'How?', fields: Array(101).fill('plot') }, 'fields', 'TOO_MANY'],
    ['requestInformation', { question: 'How?', fields: ['colour'] }, 'fields', 'NOT_ON_THE_FORM'],
    ['approveApplication', { reason: '   ' }, 'reason', 'REQUIRED'],
    ['rejectApplication', { reason: 'no' }, 'reason', 'TOO_SHORT'],
    ['withdrawApplication', { reason: 'x'.repeat(2001) }, 'reason', 'TOO_LONG'],
    ['answerInformationRequest', { message: '' }, 'message', 'REQUIRED'],
    ['takeApplication', { applicationId: 'x'.repeat(101) }, 'applicationId', 'TOO_LONG'],
    [
      'saveDraft',
      { serviceCode: 'well', answers: { plot: '1' }, idempotencyKey: 'short' },
      'idempotencyKey',
      'TOO_SHORT',
    ],
    [
      'saveDraft',
      { serviceCode: 'well', answers: { depth: 1 }, idempotencyKey: 'long-enough' },
      'depth',
      'UNKNOWN_FIELD',
    ],
    [
      'saveDraft',
      { serviceCode: 'none', answers: {}, idempotencyKey: 'long-enough' },
      'serviceCode',
      'UNKNOWN_SERVICE',
    ],
  ])('%s with %j: %s is %s', async (field, input, place, code) => {
    const isCitizens = ['withdrawApplication', 'answerInformationRequest', 'saveDraft'].includes(field);
    const applicationId = field === 'saveDraft' ? {} : { applicationId: await applied() };
    if (field === 'requestInformation') await mutate(waterOfficial, 'takeApplication', applicationId);
    expect(await mutate(isCitizens ? rahima : waterOfficial, field, { ...applicationId, ...input })).toMatchObject({
      application: null,
      userErrors: [{ code, field: place, message: expect.stringMatching(/\p{Script=Bengali}/u) }],
    });
  });

  test('of another ministry’s official finds nothing there', async () => {
    const applicationId = await applied();
    expect(await mutate(official('land'), 'takeApplication', { applicationId })).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', field: 'applicationId' }],
    });
  });

  test('of an official of no ministry moves nothing, and is told nothing', async () => {
    const query = `mutation ($id: ID!) { takeApplication(input: { applicationId: $id }) {
      application { status } userErrors { code } } }`;
    expect(await ask({ sub: 'o-1', scope: 'official' }, query, { id: await applied() })).toMatchObject({
      data: { takeApplication: { application: null, userErrors: [{ code: 'NOT_FOUND' }] } },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });

  test('is done by who has the role that it takes', async () => {
    const input = { input: { applicationId: await applied() } };
    const { errors } = await ask(
      rahima,
      'mutation ($input: ApplicationActionInput!) { takeApplication(input: $input) { application { id } } }',
      input,
    );
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  test.each([
    ['that does not answer is told so', 'land-01J9ZQ3T5W8X7Y6V4R2P1N0M9K', 'MINISTRY_UNAVAILABLE'],
    ['that nobody publishes has no application', 'moon-01J9ZQ3T5W8X7Y6V4R2P1N0M9K', 'NOT_FOUND'],
    ['without a name has none either', '01J9ZQ3T5W8X7Y6V4R2P1N0M9K', 'NOT_FOUND'],
  ])('at a ministry %s', async (_, applicationId, code) => {
    expect(await mutate(rahima, 'withdrawApplication', { applicationId })).toMatchObject({
      application: null,
      userErrors: [{ code, message: expect.stringMatching(/\p{Script=Bengali}/u) }],
    });
  });
});

test('an index that was lost is read again from the ministries, by itself', async () => {
  const draft = { plot: '77', depthMetres: 2, mobile: '01712345678', idempotencyKey: crypto.randomUUID() };
  const applying = 'mutation ($input: WellInput!) { applyForWell(input: $input) { application { id } } }';
  const { data } = await town.ask('water', citizen('jahanara'), applying, { input: draft });
  expect(data?.applyForWell).toMatchObject({ application: { id: expect.stringMatching(/^water-/) } });
  const { applyForWell } = data as { applyForWell: { application: { id: string } } };
  const { application } = applyForWell;

  const [port] = await freePorts(1);
  const database = testDatabase();
  const url = `http://127.0.0.1:${port}`;
  const settings = readSettings({
    SUBGRAPH_URLS: JSON.stringify({ ...town.urls, applications: url }),
    MONGODB_URL: database.url,
    DATABASE_PREFIX: database.prefix,
    KEYS_DIR: town.keysDirectory,
    SUPERGRAPH_FILE: supergraphFile,
  });
  const log = createLogger('applications', 'silent');
  const stop = await startSubgraph('applications', applications, { settings, clock: systemClock, ids: randomIds, log });
  const indexed = async () => {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await town.token('applications', citizen('jahanara'))}`,
      },
      body: JSON.stringify({ query: `{ application(id: "${application.id}") { status reference } }` }),
    });
    return answer.json();
  };
  await expect.poll(indexed).toMatchObject({ data: { application: { status: 'SUBMITTED' } } });
  await stop();
  await database.drop();
});
