/**
 * One citizen without a phone, from the printed card to the decision: a neighbour becomes an entrepreneur, serves them with
 * their consent, and takes the fee; the ministry decides; the citizen sees it all, and who did it. Everything by the gateway.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from './client.ts';
import { referenceOf } from './document.ts';
import { filled, send, servicesOf } from './generic-client.ts';
import { type Card, type Served, type ServiceDesk, serviceDesk } from './service-desk.ts';
import { people, type Town, town } from './town.ts';
import { passEveryModule } from './training.ts';

/** Of the development data: who needs help, who gives it, who already works there, and who decides. */
const HOSNE_ARA = '1974234567803';
const SHIRIN = '2000345925927';
const ALLOWANCE_OFFICIAL = '1980000000010';
const CENTRE = 'gulshan';

let place: Town;
/** Karim, who becomes an entrepreneur. */
let karim: ServiceDesk;
let operator: Client;
let card: Card;
let served: Served;
const made = new Map<string, { id: string; reference: string }>();

beforeAll(async () => {
  place = await town({
    running: [
      ...['identity', 'applications', 'catalogue', 'documents', 'places', 'access-log', 'entrepreneurs'],
      ...['land', 'social-welfare', 'election-commission'],
    ],
  });
  operator = await place.operator(people.operator);
});
afterAll(() => place.stop());

type Inbox = { readonly messages: readonly { readonly to: string; readonly text: { en: string; bn: string } }[] };
type Refusal = { readonly code: string; readonly field: string | null; readonly message: string };

const INPUT_TYPES: Readonly<Record<string, string>> = {
  takeApplication: 'ApplicationActionInput',
  approveApplication: 'DecideApplicationInput',
};

