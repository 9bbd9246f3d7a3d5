/** Directives, tasks and who is late, through the subgraph's own endpoint. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  citizen,
  type GraphqlAnswer,
  type Harness,
  official,
  startSubgraphs,
  type TestCaller,
} from '#kit/test/harness.ts';
import { publishedForTests } from '#kit/test/published.ts';
import { directiveErrors } from './directives/errors.ts';
import { onboardingErrors } from './errors.ts';
import onboarding from './index.ts';
import { csvErrors, declarationErrors, serviceListErrors } from './service-list/errors.ts';

const START = new Date('2026-03-10T06:00:00Z');
let now = START;
let directory: string;
let town: Harness;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nagarik-onboarding-'));
  const supergraphFile = join(directory, 'supergraph.graphql');
  await writeFile(supergraphFile, await publishedForTests());
  town = await startSubgraphs(
    { onboarding },
    {
      clock: { now: () => now },
      environment: { SUPERGRAPH_FILE: supergraphFile, ONBOARDING_DEADLINE: '2026-03-31' },
      monitorsDatabase: true,
    },
  );
});
afterAll(async () => {
  await town.stop();
  await rm(directory, { recursive: true });
});

const focalPoint = (ministry: string): TestCaller => ({
  sub: `focal-point-${ministry}`,
  scope: 'focal-point',
  ministry,
});
const operator: TestCaller = { sub: 'operator-1', scope: 'operator' };

type Directive = { id: string; agency: string; isOverdue: boolean; acknowledgement: { by: string; at: string } | null };
type Payload = { directive: Directive | null; userErrors: { code: string; field: string | null; message: string }[] };

const DIRECTIVE = 'id agency text dueDate isOverdue acknowledgement { by at } ministry { code }';

function payload({ data, errors }: GraphqlAnswer): Payload {
  expect(errors).toBeUndefined();
  return data?.payload as Payload;
}

let number = 0;
const issue = async (input: object = {}, ministry = 'land', caller = focalPoint(ministry)) =>
  payload(
    await town.ask(
      'onboarding',
      caller,
      `mutation ($input: IssueDirectiveInput!) { payload: issueDirective(input: $input) {
        directive { ${DIRECTIVE} } userErrors { code field message(language: BN) } } }`,
      {
        input: {
          ministry,
          agency: ministry === 'land' ? 'Land Office' : 'Water Board',
          text: 'Bring the lease of public land online.',
          dueDate: '2026-03-20',
          idempotencyKey: `key-${++number}-of-the-test`,
          ...input,
        },
      },
    ),
  );

const acknowledge = async (directiveId: string | undefined, caller: TestCaller, by = 'Tariqul Islam, AC Land') =>
  payload(
    await town.ask(
      'onboarding',
      caller,
      `mutation ($input: AcknowledgeDirectiveInput!) { payload: acknowledgeDirective(input: $input) {
        directive { ${DIRECTIVE} } userErrors { code field message(language: BN) } } }`,
      { input: { directiveId, by } },
    ),
  );

const refusal = (code: string, field: string) => ({
  directive: null,
  userErrors: [{ code, field, message: expect.stringMatching(/\p{Script=Bengali}.*।$/u) }],
});

type List = { totalCount: number; nodes: Directive[]; pageInfo: { hasNextPage: boolean; endCursor: string } };

async function listed(caller: TestCaller, variables: object = {}): Promise<List> {
  const { data, errors } = await town.ask(
    'onboarding',
    caller,
    `query ($first: Int! = 20, $after: String, $filter: ImplementationDirectiveFilter) {
      implementationDirectives(first: $first, after: $after, filter: $filter) {
        totalCount nodes { id agency isOverdue acknowledgement { by } } pageInfo { hasNextPage endCursor } } }`,
    { ...variables },
  );
  expect(errors).toBeUndefined();
  return data?.implementationDirectives as List;
}

describe('a directive', () => {
  test('is issued by the focal point, and acknowledged by an official, once', async () => {
    const request = { idempotencyKey: 'my-first-directive' };
    const issued = await issue(request);
    expect(issued).toMatchObject({
      directive: { agency: 'Land Office', dueDate: '2026-03-20', acknowledgement: null, ministry: { code: 'land' } },
      userErrors: [],
    });
    expect(await issue(request)).toEqual(issued);
    expect(await issue({ ...request, text: 'Something else entirely.' })).toEqual(
      refusal('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey'),
    );
    const id = issued.directive?.id;
    const acknowledged = await acknowledge(id, official('land', 'tariqul'));
    expect(acknowledged.directive?.acknowledgement).toEqual({ by: 'Tariqul Islam, AC Land', at: START.toISOString() });
    now = new Date('2026-03-11T06:00:00Z');
    expect(await acknowledge(id, official('land', 'tariqul'))).toEqual(acknowledged);
    expect(await acknowledge(id, official('land', 'tasmia'), 'Tasmia')).toEqual(
      refusal('ALREADY_ACKNOWLEDGED', 'directiveId'),
    );
    now = START;
  });

  test('is overdue when its day has passed without an acknowledgement', async () => {
    const [open, done] = [await issue(), await issue()];
    await acknowledge(done.directive?.id, official('land'));
    now = new Date('2026-03-20T17:59:59Z');
    const overdue = async () =>
      (await listed(focalPoint('land'))).nodes.filter(({ isOverdue }) => isOverdue).map(({ id }) => id);
    expect(await overdue()).toEqual([]);
    now = new Date('2026-03-20T18:00:00Z');
    expect(await overdue()).toEqual([open.directive?.id]);
    now = START;
  });

  test.each([
    [{ agency: 'Moon Office' }, 'UNKNOWN_AGENCY', 'agency'],
    [{ text: 'short' }, 'TOO_SHORT', 'text'],
    [{ dueDate: '2026-03-09' }, 'DATE_TOO_EARLY', 'dueDate'],
    [{ ministry: 'water' }, 'NOT_YOUR_MINISTRY', 'ministry'],
    [{ idempotencyKey: 'short' }, 'TOO_SHORT', 'idempotencyKey'],
  ])('with %o is refused, and none is kept', async (input, code, field) => {
    const { totalCount } = await listed(operator);
    expect(await issue(input, 'land')).toEqual(refusal(code, field));
    expect(await listed(operator)).toMatchObject({ totalCount });
  });

  test('to one of several agencies names those there are', async () => {
    const { userErrors } = await issue({ agency: 'Moon Office' });
    expect(userErrors[0]?.message).toContain('Land Office');
  });

  test('of another ministry is none to acknowledge', async () => {
    const { directive } = await issue();
    expect(await acknowledge(directive?.id, official('water'))).toEqual(refusal('NO_SUCH_DIRECTIVE', 'directiveId'));
    expect(await acknowledge('no-directive', official('land'))).toEqual(refusal('NO_SUCH_DIRECTIVE', 'directiveId'));
    expect((await listed(focalPoint('land'), { filter: { isAcknowledged: false } })).nodes).toContainEqual(
      expect.objectContaining({ id: directive?.id }),
    );
  });
});

describe('the directives', () => {
  test('of a ministry are seen by its own people, page by page, and by operators', async () => {
    const { directive } = await issue({}, 'water');
    for (const caller of [focalPoint('water'), official('water')])
      expect(await listed(caller)).toMatchObject({ totalCount: 1, nodes: [{ id: directive?.id }] });
    const ofLand = await listed(official('land'));
    expect(ofLand.nodes.map(({ id }) => id)).not.toContain(directive?.id);
    expect(await listed(focalPoint('land'), { filter: { ministry: 'water' } })).toMatchObject({
      totalCount: 0,
      nodes: [],
    });
    expect(await listed(operator, { filter: { ministry: 'water' } })).toMatchObject({ totalCount: 1 });

    const all = await listed(operator, { first: 2 });
    expect(all.totalCount).toBe(ofLand.totalCount + 1);
    const next = await listed(operator, { first: 100, after: all.pageInfo.endCursor });
    expect(new Set([...all.nodes, ...next.nodes].map(({ id }) => id)).size).toBe(all.totalCount);
    expect(next.pageInfo.hasNextPage).toBe(false);
  });

  test('are narrowed by agency and by acknowledgement', async () => {
    const acknowledged = await listed(operator, { filter: { isAcknowledged: true } });
    expect(acknowledged.totalCount).toBe(2);
    expect(await listed(operator, { filter: { agency: 'Water Board' } })).toMatchObject({ totalCount: 1 });
  });

  test.each<[string, TestCaller]>([
    ['a citizen', citizen('rahima')],
    ['somebody who has not logged in', {}],
    ['an official of no ministry', { sub: 'somebody', scope: 'official' }],
  ])('are not for %s', async (_, caller) => {
    const { data, errors } = await town.ask('onboarding', caller, '{ implementationDirectives { totalCount } }');
    expect(data).toEqual({ implementationDirectives: null });
    expect(['FORBIDDEN', 'UNAUTHENTICATED']).toContain(errors?.[0]?.extensions?.code);
  });
});

describe('how far ministries are', () => {
  const COMPLIANCE = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Ministry { code compliance {
    deadline daysLate hasFocalPoint servicesLive hasTwoServicesLive directives { issued acknowledged overdue }
    tasks { code title(language: BN) isDone daysLate } agencies { agency servicesLive } } } } }`;
  const of = (...codes: string[]) => ({
    of: codes.map((code) => ({ __typename: 'Ministry', code, focalPointSince: code === 'land' ? START : null })),
  });
  type Seen = { code: string; compliance: { daysLate: number; tasks: { code: string; isDone: boolean }[] } | null };

  async function seen(caller: TestCaller, ...codes: string[]): Promise<Seen[]> {
    const { data, errors } = await town.ask('onboarding', caller, COMPLIANCE, of(...codes));
    expect(errors).toBeUndefined();
    return data?._entities as Seen[];
  }

  test('is seen by operators for all, and by its own people', async () => {
    const [land, water] = await seen(operator, 'land', 'water');
    expect(land?.compliance).toMatchObject({
      deadline: '2026-03-31',
      daysLate: 0,
      hasFocalPoint: true,
      servicesLive: 1,
      hasTwoServicesLive: false,
      agencies: [{ agency: 'Land Office', servicesLive: 1 }],
      tasks: [
        { code: 'NAME_FOCAL_POINT', title: 'ফোকাল পয়েন্ট মনোনয়ন', isDone: true },
        { code: 'HAND_IN_SERVICE_LIST', isDone: false },
        { code: 'ISSUE_DIRECTIVES', isDone: true },
        { code: 'TWO_SERVICES_LIVE', isDone: false },
      ],
    });
    expect(water?.compliance).toMatchObject({ hasFocalPoint: false, hasTwoServicesLive: true });
    for (const caller of [focalPoint('land'), official('land')]) {
      const [own, other] = await seen(caller, 'land', 'water');
      expect(own?.compliance).toEqual(land?.compliance);
      expect(other).toEqual({ code: 'water', compliance: null });
    }
  });

  test('costs two aggregations, however many are asked for', async () => {
    const commands: string[] = [];
    const note = ({ commandName }: { commandName: string }) => void commands.push(commandName);
    const client = mongoose.connections.find(({ name }) => name === `${town.databasePrefix}onboarding`)?.getClient();
    client?.on('commandStarted', note);
    await seen(operator, 'land', 'water', 'health', 'railways');
    client?.off('commandStarted', note);
    expect(commands).toEqual(['aggregate', 'aggregate']);
  });

  test('is late after the deadline, and the ICT Division sees who is', async () => {
    const late = async () =>
      (await town.ask('onboarding', operator, '{ lateMinistries { code } }')).data?.lateMinistries;
    now = new Date('2026-03-31T12:00:00Z');
    expect(await late()).toEqual([]);
    now = new Date('2026-04-04T12:00:00Z');
    expect(await late()).toEqual([{ code: 'land' }, { code: 'water' }]);
    expect(await seen(operator, 'land')).toMatchObject([{ compliance: { daysLate: 4 } }]);
    now = START;
  });

  test('is for operators only where it is of all', async () => {
    const { errors } = await town.ask('onboarding', focalPoint('land'), '{ lateMinistries { code } }');
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  test('is found by who acts for a ministry', async () => {
    for (const caller of [focalPoint('land'), official('land')])
      expect(await town.ask('onboarding', caller, '{ ownMinistry { code } }')).toEqual({
        data: { ownMinistry: { code: 'land' } },
      });
  });
});

test.each(
  Object.entries({ ...onboardingErrors, ...directiveErrors, ...csvErrors, ...declarationErrors, ...serviceListErrors }),
)('%s is said in both languages, with the same values', (_, { en, bn }) => {
  const values = (text: string) => new Set([...text.matchAll(/\{(\w+?)(?:En|Bn)?\}/g)].map(([, name]) => name));
  expect(en).toMatch(/^[A-Z].*\.$/);
  expect(bn).toMatch(/\p{Script=Bengali}.*।$/u);
  expect(values(bn)).toEqual(values(en));
});
