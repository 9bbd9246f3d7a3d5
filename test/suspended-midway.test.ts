/**
 * Somebody who serves a citizen loses the right to it in the middle: they are suspended, or the citizen takes the consent
 * back. A token that the gateway made before, copied on its way to a subgraph, opens that subgraph's port no longer than its
 * own half minute, and another is not to be had.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { IncomingMessage } from 'node:http';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Client } from './client.ts';
import { filled, send, servicesOf } from './generic-client.ts';
import { type Card, type Served, type ServiceDesk, serviceDesk } from './service-desk.ts';
import { people, type Town, town } from './town.ts';

/** Of the development data: who needs help, and two who work at Gulshan. */
const HOSNE_ARA = '1974234567803';
const SHIRIN = { nationalId: '2000345925927', entrepreneurId: 'entrepreneur-1' };
const MOUSHUMI = '1994437777779';
const CENTRE = 'gulshan';

let place: Town;
let card: Card;
let shirin: ServiceDesk;
let operator: Client;
let hosneAra: Client;

beforeAll(async () => {
  subscribe('http.server.request.start', copy);
  place = await town({
    running: ['identity', 'applications', 'catalogue', 'documents', 'land', 'places', 'entrepreneurs'],
  });
  [operator, hosneAra] = await Promise.all([place.operator(people.operator), place.citizen(HOSNE_ARA)]);
  card = await (await serviceDesk(place, MOUSHUMI)).issueCard(HOSNE_ARA, CENTRE);
  shirin = await serviceDesk(place, SHIRIN.nationalId);
});
afterAll(async () => {
  unsubscribe('http.server.request.start', copy);
  await place.stop();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What the gateway has sent to `land` of whom it speaks, as somebody reads it who listens on the way. */
const copies: string[] = [];
function copy(event: unknown): void {
  const request = typeof event === 'object' && event !== null && 'request' in event ? event.request : null;
  if (!(request instanceof IncomingMessage) || request.url !== '/graphql') return;
  const { localPort } = request.socket;
  if (localPort === Number(new URL(place.subgraphs.urls.land ?? '').port))
    copies.push(request.headers.authorization ?? '');
}

async function formOf(code: string) {
  const service = (await servicesOf(place.anybody, 'EN')).find((each) => each.code === code);
  if (!service) throw new Error(`the graph has no ${code}`);
  return { service, input: filled(service.form.fields, 'EN') };
}

async function handIn(code: string, as: Client) {
  const { service, input } = await formOf(code);
  return send(as, service, input, 'EN');
}

async function atPort(subgraph: string, authorization: string, query = '{ __typename }', variables: object = {}) {
  const answer = await fetch(`${place.subgraphs.urls[subgraph]}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query, variables }),
  });
  return { status: answer.status, body: await answer.text() };
}

const mutate = (who: Client, field: string, type: string, input: object) =>
  who.get<Record<string, { userErrors: object[] }>>(
    `mutation ($input: ${type}!) { ${field}(input: $input) { userErrors { code } } }`,
    { input },
  );

const SUSPENSION = { entrepreneurId: SHIRIN.entrepreneurId, reason: 'Took more than the tariff' };

/** What ends the right to serve. `codeNumber`: which of the card gives the consent before. */
const ENDS = [
  {
    how: 'the citizen takes the consent back',
    codeNumber: 3,
    isLoginOver: false,
    end: (consentId: string) => mutate(hosneAra, 'revokeAssistance', 'RevokeAssistanceInput', { consentId }),
  },
  {
    how: 'the entrepreneur is suspended',
    codeNumber: 4,
    isLoginOver: true,
    end: () => mutate(operator, 'suspendEntrepreneur', 'SuspendEntrepreneurInput', SUSPENSION),
  },
];

describe.each(ENDS)('when $how', ({ codeNumber, isLoginOver, end }) => {
  let served: Served;
  /** Copied before it ended, when it opened the port. */
  let copied: string;

  beforeAll(async () => {
    served = await shirin.serve(
      { citizenNationalId: HOSNE_ARA, services: ['khatian-copy'], centre: CENTRE },
      card,
      codeNumber,
    );
    const sent = await handIn('khatian-copy', served.assisted);
    expect(sent.data?.answer?.application).toBeTruthy();
    copied = copies.findLast((each) => 'act' in decodeJwt(each.slice('Bearer '.length))) ?? '';
    await end(served.consentId);
  });

  test('no other token is to be had from identity', async () => {
    await expect(served.exchangeAgain()).rejects.toMatchObject({ error: 'invalid_grant' });
    if (isLoginOver) await expect(shirin.refresh()).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test('the gateway refuses the one that there is, and makes none of it for a subgraph', async () => {
    const refusal = async () => (await served.assisted.ask('{ __typename }')).errors?.[0]?.extensions?.code;
    await expect.poll(refusal).toBe('INVALID_TOKEN');
    const before = copies.length;
    await handIn('khatian-copy', served.assisted);
    expect(copies).toHaveLength(before);
  });

  test('a copied token of the gateway’s opens its subgraph’s port for its half minute, and then none', async () => {
    const { iat = 0, exp = 0, act, aud } = decodeJwt(copied.slice('Bearer '.length));
    expect({ act, aud, seconds: exp - iat }).toMatchObject({ act: { centre: CENTRE }, aud: 'land', seconds: 30 });
    vi.useFakeTimers({ toFake: ['Date'], now: (exp - 1) * 1000 });
    expect((await atPort('land', copied)).status).toBe(200);
    expect((await atPort('applications', copied)).status).toBe(401);
    vi.setSystemTime(exp * 1000);
    for (const subgraph of Object.keys(place.subgraphs.urls)) {
      const { status, body } = await atPort(subgraph, copied);
      expect({ subgraph, status, body }).toMatchObject({ status: 401, body: expect.stringContaining('UNTRUSTED') });
    }
  });

  test('nor did it ever open another service of that subgraph', async () => {
    const { exp = 0 } = decodeJwt(copied.slice('Bearer '.length));
    const { service, input } = await formOf('mouza-map-copy');
    const { mutation, inputType } = service.form;
    vi.useFakeTimers({ toFake: ['Date'], now: (exp - 1) * 1000 });
    const asked = `mutation ($input: ${inputType}!) { ${mutation}(input: $input) { application { id } } }`;
    const { body } = await atPort('land', copied, asked, { input: { ...input, idempotencyKey: crypto.randomUUID() } });
    expect(body).toContain('FORBIDDEN');
  });
});
