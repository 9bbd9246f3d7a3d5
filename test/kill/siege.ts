/**
 * Kills processes of a running platform at random moments while citizens apply, and tells afterwards whether anything was
 * lost. What a citizen does when no answer comes is what any client should: send the same request again with the same key.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import mongoose from 'mongoose';
import { readRoll } from '../../scripts/platform/roll.ts';
import { urlOf } from '../../subgraphs/kit/embedded-store/commands/handshake.ts';
import { freePorts } from '../../subgraphs/kit/http/free-ports.ts';
import { type Client, client, logIn } from '../client.ts';
import { filled, type Service, servicesOf } from '../generic-client.ts';
import { isRunning, type PlatformProcess, startPlatform } from '../platform-process.ts';
import { until } from '../until.ts';

export type SiegeReport = {
  readonly killed: readonly string[];
  readonly acknowledged: number;
  /** Requests that got no answer, and were sent again. */
  readonly repeated: number;
  readonly slowestReturnMs: number;
  /** Everything that is not as it should be, in words. */
  readonly problems: readonly string[];
};

const CITIZENS = 20;
const SERVICES = ['passport-new', 'general-diary', 'land-mutation', 'birth-registration', 'trade-licence-new'];
const BETWEEN_KILLS_MS = 700;
const RETURNS_WITHIN_MS = 30_000;
const POLL_MS = 50;

type Acknowledged = { readonly nationalId: string; readonly key: string; readonly id: string };

