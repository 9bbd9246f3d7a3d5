/**
 * A citizen's list costs the same number of requests and of database queries for 5 applications as for 50, whichever
 * ministries they are at.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Client } from './client.ts';
import { filled, type Service, send, servicesOf } from './generic-client.ts';
import { people, type Town, town } from './town.ts';

/** One service of each of four ministries. */
const SERVICES = ['passport-new', 'khatian-copy', 'birth-registration', 'health-card'];
const MINISTRIES = ['home-affairs', 'land', 'local-government', 'health'];
const MOST_QUERIES_PER_SUBGRAPH = 3;

/** Every shared field of an application, the service's own, and one field of each ministry. */
const LIST = `{ me { id name applications(first: 50) { totalCount pageInfo { hasNextPage endCursor } nodes {
  id reference status actions createdAt submittedAt dueAt version
  service { code title(language: BN) kind feeBdt ministry { code name(language: BN) } }
  answers { name label(language: BN) value(language: BN) } outcome { name label value }
  informationRequest { question fields askedAt } decision { outcome reason decidedAt }
  payment { amountBdt status checkoutUrl paidAt receipt } timeline { at action status actor note }
  passport { fullName passportNumber } khatianCopy { khatian } birthRegistration { registrationNumber }
  healthCard { nameEn } } } } }`;
type List = {
  me: { applications: { totalCount: number; nodes: { service: { title: string; ministry: { code: string } } }[] } };
};

let place: Town;
let citizen: Client;
let services: readonly Service[];
beforeAll(async () => {
  place = await town({ running: ['identity', 'catalogue', 'applications', ...MINISTRIES], monitorsDatabase: true });
  citizen = await place.citizen(people.rahima);
  const all = await servicesOf(citizen, 'EN');
  services = SERVICES.flatMap((code) => all.filter((service) => service.code === code));
});
afterAll(() => place.stop());

/** Hands in so many applications more, one service after the other. */
async function apply(count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const service = services[index % services.length];
    if (!service) throw new Error(`the graph has none of ${SERVICES}`);
    const { data, errors } = await send(citizen, service, filled(service.form.fields, 'EN'), 'EN');
    expect({ errors, userErrors: data?.answer?.userErrors }).toEqual({ errors: undefined, userErrors: [] });
  }
  await untilIndexed();
}

/** An event that the index has not taken while its mutation waited is under way still, and would be counted. */
async function untilIndexed(): Promise<void> {
  const databases = MINISTRIES.map((ministry) =>
    mongoose.connections.find(({ name }) => name === `${place.subgraphs.databasePrefix}${ministry}`),
  );
  const untold = (database: mongoose.Connection | undefined) =>
    database?.collection('applications').countDocuments({ 'outbox.version': { $gte: 1 } });
  await expect.poll(() => Promise.all(databases.map(untold))).toEqual(MINISTRIES.map(() => 0));
}

/** What the rounds ask for: they come every few seconds, whoever asks for what. */
const OF_A_ROUND = ['outbox.version', 'grantDue', 'lapsesAt', 'waiting.key', 'isUntold'];
const isOfARound = (filter: object) => OF_A_ROUND.some((field) => field in filter);

/** Which logins have ended is the gateway's question, a few times a second; the log of looks is told by rounds. */
const ASKED_BESIDE = new Set(['revocations', 'entrepreneur-roles', 'accesses']);

type Counts = Readonly<Record<string, number>>;
const requestCreated = z.object({ request: z.object({ origin: z.unknown().transform(String), path: z.string() }) });

/** What happens while something is done: requests to each subgraph, and commands to each subgraph's database. */
async function counted<Value>(
  work: () => Promise<Value>,
): Promise<{ value: Value; requests: Counts; commands: Counts }> {
  const requests: Record<string, number> = {};
  const commands: Record<string, number> = {};
  const add = (to: Record<string, number>, name: string) => {
    to[name] = (to[name] ?? 0) + 1;
  };
  const { urls, databasePrefix } = place.subgraphs;
  const countRequest = (message: unknown) => {
    const { origin, path } = requestCreated.parse(message).request;
    const name = path === '/graphql' && Object.keys(urls).find((each) => urls[each] === origin);
    if (name) add(requests, name);
  };
  const countCommand = ({ databaseName, commandName, command }: mongoose.mongo.CommandStartedEvent) => {
    if (isOfARound(command.filter ?? command.query ?? {}) || ASKED_BESIDE.has(command[commandName])) return;
    if (databaseName.startsWith(databasePrefix)) add(commands, databaseName.slice(databasePrefix.length));
  };
  const clients = mongoose.connections
    .filter(({ name }) => name?.startsWith(databasePrefix))
    .map((connection) => connection.getClient());
  subscribe('undici:request:create', countRequest);
  for (const client of clients) client.on('commandStarted', countCommand);
  try {
    return { value: await work(), requests, commands };
  } finally {
    unsubscribe('undici:request:create', countRequest);
    for (const client of clients) client.off('commandStarted', countCommand);
  }
}

test('a list of 50 applications over four ministries costs what a list of 5 does', async () => {
  await apply(5);
  // The first request also fetches the keys of the issuer.
  await citizen.get(LIST);
  const five = await counted(() => citizen.get<List>(LIST));
  await apply(45);
  const fifty = await counted(() => citizen.get<List>(LIST));

  expect(five.value.me.applications.nodes).toHaveLength(5);
  const { nodes, totalCount } = fifty.value.me.applications;
  expect([nodes.length, totalCount]).toEqual([50, 50]);
  expect(new Set(nodes.map(({ service }) => service.ministry.code))).toEqual(new Set(MINISTRIES));

  expect(fifty.requests).toEqual(five.requests);
  expect(fifty.commands).toEqual(five.commands);
  expect(Object.keys(fifty.requests).sort()).toEqual(['applications', 'catalogue', 'identity', ...MINISTRIES].sort());
  expect(Object.keys(fifty.commands).sort()).toEqual(['applications', 'identity', ...MINISTRIES].sort());
  for (const [subgraph, count] of [...Object.entries(fifty.requests), ...Object.entries(fifty.commands)])
    expect(count, subgraph).toBeLessThanOrEqual(MOST_QUERIES_PER_SUBGRAPH);
});
