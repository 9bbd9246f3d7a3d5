import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allAreas } from '#kit/areas/area-map.ts';
import { readKeys } from '#kit/auth/keys.ts';
import { peerAuthorization } from '#kit/auth/tokens.ts';
import { defineSubgraph } from '#kit/subgraph.ts';
import { anonymous, citizen, type Harness, official, startSubgraphs, type TestCaller } from '#kit/test/harness.ts';
import places from './index.ts';

const DHAKA = '06-47';
const SAVAR_UNION = '06-47-365-3271';
const OPERATOR: TestCaller = { sub: 'operator-1', scope: 'operator' };

/** Only its key is needed: it asks what a centre is called. */
const silent = defineSubgraph({
  schema: new URL('./schema.graphql', import.meta.url),
  start: async () => ({ resolvers: {} }),
});

let now = new Date('2026-03-03T06:00:00Z');
let subgraph: Harness;
/** The commands that the subgraph has sent to its database, but for those of its log of looks: they come by rounds. */
let commands: string[] = [];
beforeAll(async () => {
  subgraph = await startSubgraphs(
    { places, identity: silent, entrepreneurs: silent },
    { clock: { now: () => now }, monitorsDatabase: true },
  );
  for (const connection of mongoose.connections.filter(({ name }) => name === `${subgraph.databasePrefix}places`))
    connection.getClient().on('commandStarted', ({ commandName, command }) => {
      if (command[commandName] !== 'accesses') commands.push(commandName);
    });
});
afterAll(() => subgraph.stop());

type Refusal = { readonly code: string; readonly field: string | null; readonly en: string; readonly bn: string };
type Answer<Value> = { readonly serviceCentre: Value | null; readonly userErrors: readonly Refusal[] };

/** Asks for one root field, named `answer`, and gives it. */
async function ask<Value>(query: string, variables: Record<string, unknown> = {}, as = anonymous): Promise<Value> {
  const { data, errors } = await subgraph.ask('places', as, query, variables);
  expect(errors).toBeUndefined();
  return data?.answer as Value;
}

/** The error of a request that is refused as a whole. */
async function refusalOf(query: string, variables: Record<string, unknown> = {}, as = anonymous) {
  const { errors } = await subgraph.ask('places', as, query, variables);
  expect(errors).toHaveLength(1);
  return errors?.[0];
}

function operate<Value>(field: string, inputType: string, input: object, selection: string, as = OPERATOR) {
  return ask<Answer<Value>>(
    `mutation ($input: ${inputType}!) { answer: ${field}(input: $input) {
      serviceCentre { ${selection} } userErrors { code field en: message bn: message(language: BN) } } }`,
    { input },
    as,
  );
}

const LOG = 'code status moves { nodes { at from to role reason overrideReason } }';
type Logged = {
  code: string;
  status: string;
  moves: {
    nodes: { at: string; from: string | null; to: string; reason: string | null; overrideReason: string | null }[];
  };
};

let number = 0;
const key = () => `key-of-a-test-${++number}`;
const plan = (changes: object = {}) => ({
  code: `centre-${++number}`,
  nameEn: 'Tongi centre',
  nameBn: 'টঙ্গী কেন্দ্র',
  stage: 'DISTRICTS',
  area: '06-41',
  addressEn: 'Station road, Tongi',
  addressBn: 'স্টেশন রোড, টঙ্গী',
  latitude: 23.8896,
  longitude: 90.4023,
  openingHours: [{ day: 'SUNDAY', opens: '09:00', closes: '17:00' }],
  services: ['passport-new', 'land-mutation'],
  idempotencyKey: key(),
  ...changes,
});
const planned = (changes: object = {}, selection = LOG) =>
  operate<Logged>('planServiceCentre', 'PlanServiceCentreInput', plan(changes), selection);
const moved = (input: object, as = OPERATOR) =>
  operate<Logged>('moveServiceCentre', 'MoveServiceCentreInput', { reason: 'as decided', ...input }, LOG, as);
const recorded = (input: object) =>
  operate<{ pilotCriteria: { measure: string; actual: number | null; isMet: boolean }[] }>(
    'recordCentreFigures',
    'RecordCentreFiguresInput',
    { day: '2026-03-02', served: 100, waitingMinutes: 10, complaints: 0, ...input },
    'pilotCriteria { measure actual isMet }',
  );

