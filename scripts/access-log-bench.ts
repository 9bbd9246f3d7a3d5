/**
 * `npm run bench:access-log`: what the log of looks costs a request that reads personal data, and how long 100,000 entries
 * take to verify. A request goes through the gateway to `applications`, as a client's does, and its price is the processor
 * time of everything that it passes: gateway, subgraph and database, each a process of its own as `npm start` has them. The
 * log and its absence are measured in short turns (A B B A …): what else the machine does is then in both. Each has a database
 * of its own, and what it spends is counted over a round of turns, its own and the other's: the chain, the copy in `access-log`
 * and the search for what is unusual come some seconds after the answers, and belong to the price.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
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
const { values: options } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '15' },
    'at-once': { type: 'string', default: '1,2,4,8' },
    // Without a journal: each look is written to the database before its answer.
    direct: { type: 'boolean', default: false },
    // Without `access-log`: nothing is copied or judged.
    'written-only': { type: 'boolean', default: false },
  },
});
const ROUNDS = whole('--rounds', options.rounds);
/** Of each in a round: in these seconds looks are chained and copied again and again. */
const TURNS = 8;
/** Rounds before it counts: until then V8 still compiles. */
const WARMING = 2;
/** Whoever is under way at the same time shares what the log does; with --direct, a durable write. */
const AT_ONCE = options['at-once'].split(',').map((text) => whole('--at-once', text));
const IN_LIST = 20;
const NOON = Date.parse('2026-03-03T06:00:00Z');
const ID = 'land-01JBENCH0000000000000000000';
const FIELDS = `id reference status actions createdAt submittedAt dueAt version
  answers { name label(language: BN) value(language: BN) documentReference } outcome { name label value }
  informationRequest { question fields } decision { outcome reason } payment { amountBdt status receipt }
  timeline { at action status actor note }`;
/** What an official asks for, and how often in a turn. */
const QUERIES = {
  'one application': { query: `{ application(id: "${ID}") { ${FIELDS} } }`, requests: 250 },
  'a work list of twenty': { query: `{ workList(first: 20) { nodes { ${FIELDS} } } }`, requests: 40 },
} as const;
type Asked = keyof typeof QUERIES;

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

type Place = Pick<Harness, 'urls' | 'keysDirectory'>;
type Served = { readonly url: string };
type Measured = Served & Readonly<Record<'gateway' | 'subgraphs' | 'store', ChildProcess>>;
type Wish = 'token' | 'stop';

/** The same subgraph, in which nothing is anybody's personal data. */
function unwatched(definition: SubgraphDefinition): SubgraphDefinition {
  const nothing = { bare: new Set<string>(), subject: () => null };
  return defineSubgraph({
    ...definition,
    start: async (environment) => ({ ...(await definition.start(environment)), personal: { Application: nothing } }),
  });
}

/** In a process of its own. */
async function serveSubgraphs(isWatched: boolean, isCopied: boolean, looksFolder: string): Promise<void> {
  const { urls, keysDirectory, stop } = await startSubgraphs(
    {
      applications: isWatched ? applications : unwatched(applications),
      ...(isCopied ? { 'access-log': accessLogSubgraph } : {}),
      land: silent,
      identity: strangers,
    },
    // By day: at night every look is flagged.
    {
      clock: { now: () => new Date(NOON + performance.now()) },
      environment: { MODE: 'production', LOOKS_DIR: looksFolder },
    },
  );
  const land = await readKeys(keysDirectory, 'land');
  const events = peer('applications', urls.applications, land);
  for (let number = 0; number < IN_LIST; number++) {
    const id = number === 0 ? ID : `${ID.slice(0, -2)}${10 + number}`;
    await events.call(EVENTS_PATH, { snapshot: { ...SNAPSHOT, id, applicantId: `citizen-${number}` } });
  }
  process.on('message', async () => {
    await stop();
    process.disconnect();
  });
  process.send?.({ urls, keysDirectory } satisfies Place);
}