/** Does something by a mutation. @throws when it is refused. */
async function done<Value>(who: Client, field: string, input: object, selection: string): Promise<Value> {
  const type = INPUT_TYPES[field] ?? `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const { answer } = await who.get<{ answer: Value & { userErrors: Refusal[] } }>(
    `mutation ($input: ${type}!) { answer: ${field}(input: $input) { ${selection} userErrors { code field message } } }`,
    { input },
  );
  if (answer.userErrors.length > 0) throw new Error(`${field}: ${JSON.stringify(answer.userErrors)}`);
  return answer;
}

const key = () => crypto.randomUUID();

async function handIn(code: string, as: Client, more: object = {}) {
  const service = (await servicesOf(place.anybody, 'EN')).find((each) => each.code === code);
  if (!service) throw new Error(`the graph has no ${code}`);
  const sent = await send(as, service, { ...filled(service.form.fields, 'EN'), ...more }, 'EN');
  const id = sent.data?.answer?.application?.id;
  if (!id) throw new Error(`${code}: ${JSON.stringify(sent)}`);
  const { application } = await as.get<{ application: { id: string; reference: string } }>(
    'query ($id: ID!) { application(id: $id) { id reference } }',
    { id },
  );
  return application;
}

describe('a citizen without a device', () => {
  test('has a neighbour who applies, learns, passes every test, and is assigned to the centre', async () => {
    const citizen = await place.citizen(people.karim);
    const { entrepreneur } = await done<{ entrepreneur: { id: string } }>(
      citizen,
      'applyAsEntrepreneur',
      {
        ...{ nameEn: 'Karim Uddin', nameBn: 'করিম উদ্দিন', centre: CENTRE, idempotencyKey: key() },
        photo: await referenceOf(citizen, 'photo'),
        documents: [await referenceOf(citizen, 'nid'), await referenceOf(citizen, 'education-certificate')],
      },
      'entrepreneur { id }',
    );
    const entrepreneurId = entrepreneur.id;
    const { documents } = await operator
      .get<{ entrepreneur: { documents: string[] } }>('query ($id: ID!) { entrepreneur(id: $id) { documents } }', {
        id: entrepreneurId,
      })
      .then(({ entrepreneur: applicant }) => applicant);
    const { documentByReference } = await operator.get<{ documentByReference: object }>(
      'query ($reference: String!) { documentByReference(reference: $reference) { evidence fileName } }',
      { reference: documents[0] },
    );
    expect(documentByReference).toEqual({ evidence: 'nid', fileName: 'nid.pdf' });
    const screening = { entrepreneurId, decision: 'ACCEPT', reason: 'The papers are in order' };
    await done(operator, 'screenEntrepreneur', screening, 'entrepreneur { stage }');
    expect(await passEveryModule(citizen)).toEqual(['cash-and-slips', 'consent-and-privacy', 'forms-and-papers']);
    const assigned = await done(
      operator,
      'assignEntrepreneur',
      { entrepreneurId, centre: CENTRE },
      'entrepreneur { stage isInForce assignments { centreCode } card { number } }',
    );
    expect(assigned).toMatchObject({
      entrepreneur: { stage: 'CERTIFIED', isInForce: true, assignments: [{ centreCode: CENTRE }] },
    });
    karim = await serviceDesk(place, people.karim);
  });

  test('gets a card of codes at the centre, against the national ID', async () => {
    const shirin = await serviceDesk(place, SHIRIN);
    card = await shirin.issueCard(HOSNE_ARA, CENTRE);
    expect(card.codes).toHaveLength(20);
  });

  test('consents by a numbered code of it, and has a land mutation and an allowance handed in', async () => {
    const wanted = { citizenNationalId: HOSNE_ARA, services: ['land-mutation', 'old-age-allowance'], centre: CENTRE };
    served = await karim.serve(wanted, card, 7);
    const { assisted } = served;
    made.set(
      'land-mutation',
      await handIn('land-mutation', assisted, { evidence: { deed: await referenceOf(assisted, 'deed') } }),
    );
    made.set('old-age-allowance', await handIn('old-age-allowance', assisted));
  });

  test('has a message of each, in both languages, that says what was done, by whom and where', async () => {
    const messages = async () => {
      const inbox = (await (await fetch(`${place.gatewayUrl}/development/inbox`)).json()) as Inbox;
      return inbox.messages.filter(({ to }) => to === HOSNE_ARA).map(({ text }) => text);
    };
    for (const [service, titleEn, titleBn] of [
      ['land-mutation', 'Land mutation (e-namjari)', 'নামজারি'],
      ['old-age-allowance', 'Old age allowance', 'বয়স্ক ভাতা'],
    ] as const) {
      const { reference } = applicationOf(service);
      await expect.poll(messages).toContainEqual({
        en: expect.stringContaining(
          `Karim Uddin at Gulshan Citizen Service centre has handed in for you: ${titleEn}, number ${reference}.`,
        ),
        bn: expect.stringContaining(
          `করিম উদ্দিন (গুলশান নাগরিক সেবাকেন্দ্র) আপনার হয়ে জমা দিয়েছেন: ${titleBn}, নম্বর ${reference}।`,
        ),
      });
    }
  });

  test('pays at the desk, and takes home a slip that anybody can look up', async () => {
    for (const [service, paidBdt] of [
      ['land-mutation', 1220],
      ['old-age-allowance', 0],
    ] as const) {
      const applicationReference = applicationOf(service).reference;
      const { transaction } = await done<{ transaction: { slip: { number: string } } }>(
        karim.own,
        'chargeService',
        { centre: CENTRE, service, applicationReference, idempotencyKey: key() },
        'transaction { slip { number } } account { owedBdt }',
      );
      const { slip } = await place.anybody.get<{ slip: object }>(
        'query ($number: String!) { slip(number: $number) { service { code } paidBdt applicationReference isReversed } }',
        transaction.slip,
      );
      expect(slip).toEqual({ service: { code: service }, paidBdt, applicationReference, isReversed: false });
    }
  });

  test('has both granted by the ministries', async () => {
    for (const [service, nationalId] of [
      ['land-mutation', people.landOfficial],
      ['old-age-allowance', ALLOWANCE_OFFICIAL],
    ] as const) {
      const official = await place.official(nationalId);
      const applicationId = applicationOf(service).id;
      await done(official, 'takeApplication', { applicationId }, 'application { id }');
      const decision = { applicationId, reason: 'All is in order' };
      const { application } = await done<{ application: object }>(
        official,
        'approveApplication',
        decision,
        'application { status assistance { entrepreneurId centreId } }',
      );
      expect(application).toEqual({
        status: 'APPROVED',
        assistance: { entrepreneurId: 'person-karim', centreId: CENTRE },
      });
    }
  });

  test('logs in on a phone one day, and sees both, and who did them', async () => {
    const hosneAra = await place.citizen(HOSNE_ARA);
    const { me } = await hosneAra.get<{ me: { assistanceConsents: object[]; applications: { nodes: object[] } } }>(
      `{ me { assistanceConsents { entrepreneur(language: BN) serviceCentre { name(language: BN) } }
        applications(first: 10) { nodes { reference status payment { amountBdt status }
        timeline { action assistance { entrepreneurId } }
        assistance { entrepreneurId centreId consentId words bn: words(language: BN) } } } } }`,
    );
    const assistance = {
      ...{ entrepreneurId: 'person-karim', centreId: CENTRE, consentId: served.consentId },
      words: 'By Karim Uddin (entrepreneur, Gulshan Citizen Service centre), for the applicant, with their consent.',
      bn: 'আবেদনকারীর পক্ষে, তাঁর সম্মতিতে, করিম উদ্দিন (উদ্যোক্তা, গুলশান নাগরিক সেবাকেন্দ্র) করেছেন।',
    };
    expect(me.assistanceConsents).toContainEqual({
      ...{ entrepreneur: 'করিম উদ্দিন', serviceCentre: { name: 'গুলশান নাগরিক সেবাকেন্দ্র' } },
    });
    const approved = {
      status: 'APPROVED',
      assistance,
      timeline: expect.arrayContaining([{ action: 'SUBMIT', assistance: { entrepreneurId: 'person-karim' } }]),
    };
    expect(me.applications.nodes).toEqual([
      { ...approved, reference: applicationOf('old-age-allowance').reference, payment: null },
      {
        ...approved,
        reference: applicationOf('land-mutation').reference,
        payment: { amountBdt: 1170, status: 'PAID' },
      },
    ]);
  });

  test('reads who has looked: the officials, by desk, and no stranger', async () => {
    const hosneAra = await place.citizen(HOSNE_ARA);
    const looks = async () => {
      const { me } = await hosneAra.get<{ me: { dataAccesses: { nodes: object[] } } }>(
        '{ me { dataAccesses(first: 50) { nodes { role ministry { code } desk application { reference } } } } }',
      );
      return me.dataAccesses.nodes;
    };
    const look = (service: string, ministry: string, desk: string) => ({
      ...{ role: 'OFFICIAL', ministry: { code: ministry }, desk },
      application: { reference: applicationOf(service).reference },
    });
    await expect
      .poll(looks)
      .toEqual(
        expect.arrayContaining([
          look('land-mutation', 'land', 'mutation'),
          look('old-age-allowance', 'social-welfare', 'allowances'),
        ]),
      );
    expect(JSON.stringify(await looks())).not.toMatch(/AUDITOR|OPERATOR/);
  });

  test('has done for them what asks for a fresh login: a code of the card says that it was them', async () => {
    const wanted = { citizenNationalId: HOSNE_ARA, services: ['nid-reissue'], centre: CENTRE };
    const { assisted } = await karim.serve(wanted, card, 9);
    expect((await handIn('nid-reissue', assisted)).reference).toMatch(/^ELEC-/);
  });

  test('takes the next consent back mid-way, and the entrepreneur goes no further', async () => {
    const wanted = { citizenNationalId: HOSNE_ARA, services: ['khatian-copy'], centre: CENTRE };
    const { assisted, consentId } = await karim.serve(wanted, card, 8);
    await handIn('khatian-copy', assisted);
    const hosneAra = await place.citizen(HOSNE_ARA);
    await done(hosneAra, 'revokeAssistance', { consentId }, '__typename');
    const refusal = async () => (await assisted.ask('{ __typename }')).errors?.[0]?.extensions?.code;
    await expect.poll(refusal).toBe('INVALID_TOKEN');
  });
});

function applicationOf(service: string) {
  const application = made.get(service);
  if (!application) throw new Error(`nothing was handed in for ${service}`);
  return application;
}