/** A new centre, moved on to a status. */
async function centreThatIs(...statuses: string[]): Promise<string> {
  const code = (await planned()).serviceCentre?.code ?? '';
  for (const to of statuses) {
    const { userErrors } = await moved({ code, to, overrideReason: 'for the test' });
    expect(userErrors).toEqual([]);
  }
  return code;
}

describe("the country's map", () => {
  test('all areas answer with their path, page by page, without a database query', async () => {
    type Page = { nodes: { code: string; level: string; path: { code: string }[] }[]; pageInfo: { endCursor: string } };
    const depths = ['DIVISION', 'DISTRICT', 'UPAZILA', 'UNION'];
    const seen: string[] = [];
    commands = [];
    for (let after: string | null = null; ; ) {
      const page: Page & { pageInfo: { hasNextPage: boolean }; totalCount: number } = await ask(
        `query ($after: String) { answer: areas(first: 100, after: $after) {
          totalCount nodes { code level path { code } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      expect(page.totalCount).toBe(5106);
      for (const { code, level, path } of page.nodes) {
        expect(path).toHaveLength(depths.indexOf(level) + 1);
        expect(path.at(-1)?.code).toBe(code);
        seen.push(code);
      }
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen).toEqual([...allAreas().keys()]);
    expect(commands).toEqual([]);
  });

  test('an area tells its names, what is around it and what lies in it', async () => {
    const area = await ask(`{ answer: area(code: "${SAVAR_UNION}") {
      level en: name bn: name(language: BN) latitude parent { code name } path { name }
      children(first: 2) { totalCount nodes { code level bn: name(language: BN) children { totalCount } } } coverage { places } } }`);
    expect(area).toMatchObject({
      level: 'UNION',
      parent: { code: '06-47-365', name: 'Savar' },
      latitude: null,
      coverage: null,
      children: {
        totalCount: 9,
        nodes: [
          { code: `${SAVAR_UNION}-01`, level: 'WARD', bn: 'ওয়ার্ড ১', children: { totalCount: 0 } },
          { code: `${SAVAR_UNION}-02`, bn: 'ওয়ার্ড ২' },
        ],
      },
    });
    expect(await ask(`{ answer: area(code: "${DHAKA}") { latitude longitude } }`)).toEqual({
      latitude: 23.7115253,
      longitude: 90.4111451,
    });
  });

  test.each(['', '99', '06-47-365-9999', `${SAVAR_UNION}-10`])('there is no area %j', async (code) => {
    expect(await ask('query ($code: String!) { answer: area(code: $code) { code } }', { code })).toBeNull();
  });

  test('areas are found by name, of a level and within an area', async () => {
    const found = (filter: object) =>
      ask<{ nodes: { code: string }[]; totalCount: number }>(
        'query ($filter: AreaFilter) { answer: areas(filter: $filter) { nodes { code } totalCount } }',
        { filter },
      );
    expect((await found({ search: 'সাভার, ঢাকা' })).nodes[0]).toEqual({ code: '06-47-365' });
    expect((await found({ search: 'Jessore', level: 'UPAZILA' })).nodes[0]).toEqual({ code: '03-20-177' });
    expect((await found({ search: 'Nawabganj', within: '০৬-৪৭' })).nodes).toEqual([{ code: '06-47-368' }]);
    expect((await found({ level: 'UPAZILA', within: '06' })).totalCount).toBe(89);
    expect((await found({ level: 'WARD' })).totalCount).toBe(0);
  });

  test('a filter by an area that does not exist is refused in both languages, with the place', async () => {
    for (const [field, argument] of [
      ['areas', 'within'],
      ['serviceCentres', 'area'],
    ]) {
      const error = await refusalOf(`{ answer: ${field}(filter: { ${argument}: "06-99" }) { totalCount } }`);
      expect(error).toMatchObject({
        path: ['answer'],
        extensions: {
          code: 'NOT_AN_AREA',
          messages: {
            en: `filter.${argument}: There is no area with this code. Look it up with \`areas\`.`,
            bn: expect.stringMatching(`^filter\\.${argument}: এই কোডের কোনো এলাকা নেই`),
          },
        },
      });
    }
  });

  test('a page that is none is refused', async () => {
    for (const page of ['first: 0', 'first: 101', 'after: "x"'])
      expect(await refusalOf(`{ answer: areas(${page}) { totalCount } }`)).toMatchObject({
        extensions: { code: 'BAD_USER_INPUT' },
      });
  });

  test('twenty nested areas cost one command for each level of service centres, however many areas there are', async () => {
    const query = (first: number) => `{ answer: areas(first: ${first}, filter: { level: DISTRICT }) { nodes {
      path { code name } coverage { sharePercent }
      serviceCentres(first: 3) { totalCount nodes { code area { name parent { coverage { centresPlanned } } } } }
      children(first: 20) { nodes { name path { code } coverage { places } serviceCentres { nodes { code } } } } } } }`;
    const cost = async (first: number) => {
      commands = [];
      await ask(query(first));
      return commands.length;
    };
    expect(await cost(2)).toBe(3);
    expect(await cost(20)).toBe(3);
    // Which centres lie in the districts and upazilas; their records; which lie in the divisions around those.
    expect(commands).toEqual(['find', 'find', 'find']);
  });

  test('other subgraphs’ references become areas and centres', async () => {
    const query = `query ($representations: [_Any!]!) { answer: _entities(representations: $representations) {
      ... on Area { name } ... on ServiceCentre { status } } }`;
    const representations = [
      { __typename: 'Area', code: `${SAVAR_UNION}-04` },
      { __typename: 'ServiceCentre', code: 'gulshan' },
      { __typename: 'Area', code: '99' },
      { __typename: 'ServiceCentre', code: 'atlantis' },
    ];
    expect(await ask(query, { representations })).toEqual([{ name: 'Ward 4' }, { status: 'PILOT' }, null, null]);
  });
});

