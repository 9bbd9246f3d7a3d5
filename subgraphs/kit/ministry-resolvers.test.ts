/** A ministry's root fields and its fields of `Application`, as the gateway asks for them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessLog } from './access-log/access-log.ts';
import { connect } from './storage/connect.ts';
import { anonymous, citizen, type Harness, official, startSubgraphs, type TestCaller } from './test/harness.ts';
import ministry from './test/ministry-for-tests/index.ts';

let town: Harness;
beforeAll(async () => {
  town = await startSubgraphs({ water: ministry });
});
afterAll(() => town.stop());

const rahima = citizen('rahima');

async function apply(as: TestCaller = rahima, form: object = {}) {
  const input = { plot: '245', depthMetres: 2, mobile: '01712345678', idempotencyKey: crypto.randomUUID(), ...form };
  return town.ask(
    'water',
    as,
    `mutation ($input: WellInput!) { applyForWell(input: $input) {
      application { id status actions well { plot permitNumber } leak { reportNumber } payment { amountBdt checkoutUrl }
        answers { name label(language: BN) value(language: BN) } }
      userErrors { code field message(language: BN) } } }`,
    { input },
  );
}

async function idOf(answer: ReturnType<typeof apply>): Promise<string> {
  const { data } = (await answer) as { data: { applyForWell: { application: { id: string } } } };
  return data.applyForWell.application.id;
}

describe("a service's own mutation", () => {
  test('answers with the whole application, in one hop', async () => {
    expect(await apply()).toMatchObject({
      data: {
        applyForWell: {
          application: {
            id: expect.stringMatching(/^water-/),
            status: 'SUBMITTED',
            actions: ['WITHDRAW'],
            well: { plot: '245', permitNumber: null },
            leak: null,
            payment: null,
            answers: expect.arrayContaining([{ name: 'depthMetres', label: 'মিটারে গভীরতা', value: '২' }]),
          },
          userErrors: [],
        },
      },
    });
  });

  test('says what to mend in the language that is asked for', async () => {
    expect(await apply(rahima, { depthMetres: 250 })).toMatchObject({
      data: {
        applyForWell: {
          application: null,
          userErrors: [{ code: 'TOO_DEEP_FOR_US', field: 'depthMetres', message: 'কূপ সর্বোচ্চ ২০০ মিটার গভীর হতে পারে।' }],
        },
      },
    });
  });

  test.each([
    ['somebody who has not logged in', anonymous, 'UNAUTHENTICATED'],
    ['an official', official('water'), 'FORBIDDEN'],
  ])('is not for %s', async (_, caller, code) => {
    expect(await apply(caller)).toMatchObject({ data: { applyForWell: null }, errors: [{ extensions: { code } }] });
  });
});

describe('a look-up', () => {
  const QUERY = `query ($gauge: String!) { riverLevel(input: { gauge: $gauge }) { record { gauge centimetres }
    answers { name label(language: BN) value(language: BN) } userErrors { code field } } }`;

  test.each([
    [
      'gives the record, also as label and value',
      'Goalundo',
      {
        record: { gauge: 'Goalundo', centimetres: 865 },
        answers: [
          { name: 'gauge', label: 'পরিমাপক', value: 'Goalundo' },
          { name: 'centimetres', label: 'সেন্টিমিটারে উচ্চতা', value: '৮৬৫' },
        ],
        userErrors: [],
      },
    ],
    ['that finds nothing says so', 'Nowhere', { record: null, answers: [], userErrors: [] }],
    [
      'that is asked wrongly says what to mend',
      'x',
      { record: null, answers: [], userErrors: [{ code: 'TOO_SHORT', field: 'gauge' }] },
    ],
  ])('%s', async (_, gauge, riverLevel) => {
    expect(await town.ask('water', anonymous, QUERY, { gauge })).toEqual({ data: { riverLevel } });
  });
});

describe('a look-up of somebody’s record', () => {
  const HERS = '{ waterCard(input: { nationalId: "19901990123456789", dateOfBirth: "1990-05-17" }) { SELECTION } }';
  const look = (selection: string, as: TestCaller) => town.ask('water', as, HERS.replace('SELECTION', selection));
  /** What the ministry has entered of it, by whom. */
  async function entriesOf(person: string) {
    const name = `${town.databasePrefix}water`;
    const connection = await connect(process.env.MONGODB_URL ?? '', name);
    const entries = await accessLog(connection, 'water').after(0, 1_000);
    await connection.close();
    return entries.filter(({ by }) => by.person === person);
  }

  test.each<[string, string, string, TestCaller]>([
    ['another citizen', 'CITIZEN', 'karim', citizen('karim')],
    ['a machine', 'MACHINE', 'machine-1', { sub: 'machine-1', scope: 'machine' }],
    ['somebody who has not logged in', 'ANYBODY', 'nobody', anonymous],
  ])('by %s is entered under the number, with what was shown', async (_, role, person, as) => {
    expect(await look('record { holder } answers { value }', as)).toMatchObject({
      data: { waterCard: { record: { holder: 'Rahima Begum' } } },
    });
    expect(await entriesOf(person)).toEqual([
      expect.objectContaining({
        by: expect.objectContaining({ role }),
        citizen: 'nid:1990123456789',
        service: 'water-card',
        purpose: { code: 'LOOKED_UP', text: null },
        fields: ['record', 'record.holder'],
      }),
    ]);
  });

  test('that shows only that there is one is entered too; one that finds nothing is not', async () => {
    await look('record { __typename }', citizen('salma'));
    expect(await entriesOf('salma')).toMatchObject([{ fields: ['record'] }]);
    const wrong = HERS.replace('05-17', '05-18').replace('SELECTION', 'record { holder } answers { value }');
    expect(await town.ask('water', citizen('jamal'), wrong)).toEqual({
      data: { waterCard: { record: null, answers: [] } },
    });
    expect(await entriesOf('jamal')).toEqual([]);
  });
});

