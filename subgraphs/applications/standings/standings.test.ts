/** What applicants say, and how ministries stand, through the subgraph's own endpoint. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVENTS_PATH } from '#kit/application/events.ts';
import type { Status } from '#kit/application/lifecycle.ts';
import type { Snapshot } from '#kit/application/snapshot.ts';
import { readKeys } from '#kit/auth/keys.ts';
import { peerAuthorization } from '#kit/auth/tokens.ts';
import { defineSubgraph } from '#kit/subgraph.ts';
import { citizen, type Harness, official, startSubgraphs, type TestCaller } from '#kit/test/harness.ts';
import water from '#kit/test/ministry-for-tests/index.ts';
import { publishedForTests } from '#kit/test/published.ts';
import applications from '../index.ts';

/** A ministry that has told all it has by its events. */
const silent = defineSubgraph({ ...water, start: async () => ({ resolvers: {} }) });

const START = new Date('2026-03-10T06:00:00Z');
let now = START;
let directory: string;
let town: Harness;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nagarik-standings-'));
  const supergraphFile = join(directory, 'supergraph.graphql');
  await writeFile(supergraphFile, await publishedForTests());
  town = await startSubgraphs(
    { applications, water: silent, land: silent },
    { clock: { now: () => now }, environment: { SUPERGRAPH_FILE: supergraphFile }, monitorsDatabase: true },
  );
});
afterAll(async () => {
  await town.stop();
  await rm(directory, { recursive: true });
});