describe('the service centres', () => {
  test('Gulshan and Uttara are on trial, Nilkhet is planned, each in Dhaka at its own coordinates', async () => {
    const { nodes } = await ask<{ nodes: object[] }>(`{ answer: serviceCentres(first: 3, filter: { area: "${DHAKA}" }) {
      nodes { code status latitude longitude country countryName(language: BN) city area { code } bn: name(language: BN) stage { code } } } }`);
    expect(nodes).toMatchObject([
      { code: 'gulshan', status: 'PILOT', latitude: 23.7925, longitude: 90.4078, bn: 'গুলশান নাগরিক সেবাকেন্দ্র' },
      { code: 'uttara', status: 'PILOT', latitude: 23.8759, longitude: 90.3795 },
      { code: 'nilkhet', status: 'PLANNED', latitude: 23.7327, longitude: 90.3854 },
    ]);
    for (const node of nodes)
      expect(node).toMatchObject({
        country: 'BD',
        countryName: 'বাংলাদেশ',
        city: null,
        area: { code: DHAKA },
        stage: { code: 'PILOT' },
      });
  });

  test('one tells everything about itself', async () => {
    expect(
      await ask(`{ answer: serviceCentre(code: "gulshan") { address openingHours { day opens closes } services { code }
        nextStatuses pilotCriteria { measure comparison target actual isMet name(language: BN) } } }`),
    ).toMatchObject({
      address: 'Gulshan 1, Dhaka 1212',
      openingHours: ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY'].map((day) => ({
        day,
        opens: '09:00',
        closes: '17:00',
      })),
      services: expect.arrayContaining([{ code: 'passport-new' }, { code: 'land-mutation' }]),
      nextStatuses: ['OPEN', 'CLOSED'],
      pilotCriteria: [
        { measure: 'CITIZENS_SERVED', comparison: 'AT_LEAST', target: 1000, isMet: true, name: 'সেবাগ্রহীতার সংখ্যা' },
        { measure: 'WAITING_MINUTES', comparison: 'AT_MOST', target: 20, isMet: true },
        { measure: 'COMPLAINTS_PER_THOUSAND', comparison: 'AT_MOST', target: 5, isMet: true },
      ],
    });
  });

  test('expatriates have theirs in a country and a city', async () => {
    const query = (code: string) =>
      `{ answer: serviceCentre(code: "${code}") { area { code } country countryName city(language: BN) } }`;
    expect(await ask(query('kuala-lumpur'))).toEqual({
      area: null,
      country: 'MY',
      countryName: 'Malaysia',
      city: 'কুয়ালালামপুর',
    });
    expect(await ask(query('riyadh'))).toMatchObject({ country: 'SA', countryName: 'Saudi Arabia' });
  });

  test('they are listed by status, area and service, page by page', async () => {
    const codes = async (filter: object, first = 100, after: string | null = null) => {
      const found = await ask<{ nodes: { code: string }[]; pageInfo: { endCursor: string | null } }>(
        `query ($filter: ServiceCentreFilter, $first: Int!, $after: String) {
          answer: serviceCentres(first: $first, after: $after, filter: $filter) { nodes { code } pageInfo { endCursor } } }`,
        { filter, first, after },
      );
      return { codes: found.nodes.map(({ code }) => code), endCursor: found.pageInfo.endCursor };
    };
    expect((await codes({ status: ['PILOT'], area: '06' })).codes).toEqual(['gulshan', 'uttara']);
    expect((await codes({ service: 'consular-appointment' })).codes).toEqual(['kuala-lumpur', 'riyadh']);
    const first = await codes({ area: DHAKA }, 2);
    expect((await codes({ area: DHAKA }, 2, first.endCursor)).codes).toEqual(['nilkhet']);
  });

  test('the nearest that serve come first, with their distance', async () => {
    const nearest = (place: string) =>
      ask<{ distanceMetres: number; serviceCentre: { code: string } }[]>(
        `{ answer: nearestServiceCentres(${place}) { distanceMetres serviceCentre { code status } } }`,
      );
    const fromNilkhet = await nearest('latitude: 23.7327, longitude: 90.3854, first: 2');
    expect(fromNilkhet.map(({ serviceCentre }) => serviceCentre.code)).toEqual(['gulshan', 'uttara']);
    expect(fromNilkhet[0]?.distanceMetres).toBeGreaterThan(6_900);
    expect(fromNilkhet[0]?.distanceMetres).toBeLessThan(7_100);
    expect((await nearest('latitude: 23.8759, longitude: 90.3795, first: 1'))[0]).toMatchObject({
      distanceMetres: 0,
      serviceCentre: { code: 'uttara' },
    });
  });

  test('who is far from all is told of them too', async () => {
    const found = await ask<{ distanceMetres: number; serviceCentre: { code: string } }[]>(
      '{ answer: nearestServiceCentres(latitude: 3.139, longitude: 101.6869) { distanceMetres serviceCentre { code } } }',
    );
    expect(found.map(({ serviceCentre }) => serviceCentre.code)).toEqual(['gulshan', 'uttara']);
    // By Vincenty's formula 2,587,382 m.
    expect(Math.abs((found[0]?.distanceMetres ?? 0) - 2_587_382)).toBeLessThan(2_587_382 * 0.006);
  });

  test.each([
    ['latitude: 90.1, longitude: 0', 'TOO_LARGE', 'latitude: '],
    ['latitude: 0, longitude: -180.1', 'TOO_SMALL', 'longitude: '],
    ['latitude: 0, longitude: 0, first: 0', 'BAD_USER_INPUT', 'first must be'],
  ])('nearest to %s is refused', async (place, code, words) => {
    const error = await refusalOf(`{ answer: nearestServiceCentres(${place}) { distanceMetres } }`);
    expect(error?.extensions).toMatchObject({ code, messages: { en: expect.stringContaining(words) } });
  });

  test('there is no centre that nobody planned', async () => {
    expect(await ask('{ answer: serviceCentre(code: "atlantis") { code } }')).toBeNull();
  });
});

