/**
 * A desk's forms of a day without a line, each with a numbered code of the citizen's card, sent in the evening over a line that
 * is cut again and again: the desk's library against the graph as it is.
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cardConsent, type Desk, type Form, graphSender, openDesk } from '../subgraphs/entrepreneurs/desk/index.ts';
import { sqliteStorage } from '../subgraphs/entrepreneurs/desk/sqlite-storage.ts';
import { filled, type Service, servicesOf } from './generic-client.ts';
import { type Card, type ServiceDesk, serviceDesk } from './service-desk.ts';
import { type Town, town } from './town.ts';

const HOSNE_ARA = '1974234567803';
/** Who hands cards out, and who serves: never the same person. */
const MOUSHUMI = '1994437777779';
const SHIRIN = '2000345925927';
const CENTRE = 'gulshan';
const FORMS = 12;

let place: Town;
let moushumi: ServiceDesk;
let shirin: ServiceDesk;
let khatianCopy: Service;
let directory: string;
let line: Awaited<ReturnType<typeof badLine>>;
beforeAll(async () => {
  place = await town({ running: ['identity', 'applications', 'catalogue', 'documents', 'land', 'entrepreneurs'] });
  [moushumi, shirin] = [await serviceDesk(place, MOUSHUMI), await serviceDesk(place, SHIRIN)];
  const found = (await servicesOf(place.anybody, 'EN')).find(({ code }) => code === 'khatian-copy');
  if (!found) throw new Error('the graph has no khatian-copy');
  khatianCopy = found;
  directory = await mkdtemp(join(tmpdir(), 'nagarik-desk-'));
  line = await badLine(`${place.gatewayUrl}/graphql`);
});
afterAll(async () => {
  await line.close();
  await place.stop();
  await rm(directory, { recursive: true });
});

type Fate = 'CUT' | 'LOST' | 'THROUGH';

/** Of four requests one does not reach the graph, of five the answer to one is lost; and to any that a test names. */
async function badLine(graph: string) {
  let isBad = true;
  let count = 0;
  let loses: ((body: string) => boolean) | null = null;
  const fates: Record<Fate, number> = { CUT: 0, LOST: 0, THROUGH: 0 };
  const fateOf = (body: string): Fate => {
    if (loses?.(body)) return 'LOST';
    if (!isBad) return 'THROUGH';
    count += 1;
    return count % 4 === 1 ? 'CUT' : count % 5 === 2 ? 'LOST' : 'THROUGH';
  };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const fate = fateOf(body);
    fates[fate] += 1;
    if (fate === 'CUT') return request.socket.destroy();
    const { authorization = '' } = request.headers;
    const answer = await fetch(graph, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body,
    });
    if (fate === 'LOST') return request.socket.destroy();
    response.setHeader('connection', 'close').end(await answer.text());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    graph: `http://127.0.0.1:${port}`,
    fates,
    mend: () => {
      isBad = false;
    },
    lose: (which: typeof loses) => {
      loses = which;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function openedDesk(name: string): Promise<{ desk: Desk; close: () => void }> {
  const storage = sqliteStorage(join(directory, name));
  const consent = cardConsent({
    graph: line.graph,
    tokenEndpoint: `${place.subgraphs.issuer}/token`,
    clientId: 'offices',
    centre: CENTRE,
    ownToken: async () => shirin.own.accessToken ?? '',
  });
  const unlock = { secret: new Uint8Array(32).fill(7) };
  const desk = await openDesk({ unlock, storage, send: graphSender({ graph: line.graph, consent }) });
  return { desk, close: () => storage.close() };
}

function form(card: Card, number: number, code = card.codes[number - 1]?.code ?? ''): Form {
  return {
    service: khatianCopy.code,
    field: khatianCopy.form.mutation ?? '',
    inputType: khatianCopy.form.inputType,
    input: filled(khatianCopy.form.fields, 'EN'),
    card: { citizenNationalId: HOSNE_ARA, cardNumber: card.cardNumber, number, code },
  };
}

const references = async () => {
  const citizen = await place.citizen(HOSNE_ARA);
  const { me } = await citizen.get<{ me: { applications: { nodes: { reference: string }[] } } }>(
    '{ me { applications(first: 50) { nodes { reference } } } }',
  );
  return me.applications.nodes.map(({ reference }) => reference).reverse();
};

test('a dozen forms come through, in order and each once; one with a code that was used is refused, and why', async () => {
  const card = await moushumi.issueCard(HOSNE_ARA, CENTRE);
  const { desk, close } = await openedDesk('evening.sqlite');
  for (let number = 1; number <= FORMS; number += 1) await desk.keep(form(card, number));
  await desk.keep(form(card, 1));
  for (let left = FORMS + 1; left > 0; ) ({ left } = await desk.sendAll());
  const judgements = (await desk.forms()).map(({ judgement }) => judgement);
  const taken = judgements.slice(0, FORMS);
  for (const judgement of taken) expect(['ACCEPTED', 'ALREADY_DONE']).toContain(judgement?.verdict);
  expect(taken.map((judgement) => judgement && 'reference' in judgement && judgement.reference)).toEqual(
    await references(),
  );
  expect(judgements.at(-1)).toMatchObject({
    verdict: 'REFUSED',
    reasons: [
      { code: 'CARD_CODE_USED', message: { en: expect.any(String), bn: expect.stringMatching(/\p{Script=Bengali}/u) } },
    ],
  });
  // As bad as it was meant to be: more was cut and lost than there were forms.
  expect(line.fates.CUT).toBeGreaterThan(FORMS);
  expect(line.fates.LOST).toBeGreaterThan(FORMS);
  close();
}, 120_000);

test('a form whose answer was lost is known to be done, when the citizen has taken the consent back meanwhile', async () => {
  line.mend();
  const card = await moushumi.issueCard(HOSNE_ARA, CENTRE);
  const before = await references();
  const { desk, close } = await openedDesk('revoked.sqlite');
  await desk.keep(form(card, 1));
  line.lose((body) => body.includes(khatianCopy.form.inputType));
  expect(await desk.sendAll()).toMatchObject({ judged: 0, left: 1 });
  line.lose(null);
  const citizen = await place.citizen(HOSNE_ARA);
  const { me } = await citizen.get<{ me: { assistanceConsents: { id: string }[] } }>(
    '{ me { assistanceConsents { id } } }',
  );
  await citizen.get('mutation ($id: ID!) { revokeAssistance(input: { consentId: $id }) { userErrors { code } } }', {
    id: me.assistanceConsents[0]?.id,
  });
  expect(await desk.sendAll()).toEqual({ judged: 1, left: 0, cut: null });
  const after = await references();
  expect(after).toHaveLength(before.length + 1);
  expect((await desk.forms()).map(({ judgement }) => judgement)).toEqual([
    { verdict: 'ALREADY_DONE', reference: after.at(-1) },
  ]);
  close();
});
