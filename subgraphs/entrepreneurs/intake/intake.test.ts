/** Taking operators in by a list, through the subgraph's own endpoint. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { citizen } from '#kit/test/harness.ts';
import { OPERATOR, startTown, type Town } from '../test/town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterAll(() => town.stop());

let number = 0;
let [rahima, karim] = [1000000000, 2000000000];
beforeEach(() => {
  number += 1;
  [rahima, karim] = [rahima + 1, karim + 1];
  town.heard.people.set(String(rahima), `rahima-${number}`).set(String(karim), `karim-${number}`);
  town.heard.isDown = false;
});

const HEADER = 'source,national_id,name_en,name_bn,centre,photo_reference';
const rows = () => [
  `DIGITAL_CENTRE,${rahima},Rahima Begum,রহিমা বেগম,gulshan,photo/rahima`,
  `e-post,${karim},"Uddin, Karim",করিম উদ্দিন,uttara,photo/karim`,
];
const file = (...lines: readonly string[]) => [HEADER, ...lines].join('\r\n');
type Mistake = { line: number; column: string | null; code: string; en: string; bn: string };
const takeIn = (csv: string, dryRun = false) =>
  town.mutate<{ takenIn: number | null; known: number | null; mistakes: Mistake[] }>(
    'takeInOperators',
    { csv, dryRun },
    'takenIn known mistakes { line column code en: message bn: message(language: BN) }',
    OPERATOR,
  );

test('existing operators begin with the training, assigned already; the role comes with the card', async () => {
  expect(await takeIn(file(...rows()))).toEqual({ takenIn: 2, known: 0, mistakes: [], userErrors: [] });
  const person = `karim-${number}`;
  const own = await town.ask(
    '{ answer: ownEntrepreneur { source stage name assignments { centreCode } isInForce steps { nodes { what role } } } }',
    {},
    citizen(person),
  );
  expect(own).toEqual({
    ...{ source: 'E_POST', stage: 'IN_TRAINING', name: 'Uddin, Karim', isInForce: false },
    assignments: [{ centreCode: 'uttara' }],
    steps: { nodes: [{ what: 'TAKEN_IN', role: 'OPERATOR' }] },
  });
  for (const module of town.CERTIFICATE) await town.takeTest(module, citizen(person));
  await expect.poll(() => town.lastRole(person)).toMatchObject({ isHeld: true, centres: ['uttara'] });
});

test('a list that comes again takes nobody in twice, and finds those that are new', async () => {
  const [first = '', second = ''] = rows();
  await takeIn(file(first));
  expect(await takeIn(file(first, second), true)).toMatchObject({ takenIn: 1, known: 1 });
  expect(await takeIn(file(first, second))).toMatchObject({ takenIn: 1, known: 1 });
  expect(await takeIn(file(first, second))).toMatchObject({ takenIn: 0, known: 2 });
});

describe('a mistake is told with its line, its column and the fix, and nobody is taken in:', () => {
  const [good] = [() => rows()[0] ?? ''];
  test.each<[string, () => string, Omit<Mistake, 'en' | 'bn'>]>([
    [
      'a source that is none',
      () => file(good().replace('DIGITAL_CENTRE', 'BANK')),
      { line: 2, column: 'source', code: 'UNKNOWN_SOURCE' },
    ],
    [
      'a national ID that is none',
      () => file(good().replace(String(rahima), '12')),
      { line: 2, column: 'national_id', code: 'NOT_A_NATIONAL_ID' },
    ],
    [
      'a national ID of nobody',
      () => file(good().replace(String(rahima), '9999999999')),
      { line: 2, column: 'national_id', code: 'NO_SUCH_PERSON' },
    ],
    ['a person twice', () => file(good(), '', good()), { line: 4, column: 'national_id', code: 'PERSON_TWICE' }],
    ['no name', () => file(good().replace('Rahima Begum', ' ')), { line: 2, column: 'name_en', code: 'REQUIRED' }],
    [
      'a centre in words',
      () => file(good().replace('gulshan', 'Gulshan Avenue')),
      { line: 2, column: 'centre', code: 'NOT_A_CENTRE_CODE' },
    ],
    ['a cell too many', () => file(`${good()},more`), { line: 2, column: null, code: 'WRONG_CELLS' }],
    [
      'a quote that is not closed',
      () => file(good().replace('Rahima', '"Rahima')),
      { line: 2, column: null, code: 'QUOTES' },
    ],
    [
      'a column that is missing',
      () => file(good()).replace(',photo_reference', ''),
      { line: 1, column: 'photo_reference', code: 'MISSING_COLUMN' },
    ],
    [
      'a column that is none',
      () => file(`${good()},1`).replace('photo_reference', 'photo_reference,age'),
      { line: 1, column: 'age', code: 'UNKNOWN_COLUMN' },
    ],
    ['no line', () => file(), { line: 1, column: null, code: 'EMPTY_FILE' }],
    ['another encoding', () => file(good().replace('র', '\uFFFD')), { line: 2, column: null, code: 'NOT_UTF8' }],
    [
      'too many lines',
      () => file(...Array.from({ length: 1_001 }, good)),
      { line: 1_002, column: null, code: 'TOO_MANY_ROWS' },
    ],
  ])('%s', async (_, csv, mistake) => {
    const { takenIn, mistakes, userErrors } = await takeIn(csv());
    expect(takenIn).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'LIST_HAS_MISTAKES', field: 'csv' }]);
    expect(mistakes).toEqual([
      { ...mistake, en: expect.stringMatching(/^[^{}]+\.$/), bn: expect.stringMatching(/\p{Script=Bengali}[^{}]*।$/u) },
    ]);
    expect(await town.ask('{ answer: ownEntrepreneur { stage } }', {}, citizen(`rahima-${number}`))).toBeNull();
  });
});

test('a file that is too long is not read', async () => {
  expect((await takeIn(file('x'.repeat(200_000)))).userErrors).toMatchObject([{ code: 'TOO_LONG', field: 'csv' }]);
});

test('while identity is away nothing is taken in, and the operator is told to come again', async () => {
  town.heard.isDown = true;
  expect(await takeIn(file(...rows()))).toMatchObject({ takenIn: null, userErrors: [{ code: 'IDENTITY_AWAY' }] });
});
