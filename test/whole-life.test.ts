/** Every service of the launch from the first draft to its outcome, through the gateway: one row a service. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from './client.ts';
import { filled, type Service, send, servicesOf } from './generic-client.ts';
import { pay } from './pay.ts';
import { people, type Town, town } from './town.ts';

type Row = { readonly ministry: string; readonly code: string; readonly kind: string };
const ROWS: readonly Row[] = parse(readFileSync(new URL('./data/services.csv', import.meta.url)), { columns: true });

/** A look-up asks about what is in the registers before anybody's application has changed them. */
const LOOKUPS_FIRST = [...ROWS].sort((one, other) => Number(other.kind === 'lookup') - Number(one.kind === 'lookup'));

/** Where one life stands in the way of another's: the person of the example draws the old-age allowance by then. */
const ANOTHER_PERSON: Readonly<Record<string, string>> = { 'widow-allowance': '1950123456799' };

/** Where the report is confidential to a desk at which the ministry's first official does not work. */
const AT_ANOTHER_DESK: Readonly<Record<string, string>> = { 'general-diary': people.policeOfficial };

type Person = { readonly id: string; readonly nationalId: string };
const PEOPLE: readonly Person[] = parse(
  readFileSync(new URL('../subgraphs/identity/people.seed.csv', import.meta.url)),
  { columns: true, comment: '#' },
);

let place: Town;
let citizen: Client;
let services: ReadonlyMap<string, Service>;
const officials = new Map<string, Promise<Client>>();

beforeAll(async () => {
  place = await town();
  citizen = await place.citizen(people.rahima);
  services = new Map((await servicesOf(citizen, 'EN')).map((service) => [service.code, service]));
});
afterAll(() => place.stop());

test('every service of the graph has a row', () => {
  expect([...services.keys()].sort()).toEqual(ROWS.map(({ code }) => code).sort());
});

describe('from the draft to the outcome', () => {
  test.each(LOOKUPS_FIRST)('$code ($kind)', async ({ ministry, code, kind }) => {
    const service = services.get(code);
    if (!service) throw new Error(`the graph has no ${code}`);
    const input = inputFor(service);
    if (kind === 'lookup') {
      const { data, errors } = await send(citizen, service, input, 'EN');
      expect({ errors, userErrors: data?.answer?.userErrors }).toEqual({ errors: undefined, userErrors: [] });
      expect(data?.answer?.answers).not.toEqual([]);
      return;
    }
    const draft = await act(citizen, 'saveDraft', 'SaveDraftInput', {
      serviceCode: code,
      answers: input,
      idempotencyKey: crypto.randomUUID(),
    });
    expect(draft.status).toBe('DRAFT');
    const applicationId = draft.id;
    let now = await act(citizen, 'submitDraft', 'ApplicationActionInput', { applicationId });
    if (now.payment?.status === 'DUE') now = await paid(applicationId);
    if (kind === 'payment') {
      expect(now.status).toBe('COMPLETED');
      return;
    }
    const official = await officialOf(ministry, code);
    if (kind !== 'appointment') {
      expect(now.status).toBe('SUBMITTED');
      await act(official, 'takeApplication', 'ApplicationActionInput', { applicationId });
      now = await act(official, 'approveApplication', 'DecideApplicationInput', {
        applicationId,
        reason: 'All is in order',
      });
    }
    expect(now.status).toBe('APPROVED');
    now = await act(official, 'completeApplication', 'ApplicationActionInput', { applicationId });
    expect(now).toMatchObject({ status: 'COMPLETED', actions: [] });
  });
});

/** The form's own examples, about another person where the table says so. */
function inputFor({ code, form }: Service): Record<string, unknown> {
  const input = filled(form.fields, 'EN');
  const nationalId = ANOTHER_PERSON[code];
  const { applicant } = input;
  return nationalId && typeof applicant === 'object' ? { ...input, applicant: { ...applicant, nationalId } } : input;
}

type Application = {
  readonly id: string;
  readonly status: string;
  readonly actions: readonly string[];
  readonly payment: { readonly status: string; readonly checkoutUrl: string | null } | null;
};

const SHOWN = 'id status actions payment { status checkoutUrl }';

/** Does something with an application. @throws when it is refused. */
async function act(who: Client, field: string, type: string, input: object): Promise<Application> {
  const { payload } = await who.get<{ payload: { application: Application | null; userErrors: unknown[] } }>(
    `mutation ($input: ${type}!) { payload: ${field}(input: $input) {
      application { ${SHOWN} } userErrors { code field message } } }`,
    { input },
  );
  if (!payload.application) throw new Error(`${field}: ${JSON.stringify(payload.userErrors)}`);
  return payload.application;
}

async function paid(applicationId: string): Promise<Application> {
  const { payment } = await act(citizen, 'startPayment', 'ApplicationActionInput', { applicationId });
  await pay(payment?.checkoutUrl ?? '');
  const query = `query ($id: ID!) { application(id: $id) { ${SHOWN} } }`;
  const read = async () => (await citizen.get<{ application: Application }>(query, { id: applicationId })).application;
  await expect.poll(read).toMatchObject({ payment: { status: 'PAID' } });
  return read();
}

/** The development data's official for a service, mostly the ministry's first. */
function officialOf(ministry: string, service: string): Promise<Client> {
  const first = `official-${ministry}-1`;
  const nationalId = AT_ANOTHER_DESK[service] ?? PEOPLE.find(({ id }) => id === first)?.nationalId;
  if (nationalId === undefined) throw new Error(`subgraphs/identity/people.seed.csv has no ${first}`);
  const known = officials.get(nationalId) ?? place.official(nationalId);
  officials.set(nationalId, known);
  return known;
}
