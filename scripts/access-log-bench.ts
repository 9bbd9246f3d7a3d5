/**
 * `npm run bench:access-log`: what the log of looks costs a request that reads personal data, and how long 100,000 entries
 * take to verify. A request goes through the gateway to `applications`, as a client's does, and its price is the processor
 * time of everything that it passes: gateway and subgraph, in a process of their own, and the database, in another. The log
 * and its absence are measured in turns (A B A B …); in the second half `access-log` runs too, so that copying and judging
 * the entries is counted.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { request } from 'undici';
import { copiesOn } from '../subgraphs/access-log/copies.model.ts';
import accessLogSubgraph from '../subgraphs/access-log/index.ts';
import applications from '../subgraphs/applications/index.ts';
import { accessLog } from '../subgraphs/kit/access-log/access-log.ts';
import type { Look } from '../subgraphs/kit/access-log/look.ts';
import { EVENTS_PATH } from '../subgraphs/kit/application/events.ts';
import type { Snapshot } from '../subgraphs/kit/application/snapshot.ts';
import { readKeys } from '../subgraphs/kit/auth/keys.ts';
import { urlOf } from '../subgraphs/kit/embedded-store/commands/handshake.ts';
import { freePorts } from '../subgraphs/kit/http/free-ports.ts';
import { peer } from '../subgraphs/kit/peer.ts';
import { defineSubgraph, type SubgraphDefinition } from '../subgraphs/kit/subgraph.ts';
import { type Harness, startSubgraphs } from '../subgraphs/kit/test/harness.ts';
import { startGateway } from '../supergraph/gateway/gateway.ts';
import { readPublished } from '../supergraph/gateway/published.ts';
import { readSettings } from '../supergraph/gateway/settings.ts';
import { ISSUER, startIssuer } from '../supergraph/gateway/test/issuer.ts';
import { verifyAccessLogs } from './verify-access-log/verify.ts';

const SUPERGRAPH_FILE = 'schema/supergraph.graphql';
/** Where a subgraph is that nothing is asked of. */
const NOBODY = 'http://127.0.0.1:9';
const ENTRIES = 100_000;
const ROUNDS = 9;
const REQUESTS = 800;
/** Requests under way: one that comes alone pays for a durable write of its own, eight share one. */
const AT_ONCE = [1, 8];
const NOON = Date.parse('2026-03-03T06:00:00Z');
const ID = 'land-01JBENCH0000000000000000000';
const QUERY = `{ application(id: "${ID}") { id reference status actions createdAt submittedAt dueAt version
  answers { name label(language: BN) value(language: BN) documentReference } outcome { name label value }
  informationRequest { question fields } decision { outcome reason } payment { amountBdt status receipt }
  timeline { at action status actor note } } }`;

/** Somebody's deed with twenty fields. */
const SNAPSHOT: Snapshot = {
  id: ID,
  ministry: 'land',
  serviceCode: 'land-mutation',
  kind: 'APPLICATION',
  applicantId: 'rahima',
  confidentialTo: null,
  reference: 'LAND-7K3M-9QX2',
  status: 'UNDER_REVIEW',
  answers: Array.from({ length: 20 }, (_, index) => ({
    name: `field${index}`,
    label: { en: `Field number ${index}`, bn: `ঘর নম্বর ${index}` },
    value: { en: `What was filled in at ${index}`, bn: `${index} নম্বরে যা লেখা হয়েছে` },
  })),
  outcome: [],
  informationRequest: null,
  decision: null,
  payment: null,
  timeline: [],
  createdAt: '2026-03-03T06:00:00.000Z',
  submittedAt: '2026-03-03T06:00:00.000Z',
  dueAt: null,
  waiting: null,
  assistance: null,
  version: 1,
};

type Served = { readonly url: string };
type Measured = Served & { readonly child: ChildProcess };
/** Whether the entries are copied and judged in the same process too. */
type Copying = 'copied' | 'written only';
type Asked = 'token' | 'stop';

