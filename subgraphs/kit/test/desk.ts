/** The desk of the ministry for tests on a real database, without HTTP: `applications` and the time are the test's. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { ulid } from 'ulid';
import { linkedSchemaFile } from '../../../schema/link.ts';
import type { Answered, Desk, RecordedServiceEntry } from '../application/desk.ts';
import { readEvent } from '../application/events.ts';
import type { ApplicationRecord } from '../application/record.ts';
import type { Snapshot } from '../application/snapshot.ts';
import { submit } from '../application/submit.ts';
import { contractResolvers } from '../contract-resolvers.ts';
import { randomIds } from '../ids.ts';
import { createLogger } from '../log.ts';
import { createDesk } from '../ministry-desk.ts';
import { checkedServices } from '../ministry-services.ts';
import { PeerUnavailable } from '../peer.ts';
import { readSettings } from '../settings.ts';
import { connect } from '../storage/connect.ts';
import { testDatabase } from './database.ts';
import { water } from './ministry-for-tests/index.ts';

/** A Tuesday, noon in Dhaka. */
export const TUESDAY_NOON = new Date('2026-03-03T06:00:00Z');

/** In the place of the `applications` subgraph. */
export type ApplicationsForTests = {
  /** What it was told of an application, in the order of its coming. */
  toldOf(id: string): Snapshot[];
  /** While true, it answers nobody. */
  isDown: boolean;
  /** Settles when it has been told of this application in this version. */
  heard(id: string, version: number): Promise<Snapshot>;
};

export type DeskForTests = {
  readonly desk: Desk;
  readonly applications: ApplicationsForTests;
  readonly clock: { now(): Date; passes(ms: number): void };
  entry(service: string): RecordedServiceEntry;
  /** Hands a form in, with a key, a plot and a seat of its own unless told otherwise. */
  submit(service: string, form?: object, as?: string): Promise<Answered>;
  /** The record as it is in the database. */
  record(id: string): Promise<ApplicationRecord>;
  /** Another desk on the same database, as after a restart or in a second process. */
  again(): Promise<DeskForTests>;
  close(): Promise<void>;
};

let number = 0;
const FORMS: Readonly<Record<string, () => object>> = {
  well: () => ({ plot: `${++number}`, depthMetres: 50, mobile: '01712345678' }),
  'water-bill': () => ({ amountBdt: 740 }),
  'ferry-seat': () => ({ seat: `A${++number}` }),
  'boat-trip': () => ({ day: '2026-03-06' }),
  leak: () => ({ description: 'At the corner of College Road' }),
};

/** @param database the name of one that another desk keeps. */
export async function openDesk(database?: string): Promise<DeskForTests> {
  const { url, prefix } = testDatabase();
  const name = database ?? `${prefix}water`;
  const connection = await connect(url, name);
  const document = linkedSchemaFile(water.schema);
  const schema = buildSubgraphSchema([{ typeDefs: document, resolvers: contractResolvers(document, {}) }]);
  const services = checkedServices(water, document, schema).recorded;
  const applications = applicationsForTests();
  let now = TUESDAY_NOON.getTime();
  const clock = {
    now: () => new Date(now),
    passes: (ms: number) => {
      now += ms;
    },
  };
  const desk = createDesk('water', schema, services, {
    clock,
    connection,
    // An id says when it was made: by the same clock.
    ids: { ...randomIds, id: () => ulid(now) },
    log: createLogger('water', process.env.TEST_LOG_LEVEL ?? 'silent'),
    peer: () => ({ call: applications.call }),
    settings: readSettings({
      SUBGRAPH_URLS: '{}',
      MONGODB_URL: url,
      KEYS_DIR: 'none',
      HOLIDAYS: '["2026-03-09"]',
      TRIES_PER_ASKER: '100000',
      TRIES_PER_NUMBER: '100000',
    }),
    url: 'http://127.0.0.1:1',
  });
  await Promise.all([
    desk.applications.createIndexes(),
    desk.slots.prepare(),
    desk.tries.prepare(),
    ...(water.registries ?? []).map((registry) => registry.prepare(connection, false)),
  ]);
  const entry = (service: string) => {
    const found = services.get(service);
    if (!found) throw new Error(`the ministry for tests has no ${service}`);
    return found;
  };
  return {
    desk,
    applications,
    clock,
    entry,
    submit: (service, form = {}, as = 'rahima') =>
      submit(desk, entry(service), { ...FORMS[service]?.(), ...form, idempotencyKey: crypto.randomUUID() }, as),
    record: async (id) => {
      const record = await desk.applications.findById(id).lean();
      if (!record) throw new Error(`there is no ${id}`);
      return record;
    },
    again: () => openDesk(name),
    close: async () => {
      await desk.relay.stop();
      if (database === undefined) await connection.dropDatabase();
      await connection.close();
    },
  };
}

function applicationsForTests() {
  const waiting: { id: string; version: number; tell: (snapshot: Snapshot) => void }[] = [];
  const told: Snapshot[] = [];
  const applications = {
    toldOf: (id: string) => told.filter((each) => each.id === id),
    isDown: false,
    heard: (id: string, version: number) => {
      const known = told.find((each) => each.id === id && each.version === version);
      return known
        ? Promise.resolve(known)
        : new Promise<Snapshot>((tell) => {
            waiting.push({ id, version, tell });
          });
    },
    call: async (_path: string, body: unknown) => {
      if (applications.isDown) throw new PeerUnavailable('applications is down');
      // By JSON, as over HTTP.
      const snapshot = readEvent(JSON.parse(JSON.stringify(body)));
      told.push(snapshot);
      for (const { id, version, tell } of waiting)
        if (id === snapshot.id && version === snapshot.version) tell(snapshot);
      return { taken: true };
    },
  };
  return applications;
}

/** The record of an answer. @throws Error that names the problems. */
export function recordOf(answered: Answered): ApplicationRecord {
  if ('problems' in answered) throw new Error(answered.problems.map(({ code, field }) => `${field}: ${code}`).join());
  return answered.record;
}

/** The codes of an answer's problems; none when it went well. */
export function codesOf(answered: Answered): string[] {
  return 'problems' in answered ? answered.problems.map(({ code }) => code) : [];
}