describe('a look-up that is tried too often', () => {
  let strict: Harness;
  beforeAll(async () => {
    strict = await startSubgraphs(
      { water: ministry },
      { environment: { TRIES_PER_NUMBER: '10', TRIES_PER_ASKER: '30' } },
    );
  });
  afterAll(() => strict.stop());

  test('is refused in both languages: each alias of a request is a try, and the right day is not told after', async () => {
    const alias = (day: number, month: string) => `d${day}: waterCard(input: {
      nationalId: "1990123456789", dateOfBirth: "1990-${month}-${day}" }) {
      record { holder } userErrors { code field message bn: message(language: BN) } }`;
    const days = Array.from({ length: 20 }, (_, index) => alias(index + 10, '06')).join(' ');
    const { data } = await strict.ask('water', anonymous, `{ ${days} }`);
    type Answer = { record: object | null; userErrors: { code: string }[] };
    const answers = Object.values(data ?? {}) as Answer[];
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(10);
    const { data: again } = await strict.ask('water', citizen('karim'), `{ ${alias(17, '05')} }`);
    expect(again?.d17).toEqual({
      record: null,
      userErrors: [
        {
          code: 'TOO_MANY_TRIES',
          field: null,
          message: expect.stringMatching(/try again in \d+ minutes/),
          bn: expect.stringMatching(/[০-৯]+ মিনিট পরে/),
        },
      ],
    });
  });
});

describe("a ministry's own fields of an application", () => {
  const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on Application { id well { plot } leak { reportNumber } } } }`;
  const entities = (as: TestCaller, ...ids: string[]) =>
    town.ask('water', as, ENTITIES, { representations: ids.map((id) => ({ __typename: 'Application', id })) });

  test('are for the applicant and the ministry, and for nobody else', async () => {
    const id = await idOf(apply());
    const seen = { data: { _entities: [{ id, well: { plot: '245' }, leak: null }] } };
    const unseen = { data: { _entities: [{ id, well: null, leak: null }] } };
    expect(await entities(rahima, id)).toEqual(seen);
    expect(await entities(official('water'), id)).toEqual(seen);
    expect(await entities(citizen('karim'), id)).toEqual(unseen);
    expect(await entities(official('land'), id)).toEqual(unseen);
  });

  test('are given for many at once, in the order asked for; those of other ministries have none', async () => {
    const [one, other] = [await idOf(apply()), await idOf(apply(rahima, { plot: '246' }))];
    const { data } = await entities(rahima, other, 'land-01J9ZQ3T5W8X7Y6V4R2P1N0M9K', one);
    expect(data?._entities).toMatchObject([{ well: { plot: '246' } }, { well: null }, { well: { plot: '245' } }]);
  });

  test('are refused to who has not logged in', async () => {
    const { errors = [] } = await entities(anonymous, await idOf(apply()));
    expect(new Set(errors.map(({ extensions }) => extensions?.code))).toEqual(new Set(['UNAUTHENTICATED']));
  });
});
