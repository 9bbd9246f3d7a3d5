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

const START = new Date('2026-03-01T04:00:00Z');
let now = START;
const clock = { now: () => now };

let town: Harness;
beforeAll(async () => {
  town = await startSubgraphs({ identity }, { clock });
});
afterAll(() => town.stop());

const operator: TestCaller = { sub: 'operator-1', scope: 'operator' };
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