let number = 0;
/** An application of its own person, as its ministry tells it; decided where a day is given. */
async function told(ministry: string, status: Status, decidedAt: string | null = null): Promise<Snapshot> {
  number += 1;
  const snapshot: Snapshot = {
    id: `${ministry}-${String(number).padStart(26, '0')}`,
    ministry,
    serviceCode: 'khatian-copy',
    kind: 'APPLICATION',
    applicantId: `person-${number}`,
    confidentialTo: null,
    reference: `REF-${number}`,
    status,
    answers: [],
    outcome: [],
    informationRequest: null,
    decision: decidedAt === null ? null : { outcome: 'APPROVED', reason: 'in order', decidedAt },
    payment: null,
    timeline: [],
    createdAt: '2026-03-01T06:00:00.000Z',
    submittedAt: '2026-03-01T06:00:00.000Z',
    dueAt: '2026-03-05T17:59:59.999Z',
    waiting: null,
    assistance: null,
    version: 1,
  };
  const keys = await readKeys(town.keysDirectory, ministry);
  const { status: answered } = await fetch(`${town.urls.applications}${EVENTS_PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: await peerAuthorization('applications', keys) },
    body: JSON.stringify({ snapshot }),
  });
  expect(answered).toBe(200);
  return snapshot;
}

const IN_TIME = '2026-03-03T06:00:00.000Z';
const LATE = '2026-03-08T06:00:00.000Z';

type Payload = {
  rating: { stars: number; comment: string | null; ratedAt: string } | null;
  userErrors: { code: string; field: string | null; message: string }[];
};

async function rate(caller: TestCaller, input: object): Promise<Payload> {
  const { data, errors } = await town.ask(
    'applications',
    caller,
    `mutation ($input: RateApplicationInput!) { payload: rateApplication(input: $input) {
      rating { stars comment ratedAt } userErrors { code field message(language: BN) } } }`,
    { input: { idempotencyKey: `key-${JSON.stringify(input).length}-${++number}`, ...input } },
  );
  expect(errors).toBeUndefined();
  return data?.payload as Payload;
}
const refusal = (code: string, field: string | null = 'applicationId') => ({
  rating: null,
  userErrors: [{ code, field, message: expect.stringMatching(/\p{Script=Bengali}.*।$/u) }],
});

describe('a rating', () => {
  test('is given once', async () => {
    const { id, applicantId } = await told('land', 'COMPLETED', IN_TIME);
    const rating = { stars: 4, comment: 'দ্রুত হয়েছে', ratedAt: START.toISOString() };
    const input = { applicationId: id, stars: 4, comment: ' দ্রুত হয়েছে ', idempotencyKey: 'my-rating-1' };
    expect(await rate(citizen(applicantId), input)).toEqual({ rating, userErrors: [] });
    expect(await rate(citizen(applicantId), input)).toEqual({ rating, userErrors: [] });
    expect(await rate(citizen(applicantId), { ...input, stars: 1 })).toEqual(
      refusal('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey'),
    );
    expect(await rate(citizen(applicantId), { applicationId: id, stars: 1 })).toEqual(refusal('ALREADY_RATED'));
    const { data } = await town.ask(
      'applications',
      citizen(applicantId),
      `{ application(id: "${id}") { rating { stars } } }`,
    );
    expect(data).toEqual({ application: { rating: { stars: 4 } } });
  });

  test('is given once of twenty that come at once', async () => {
    const { id, applicantId } = await told('land', 'REJECTED', IN_TIME);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        rate(citizen(applicantId), { applicationId: id, stars: 1 + (index % 5) }),
      ),
    );
    expect(answers.filter(({ rating }) => rating !== null)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors).map(({ code }) => code)).toEqual(
      Array(19).fill('ALREADY_RATED'),
    );
  });

  test.each<[Status, boolean]>([
    ['SUBMITTED', false],
    ['UNDER_REVIEW', false],
    ['INFORMATION_REQUESTED', false],
    ['WITHDRAWN', false],
    ['DRAFT', false],
    ['APPROVED', true],
    ['REJECTED', true],
    ['COMPLETED', true],
  ])('of an application that is %s: %s', async (status, isTaken) => {
    const { id, applicantId } = await told('land', status);
    const answer = await rate(citizen(applicantId), { applicationId: id, stars: 3 });
    expect(answer).toMatchObject(isTaken ? { userErrors: [] } : refusal('NOT_FINISHED'));
  });

  test.each<[string, (applicant: string) => TestCaller]>([
    ['another citizen', () => citizen('person-else')],
    ['an official who is a citizen too', () => ({ ...official('land'), scope: 'official citizen' })],
  ])('is not for %s', async (_, callerOf) => {
    const { id, applicantId } = await told('land', 'COMPLETED', IN_TIME);
    expect(await rate(callerOf(applicantId), { applicationId: id, stars: 1 })).toEqual(refusal('NOT_FOUND'));
  });

  test('is read by nobody but the applicant', async () => {
    const { id, applicantId } = await told('land', 'COMPLETED', IN_TIME);
    await rate(citizen(applicantId), { applicationId: id, stars: 2, comment: 'slow' });
    const { data } = await town.ask(
      'applications',
      official('land'),
      `{ application(id: "${id}") { id rating { comment } } }`,
    );
    expect(data).toEqual({ application: { id, rating: null } });
  });

  test.each([
    [{ stars: 0 }, 'TOO_SMALL', 'stars'],
    [{ stars: 6 }, 'TOO_LARGE', 'stars'],
    [{ stars: 3, comment: 'x'.repeat(1001) }, 'TOO_LONG', 'comment'],
    [{ stars: 3, idempotencyKey: 'short' }, 'TOO_SHORT', 'idempotencyKey'],
  ])('%o is refused', async (given, code, field) => {
    const { id, applicantId } = await told('land', 'COMPLETED', IN_TIME);
    expect(await rate(citizen(applicantId), { applicationId: id, ...given })).toEqual(refusal(code, field));
    expect(await rate(citizen(applicantId), { applicationId: id, stars: 3 })).toMatchObject({ userErrors: [] });
  });
});

describe('the table of ministries', () => {
  const TABLE = `{ ministryStandings { ministry { code }
    liveServices { value } decisions { value } inTimePercent { value definition(language: BN) }
    medianWorkingDays { value } satisfactionStars { value definition } } }`;
  type Row = {
    ministry: { code: string };
    [figure: string]: { value?: number | null; code?: string; definition?: string };
  };

  async function rowOf(ministry: string): Promise<Row | undefined> {
    // A minute later, for it is counted once a minute.
    now = new Date(now.getTime() + 60_000);
    const { data, errors } = await town.ask('applications', {}, TABLE);
    expect(errors).toBeUndefined();
    return (data?.ministryStandings as Row[] | undefined)?.find(({ ministry: { code } }) => code === ministry);
  }

  test('hides what comes from fewer than ten, from everybody', async () => {
    for (let each = 0; each < 9; each++) {
      const { id, applicantId } = await told('water', 'APPROVED', each < 6 ? IN_TIME : LATE);
      await rate(citizen(applicantId), { applicationId: id, stars: 5 });
    }
    await told('water', 'SUBMITTED');
    expect(await rowOf('water')).toMatchObject({
      liveServices: { value: expect.any(Number) },
      decisions: { value: null },
      inTimePercent: { value: null, definition: expect.stringContaining('১০টির কম') },
      medianWorkingDays: { value: null },
      satisfactionStars: { value: null, definition: expect.stringContaining('below 10 ratings') },
    });
  });

  test('shows what comes from ten', async () => {
    const { id, applicantId } = await told('water', 'COMPLETED', LATE);
    await rate(citizen(applicantId), { applicationId: id, stars: 1 });
    expect(await rowOf('water')).toMatchObject({
      decisions: { value: 10 },
      inTimePercent: { value: 60 },
      medianWorkingDays: { value: 2 },
      satisfactionStars: { value: 4.6 },
    });
  });

  test('costs two aggregations a minute, however many ask', async () => {
    now = new Date(now.getTime() + 60_000);
    const commands: string[] = [];
    const note = ({ commandName, command }: mongoose.mongo.CommandStartedEvent) => {
      // A round of the teller of assisted acts may come meanwhile.
      if (!command.filter?.isUntold) commands.push(commandName);
    };
    const client = mongoose.connections.find(({ name }) => name === `${town.databasePrefix}applications`)?.getClient();
    client?.on('commandStarted', note);
    const ofTen = await Promise.all(
      Array.from({ length: 10 }, () =>
        town.ask(
          'applications',
          {},
          'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Ministry { standing { decisions { value } } } } }',
          { of: ['land', 'water', 'moon'].map((code) => ({ __typename: 'Ministry', code })) },
        ),
      ),
    );
    client?.off('commandStarted', note);
    expect(new Set(ofTen.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    expect(ofTen[0]?.data?._entities).toMatchObject([
      { standing: expect.any(Object) },
      { standing: { decisions: { value: 10 } } },
      { standing: null },
    ]);
    expect(commands).toEqual(['aggregate', 'aggregate']);
  });

  test('forgets after a year', async () => {
    now = new Date('2027-03-20T06:00:00Z');
    expect(await rowOf('water')).toMatchObject({ decisions: { value: null }, satisfactionStars: { value: null } });
  });
});