/** The same subgraph, in which nothing is anybody's personal data. */
function unwatched(definition: SubgraphDefinition): SubgraphDefinition {
  const nothing = { bare: new Set<string>(), subject: () => null };
  return defineSubgraph({
    ...definition,
    start: async (environment) => ({ ...(await definition.start(environment)), personal: { Application: nothing } }),
  });
}

/** In a process of its own: serves, and makes tokens for who asks. */
async function serve(isWatched: boolean, isCopied: boolean): Promise<void> {
  const place = await startSubgraphs(
    {
      applications: isWatched ? applications : unwatched(applications),
      ...(isCopied ? { 'access-log': accessLogSubgraph } : {}),
      land: silent,
      identity: strangers,
    },
    // By day: at night every look is flagged.
    { clock: { now: () => new Date(NOON + performance.now()) }, environment: { MODE: 'production' } },
  );
  const gateway = await withGateway(place);
  const land = await readKeys(place.keysDirectory, 'land');
  await peer('applications', place.urls.applications, land).call(EVENTS_PATH, { snapshot: SNAPSHOT });
  // A day's work is done by many.
  let officials = 0;
  process.on('message', async (asked: Asked) => {
    if (asked === 'token') process.send?.(await gateway.tokenOf(`official-${++officials}`));
    else {
      await gateway.stop();
      await place.stop();
      process.disconnect();
    }
  });
  process.send?.({ url: gateway.url } satisfies Served);
}

/** The gateway in front, for tokens of an issuer of this process. */
async function withGateway({ urls, keysDirectory }: Harness) {
  const [port = 0] = await freePorts(1);
  const issuer = await startIssuer();
  const { subgraphs } = readPublished(await readFile(SUPERGRAPH_FILE, 'utf8'));
  const gateway = await startGateway(
    readSettings({
      PORT: String(port),
      SUPERGRAPH_FILE,
      SUBGRAPH_URLS: JSON.stringify(Object.fromEntries(subgraphs.map((name) => [name, urls[name] ?? NOBODY]))),
      SIGNING_KEY_FILE: join(keysDirectory, 'gateway.jwk'),
      ISSUER,
      ISSUER_JWKS_URL: issuer.jwksUrl,
      LOG_LEVEL: 'silent',
    }),
  );
  return {
    url: `http://127.0.0.1:${port}`,
    tokenOf: (sub: string) => issuer.token({ sub, scope: 'official', ministry: 'land', desk: 'mutation' }),
    stop: async () => {
      await gateway.stop();
      await issuer.stop();
    },
  };
}

const schema = new URL('../subgraphs/access-log/schema.graphql', import.meta.url);
/** In the place of a ministry whose key speaks here. */
const silent = defineSubgraph({ schema, start: async () => ({ resolvers: {} }) });
/** In the place of `identity`: nobody knows anybody. */
const strangers = defineSubgraph({
  schema,
  start: async () => ({
    resolvers: {},
    routes: (server) => {
      server.post<{ Body: { pairs: object[] } }>('/acquaintances', ({ body }) => ({
        acquaintances: body.pairs.map(() => []),
      }));
    },
  }),
});

async function started(
  kind: 'watched' | 'unwatched',
  copying: Copying,
  environment: NodeJS.ProcessEnv,
): Promise<Measured> {
  const child = fork(import.meta.filename, ['serve', kind, copying], { env: environment });
  const [{ url }] = (await once(child, 'message')) as [Served];
  return { child, url };
}

