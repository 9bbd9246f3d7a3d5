/** Appointments through the graph: moved, waited for, and what a client is shown of it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayInDhaka } from '#kit/clock.ts';
import { daysLater } from '#kit/days.ts';
import { citizen, type Harness, official, startSubgraphs, type TestCaller } from '#kit/test/harness.ts';
import water from '#kit/test/ministry-for-tests/index.ts';
import { publishedForTests } from '#kit/test/published.ts';
import applications from './index.ts';

let town: Harness;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'appointments-'));
  const supergraphFile = join(directory, 'supergraph.graphql');
  await writeFile(supergraphFile, await publishedForTests());
  town = await startSubgraphs({ applications, water }, { environment: { SUPERGRAPH_FILE: supergraphFile } });
});
afterAll(async () => {
  await town.stop();
  await rm(directory, { recursive: true });
});

const PLACES = 5;
const rahima = citizen('rahima');

let number = 0;
/** A day on which the boat is empty. */
const freshDay = () => daysLater(dayInDhaka(new Date()), 30 + ++number);

type Payload = {
  readonly application: { readonly id: string; readonly status: string } | null;
  readonly userErrors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[];
};

async function book(day: string, as: TestCaller, joinWaitingList = false): Promise<Payload> {
  const query = `mutation ($input: BoatTripInput!) { answer: bookBoatTrip(input: $input) {
    application { id status } userErrors { code field message(language: BN) } } }`;
  const input = { day, joinWaitingList, idempotencyKey: crypto.randomUUID() };
  const { data, errors } = await town.ask('water', as, query, { input });
  expect(errors).toBeUndefined();
  return data?.answer as Payload;
}

async function booked(day: string, as: TestCaller, joinWaitingList = false): Promise<string> {
  const { application, userErrors } = await book(day, as, joinWaitingList);
  expect(userErrors).toEqual([]);
  const id = application?.id ?? '';
  // A mutation at the ministry waits for `applications` for a quarter of a second at most.
  await expect.poll(() => seen(id, as)).not.toBeNull();
  return id;
}

async function fullBoat() {
  const day = freshDay();
  const inside = await Promise.all(Array.from({ length: PLACES }, () => booked(day, rahima)));
  return { day, inside };
}

async function mutate(field: string, type: string, input: object, as: TestCaller = rahima): Promise<Payload> {
  const query = `mutation ($input: ${type}!) { answer: ${field}(input: $input) {
    application { id status actions waitingPosition answers { name value } } userErrors { code field message(language: BN) } } }`;
  const { data, errors } = await town.ask('applications', as, query, { input });
  expect(errors).toBeUndefined();
  return data?.answer as Payload;
}

const move = (applicationId: string, answers: unknown, as?: TestCaller) =>
  mutate('moveAppointment', 'MoveAppointmentInput', { applicationId, answers }, as);

async function seen(id: string, as: TestCaller = rahima) {
  const query = `query ($id: ID!) { application(id: $id) { status actions waitingPosition payment { payBy }
    timeline { action actor reason(language: BN) } outcome { name value } } }`;
  return (await town.ask('applications', as, query, { id })).data?.application;
}

describe('an appointment', () => {
  test('can be moved by its applicant, who sees the new time and outcome at once', async () => {
    const id = await booked(freshDay(), rahima);
    expect(await seen(id)).toMatchObject({ status: 'APPROVED', actions: ['PAY', 'WITHDRAW', 'MOVE'] });
    const day = freshDay();
    expect(await move(id, { day })).toMatchObject({ application: { id, status: 'APPROVED' }, userErrors: [] });
    expect(await seen(id)).toMatchObject({
      outcome: [{ name: 'cabin', value: expect.stringMatching(new RegExp(`^${day.slice(8)}-`)) }],
      payment: { payBy: expect.stringMatching(/Z$/) },
      waitingPosition: null,
      timeline: [
        { action: 'SUBMIT', reason: null },
        { action: null, actor: 'SYSTEM', reason: 'সময়টি বুক করা হয়েছে।' },
        { action: 'MOVE', actor: 'APPLICANT', reason: null },
      ],
    });
  });

  test.each<[string, (id: string) => Promise<Payload>, string, string | null]>([
    ['to a full time', async (id) => move(id, { day: (await fullBoat()).day }), 'SLOT_FULL', null],
    ['to yesterday', (id) => move(id, { day: daysLater(dayInDhaka(new Date()), -1) }), 'DATE_TOO_EARLY', 'day'],
    ['by somebody else', (id) => move(id, { day: freshDay() }, citizen('karim')), 'NOT_FOUND', 'applicationId'],
  ])('is not moved %s, and the answer says so in Bangla', async (_, attempt, code, field) => {
    const id = await booked(freshDay(), rahima);
    expect(await attempt(id)).toMatchObject({
      application: null,
      userErrors: [{ code, field, message: expect.stringMatching(/\p{Script=Bengali}/u) }],
    });
    expect(await seen(id)).toMatchObject({ status: 'APPROVED', timeline: [{}, {}] });
  });

  test('is not moved by an official: it is the applicant’s time', async () => {
    const id = await booked(freshDay(), rahima);
    const query = 'mutation ($input: MoveAppointmentInput!) { moveAppointment(input: $input) { application { id } } }';
    const { errors } = await town.ask('applications', official('water'), query, {
      input: { applicationId: id, answers: { day: freshDay() } },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('a full time', () => {
  test('says that one may wait, where the form has a list', async () => {
    const { day } = await fullBoat();
    expect(await book(day, rahima)).toEqual({
      application: null,
      userErrors: [{ code: 'SLOT_FULL', field: null, message: expect.stringContaining('অপেক্ষমাণ তালিকা') }],
    });
  });

  test('has a list on which everybody sees their turn, also when somebody leaves it or is called', async () => {
    const { day, inside } = await fullBoat();
    const waiting: { id: string; as: TestCaller }[] = [];
    for (const name of ['asma', 'bina', 'champa', 'dola']) {
      const as = citizen(name);
      waiting.push({ id: await booked(day, as, true), as });
    }
    const turns = () =>
      Promise.all(
        waiting.map(async ({ id, as }) => {
          const { status, waitingPosition } = (await seen(id, as)) as {
            status: string;
            waitingPosition: number | null;
          };
          return `${status} ${waitingPosition}`;
        }),
      );
    expect(await turns()).toEqual(['SUBMITTED 1', 'SUBMITTED 2', 'SUBMITTED 3', 'SUBMITTED 4']);
    const [, second] = waiting;
    await mutate('withdrawApplication', 'WithdrawApplicationInput', { applicationId: second?.id }, second?.as);
    expect(await turns()).toEqual(['SUBMITTED 1', 'WITHDRAWN null', 'SUBMITTED 2', 'SUBMITTED 3']);
    await mutate('withdrawApplication', 'WithdrawApplicationInput', { applicationId: inside[0] });
    await expect.poll(turns).toEqual(['APPROVED null', 'WITHDRAWN null', 'SUBMITTED 1', 'SUBMITTED 2']);
  });

  test('is left by moving to one with room, and the answer itself says so', async () => {
    const { day } = await fullBoat();
    const id = await booked(day, rahima, true);
    expect(await move(id, { day: freshDay() })).toMatchObject({
      application: { id, status: 'APPROVED', actions: ['PAY', 'WITHDRAW', 'MOVE'], waitingPosition: null },
    });
  });
});
