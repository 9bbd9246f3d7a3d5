/**
 * How long an answer takes must not tell whether there is something that one may not see. Times on a busy machine tell nothing either
 * way, so what is compared is the work: who asks for somebody's application costs the platform the same requests and the same
 * commands to its databases as who asks for one that is not there.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Client } from './client.ts';
import { filled, send, servicesOf } from './generic-client.ts';
import { people, type Town, town } from './town.ts';

const READ = 'query ($id: ID!) { application(id: $id) { reference status answers { value } khatianCopy { mouza } } }';
const WITHDRAW =
  'mutation ($id: ID!) { withdrawApplication(input: { applicationId: $id }) { application { id } userErrors { code } } }';
const TAKE =
  'mutation ($id: ID!) { takeApplication(input: { applicationId: $id }) { application { id } userErrors { code } } }';

let place: Town;
/** Who has no part in it. */
let strangers: Readonly<Record<string, Client>>;
let application: string;
let nothing: string;

beforeAll(async () => {
  place = await town({
    running: ['identity', 'applications', 'catalogue', 'documents', 'access-log', 'land'],
    monitorsDatabase: true,
  });
  const [rahima, karim, official] = await Promise.all([
    place.citizen(people.rahima),
    place.citizen(people.karim),
    place.official(people.passportOfficial),
  ]);
  strangers = { 'another citizen': karim, 'an official of another ministry': official, nobody: place.anybody };
  const service = (await servicesOf(rahima, 'EN')).find(({ code }) => code === 'khatian-copy');
  if (!service) throw new Error('the graph has no khatian-copy');
  const sent = await send(rahima, service, filled(service.form.fields, 'EN'), 'EN');
  application = sent.data?.answer?.application?.id ?? '';
  nothing = `${application.slice(0, application.lastIndexOf('-'))}-01JZZZZZZZZZZZZZZZZZZZZZZZ`;
  const own = await rahima.get<{ application: { khatianCopy: object | null } }>(READ, { id: application });
  expect(own.application.khatianCopy).not.toBeNull();
});
afterAll(() => place.stop());

const requested = z.object({ request: z.object({ origin: z.unknown().transform(String), path: z.string() }) });

/** What rounds do beside requests, and what the gateway asks for itself. */
const BESIDE = /outbox|grantDue|lapsesAt|waiting|isUntold|revocations|entrepreneur-roles|accesses|"chain|heads/;

/** Requests between the parts, and commands to databases, in their order within each. */
async function workOf(ask: () => Promise<unknown>): Promise<Record<string, string[]>> {
  const work: Record<string, string[]> = {};
  const add = (part: string, what: string) => {
    work[part] = [...(work[part] ?? []), what];
  };
  const { urls, databasePrefix } = place.subgraphs;
  const onRequest = (message: unknown) => {
    const { origin, path } = requested.parse(message).request;
    const name = Object.keys(urls).find((each) => urls[each] === origin);
    if (name && path !== '/revocations') add(name, path);
  };
  const onCommand = ({ databaseName, commandName, command }: mongoose.mongo.CommandStartedEvent) => {
    const filter = JSON.stringify(command.query ?? command.filter ?? command.updates ?? {});
    if (databaseName.startsWith(databasePrefix) && !BESIDE.test(filter) && !BESIDE.test(String(command[commandName])))
      add(`database of ${databaseName.slice(databasePrefix.length)}`, `${commandName} ${command[commandName]}`);
  };
  const clients = mongoose.connections
    .filter(({ name }) => name?.startsWith(databasePrefix))
    .map((connection) => connection.getClient());
  subscribe('undici:request:create', onRequest);
  for (const client of clients) client.on('commandStarted', onCommand);
  try {
    await ask();
    return work;
  } finally {
    unsubscribe('undici:request:create', onRequest);
    for (const client of clients) client.off('commandStarted', onCommand);
  }
}

test.each([
  ['reading it', READ],
  ['withdrawing it', WITHDRAW],
  ['taking it', TAKE],
])('%s costs a stranger the same whether it is there or not', async (_what, query) => {
  for (const [who, client] of Object.entries(strangers)) {
    // Once before: plans, keys and definitions are read at the first.
    await client.ask(query, { id: nothing });
    const ofNothing = await workOf(() => client.ask(query, { id: nothing }));
    expect({ who, work: await workOf(() => client.ask(query, { id: application })) }).toEqual({ who, work: ofNothing });
  }
});

test('and something is done for whoever may ask: the comparison is not of nothing with nothing', async () => {
  const { 'another citizen': karim } = strangers;
  const work = await workOf(async () => karim?.ask(READ, { id: application }));
  expect(Object.keys(work)).toEqual(expect.arrayContaining(['applications', 'database of applications']));
});
