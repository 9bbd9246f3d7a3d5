/**
 * Service in a citizen's stead, at the subgraphs' own ports: an entrepreneur does what the citizen has consented to, sees what
 * they made under that consent, and nothing else of the citizen's. Whom it was done by and for stands in every record.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { linkedSchemaFile } from '../schema/link.ts';
import applications from '../subgraphs/applications/index.ts';
import { readKeys } from '../subgraphs/kit/auth/keys.ts';
import { peerAuthorization } from '../subgraphs/kit/auth/tokens.ts';
import { dayInDhaka, systemClock } from '../subgraphs/kit/clock.ts';
import { sampleInput } from '../subgraphs/kit/form/sample.ts';
import { serviceDefinitions } from '../subgraphs/kit/form/service-definition.ts';
import {
  assistant,
  citizen,
  type GraphqlAnswer,
  type Harness,
  official,
  startSubgraphs,
  type TestCaller,
} from '../subgraphs/kit/test/harness.ts';
import land from '../subgraphs/land/index.ts';
import { until } from './until.ts';

const RAHIMA = citizen('rahima');
const HELPER = assistant('rahima', ['khatian-copy', 'mouza-map-copy'], 'consent-1');
const LATER = assistant('rahima', ['khatian-copy'], 'consent-2');
const OTHER_HELPER = { ...HELPER, act: { ...(HELPER.act ?? never()), sub: 'entrepreneur-2', consent: 'consent-3' } };

function never(): never {
  throw new Error('an assistant has an actor');
}

const services = serviceDefinitions(linkedSchemaFile(land.schema));
let place: Harness;
beforeAll(async () => {
  place = await startSubgraphs({ applications, land });
});
afterAll(() => place.stop());

type Made = { application: { id: string; [field: string]: unknown } | null; userErrors: { code: string }[] };

/** Hands in a form filled from its examples. */
async function handIn(code: string, as: TestCaller, key: string = crypto.randomUUID()) {
  const service = services.find((each) => each.code === code) ?? never();
  const input = { ...sampleInput(service.form, dayInDhaka(systemClock.now()), 'EN'), idempotencyKey: key };
  const answer = await place.ask(
    'land',
    as,
    `mutation ($input: ${service.inputType}!) { made: ${service.field}(input: $input) {
      application { id actions assistance { entrepreneurId centreId consentId words bn: words(language: BN) } } userErrors { code } } }`,
    { input },
  );
  return { ...answer, made: answer.data?.made as Made | undefined };
}
const codesOf = ({ errors = [] }: GraphqlAnswer) => errors.map(({ extensions }) => extensions?.code);

const read = (id: string, as: TestCaller) =>
  place.ask('applications', as, 'query ($id: ID!) { application(id: $id) { id answers { value } } }', { id });
const readAtMinistry = (id: string, as: TestCaller) =>
  place.ask(
    'land',
    as,
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Application { khatianCopy { mouza } } } }',
    { of: [{ __typename: 'Application', id }] },
  );