/** Milliseconds of processor time that a process has taken so far; a tick of Linux is 10 ms. */
async function cpuMs({ pid }: { readonly pid?: number | undefined }): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Processor time of a request, in ms: of the server's process and of the database's. */
async function round({ child, url }: Measured, store: ChildProcess, atOnce: number): Promise<number> {
  const spent = async () => (await cpuMs(child)) + (await cpuMs(store));
  child.send('token' satisfies Asked);
  const [token] = (await once(child, 'message')) as [string];
  const before = await spent();
  let left = REQUESTS;
  const one = async () => {
    while (left-- > 0) {
      const { statusCode, body } = await request(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: QUERY }),
      });
      const text = await body.text();
      if (statusCode !== 200 || !text.includes('field19')) throw new Error(text.slice(0, 500));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return ((await spent()) - before) / REQUESTS;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function costOfLooking(copying: Copying, store: ChildProcess, environment: NodeJS.ProcessEnv): Promise<void> {
  const watched = await started('watched', copying, environment);
  const bare = await started('unwatched', copying, environment);
  for (const atOnce of AT_ONCE) {
    // Both warm.
    for (const each of [watched, bare, watched, bare]) await round(each, store, atOnce);
    const [withLog, without]: [number[], number[]] = [[], []];
    for (let index = 0; index < ROUNDS; index++) {
      withLog.push(await round(watched, store, atOnce));
      without.push(await round(bare, store, atOnce));
    }
    const [a, b] = [median(withLog), median(without)];
    console.log(
      `${copying}, ${atOnce} at once: processor time of a request: ${a.toFixed(3)} ms with the log, ${b.toFixed(3)} ms without: +${((a / b - 1) * 100).toFixed(1)} %`,
    );
    console.log(
      `  each round: ${withLog.map((ms, index) => `${ms.toFixed(2)}/${without[index]?.toFixed(2)}`).join(' ')}`,
    );
  }
  for (const { child } of [watched, bare]) {
    child.send('stop' satisfies Asked);
    await once(child, 'exit');
  }
}

const look = (number: number): Look => ({
  at: new Date(1_770_000_000_000 + number * 1_000),
  by: {
    person: `official-${number % 50}`,
    role: 'OFFICIAL',
    ministry: 'land',
    desk: 'mutation',
    centre: null,
    consent: null,
  },
  citizen: `citizen-${number % 9_000}`,
  applicationId: `land-01J${number}`,
  service: 'land-mutation',
  purpose: { code: 'TO_DECIDE', text: null },
  fields: ['answers', 'decision', 'outcome', 'payment', 'timeline'],
  requestId: `request-${number}`,
});

async function timeToVerify(url: string): Promise<void> {
  const prefix = 'verify_';
  const connection = await mongoose.createConnection(url).asPromise();
  const log = accessLog(connection.useDb(`${prefix}land`), 'land');
  const copies = copiesOn(connection.useDb(`${prefix}access-log`));
  for (let number = 0; number < ENTRIES; number += 5_000)
    await log.record(Array.from({ length: 5_000 }, (_, index) => look(number + index)));
  const since = performance.now();
  const alone = await verifyAccessLogs(connection, prefix);
  console.log(`${alone.entries} entries verify in ${((performance.now() - since) / 1_000).toFixed(2)} s`);
  for (let seq = 0; seq < ENTRIES; seq += 5_000) await copies.take('land', await log.after(seq, 5_000));
  const again = performance.now();
  const { entries, findings } = await verifyAccessLogs(connection, prefix);
  console.log(
    `${entries} entries and their ${entries} copies in ${((performance.now() - again) / 1_000).toFixed(2)} s; ${findings.length} breaks`,
  );
  await connection.close();
}

if (process.argv[2] === 'serve') await serve(process.argv[3] === 'watched', process.argv[4] === 'copied');
else {
  const dataDir = await mkdtemp(join(tmpdir(), 'nagarik-bench-'));
  const password = 'bench';
  const store = fork('subgraphs/kit/embedded-store/main.ts', {
    env: { ...process.env, STORE_DATA_DIR: dataDir, STORE_PASSWORD: password },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const [{ port }] = (await once(store, 'message')) as [{ port: number }];
    const url = urlOf(port, password);
    await timeToVerify(url);
    const environment = { ...process.env, MONGODB_URL: url, APOLLO_TELEMETRY_DISABLED: 'true' };
    for (const copying of ['written only', 'copied'] as const) await costOfLooking(copying, store, environment);
  } finally {
    store.kill();
    if (store.exitCode === null) await once(store, 'exit');
    await rm(dataDir, { recursive: true });
  }
}