/** @param kills how many; @param progress is told of each. */
export async function siege(kills: number, progress: (line: string) => void = () => undefined): Promise<SiegeReport> {
  const dataDir = await mkdtemp(join(tmpdir(), 'nagarik-kill-'));
  const [port = 0] = await freePorts(1);
  const url = `http://localhost:${port}`;
  let platform = startPlatform(port, dataDir);
  try {
    await platform.ready;
    const nationalIds = await someCitizens();
    const clients = new Map(
      await Promise.all(nationalIds.map(async (id) => [id, await loggedIn(platform, id)] as const)),
    );
    const services = await servicesOf(client(`${url}/graphql`), 'EN');
    const acknowledged: Acknowledged[] = [];
    let repeated = 0;
    let isOver = false;
    const applying = [...clients].map(async ([nationalId, citizen]) => {
      for (let number = 0; !isOver; number += 1) {
        const service = services.find(({ code }) => code === SERVICES[number % SERVICES.length]);
        if (!service) throw new Error('the graph lacks a service of the siege');
        const key = `siege-${number}-${nationalId}`;
        const { id, repeats } = await applyUntilAnswered(citizen, service, key);
        repeated += repeats;
        acknowledged.push({ nationalId, key, id });
      }
    });
    const {
      killed,
      slowestReturnMs,
      platform: last,
    } = await killAtRandom(kills, platform, port, dataDir, url, progress);
    platform = last;
    isOver = true;
    await Promise.all(applying);
    const problems = await whatIsWrong(dataDir, platform, nationalIds, acknowledged);
    return { killed, acknowledged: acknowledged.length, repeated, slowestReturnMs, problems };
  } finally {
    await platform.end();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Sends the same request until it is answered. @throws Error when it is refused: nothing in it is wrong. */
async function applyUntilAnswered(
  citizen: Client,
  { form }: Service,
  key: string,
): Promise<{ id: string; repeats: number }> {
  const mutation = `mutation ($input: ${form.inputType}!) { payload: ${form.mutation}(input: $input) {
    application { id } userErrors { code field } } }`;
  const input = { ...filled(form.fields, 'EN'), idempotencyKey: key };
  for (let repeats = 0; ; repeats += 1) {
    const answer = await citizen
      .ask<{ payload: { application: { id: string } | null; userErrors: { code: string }[] } | null } | null>(
        mutation,
        { input },
      )
      .catch(() => null);
    const payload = answer?.data?.payload;
    if (payload?.application) return { id: payload.application.id, repeats };
    if (payload && payload.userErrors.length > 0) throw new Error(`${key}: ${JSON.stringify(payload.userErrors)}`);
    await pause(POLL_MS);
  }
}

async function killAtRandom(
  kills: number,
  first: PlatformProcess,
  port: number,
  dataDir: string,
  url: string,
  progress: (line: string) => void,
) {
  let platform = first;
  const killed: string[] = [];
  let slowestReturnMs = 0;
  while (killed.length < kills) {
    await pause(Math.random() * BETWEEN_KILLS_MS);
    const roll = readRoll(dataDir);
    const targets = [...(roll?.parts ?? []), ...(roll ? [roll.starter] : [])];
    const target = targets[Math.floor(Math.random() * targets.length)];
    if (!target || !isRunning(target.pid)) continue;
    const since = performance.now();
    process.kill(target.pid, 'SIGKILL');
    killed.push(target.name);
    if (target.name === 'starter') {
      await until(
        () => (roll?.parts ?? []).every(({ pid }) => !isRunning(pid)),
        'the parts of a killed starter end',
        RETURNS_WITHIN_MS,
      );
      platform = startPlatform(port, dataDir);
      await platform.ready;
    }
    await until(() => !isRunning(target.pid), `${target.name} ends when it is killed`, RETURNS_WITHIN_MS);
    // It tells the truth: ready only when the one that was killed is back.
    await until(() => isReady(url), `everything is back after ${target.name} was killed`, RETURNS_WITHIN_MS);
    const tookMs = performance.now() - since;
    slowestReturnMs = Math.max(slowestReturnMs, tookMs);
    progress(`${killed.length} of ${kills}: ${target.name}, back after ${(tookMs / 1000).toFixed(1)} s`);
  }
  return { killed, slowestReturnMs, platform };
}

/** Compares what citizens were told, what the ministries hold, and what the index says. */
async function whatIsWrong(
  dataDir: string,
  platform: PlatformProcess,
  nationalIds: readonly string[],
  acknowledged: readonly Acknowledged[],
): Promise<string[]> {
  const connection = await openStore(dataDir);
  try {
    const { databases } = await connection.listDatabases();
    const ministries = databases
      .map(({ name }) => name)
      .filter((name) => !/_(identity|catalogue|applications|payments)$/.test(name));
    const recordsIn = (database: string, filter: object) =>
      connection.useDb(database).collection('applications').find(filter).toArray();
    const inMinistries = () => Promise.all(ministries.map((name) => recordsIn(name, {}))).then((all) => all.flat());
    await until(
      async () => (await inMinistries()).every(({ outbox }) => outbox.length === 0),
      'every event is delivered',
      RETURNS_WITHIN_MS,
    );
    const records = await inMinistries();
    const index = new Map((await recordsIn('nagarik_applications', {})).map((each) => [String(each._id), each]));
    const problems: string[] = [];
    const byKey = new Map<string, number>();
    for (const { applicantId, idempotencyKey } of records) {
      const key = `${applicantId} ${idempotencyKey}`;
      byKey.set(key, (byKey.get(key) ?? 0) + 1);
    }
    for (const [key, count] of byKey) if (count > 1) problems.push(`${key} was applied ${count} times`);
    const stored = new Map(records.map((record) => [String(record._id), record]));
    for (const { id, key } of acknowledged)
      if (stored.get(id)?.idempotencyKey !== key) problems.push(`${key} was acknowledged as ${id} and is lost`);
    for (const [id, { version, status }] of stored) {
      const indexed = index.get(id);
      if (indexed?.version !== version || indexed?.status !== status)
        problems.push(
          `${id} is ${status} in version ${version}, the index says ${indexed?.status} in ${indexed?.version}`,
        );
    }
    for (const id of index.keys()) if (!stored.has(id)) problems.push(`${id} is in the index only`);
    return [...problems, ...(await notInLists(platform, nationalIds, acknowledged))];
  } finally {
    await connection.close();
  }
}

/** The platform's own store, beside the platform. */
export async function openStore(dataDir: string): Promise<mongoose.Connection> {
  const { store: storePort } = JSON.parse(await readFile(join(dataDir, 'ports.json'), 'utf8'));
  const { store: password } = JSON.parse(await readFile(join(dataDir, 'secrets'), 'utf8'));
  return mongoose.createConnection(urlOf(storePort, password)).asPromise();
}

/** What citizens do not see in their own list. */
async function notInLists(
  platform: PlatformProcess,
  nationalIds: readonly string[],
  acknowledged: readonly Acknowledged[],
) {
  const missing = nationalIds.map(async (nationalId) => {
    const citizen = await loggedIn(platform, nationalId);
    const seen = new Set<string>();
    for (let after: string | null = null, isMore = true; isMore; ) {
      const {
        me,
      }: { me: { applications: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } } =
        await citizen.get(
          'query ($after: String) { me { applications(first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }',
          { after },
        );
      for (const { id } of me.applications.nodes) seen.add(id);
      isMore = me.applications.pageInfo.hasNextPage;
      after = me.applications.pageInfo.endCursor;
    }
    return acknowledged
      .filter((each) => each.nationalId === nationalId && !seen.has(each.id))
      .map(({ key }) => `${key} is not in the citizen's list`);
  });
  return (await Promise.all(missing)).flat();
}

export async function someCitizens(): Promise<string[]> {
  const file = join(import.meta.dirname, '../../subgraphs/identity/people.seed.csv');
  const people: { id: string; nationalId: string }[] = parse(await readFile(file), { columns: true, comment: '#' });
  return people
    .filter(({ id }) => id.startsWith('person-'))
    .slice(0, CITIZENS)
    .map(({ nationalId }) => nationalId);
}

export function loggedIn({ url, issuer }: PlatformProcess, nationalId: string): Promise<Client> {
  return logIn(`${url}/graphql`, issuer(), `${url}/development/inbox`, nationalId, 'CITIZEN');
}

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(3_000) }).catch(() => null);
  if (answer?.status !== 200) return false;
  const { subgraphs }: { subgraphs: Record<string, boolean> } = JSON.parse(await answer.text());
  return Object.values(subgraphs).every(Boolean);
}