const saysNothing = (answer: GraphqlAnswer) => expect(JSON.stringify(answer)).not.toMatch(/Kathaldia|"id":"land-/);

describe('who serves a citizen', () => {
  let key: string;
  let id: string;
  beforeEach(async () => {
    key = crypto.randomUUID();
    const { made } = await handIn('khatian-copy', HELPER, key);
    id = made?.application?.id ?? '';
    const isKnown = async () => Boolean((await read(id, HELPER)).data?.application);
    await until(isKnown, `${id} is known`);
  });

  test('hands a form in for them: it is the citizen’s, and says by whom and for whom', async () => {
    const { made } = await handIn('khatian-copy', HELPER);
    expect(made).toMatchObject({
      application: {
        actions: [],
        assistance: {
          entrepreneurId: 'entrepreneur-1',
          centreId: 'centre-1',
          consentId: 'consent-1',
          words: 'By Shirin Akter (entrepreneur, Gulshan centre), for the applicant, with their consent.',
          bn: 'আবেদনকারীর পক্ষে, তাঁর সম্মতিতে, শিরিন আক্তার (উদ্যোক্তা, গুলশান কেন্দ্র) করেছেন।',
        },
      },
      userErrors: [],
    });
  });

  test('who did it stands before the citizen and the official, in the record and in its timeline', async () => {
    const query = `query ($id: ID!) { application(id: $id) { assistance { entrepreneurId }
      timeline { action actor assistance { entrepreneurId centreId } } } }`;
    for (const as of [RAHIMA, official('land')])
      expect(await place.ask('applications', as, query, { id })).toMatchObject({
        data: {
          application: {
            assistance: { entrepreneurId: 'entrepreneur-1' },
            timeline: [
              {
                action: 'SUBMIT',
                actor: 'APPLICANT',
                assistance: { entrepreneurId: 'entrepreneur-1', centreId: 'centre-1' },
              },
            ],
          },
        },
      });
  });

  test('reads what they made under that consent, at the index and at the ministry', async () => {
    expect(await read(id, HELPER)).toMatchObject({ data: { application: { id } } });
    expect(await readAtMinistry(id, HELPER)).toMatchObject({
      data: { _entities: [{ khatianCopy: { mouza: 'Kathaldia' } }] },
    });
  });

  test.each<[sentence: string, as: TestCaller]>([
    ['under another consent of the same citizen', LATER],
    ['for another citizen', { ...HELPER, sub: 'karim' }],
    ['with a consent to another service', { ...HELPER, scope: 'service:mouza-map-copy' }],
    ['with a consent to none', { ...HELPER, scope: '' }],
    ['as another entrepreneur', OTHER_HELPER],
    ['as themselves', citizen('entrepreneur-1')],
    ['in their own role', { sub: 'entrepreneur-1', scope: 'entrepreneur' }],
    ['with the citizen’s role and an actor', { ...RAHIMA, act: { ...(HELPER.act ?? never()), consent: 'consent-9' } }],
  ])('reads it not %s', async (_sentence, as) => {
    saysNothing(await read(id, as));
    saysNothing(await readAtMinistry(id, as));
  });

  test('reads nothing that the citizen made', async () => {
    const { made } = await handIn('khatian-copy', RAHIMA);
    for (const ask of [read, readAtMinistry]) saysNothing(await ask(made?.application?.id ?? '', HELPER));
  });

  test('does no service that the consent does not name', async () => {
    expect(codesOf(await handIn('khatian-copy', assistant('rahima', ['mouza-map-copy'])))).toEqual(['FORBIDDEN']);
    expect(codesOf(await handIn('khatian-copy', assistant('rahima', [])))).toEqual(['FORBIDDEN']);
  });

  test.each<[field: string, query: string]>([
    [
      'the citizen’s list',
      '{ _entities(representations: [{ __typename: "Citizen", id: "rahima" }]) { ... on Citizen { applications { totalCount } } } }',
    ],
    [
      'a draft',
      'mutation { saveDraft(input: { serviceCode: "khatian-copy", answers: {}, idempotencyKey: "12345678" }) { application { id } } }',
    ],
    ['a payment', 'mutation { startPayment(input: { applicationId: "x" }) { application { id } } }'],
    ['a withdrawal', 'mutation { withdrawApplication(input: { applicationId: "x" }) { application { id } } }'],
    [
      'an answer',
      'mutation { answerInformationRequest(input: { applicationId: "x", message: "x" }) { application { id } } }',
    ],
    [
      'a rating',
      'mutation { rateApplication(input: { applicationId: "x", stars: 5, idempotencyKey: "12345678" }) { rating { stars } } }',
    ],
    [
      'a decision',
      'mutation { approveApplication(input: { applicationId: "x", reason: "because" }) { application { id } } }',
    ],
  ])('is refused %s', async (_field, query) => {
    expect(codesOf(await place.ask('applications', HELPER, query))).toContain('FORBIDDEN');
  });

  test('moves nothing by a command either, for whoever gets past `applications`', async () => {
    const response = await fetch(`${place.urls.land}/commands`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: await peerAuthorization('land', await readKeys(place.keysDirectory, 'applications')),
        'x-caller-authorization': `Bearer ${await place.token('commands', HELPER)}`,
      },
      body: JSON.stringify({ command: 'WITHDRAW', applicationId: id }),
    });
    expect(await response.json()).toMatchObject({ snapshot: null, userErrors: [{ code: 'NOT_FOUND' }] });
  });

  test('gets the first answer to what they send again, after another consent too', async () => {
    for (const as of [HELPER, LATER]) {
      const { made } = await handIn('khatian-copy', as, key);
      expect(made).toMatchObject({ application: { id }, userErrors: [] });
    }
  });

  test('gets no answer to what the citizen, or another, sent under the same key', async () => {
    const own = crypto.randomUUID();
    await handIn('khatian-copy', RAHIMA, own);
    for (const [as, used] of [
      [HELPER, own],
      [OTHER_HELPER, key],
    ] as const) {
      const answer = await handIn('khatian-copy', as, used);
      expect(answer.made?.userErrors).toEqual([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
      expect(answer.made?.application).toBeNull();
    }
  });

  test('the citizen moves it as any other of theirs', async () => {
    const query = `mutation ($input: WithdrawApplicationInput!) { moved: withdrawApplication(input: $input) {
      application { status timeline { action assistance { entrepreneurId } } } userErrors { code } } }`;
    expect(await place.ask('applications', RAHIMA, query, { input: { applicationId: id } })).toMatchObject({
      data: {
        moved: {
          application: {
            status: 'WITHDRAWN',
            timeline: [
              { action: 'SUBMIT', assistance: { entrepreneurId: 'entrepreneur-1' } },
              { action: 'WITHDRAW', assistance: null },
            ],
          },
        },
      },
    });
  });
});

test('what a citizen made themselves was made in nobody’s stead', async () => {
  const { made } = await handIn('khatian-copy', RAHIMA);
  expect(made).toMatchObject({ application: { assistance: null } });
  expect(made?.application?.actions).toContain('WITHDRAW');
});