/** In another: the gateway in front, and tokens of an issuer of this process for who asks. */
async function serveGateway({ urls, keysDirectory }: Place): Promise<void> {
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
  // A day's work is done by many.
  let officials = 0;
  process.on('message', async (wish: Wish) => {
    if (wish === 'token') {
      const sub = `official-${++officials}`;
      process.send?.(await issuer.token({ sub, scope: 'official', ministry: 'land', desk: 'mutation' }));
      return;
    }
    await gateway.stop();
    await issuer.stop();
    process.disconnect();
  });
  process.send?.({ url: `http://127.0.0.1:${port}` } satisfies Served);
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

/** A database, the subgraphs on it and a gateway before them. */
async function started(kind: 'watched' | 'unwatched', folder: string): Promise<Measured> {
  const { store, url: database } = await startStore(join(folder, kind));
  const env = { ...process.env, MONGODB_URL: database };
  const child = (...args: string[]) => fork(import.meta.filename, args, { env });
  const subgraphs = child(
    ...['subgraphs', kind, options['written-only'] ? 'written' : 'copied'],
    options.direct ? '' : join(folder, `${kind}-looks`),
  );
  const [place] = (await once(subgraphs, 'message')) as [Place];
  const gateway = child('gateway', JSON.stringify(place));
  const [{ url }] = (await once(gateway, 'message')) as [Served];
  return { gateway, subgraphs, store, url };
}

async function startStore(dataDir: string) {
  const password = 'bench';
  const store = fork('subgraphs/kit/embedded-store/main.ts', {
    env: { ...process.env, STORE_DATA_DIR: dataDir, STORE_PASSWORD: password },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(store, 'message')) as [{ port: number }];
  return { store, url: urlOf(port, password) };
}

async function stopped({ gateway, subgraphs, store }: Measured): Promise<void> {
  for (const child of [gateway, subgraphs]) {
    child.send('stop' satisfies Wish);
    await once(child, 'exit');
  }
  await storeStopped(store);
}

async function storeStopped(store: ChildProcess): Promise<void> {
  store.kill();
  if (store.exitCode === null) await once(store, 'exit');
}

/** Milliseconds of processor time that a process has taken so far, all its threads together. */
async function cpuMs({ pid }: ChildProcess): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`);
  const spentNs = await Promise.all(
    threads.map(async (thread) => parseInt(await readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8'), 10)),
  );
  return spentNs.reduce((sum, ns) => sum + ns, 0) / 1e6;
}

/** Of the gateway, the subgraphs and the database. */
async function spentBy({ gateway, subgraphs, store }: Measured): Promise<number> {
  const each = await Promise.all([gateway, subgraphs, store].map(cpuMs));
  return each.reduce((sum, ms) => sum + ms, 0);
}

async function turn({ gateway, url }: Measured, asked: Asked, atOnce: number): Promise<void> {
  const { query, requests } = QUERIES[asked];
  gateway.send('token' satisfies Wish);
  const [token] = (await once(gateway, 'message')) as [string];
  let left = requests;
  const one = async () => {
    while (left-- > 0) {
      const { statusCode, body } = await request(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query }),
      });
      const text = await body.text();
      if (statusCode !== 200 || !text.includes('field19')) throw new Error(text.slice(0, 500));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

/** @throws Error that names the option. */
function whole(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`${option}: "${text}" is no whole number from 1`);
  return number;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function costOfLooking(folder: string): Promise<void> {
  const watched = await started('watched', folder);
  const bare = await started('unwatched', folder);
  const both = () => Promise.all([spentBy(watched), spentBy(bare)]);
  const measure = async (asked: Asked, atOnce: number) => {
    const { requests } = QUERIES[asked];
    const rounds: { readonly withLog: number; readonly without: number }[] = [];
    for (let round = -WARMING; round < ROUNDS; round++) {
      const [watchedBefore, bareBefore] = await both();
      for (let index = 0; index < TURNS; index++) {
        // Each is first as often as the other: a turn is not alone with the processor, what the one before left is still done.
        const [first, second] = index % 2 === 0 ? [watched, bare] : [bare, watched];
        await turn(first, asked, atOnce);
        await turn(second, asked, atOnce);
      }
      const [watchedAfter, bareAfter] = await both();
      const ofEach = requests * TURNS;
      if (round >= 0)
        rounds.push({ withLog: (watchedAfter - watchedBefore) / ofEach, without: (bareAfter - bareBefore) / ofEach });
    }
    const shares = rounds.map(({ withLog, without }) => (withLog / without - 1) * 100).toSorted((a, b) => a - b);
    const [quarter, half, threeQuarters] = [0.25, 0.5, 0.75].map((part) =>
      shares[Math.floor(ROUNDS * part)]?.toFixed(1),
    );
    const ms = (which: 'withLog' | 'without') => median(rounds.map((round) => round[which])).toFixed(3);
    console.log(
      `${asked}, ${atOnce} at once: processor time of a request: ${ms('withLog')} ms with the log, ${ms('without')} ms without: ${half} % more (middle of ${ROUNDS} rounds; half of them from ${quarter} to ${threeQuarters} %)`,
    );
  };
  for (const asked of ['one application', 'a work list of twenty'] as const)
    for (const atOnce of AT_ONCE) await measure(asked, atOnce);
  await stopped(watched);
  await stopped(bare);
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

async function timeToVerify(folder: string): Promise<void> {
  const { store, url } = await startStore(join(folder, 'verify'));
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
  await storeStopped(store);
}

const [, , part, ...details] = process.argv;
if (part === 'subgraphs') await serveSubgraphs(details[0] === 'watched', details[1] === 'copied', details[2] ?? '');
else if (part === 'gateway') await serveGateway(JSON.parse(details[0] ?? '') as Place);
else {
  const folder = await mkdtemp(join(tmpdir(), 'nagarik-bench-'));
  try {
    await timeToVerify(folder);
    await costOfLooking(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
