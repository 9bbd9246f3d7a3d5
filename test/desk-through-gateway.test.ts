/**
 * A desk's forms of a day without a line, each with a numbered code of a citizen's card, sent in the evening over a line that is
 * cut again and again: the desk's library against the graph as it is.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  cardConsent,
  type Desk,
  type Form,
  graphSender,
  type Judgement,
  openDesk,
} from '../subgraphs/entrepreneurs/desk/index.ts';
import { sqliteStorage } from '../subgraphs/entrepreneurs/desk/sqlite-storage.ts';
import type { Client } from './client.ts';
import { ASKED, type Asked, type BadLine, badLine } from './desk/bad-line.ts';
import { filled, type Service, servicesOf } from './generic-client.ts';
import { type Card, type ServiceDesk, serviceDesk } from './service-desk.ts';
import { people as known, type Town, town } from './town.ts';

const HOSNE_ARA = '1974234567803';
/** Who hands cards out, and who serves: never the same person. */
const MOUSHUMI = '1994437777779';
const SHIRIN = '2000345925927';
const CENTRE = 'gulshan';
/** A day's are five hundred (`npm run test:desk`): too long for each run of all tests. */
const FORMS = Number(process.env.DESK_FORMS ?? 100);
/** A card has twenty codes. */
const CITIZENS = FORMS / 20;
/** So many requests of a kind are done before the desk is killed in the midst of one. */
const REQUESTS_BEFORE_KILL = FORMS * 0.3;
/** Of each kind of request so many at least are cut before they arrive, after the work, and in the midst of the answer. */
const CUTS = FORMS * 0.09;
const SECRET = Array<number>(32).fill(7);

let place: Town;
let moushumi: ServiceDesk;
let shirin: ServiceDesk;
let khatianCopy: Service;
let directory: string;
let line: BadLine;
let closings: (() => void)[];
beforeAll(async () => {
  place = await town({ running: ['identity', 'applications', 'catalogue', 'documents', 'land', 'entrepreneurs'] });
  [moushumi, shirin] = [await serviceDesk(place, MOUSHUMI), await serviceDesk(place, SHIRIN)];
  const found = (await servicesOf(place.anybody, 'EN')).find(({ code }) => code === 'khatian-copy');
  if (!found) throw new Error('the graph has no khatian-copy');
  khatianCopy = found;
  directory = await mkdtemp(join(tmpdir(), 'nagarik-desk-'));
});
afterAll(async () => {
  await place.stop();
  await rm(directory, { recursive: true });
});
beforeEach(async () => {
  line = await badLine(`${place.gatewayUrl}/graphql`, `${place.subgraphs.issuer}/token`);
  closings = [];
  return async () => {
    for (const close of closings) close();
    await line.close();
  };
});

/** How the desk's app is logged in. */
const login = () => ({
  graph: line.graph,
  tokenEndpoint: line.tokenEndpoint,
  clientId: 'offices',
  centre: CENTRE,
});

async function openedDesk(name: string): Promise<Desk> {
  const storage = sqliteStorage(join(directory, name));
  closings.push(() => storage.close());
  const consent = cardConsent({ ...login(), ownToken: async () => shirin.own.accessToken ?? '' });
  const unlock = { secret: Uint8Array.from(SECRET) };
  return openDesk({ unlock, storage, send: graphSender({ graph: line.graph, consent }) });
}

/** The desk as a process of its own, on the same file. @returns whether it came to the end; false when it was killed. */
async function deskProcess(name: string, killAt: Asked | null): Promise<boolean> {
  const options = JSON.stringify({ ...login(), accessToken: shirin.own.accessToken, secret: SECRET });
  const program = join(import.meta.dirname, 'desk/main.ts');
  const desk = spawn(process.execPath, [program, join(directory, name), options], { stdio: 'inherit' });
  closings.push(() => desk.kill('SIGKILL'));
  let done = 0;
  line.watch((asked) => {
    if (asked === killAt && ++done === REQUESTS_BEFORE_KILL) desk.kill('SIGKILL');
  });
  const [code, signal] = await once(desk, 'exit');
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`the desk ended with ${code ?? signal}`);
  return code === 0;
}

function form(citizenNationalId: string, card: Card, number: number): Form {
  const code = card.codes[number - 1]?.code ?? '';
  return {
    service: khatianCopy.code,
    field: khatianCopy.form.mutation ?? '',
    inputType: khatianCopy.form.inputType,
    input: filled(khatianCopy.form.fields, 'EN'),
    card: { citizenNationalId, cardNumber: card.cardNumber, number, code },
  };
}

/** National IDs of development people who are nobody in particular. */
async function citizens(count: number): Promise<string[]> {
  const csv = await readFile(new URL('../subgraphs/identity/people.seed.csv', import.meta.url), 'utf8');
  const all = csv.split('\n').flatMap((row) => row.split(',')[1] ?? []);
  const others = all.filter((nationalId) => /^\d{13}$/.test(nationalId) && nationalId !== MOUSHUMI);
  return others.slice(0, count);
}

/** A citizen's applications, the first one first. */
async function referencesOf(nationalId: string): Promise<string[]> {
  const citizen = await place.citizen(nationalId);
  const { me } = await citizen.get<{ me: { applications: { nodes: { reference: string }[] } } }>(
    '{ me { applications(first: 50) { nodes { reference } } } }',
  );
  return me.applications.nodes.map(({ reference }) => reference).reverse();
}

