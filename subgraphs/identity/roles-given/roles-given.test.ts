/** Who gives and takes roles, through the subgraph's own endpoint. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  citizen,
  type GraphqlAnswer,
  type Harness,
  official,
  startSubgraphs,
  type TestCaller,
} from '#kit/test/harness.ts';
import identity from '../index.ts';

const MINUTE_MS = 60_000;
const START = new Date('2026-03-01T04:00:00Z');
let now = START;
const clock = { now: () => now };

let town: Harness;
beforeAll(async () => {
  town = await startSubgraphs({ identity }, { clock });
});
afterAll(() => town.stop());

const operator: TestCaller = { sub: 'operator-1', scope: 'operator' };
const auditor: TestCaller = { sub: 'person-rahima', scope: 'auditor' };
const focalPoint = (ministry: string): TestCaller => ({
  sub: `focal-point-${ministry}`,
  scope: 'focal-point',
  ministry,
});
const BIMAL = { id: 'person-bimal-kanti-roy', nationalId: '1971234567802' };

const payload = ({ data, errors }: GraphqlAnswer) => {
  expect(errors).toBeUndefined();
  return data?.payload;
};
const give = async (caller: TestCaller, input: object) =>
  payload(
    await town.ask(
      'identity',
      caller,
      `mutation ($input: GiveRoleInput!) { payload: giveRole(input: $input) {
        role { role desk rank ministry { code } } userErrors { code field } } }`,
      { input: { nationalId: BIMAL.nationalId, ...input } },
    ),
  );
const take = async (caller: TestCaller, role: string, nationalId = BIMAL.nationalId) =>
  payload(
    await town.ask(
      'identity',
      caller,
      'mutation ($input: TakeRoleInput!) { payload: takeRole(input: $input) { role { role } userErrors { code field } } }',
      { input: { nationalId, role } },
    ),
  );
const refusal = (code: string, field: string) => ({ role: null, userErrors: [{ code, field }] });

async function rolesOf(personId: string): Promise<string[]> {
  const { data } = await town.ask('identity', citizen(personId), '{ me { roles { role } } }');
  const me = data?.me as { roles: { role: string }[] } | undefined;
  return me?.roles.map(({ role }) => role) ?? [];
}

async function revoked(): Promise<string[]> {
  const authorization = `Bearer ${await town.token('identity', {})}`;
  const answer = await fetch(`${town.urls.identity}/revocations`, { headers: { authorization } });
  return ((await answer.json()) as { revoked: { key: string }[] }).revoked.map(({ key }) => key);
}

describe('a focal point', () => {
  test('gives a person a desk in their ministry, changes it, and takes it away', async () => {
    expect(await give(focalPoint('land'), { role: 'OFFICIAL', desk: 'mutation', rank: 'AC (Land)' })).toEqual({
      role: { role: 'OFFICIAL', desk: 'mutation', rank: 'AC (Land)', ministry: { code: 'land' } },
      userErrors: [],
    });
    const key = `holder:${BIMAL.id}:official`;
    expect(await revoked()).not.toContain(key);
    expect(await give(focalPoint('land'), { role: 'OFFICIAL', desk: 'copies' })).toMatchObject({
      role: { desk: 'copies', rank: null },
    });
    // The tokens of the old desk have ended.
    expect(await revoked()).toContain(key);
    expect(await rolesOf(BIMAL.id)).toEqual(['CITIZEN', 'OFFICIAL']);
    expect(await take(focalPoint('land'), 'OFFICIAL')).toEqual({ role: null, userErrors: [] });
    expect(await rolesOf(BIMAL.id)).toEqual(['CITIZEN']);
    expect(await take(focalPoint('land'), 'OFFICIAL')).toEqual(refusal('ROLE_NOT_HELD', 'nationalId'));
  });

  test('gives it from a day until a day', async () => {
    const from = '2026-04-01T00:00:00Z';
    const until = '2026-05-01T00:00:00Z';
    expect(await give(focalPoint('land'), { role: 'DEVELOPER', from, until })).toEqual({ role: null, userErrors: [] });
    expect(await rolesOf(BIMAL.id)).toEqual(['CITIZEN']);
    now = new Date(from);
    expect(await rolesOf(BIMAL.id)).toEqual(['CITIZEN', 'DEVELOPER']);
    now = new Date(until);
    expect(await rolesOf(BIMAL.id)).toEqual(['CITIZEN']);
    now = START;
    expect(await give(focalPoint('land'), { role: 'DEVELOPER', from: until, until: from })).toEqual(
      refusal('ENDS_BEFORE_IT_BEGINS', 'until'),
    );
  });

  test('has nothing to say of another ministry’s people', async () => {
    const HEALTH_OFFICIAL = { nationalId: '1980000000011' };
    expect(await give(focalPoint('land'), { ...HEALTH_OFFICIAL, role: 'OFFICIAL' })).toEqual(
      refusal('ROLE_ELSEWHERE', 'nationalId'),
    );
    expect(await take(focalPoint('land'), 'OFFICIAL', HEALTH_OFFICIAL.nationalId)).toEqual(
      refusal('ROLE_NOT_HELD', 'nationalId'),
    );
  });
});

test.each<[string, TestCaller, string]>([
  ['a focal point gives no auditor', focalPoint('land'), 'AUDITOR'],
  ['a focal point makes no operator', focalPoint('land'), 'OPERATOR'],
  ['a focal point makes no focal point', focalPoint('land'), 'FOCAL_POINT'],
  ['an operator gives no ministry’s official', operator, 'OFFICIAL'],
  ['an operator makes no operator', operator, 'OPERATOR'],
  ['an operator makes no entrepreneur', operator, 'ENTREPRENEUR'],
])('%s', async (_, caller, role) => {
  expect(await give(caller, { role })).toEqual(refusal('NOT_YOURS_TO_GIVE', 'role'));
  expect(await take(caller, role)).toEqual(refusal('NOT_YOURS_TO_GIVE', 'role'));
});

test('an operator names an auditor', async () => {
  expect(await give(operator, { role: 'AUDITOR' })).toMatchObject({ role: { role: 'AUDITOR', ministry: null } });
  expect(await rolesOf(BIMAL.id)).toContain('AUDITOR');
});

test('an operator makes no auditor of themselves, and a focal point no official', async () => {
  const operators = '1975000000001';
  expect(await give(operator, { nationalId: operators, role: 'AUDITOR' })).toEqual(
    refusal('NOT_TO_ONESELF', 'nationalId'),
  );
  for (const nationalId of ['1976000000001', '19761976000000001'])
    for (const role of ['OFFICIAL', 'DEVELOPER'])
      expect(await give(focalPoint('land'), { nationalId, role, desk: 'mutation' })).toEqual(
        refusal('NOT_TO_ONESELF', 'nationalId'),
      );
  expect(await rolesOf('operator-1')).toEqual(['CITIZEN', 'OPERATOR']);
  expect(await rolesOf('focal-point-land')).toEqual(['CITIZEN', 'FOCAL_POINT']);
});

describe('who gave and took which role', () => {
  const changes = async (as: TestCaller, first = 2) =>
    town.ask(
      'identity',
      as,
      `query ($first: Int!) { rolesGiven(first: $first) { totalCount
        nodes { at kind by person role ministry { code } desk rank from until } } }`,
      { first },
    );

  test('is read by an auditor, the latest first; what was refused is not there', async () => {
    const later = new Date(START.getTime() + MINUTE_MS);
    await give(focalPoint('land'), { role: 'OFFICIAL', desk: 'mutation', rank: 'AC (Land)' });
    now = later;
    await take(focalPoint('land'), 'OFFICIAL');
    await take(focalPoint('land'), 'OFFICIAL');
    await give(focalPoint('land'), { nationalId: '1980000000011', role: 'OFFICIAL' });
    const { data } = await changes(auditor);
    const change = {
      ...{ by: 'Nasrin Akter Jahan', person: 'Bimal Kanti Roy' },
      ...{ role: 'OFFICIAL', ministry: { code: 'land' }, desk: 'mutation', rank: 'AC (Land)' },
      ...{ from: START.toISOString(), until: null },
    };
    expect(data?.rolesGiven).toMatchObject({
      nodes: [
        { at: later.toISOString(), kind: 'TAKEN', ...change },
        { at: START.toISOString(), kind: 'GIVEN', ...change },
      ],
    });
  });

  test('and who named and accepted a focal point', async () => {
    const name =
      'mutation { nameFocalPoint(input: { ministry: "power", nationalId: "1971234567802" }) { userErrors { code } } }';
    now = new Date(START.getTime() + 2 * MINUTE_MS);
    await town.ask('identity', operator, name);
    now = new Date(START.getTime() + 3 * MINUTE_MS);
    const accept = 'mutation { acceptFocalPoint(input: { ministry: "power" }) { userErrors { code } } }';
    await town.ask('identity', citizen(BIMAL.id), accept);
    const { data } = await changes(auditor);
    const role = { role: 'FOCAL_POINT', ministry: { code: 'power' }, person: 'Bimal Kanti Roy' };
    expect(data?.rolesGiven).toMatchObject({
      nodes: [
        { kind: 'ACCEPTED', by: 'Bimal Kanti Roy', ...role },
        { kind: 'NAMED', by: 'Farhana Sultana', ...role },
      ],
    });
  });

  test.each<[string, TestCaller]>([
    ['an operator', operator],
    ['a focal point', focalPoint('land')],
    ['an official', official('land')],
    ['a citizen', citizen(BIMAL.id)],
  ])('%s reads none of it', async (_, as) => {
    const { data, errors } = await changes(as);
    expect(data).toEqual({ rolesGiven: null });
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});

test('who has which national ID is not found out by giving roles', async () => {
  const giver = focalPoint('health');
  const strangers = Array.from({ length: 40 }, (_, index) => `19999999999${index + 10}`);
  await give(giver, { role: 'OFFICIAL', nationalId: '1985123456789' });
  const answers = (await Promise.all(strangers.map((nationalId) => give(giver, { nationalId, role: 'OFFICIAL' })))) as {
    userErrors: { code: string }[];
  }[];
  const codes = answers.map(({ userErrors }) => userErrors[0]?.code);
  expect(codes.filter((code) => code === 'NO_SUCH_PERSON')).toHaveLength(30);
  expect(codes.filter((code) => code === 'TOO_MANY_WRONG_NUMBERS')).toHaveLength(10);
  expect(await give(giver, { role: 'OFFICIAL', nationalId: '1985123456789' })).toMatchObject({
    userErrors: [{ code: 'TOO_MANY_WRONG_NUMBERS', field: null }],
  });
  now = new Date(now.getTime() + 16 * MINUTE_MS);
  expect(await give(giver, { role: 'OFFICIAL', nationalId: '1985123456789' })).toMatchObject({ userErrors: [] });
  now = START;
});

test.each<[string, TestCaller]>([
  ['a citizen', citizen('person-rahima')],
  ['an official', official('land')],
])('%s gives nobody anything', async (_, caller) => {
  const { data, errors } = await town.ask(
    'identity',
    caller,
    'mutation { giveRole(input: { nationalId: "1971234567802", role: AUDITOR }) { role { role } } }',
  );
  expect(data).toEqual({ giveRole: null });
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
});
