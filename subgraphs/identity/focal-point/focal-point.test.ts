/** Who is the focal point of a ministry, through the subgraph's own endpoint. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { citizen, type GraphqlAnswer, type Harness, official, startSubgraphs } from '#kit/test/harness.ts';
import identity from '../index.ts';

const START = new Date('2026-03-01T04:00:00Z');
let now = START;
const clock = { now: () => now };

let town: Harness;
beforeAll(async () => {
  town = await startSubgraphs({ identity }, { clock });
});
afterAll(() => town.stop());

const operator = { sub: 'operator-1', scope: 'operator' };
const other = { ...operator, sub: 'operator-2' };
const KARIM = { id: 'person-karim', nationalId: '1985123456789' };
const RAHIMA = { id: 'person-rahima', nationalId: '1990123456789' };

type Payload = { ministry: { focalPointSince: string | null } | null; userErrors: { code: string; field: string }[] };

const payload = ({ data, errors }: GraphqlAnswer): Payload => {
  expect(errors).toBeUndefined();
  return data?.payload as Payload;
};
const name = async (ministry: string, nationalId: string, caller: object = operator) =>
  payload(
    await town.ask(
      'identity',
      caller,
      `mutation ($input: NameFocalPointInput!) { payload: nameFocalPoint(input: $input) {
        ministry { focalPointSince } userErrors { code field } } }`,
      { input: { ministry, nationalId } },
    ),
  );
const accept = async (ministry: string, personId: string) =>
  payload(
    await town.ask(
      'identity',
      citizen(personId),
      `mutation ($input: AcceptFocalPointInput!) { payload: acceptFocalPoint(input: $input) {
        ministry { focalPointSince } userErrors { code field } } }`,
      { input: { ministry } },
    ),
  );
const refusal = (code: string, field: string) => ({ ministry: null, userErrors: [{ code, field }] });

/** The ministry as somebody sees it. */
async function seen(ministry: string, caller: object): Promise<unknown> {
  const { data, errors } = await town.ask(
    'identity',
    caller,
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Ministry {
      code focalPointSince focalPoint { name(language: BN) since } namedFocalPoint { name namedAt } } } }`,
    { of: [{ __typename: 'Ministry', code: ministry }] },
  );
  return {
    ministry: (data?._entities as unknown[] | undefined)?.[0],
    refused: errors?.map(({ path }) => path?.at(-1)),
  };
}

/** Whether they can log in as a focal point now: each role that somebody holds, they may log in as. */
async function mayLogIn(personId: string): Promise<boolean> {
  const { data } = await town.ask('identity', citizen(personId), '{ me { roles { role } } }');
  return JSON.stringify(data).includes('FOCAL_POINT');
}

describe('a focal point', () => {
  test('is named by an operator, and is it when they accept', async () => {
    expect(await name('railways', KARIM.nationalId)).toEqual({ ministry: { focalPointSince: null }, userErrors: [] });
    expect(await mayLogIn(KARIM.id)).toBe(false);
    expect(await seen('railways', operator)).toMatchObject({
      ministry: { focalPoint: null, namedFocalPoint: { name: 'Karim Uddin', namedAt: START.toISOString() } },
    });
    const { data } = await town.ask('identity', citizen(KARIM.id), '{ me { namedFocalPointOf { code } } }');
    expect(data).toEqual({ me: { namedFocalPointOf: [{ code: 'railways' }] } });

    const accepted = { ministry: { focalPointSince: START.toISOString() }, userErrors: [] };
    expect(await accept('railways', KARIM.id)).toEqual(accepted);
    expect(await mayLogIn(KARIM.id)).toBe(true);
    now = new Date('2026-03-02T04:00:00Z');
    expect(await accept('railways', KARIM.id)).toEqual(accepted);
    expect(await seen('railways', operator)).toEqual({
      ministry: {
        code: 'railways',
        focalPointSince: START.toISOString(),
        focalPoint: { name: 'করিম উদ্দিন', since: START.toISOString() },
        namedFocalPoint: null,
      },
      refused: undefined,
    });
  });

  test('stays until the next one has accepted, and is it no longer then', async () => {
    const hosne = { id: 'person-hosne-ara', nationalId: '1974234567803' };
    await name('power', hosne.nationalId);
    await accept('power', hosne.id);
    expect((await name('power', RAHIMA.nationalId)).ministry?.focalPointSince).not.toBeNull();
    expect(await mayLogIn(hosne.id)).toBe(true);
    await accept('power', RAHIMA.id);
    expect(await mayLogIn(hosne.id)).toBe(false);
    expect(await mayLogIn(RAHIMA.id)).toBe(true);
  });

  test('who is named again stays who they were', async () => {
    const { ministry } = await name('land', '1976000000001');
    expect(ministry).toEqual({ focalPointSince: '2026-01-04T03:00:00.000Z' });
    expect(await accept('land', 'focal-point-land')).toEqual({ ministry, userErrors: [] });
    expect(await seen('land', operator)).toMatchObject({ ministry: { namedFocalPoint: null } });
  });

  test('who was named first and not accepted gives way to who is named next', async () => {
    await name('labour', '1971234567802');
    await name('labour', '1965123456701');
    expect(await accept('labour', 'person-bimal-kanti-roy')).toEqual(refusal('NOT_NAMED', 'ministry'));
    expect(await accept('labour', 'person-abdul-karim')).toMatchObject({ userErrors: [] });
  });

  test.each([
    ['a ministry that is none', 'moon', RAHIMA.nationalId, 'NO_SUCH_MINISTRY', 'ministry'],
    ['nobody', 'commerce', '1999999999999', 'NO_SUCH_PERSON', 'nationalId'],
    ['what is no national ID', 'commerce', '12', 'NOT_A_NATIONAL_ID', 'nationalId'],
    ['the focal point of another', 'commerce', '1976000000002', 'FOCAL_POINT_ELSEWHERE', 'nationalId'],
    ['the operator, by themselves', 'commerce', '1975000000001', 'NOT_ONESELF', 'nationalId'],
  ])('cannot be named: %s', async (_, ministry, nationalId, code, field) => {
    expect(await name(ministry, nationalId)).toEqual(refusal(code, field));
  });

  test('is not found by trying national IDs: so many that are nobody’s, and no more', async () => {
    const tries = Array.from({ length: 35 }, (_, index) =>
      name('fisheries-livestock', `19999999999${index + 10}`, other),
    );
    const codes = (await Promise.all(tries)).map(({ userErrors: [error] }) => error?.code);
    expect(codes.filter((code) => code === 'NO_SUCH_PERSON')).toHaveLength(30);
    expect(codes.filter((code) => code === 'TOO_MANY_WRONG_NUMBERS')).toHaveLength(5);
  });

  test('of one ministry, who is named by two and accepts both, becomes one’s only', async () => {
    const tanvir = { id: 'person-tanvir-ahmed', nationalId: '2502009198' };
    for (const ministry of ['education', 'agriculture']) await name(ministry, tanvir.nationalId);
    const answers = await Promise.all(['education', 'agriculture'].map((ministry) => accept(ministry, tanvir.id)));
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([
      { code: 'FOCAL_POINT_ELSEWHERE', field: 'ministry' },
    ]);
  });

  test('is not who accepts without being named', async () => {
    expect(await accept('environment', RAHIMA.id)).toEqual(refusal('NOT_NAMED', 'ministry'));
  });

  test('is named by nobody but an operator', async () => {
    for (const caller of [citizen(KARIM.id), official('land'), { ...official('land'), scope: 'focal-point' }]) {
      const { data, errors } = await town.ask(
        'identity',
        caller,
        'mutation { nameFocalPoint(input: { ministry: "labour", nationalId: "1985123456789" }) { userErrors { code } } }',
      );
      expect(data).toEqual({ nameFocalPoint: null });
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'FORBIDDEN',
        messages: { en: expect.stringContaining('operator'), bn: expect.stringContaining('প্ল্যাটফর্ম পরিচালনাকারী') },
      });
    }
  });
});

describe('of a focal point', () => {
  test('everybody sees since when there is one, and not who it is', async () => {
    expect(await seen('health', {})).toEqual({
      ministry: {
        code: 'health',
        focalPointSince: '2026-01-04T03:00:00.000Z',
        focalPoint: null,
        namedFocalPoint: null,
      },
      refused: ['focalPoint', 'namedFocalPoint'],
    });
  });

  test('officials see who it is, and not who was named', async () => {
    expect(await seen('health', official('land'))).toMatchObject({
      ministry: { focalPoint: { name: 'মাহবুবুল হক' }, namedFocalPoint: null },
      refused: ['namedFocalPoint'],
    });
  });
});