describe('planning a centre', () => {
  test('makes a planned one, whose log begins with the plan', async () => {
    const { serviceCentre, userErrors } = await planned({
      code: 'tongi',
      openingHours: [
        { day: 'MONDAY', opens: '১৪:০০', closes: '17:00' },
        { day: 'MONDAY', opens: '09:00', closes: '13:00' },
        { day: 'SUNDAY', opens: '09:00', closes: '17:00' },
      ],
    });
    expect(userErrors).toEqual([]);
    expect(serviceCentre).toEqual({
      code: 'tongi',
      status: 'PLANNED',
      moves: {
        nodes: [
          { at: now.toISOString(), from: null, to: 'PLANNED', role: 'OPERATOR', reason: null, overrideReason: null },
        ],
      },
    });
    expect(
      await ask(
        '{ answer: serviceCentre(code: "tongi") { area { name } services { code } openingHours { day opens } } }',
      ),
    ).toEqual({
      area: { name: 'Gazipur' },
      services: [{ code: 'passport-new' }, { code: 'land-mutation' }],
      openingHours: [
        { day: 'SUNDAY', opens: '09:00' },
        { day: 'MONDAY', opens: '09:00' },
        { day: 'MONDAY', opens: '14:00' },
      ],
    });
  });

  test('abroad takes a country and a city', async () => {
    const abroad = { country: 'IT', cityEn: 'Rome', cityBn: 'রোম' };
    const place = { area: null, abroad, stage: 'ABROAD', latitude: 41.9, longitude: 12.5 };
    const { serviceCentre } = await planned(place, 'area { code } country city countryName(language: BN)');
    expect(serviceCentre).toEqual({ area: null, country: 'IT', city: 'Rome', countryName: 'ইতালি' });
  });

  const ROME = { country: 'IT', cityEn: 'Rome', cityBn: 'রোম' };
  const AT_ROME = { area: null, abroad: ROME, stage: 'ABROAD' };
  const hours = (...openingHours: string[]) => ({
    openingHours: openingHours.map((text) => {
      const [day, opens, closes] = text.split(' ');
      return { day, opens, closes };
    }),
  });
  test.each([
    ['an area that does not exist', { area: '06-99' }, 'area', 'NOT_AN_AREA'],
    ['a division', { area: '06' }, 'area', 'AREA_TOO_WIDE'],
    ['no place', { area: null }, 'area', 'AREA_OR_ABROAD'],
    ['two places', { abroad: ROME }, 'area', 'AREA_OR_ABROAD'],
    ['a point outside the country', { latitude: 3.139, longitude: 101.6869 }, 'latitude', 'OUTSIDE_BANGLADESH'],
    ['latitude and longitude exchanged', { latitude: 90, longitude: 23.9 }, 'latitude', 'OUTSIDE_BANGLADESH'],
    ['a point outside the earth', { latitude: 90.4 }, 'latitude', 'TOO_LARGE'],
    ['home as abroad', { ...AT_ROME, abroad: { ...ROME, country: 'BD' } }, 'abroad.country', 'NO_COUNTRY_ABROAD'],
    [
      'a country that does not exist',
      { ...AT_ROME, abroad: { ...ROME, country: 'ZZ' } },
      'abroad.country',
      'NO_COUNTRY_ABROAD',
    ],
    ['a country in words', { ...AT_ROME, abroad: { ...ROME, country: 'Italy' } }, 'abroad.country', 'PATTERN'],
    ['a place abroad in a stage at home', { ...AT_ROME, stage: 'PILOT' }, 'stage', 'WRONG_STAGE'],
    ['a place at home in the stage abroad', { stage: 'ABROAD' }, 'stage', 'WRONG_STAGE'],
    ['a service that does not exist', { services: ['passport-new', 'flying'] }, 'services.1', 'UNKNOWN_SERVICE'],
    ['no service', { services: [] }, 'services', 'TOO_FEW'],
    ['a day without an end', hours('SUNDAY 09:00 09:00'), 'openingHours.0.closes', 'CLOSES_BEFORE_OPENING'],
    ['hours twice', hours('SUNDAY 09:00 13:00', 'SUNDAY 12:00 17:00'), 'openingHours.1', 'HOURS_OVERLAP'],
    ['hours that are none', hours('SUNDAY 9:00 25:00'), 'openingHours.0.opens', 'PATTERN'],
    ['a code with spaces', { code: 'New Centre' }, 'code', 'PATTERN'],
    ['a code that is taken', { code: 'gulshan' }, 'code', 'CODE_TAKEN'],
    ['a name of control characters', { nameEn: 'Ton\u0000gi' }, 'nameEn', 'CONTROL_CHARACTER'],
    ['a key that is too short', { idempotencyKey: 'x' }, 'idempotencyKey', 'TOO_SHORT'],
  ])('with %s is refused in both languages, and nothing is kept', async (_, changes, field, code) => {
    const before = await ask('{ answer: serviceCentres { totalCount } }');
    const { serviceCentre, userErrors } = await planned(changes);
    expect(serviceCentre).toBeNull();
    const error = userErrors.find((each) => each.field === field);
    expect(error?.code).toBe(code);
    expect(error?.en).toMatch(/^[^{}]+$/);
    expect(error?.bn).toMatch(/^[^{}]*\p{Script=Bengali}[^{}]*$/u);
    expect(await ask('{ answer: serviceCentres { totalCount } }')).toEqual(before);
  });

  test('tells everything that is wrong at once', async () => {
    const { userErrors } = await planned({ area: '06', latitude: 3, services: ['flying'] });
    expect(userErrors.map(({ code }) => code)).toEqual(['AREA_TOO_WIDE', 'OUTSIDE_BANGLADESH', 'UNKNOWN_SERVICE']);
  });

  test('hours that touch do not overlap', async () => {
    expect((await planned(hours('SUNDAY 09:00 13:00', 'SUNDAY 13:00 17:00'))).userErrors).toEqual([]);
  });

  test('a repeat with the same key plans nothing new, also at once; another plan with it is refused', async () => {
    const input = { code: 'repeated', idempotencyKey: key() };
    const answers = await Promise.all([planned(input), planned(input), planned(input)]);
    for (const { serviceCentre, userErrors } of [...answers, await planned(input)]) {
      expect(userErrors).toEqual([]);
      expect(serviceCentre?.moves.nodes).toHaveLength(1);
    }
    const other = await planned({ ...input, code: 'another' });
    expect(other.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED', field: 'idempotencyKey' }]);
  });

  test('two operators may choose the same key', async () => {
    const idempotencyKey = key();
    const input = () => plan({ idempotencyKey });
    const by = (sub: string) =>
      operate<Logged>('planServiceCentre', 'PlanServiceCentreInput', input(), 'code', { sub, scope: 'operator' });
    expect([await by('operator-1'), await by('operator-2')].map(({ userErrors }) => userErrors)).toEqual([[], []]);
  });
});

describe('moving a centre', () => {
  test('from plan to closing, with every move in the log, latest first', async () => {
    const code = await centreThatIs('PILOT', 'OPEN', 'PAUSED');
    now = new Date('2026-03-03T07:00:00Z');
    const { serviceCentre } = await moved({ code, to: 'OPEN', reason: 'the roof is mended' });
    expect(serviceCentre?.status).toBe('OPEN');
    expect(serviceCentre?.moves.nodes.map(({ from, to }) => [from, to])).toEqual([
      ['PAUSED', 'OPEN'],
      ['OPEN', 'PAUSED'],
      ['PILOT', 'OPEN'],
      ['PLANNED', 'PILOT'],
      [null, 'PLANNED'],
    ]);
    expect(serviceCentre?.moves.nodes[0]).toEqual({
      at: now.toISOString(),
      from: 'PAUSED',
      to: 'OPEN',
      role: 'OPERATOR',
      reason: 'the roof is mended',
      overrideReason: null,
    });
  });

  test('the log is public, and has its pages', async () => {
    const code = await centreThatIs('PILOT', 'OPEN');
    type Log = {
      moves: { totalCount: number; nodes: { to: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
    };
    const log = (after: string | null) =>
      ask<Log>(
        `query ($code: String!, $after: String) { answer: serviceCentre(code: $code) { moves(first: 2, after: $after) {
          totalCount nodes { to } pageInfo { endCursor hasNextPage } } } }`,
        { code, after },
      );
    const { moves } = await log(null);
    expect(moves).toMatchObject({
      totalCount: 3,
      nodes: [{ to: 'OPEN' }, { to: 'PILOT' }],
      pageInfo: { hasNextPage: true },
    });
    expect((await log(moves.pageInfo.endCursor)).moves.nodes).toEqual([{ to: 'PLANNED' }]);
  });

  test.each([
    ['PLANNED', [], 'OPEN', 'ILLEGAL_MOVE'],
    ['PILOT', ['PILOT'], 'PAUSED', 'ILLEGAL_MOVE'],
    ['CLOSED', ['CLOSED'], 'OPEN', 'ILLEGAL_MOVE'],
    ['PILOT without figures', ['PILOT'], 'OPEN', 'PILOT_CRITERIA_NOT_MET'],
  ])('from %s to what is not allowed changes nothing', async (_, statuses, to, error) => {
    const code = await centreThatIs(...statuses);
    const { serviceCentre, userErrors } = await moved({ code, to });
    expect(serviceCentre).toBeNull();
    expect(userErrors).toMatchObject([{ code: error, field: 'to' }]);
    expect(userErrors[0]?.bn).toMatch(/\p{Script=Bengali}/u);
    expect(
      await ask('query ($code: String!) { answer: serviceCentre(code: $code) { moves { totalCount } } }', { code }),
    ).toEqual({
      moves: { totalCount: statuses.length + 1 },
    });
  });

  test('a pilot that meets its criteria opens, and no override is logged', async () => {
    const { serviceCentre, userErrors } = await moved({ code: 'gulshan', to: 'OPEN', overrideReason: 'not needed' });
    expect(userErrors).toEqual([]);
    expect(serviceCentre?.moves.nodes[0]).toMatchObject({ to: 'OPEN', overrideReason: null });
  });

  test('one that does not is told what is missing, and may be opened with a reason that all can read', async () => {
    const { userErrors } = await moved({ code: 'uttara', to: 'OPEN' });
    expect(userErrors).toMatchObject([
      {
        code: 'PILOT_CRITERIA_NOT_MET',
        en: expect.stringMatching(/Mean waiting time in minutes: 2\d(\.\d)? \(at most 20\)\. Go on/),
      },
    ]);
    const { serviceCentre } = await moved({ code: 'uttara', to: 'OPEN', overrideReason: 'a second counter opens' });
    expect(serviceCentre?.moves.nodes[0]).toMatchObject({ to: 'OPEN', overrideReason: 'a second counter opens' });
  });

  test('that does not exist is told', async () => {
    const { userErrors } = await moved({ code: 'atlantis', to: 'PILOT' });
    expect(userErrors).toMatchObject([
      { code: 'NO_SUCH_CENTRE', field: 'code', en: expect.stringContaining('atlantis') },
    ]);
  });

  test('a repeat with the same key moves nothing; another move with it is refused', async () => {
    const code = await centreThatIs();
    const input = { code, to: 'PILOT', idempotencyKey: key() };
    const answers = await Promise.all([moved(input), moved(input), moved(input)]);
    for (const { serviceCentre, userErrors } of [...answers, await moved(input)]) {
      expect(userErrors).toEqual([]);
      expect(serviceCentre).toMatchObject({ status: 'PILOT', moves: { nodes: [{ to: 'PILOT' }, { to: 'PLANNED' }] } });
    }
    const other = await moved({ ...input, to: 'CLOSED' });
    expect(other.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  });

  test('of twenty operators at once, one moves it', async () => {
    const code = await centreThatIs();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        moved({ code, to: 'PILOT' }, { sub: `operator-${index}`, scope: 'operator' }),
      ),
    );
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    for (const { userErrors } of answers)
      for (const each of userErrors) expect(['CHANGED_MEANWHILE', 'ILLEGAL_MOVE']).toContain(each.code);
    const { moves } = await ask<Logged>(`{ answer: serviceCentre(code: "${code}") { ${LOG} } }`);
    expect(moves.nodes).toHaveLength(2);
  });

  test.each([
    ['nobody', anonymous, 'UNAUTHENTICATED'],
    ['a citizen', citizen('rahima'), 'FORBIDDEN'],
    ['an official', official('land'), 'FORBIDDEN'],
  ])('is not for %s, nor is planning or recording', async (_, as, code) => {
    for (const [field, type, input] of [
      ['moveServiceCentre', 'MoveServiceCentreInput', { code: 'nilkhet', to: 'PILOT', reason: 'because' }],
      ['planServiceCentre', 'PlanServiceCentreInput', plan()],
      [
        'recordCentreFigures',
        'RecordCentreFiguresInput',
        { code: 'nilkhet', day: '2026-03-02', served: 1, waitingMinutes: 1, complaints: 0 },
      ],
    ] as const) {
      const error = await refusalOf(
        `mutation ($input: ${type}!) { answer: ${field}(input: $input) { userErrors { code } } }`,
        { input },
        as,
      );
      expect(error?.extensions).toMatchObject({ code });
    }
    expect(await ask('{ answer: serviceCentre(code: "nilkhet") { status } }')).toEqual({ status: 'PLANNED' });
  });
});

describe("recording a centre's figures", () => {
  const criteria = async (input: object) => {
    const { serviceCentre, userErrors } = await recorded(input);
    expect(userErrors).toEqual([]);
    return serviceCentre?.pilotCriteria.map(({ actual }) => actual);
  };

  test('sums the days of the pilot; a day recorded again takes the place of the first', async () => {
    now = new Date('2026-03-01T04:00:00Z');
    const code = await centreThatIs('PILOT');
    now = new Date('2026-03-05T04:00:00Z');
    expect(await criteria({ code, day: '2026-03-01', served: 100, waitingMinutes: 10 })).toEqual([100, 10, 0]);
    expect(await criteria({ code, day: '2026-03-02', served: 300, waitingMinutes: 30, complaints: 1 })).toEqual([
      400, 25, 2.5,
    ]);
    expect(await criteria({ code, day: '2026-03-02', served: 100, waitingMinutes: 30, complaints: 0 })).toEqual([
      200, 20, 0,
    ]);
  });

  test('a day without visitors has no waiting time', async () => {
    now = new Date('2026-03-01T04:00:00Z');
    const code = await centreThatIs('PILOT');
    expect(await criteria({ code, day: '2026-03-01', served: 0, waitingMinutes: 0 })).toEqual([0, null, null]);
  });

  test('days after the pilot are kept, and do not count for it', async () => {
    now = new Date('2026-03-01T04:00:00Z');
    const code = await centreThatIs('PILOT', 'OPEN');
    now = new Date('2026-03-05T04:00:00Z');
    expect(await criteria({ code, day: '2026-03-01' })).toEqual([100, 10, 0]);
    expect(await criteria({ code, day: '2026-03-02', served: 900, complaints: 9 })).toEqual([100, 10, 0]);
  });

  test.each([
    ['before its pilot', '2026-02-28', 'day', 'NOT_BEGUN'],
    ['that has not come', '2026-03-06', 'day', 'DATE_TOO_LATE'],
  ])('of a day %s is refused', async (_, day, field, error) => {
    now = new Date('2026-03-01T04:00:00Z');
    const code = await centreThatIs('PILOT');
    now = new Date('2026-03-05T04:00:00Z');
    expect((await recorded({ code, day })).userErrors).toMatchObject([{ code: error, field }]);
  });

  test('of one that is only planned, or does not exist, is refused', async () => {
    expect((await recorded({ code: 'nilkhet' })).userErrors).toMatchObject([{ code: 'NOT_BEGUN' }]);
    expect((await recorded({ code: 'atlantis' })).userErrors).toMatchObject([{ code: 'NO_SUCH_CENTRE' }]);
  });

  test('what one request has read before it writes is not shown after', async () => {
    now = new Date('2026-03-01T04:00:00Z');
    const code = await centreThatIs('PILOT');
    const record = (name: string, day: string) => `${name}: recordCentreFigures(input: { code: "${code}", day: "${day}",
      served: 10, waitingMinutes: 5, complaints: 0 }) { serviceCentre { pilotCriteria { actual } area { coverage { centresPilot } } } }`;
    now = new Date('2026-03-05T04:00:00Z');
    const { data } = await subgraph.ask(
      'places',
      OPERATOR,
      `mutation { ${record('one', '2026-03-01')} ${record('two', '2026-03-02')} }`,
    );
    expect(data).toMatchObject({
      one: { serviceCentre: { pilotCriteria: [{ actual: 10 }, { actual: 5 }, { actual: 0 }] } },
      two: { serviceCentre: { pilotCriteria: [{ actual: 20 }, { actual: 5 }, { actual: 0 }] } },
    });
  });
});

describe('what a centre is called', () => {
  async function nameOf(code: string, as: string) {
    const answer = await fetch(`${subgraph.urls.places}/centre-name`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: await peerAuthorization('places', await readKeys(subgraph.keysDirectory, as)),
      },
      body: JSON.stringify({ code }),
    });
    return { status: answer.status, body: await answer.json() };
  }

  test.each(['identity', 'entrepreneurs'])(
    'is told to `%s` in both languages, and is null of one that is not there',
    async (asker) => {
      const name = { en: 'Gulshan Citizen Service centre', bn: 'গুলশান নাগরিক সেবাকেন্দ্র' };
      expect(await nameOf('gulshan', asker)).toEqual({ status: 200, body: { name } });
      expect(await nameOf('atlantis', asker)).toEqual({ status: 200, body: { name: null } });
    },
  );

  test('is told to nobody else', async () => {
    expect((await nameOf('gulshan', 'applications')).status).toBe(401);
  });
});
