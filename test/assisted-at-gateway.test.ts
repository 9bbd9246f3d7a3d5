/**
 * Service in a citizen's stead, whole: an entrepreneur logs in, the citizen consents by their own code, the token of that consent
 * goes through the gateway to the ministry, and is over when the citizen takes the consent back.
 */
import * as openid from 'openid-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessTokenOf } from '../subgraphs/identity/test/browser-login.ts';
import { readKeys } from '../subgraphs/kit/auth/keys.ts';
import { peerAuthorization } from '../subgraphs/kit/auth/tokens.ts';
import { type Client, client } from './client.ts';
import { filled, send, servicesOf } from './generic-client.ts';
import { people, type Town, town } from './town.ts';

const OFFICES = 'http://localhost:3001/callback';
const CONSENT_TOKEN = 'urn:nagarik:token-type:consent';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

let place: Town;
let rahima: Client;
/** Karim, who serves Rahima at Gulshan. */
let assisted: Client;
let consentId: string;

beforeAll(async () => {
  place = await town({
    running: ['identity', 'applications', 'catalogue', 'documents', 'land', 'places', 'entrepreneurs'],
  });
  rahima = await place.citizen(people.rahima);
  await tellRole({ version: 1, isHeld: true });
  ({ assisted, consentId } = await serve(['khatian-copy']));
});
afterAll(() => place.stop());

const at = (accessToken: string) => client(`${place.gatewayUrl}/graphql`, accessToken);

/** What `entrepreneurs` tells identity of Karim. */
async function tellRole(told: { version: number; isHeld: boolean }): Promise<void> {
  const keys = await readKeys(place.subgraphs.keysDirectory, 'entrepreneurs');
  const role = { personId: 'person-karim', centres: ['gulshan'], validUntil: '2099-12-31', ...told };
  const answer = await fetch(`${place.subgraphs.urls.identity}/entrepreneur-roles`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: await peerAuthorization('identity', keys) },
    body: JSON.stringify(role),
  });
  expect(answer.status).toBe(200);
}

/** From the entrepreneur's login to the token for the citizen's services. */
async function serve(services: readonly string[]) {
  const { issuer } = place.subgraphs;
  const inbox = `${place.gatewayUrl}/development/inbox`;
  const app = await openid.discovery(new URL(issuer), 'offices', undefined, openid.None(), {
    execute: [openid.allowInsecureRequests],
  });
  const karim = { nationalId: people.karim, role: 'ENTREPRENEUR', inbox } as const;
  const own = await accessTokenOf(issuer, karim, { clientId: 'offices', redirectUri: OFFICES });
  const { asked } = await at(own).get<{ asked: { requestId: string } }>(
    'mutation ($input: RequestAssistanceInput!) { asked: requestAssistance(input: $input) { requestId userErrors { code } } }',
    { input: { citizenNationalId: people.rahima, services, centre: 'gulshan' } },
  );
  const { messages } = (await (await fetch(inbox)).json()) as { messages: { to: string; code: string }[] };
  const { given } = await at(own).get<{ given: { consentId: string; subjectToken: string } }>(
    'mutation ($input: ConfirmAssistanceInput!) { given: confirmAssistance(input: $input) { consentId subjectToken userErrors { code } } }',
    { input: { requestId: asked.requestId, code: messages.find(({ to }) => to === people.rahima)?.code } },
  );
  const exchanged = await openid.genericGrantRequest(app, 'urn:ietf:params:oauth:grant-type:token-exchange', {
    subject_token: given.subjectToken,
    subject_token_type: CONSENT_TOKEN,
    actor_token: own,
    actor_token_type: ACCESS_TOKEN,
  });
  return { assisted: at(exchanged.access_token), consentId: given.consentId };
}

async function handIn(code: string, as: Client) {
  const service = (await servicesOf(place.anybody, 'EN')).find((each) => each.code === code);
  if (!service) throw new Error(`the graph has no ${code}`);
  return send(as, service, filled(service.form.fields, 'EN'), 'EN');
}

test('what the citizen has consented to is done for them, and says by whom and for whom', async () => {
  const sent = await handIn('khatian-copy', assisted);
  expect(sent.errors).toBeUndefined();
  const id = sent.data?.answer?.application?.id ?? '';
  const query = `query ($id: ID!) { application(id: $id) {
    khatianCopy { mouza } assistance { entrepreneurId centreId consentId words bn: words(language: BN) }
    timeline { assistance { entrepreneurId words } } } }`;
  const words = 'By Karim Uddin (entrepreneur, Gulshan Citizen Service centre), for the applicant, with their consent.';
  const shown = {
    application: {
      khatianCopy: { mouza: 'Kathaldia' },
      assistance: {
        ...{ entrepreneurId: 'person-karim', centreId: 'gulshan', consentId, words },
        bn: 'আবেদনকারীর পক্ষে, তাঁর সম্মতিতে, করিম উদ্দিন (উদ্যোক্তা, গুলশান নাগরিক সেবাকেন্দ্র) করেছেন।',
      },
      timeline: [{ assistance: { entrepreneurId: 'person-karim', words } }],
    },
  };
  expect(await assisted.get(query, { id })).toEqual(shown);
  expect(await rahima.get(query, { id })).toEqual(shown);
});

test('nothing else of hers is done or seen', async () => {
  const own = (await handIn('khatian-copy', rahima)).data?.answer?.application?.id ?? '';
  const query = 'query ($id: ID!) { application(id: $id) { reference } }';
  expect(await assisted.ask(query, { id: own })).toEqual({ data: { application: null } });
  expect(await handIn('mouza-map-copy', assisted)).toMatchObject({
    data: { answer: null },
    errors: [{ extensions: { code: 'FORBIDDEN' } }],
  });
  for (const [field, asked] of [
    ['me', '{ me { name applications { totalCount } } }'],
    [
      'withdrawApplication',
      `mutation { withdrawApplication(input: { applicationId: "${own}" }) { userErrors { code } } }`,
    ],
    ['revokeAssistance', 'mutation { revokeAssistance(input: { consentId: "x" }) { userErrors { code } } }'],
    [
      'requestAssistance',
      'mutation { requestAssistance(input: { citizenNationalId: "1985123456789", services: ["khatian-copy"], centre: "gulshan" }) { requestId } }',
    ],
  ] as const)
    expect({ field, ...(await assisted.ask(asked)) }).toMatchObject({
      data: { [field]: null },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
});

const codeFor = async ({ ask }: Client) => (await ask('{ __typename }')).errors?.[0]?.extensions?.code;

test('the citizen takes the consent back, and the next request is refused', async () => {
  await rahima.get('mutation ($id: ID!) { revokeAssistance(input: { consentId: $id }) { userErrors { code } } }', {
    id: consentId,
  });
  await expect.poll(() => codeFor(assisted)).toBe('INVALID_TOKEN');
});

test('an entrepreneur who is suspended in the middle of it goes no further', async () => {
  const another = await serve(['khatian-copy']);
  expect(await codeFor(another.assisted)).toBeUndefined();
  await tellRole({ version: 2, isHeld: false });
  await expect.poll(() => codeFor(another.assisted)).toBe('INVALID_TOKEN');
});
