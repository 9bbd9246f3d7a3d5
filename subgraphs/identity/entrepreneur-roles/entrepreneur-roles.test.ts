/** What identity learns from `entrepreneurs`, over HTTP, and what follows for tokens. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readKeys } from '#kit/auth/keys.ts';
import { peerAuthorization } from '#kit/auth/tokens.ts';
import { defineSubgraph } from '#kit/subgraph.ts';
import { type Harness, startSubgraphs } from '#kit/test/harness.ts';
import { people } from '../people.model.ts';
import { entrepreneurRoleRoutes } from './entrepreneur-role.routes.ts';
import { type EntrepreneurRoles, entrepreneurRolesOn } from './entrepreneur-roles.ts';
import { type TrainedOfficials, trainedOfficialsOn } from './trained-officials.ts';

let now = new Date('2026-03-10T06:00:00Z');
let town: Harness;
let roles: EntrepreneurRoles;
let trained: TrainedOfficials;
const schema = new URL('../schema.graphql', import.meta.url);
const silent = defineSubgraph({ schema, start: async () => ({ resolvers: {} }) });
const identity = defineSubgraph({
  schema,
  start: async ({ connection, keys, clock }) => {
    roles = entrepreneurRolesOn(connection);
    trained = trainedOfficialsOn(connection);
    await Promise.all([roles.prepare(), people.prepare(connection, true)]);
    const parts = { roles, trained, people: people.model(connection), keys, clock };
    return { resolvers: {}, routes: (server) => entrepreneurRoleRoutes(server, parts) };
  },
});

beforeAll(async () => {
  town = await startSubgraphs({ identity, entrepreneurs: silent, land: silent }, { clock: { now: () => now } });
});
afterAll(() => town.stop());

let version = 0;
let personId = '';
beforeEach(() => {
  personId = `person-${++version}`;
  now = new Date('2026-03-10T06:00:00Z');
});

async function send(path: string, body: object, as = 'entrepreneurs') {
  const authorization = await peerAuthorization('identity', await readKeys(town.keysDirectory, as));
  const answer = await fetch(`${town.urls.identity}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

const held = (changes: object = {}) => ({
  personId,
  version: ++version,
  isHeld: true,
  centres: ['gulshan', 'uttara'],
  validUntil: '2026-12-31',
  ...changes,
});
const tell = async (event: object) => expect(await send('/entrepreneur-roles', event)).toMatchObject({ status: 200 });
const own = async () => (await roles.revocations(now)).filter(({ key }) => key.includes(personId));

describe('the role of an entrepreneur', () => {
  test('is held at the centres that were told, until the last day has passed', async () => {
    await tell(held());
    expect(await roles.centresOf(personId, now)).toEqual(['gulshan', 'uttara']);
    expect(await roles.centresOf(personId, new Date('2026-12-31T17:59:00Z'))).toEqual(['gulshan', 'uttara']);
    expect(await roles.centresOf(personId, new Date('2026-12-31T18:00:00Z'))).toEqual([]);
    expect(await roles.centresOf('nobody', now)).toEqual([]);
    expect(await own()).toEqual([]);
  });

  test('that is taken away ends the tokens of before, own ones and those of the citizens helped, for an hour; also one in the making', async () => {
    await tell(held());
    await tell(held({ isHeld: false }));
    expect(await roles.centresOf(personId, now)).toEqual([]);
    const before = now.getTime() / 1000 + 5;
    const ended = { before, until: before + 3_600 };
    expect(await own()).toEqual([
      { key: `holder:${personId}:entrepreneur`, ...ended },
      { key: `actor:${personId}`, ...ended },
    ]);
    now = new Date(now.getTime() + 3_600_000);
    expect(await own()).toEqual([]);
  });

  test('that is given back keeps the tokens of before ended', async () => {
    await tell(held());
    await tell(held({ isHeld: false }));
    const ended = await own();
    now = new Date(now.getTime() + 60_000);
    await tell(held());
    expect(await own()).toEqual(ended);
    expect(await roles.centresOf(personId, now)).toHaveLength(2);
  });

  test('ends what is open when a centre is taken away, and nothing when one is added', async () => {
    await tell(held());
    await tell(held({ centres: ['gulshan', 'uttara', 'nilkhet'] }));
    expect(await own()).toEqual([]);
    await tell(held({ centres: ['gulshan', 'nilkhet'] }));
    expect(await own()).toHaveLength(2);
  });

  test('goes on, with new work stopped at a centre whose fees have reached the limit', async () => {
    const atLimit = async () => Promise.all(['gulshan', 'uttara'].map((centre) => roles.isAtLimit(personId, centre)));
    await tell(held());
    expect(await atLimit()).toEqual([false, false]);
    await tell(held({ atLimit: ['uttara'] }));
    expect(await atLimit()).toEqual([false, true]);
    expect(await roles.centresOf(personId, now)).toHaveLength(2);
    expect(await own()).toEqual([]);
    await tell(held({ atLimit: [] }));
    expect(await atLimit()).toEqual([false, false]);
  });

  test('is as the newest event says, however they come', async () => {
    const [first, second] = [held(), held({ isHeld: false })];
    await Promise.all([tell(second), tell(first), tell(second), tell(first)]);
    await tell(first);
    expect(await roles.centresOf(personId, now)).toEqual([]);
  });
});

test('an official is trained for the desk that was told, as long as it counts', async () => {
  const atDesk = { personId, ministry: 'land', desk: 'mutation' };
  expect(await trained.isTrained(atDesk, now)).toBe(false);
  for (const until of ['2026-06-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z'])
    expect((await send('/trained-officials', { ...atDesk, until })).status).toBe(200);
  expect(await trained.isTrained(atDesk, new Date('2026-05-31T23:59:59Z'))).toBe(true);
  expect(await trained.isTrained(atDesk, new Date('2026-06-01T00:00:00Z'))).toBe(false);
  expect(await trained.isTrained({ ...atDesk, desk: 'khatian' }, now)).toBe(false);
});

test('people of a list are found by their national ID, of 17 digits too', async () => {
  const { body } = await send('/people-of-a-list', {
    nationalIds: ['1990123456789', '1111111111', '19901990123456789'],
  });
  expect(body).toEqual({ personIds: ['person-rahima', null, 'person-rahima'] });
});

test.each(['/entrepreneur-roles', '/trained-officials', '/people-of-a-list'])(
  '%s hears nobody but entrepreneurs, and nothing that is none',
  async (path) => {
    expect((await send(path, held(), 'land')).status).toBe(401);
    expect((await send(path, { personId: 7 })).status).toBe(400);
  },
);