/** What the ministry has, in the order in which it was handed in. */
async function handedIn(official: Client): Promise<string[]> {
  const references: string[] = [];
  for (let after: string | null = null; ; ) {
    const { workList }: Page = await official.get<Page>(WORK_LIST, { after });
    references.push(...workList.nodes.map(({ reference }) => reference));
    if (!workList.pageInfo.hasNextPage) return references;
    after = workList.pageInfo.endCursor;
  }
}
type Page = {
  readonly workList: {
    readonly nodes: readonly { readonly reference: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
};
const WORK_LIST = `query ($after: String) { workList(first: 100, after: $after, orderBy: SUBMITTED_AT, filter: { serviceCode: "khatian-copy" }) {
  nodes { reference } pageInfo { hasNextPage endCursor } } }`;

const referenceOf = (judgement: Judgement | null | undefined) =>
  judgement && 'reference' in judgement ? judgement.reference : null;

test(`${FORMS} forms come through a line that is cut at every step, the desk killed now and then: none lost, none twice, in order`, async () => {
  const people = await citizens(CITIZENS);
  const cards = new Map<string, Card>();
  for (const nationalId of people) cards.set(nationalId, await moushumi.issueCard(nationalId, CENTRE));
  const before = await openedDesk('evening.sqlite');
  // As they come to the desk: one citizen after the other, again and again.
  const served: string[] = [];
  for (let number = 1; served.length < FORMS; number += 1)
    for (const [nationalId, card] of cards) {
      await before.keep(form(nationalId, card, number));
      served.push(nationalId);
    }
  // At the end of the day a code is taken that was used in the morning.
  const [[again, card] = []] = cards;
  if (again && card) await before.keep(form(again, card, 1));

  for (const killAt of ASKED) expect(await deskProcess('evening.sqlite', killAt)).toBe(false);
  expect(await deskProcess('evening.sqlite', null)).toBe(true);

  const judgements = (await (await openedDesk('evening.sqlite')).forms()).map(({ judgement }) => judgement);
  const taken = judgements.slice(0, FORMS);
  for (const judgement of taken) expect(['ACCEPTED', 'ALREADY_DONE']).toContain(judgement?.verdict);
  expect(judgements.slice(FORMS)).toEqual([
    {
      verdict: 'REFUSED',
      reasons: [
        {
          code: 'CARD_CODE_USED',
          field: 'codeNumber',
          message: { en: expect.any(String), bn: expect.stringMatching(/\p{Script=Bengali}/u) },
        },
      ],
    },
  ]);
  const references = taken.map(referenceOf);
  // The ministry has these and no others, handed in in this order; and whose they are, some of the citizens tell.
  const official = await place.official(known.landOfficial);
  await expect.poll(() => handedIn(official)).toEqual(references);
  for (const nationalId of people.slice(0, 3))
    expect(await referencesOf(nationalId)).toEqual(references.filter((_, index) => served[index] === nationalId));
  // As bad as it was meant to be: each kind of request was cut on its way there and on its way back, many times.
  for (const { CUT, LOST, HALVED } of Object.values(line.fates))
    for (const cuts of [CUT, LOST, HALVED]) expect(cuts).toBeGreaterThan(CUTS);
}, 600_000);

describe('a code of a card', () => {
  test('that two desks send at once is for one of them', async () => {
    line.mend();
    const card = await moushumi.issueCard(HOSNE_ARA, CENTRE);
    const before = await referencesOf(HOSNE_ARA);
    const desks = [await openedDesk('here.sqlite'), await openedDesk('there.sqlite')];
    for (const desk of desks) for (const number of [1, 2, 3, 4, 5]) await desk.keep(form(HOSNE_ARA, card, number));
    await Promise.all(desks.map((desk) => desk.sendAll()));
    const all = (await Promise.all(desks.map((desk) => desk.forms()))).flat().map(({ judgement }) => judgement);
    const refused = all.filter((judgement) => judgement?.verdict === 'REFUSED');
    expect(refused).toEqual(
      Array(5).fill(expect.objectContaining({ reasons: [expect.objectContaining({ code: 'CARD_CODE_USED' })] })),
    );
    const references = all.map(referenceOf).filter((reference) => reference !== null);
    expect(new Set(await referencesOf(HOSNE_ARA))).toEqual(new Set([...before, ...references]));
    expect(references).toHaveLength(5);
  });
});

test('a form whose answer was lost is known to be done, when the citizen has taken the consent back meanwhile', async () => {
  line.mend();
  const card = await moushumi.issueCard(HOSNE_ARA, CENTRE);
  const before = await referencesOf(HOSNE_ARA);
  const desk = await openedDesk('revoked.sqlite');
  await desk.keep(form(HOSNE_ARA, card, 1));
  line.lose('FORM');
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
  const after = await referencesOf(HOSNE_ARA);
  expect(after).toHaveLength(before.length + 1);
  expect((await desk.forms()).map(({ judgement }) => judgement)).toEqual([
    { verdict: 'ALREADY_DONE', reference: after.at(-1) },
  ]);
});
