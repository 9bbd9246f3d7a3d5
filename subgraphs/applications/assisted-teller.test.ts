/** What `entrepreneurs` is told of applications that were made in a citizen's stead; it listens, or is down. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ASSISTED_ACTS_PATH, type AssistedAct, readAssistedAct } from '#kit/application/assisted-act.ts';
import { verifyPeer } from '#kit/auth/tokens.ts';
import { defineSubgraph } from '#kit/subgraph.ts';
import { assistant, citizen, type Harness, startSubgraphs, type TestCaller } from '#kit/test/harness.ts';
import water from '#kit/test/ministry-for-tests/index.ts';
import { publishedForTests } from '#kit/test/published.ts';
import applications from './index.ts';

const HELPER = assistant('rahima', ['well'], 'consent-1');

let isDown = false;
let heard: AssistedAct[] = [];
const entrepreneurs = defineSubgraph({
  schema: new URL('./schema.graphql', import.meta.url),
  start: async ({ keys }) => ({
    resolvers: {},
    routes: (server) => {
      server.post(ASSISTED_ACTS_PATH, async ({ headers, body }) => {
        await verifyPeer(headers, keys, 'applications');
        if (isDown) throw new Error('entrepreneurs is down, for the test');
        heard.push(readAssistedAct(body));
        return { taken: true };
      });
    },
  }),
});

let directory: string;
let town: Harness;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nagarik-assisted-'));
  const supergraphFile = join(directory, 'supergraph.graphql');
  await writeFile(supergraphFile, await publishedForTests());
  town = await startSubgraphs(
    { applications, water, entrepreneurs },
    { environment: { SUPERGRAPH_FILE: supergraphFile } },
  );
});
afterAll(async () => {
  await town.stop();
  await rm(directory, { recursive: true });
});
beforeEach(() => {
  isDown = false;
  heard = [];
});

async function applied(as: TestCaller): Promise<string> {
  const { data } = await town.ask(
    'water',
    as,
    'mutation ($input: WellInput!) { made: applyForWell(input: $input) { application { id } userErrors { code } } }',
    { input: { plot: '245', mobile: '01712345678', depthMetres: 50, idempotencyKey: crypto.randomUUID() } },
  );
  return (data as { made: { application: { id: string } } }).made.application.id;
}
/** Each version once: a round that meets the telling of one tells it, too. */
function seen(id: string): AssistedAct[] {
  const own = heard.filter(({ applicationId }) => applicationId === id);
  return [...new Map(own.map((act) => [act.version, act])).values()];
}

test('it is told what was made, for whom, by whom, where, by which consent, and what is due', async () => {
  const id = await applied(HELPER);
  await expect
    .poll(() => seen(id))
    .toEqual([
      {
        ...{ applicationId: id, version: 1, reference: expect.stringMatching(/^WATE-/), service: 'well' },
        ...{ ministry: 'water', citizen: 'rahima', entrepreneur: 'entrepreneur-1', centre: 'centre-1' },
        ...{ consent: 'consent-1', dueBdt: 500 },
      },
    ]);
});

test('it is told when the citizen withdraws, and nothing is due any more', async () => {
  const id = await applied(HELPER);
  const withdraw = 'mutation ($id: ID!) { withdrawApplication(input: { applicationId: $id }) { userErrors { code } } }';
  expect(await town.ask('applications', citizen('rahima'), withdraw, { id })).toEqual({
    data: { withdrawApplication: { userErrors: [] } },
  });
  await expect.poll(() => seen(id).at(-1)).toMatchObject({ version: 2, dueBdt: 0 });
});

test('it is told what happened while it was down, when it is back', async () => {
  isDown = true;
  const id = await applied(HELPER);
  expect(seen(id)).toEqual([]);
  isDown = false;
  await expect.poll(() => seen(id)).toMatchObject([{ version: 1 }]);
});

test('it hears nothing of what a citizen has made themselves', async () => {
  const own = await applied(citizen('rahima'));
  const id = await applied(HELPER);
  await expect.poll(() => seen(id)).toHaveLength(1);
  expect(seen(own)).toEqual([]);
});
