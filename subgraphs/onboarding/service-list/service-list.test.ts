/** Handing in the services of a ministry, as a form and as a file, through the subgraph's own endpoint. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GraphqlAnswer, Harness, TestCaller } from '#kit/test/harness.ts';
import { citizen, official, startSubgraphs } from '#kit/test/harness.ts';
import { publishedForTests } from '#kit/test/published.ts';
import onboarding from '../index.ts';

const NOW = new Date('2026-03-10T06:00:00Z');
let directory: string;
let supergraphFile: string;
let town: Harness;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nagarik-onboarding-'));
  supergraphFile = join(directory, 'supergraph.graphql');
  await writeFile(supergraphFile, await publishedForTests());
  town = await startSubgraphs(
    { onboarding },
    { clock: { now: () => NOW }, environment: { SUPERGRAPH_FILE: supergraphFile } },
  );
});
afterAll(async () => {
  await town.stop();
  await rm(directory, { recursive: true });
});

const focalPoint = (ministry: string): TestCaller => ({
  sub: `focal-point-${ministry}`,
  scope: 'focal-point',
  ministry,
});

type UserError = { code: string; field: string | null; message?: string };
type Mistake = { line: number; column: string | null; code: string; en: string; bn: string };
type Payload = {
  list: { revision: number; services: { code: string; title: string; isLive: boolean }[] } | null;
  mistakes: Mistake[];
  userErrors: UserError[];
};

function payload({ data, errors }: GraphqlAnswer): Payload {
  expect(errors).toBeUndefined();
  return data?.payload as Payload;
}

let number = 0;
const key = () => `key-${++number}-of-the-test`;
const LIST = 'list { revision services { code title(language: BN) isLive } }';

const handIn = async (services: object[], more: object = {}, caller = focalPoint('land')) =>
  payload(
    await town.ask(
      'onboarding',
      caller,
      `mutation ($input: SubmitServiceListInput!) { payload: submitServiceList(input: $input) {
        ${LIST} userErrors { code field } } }`,
      { input: { ministry: 'land', services, idempotencyKey: key(), ...more } },
    ),
  );

const handInCsv = async (csv: string, more: object = {}, caller = focalPoint('land')) =>
  payload(
    await town.ask(
      'onboarding',
      caller,
      `mutation ($input: SubmitServiceListCsvInput!) { payload: submitServiceListCsv(input: $input) {
        ${LIST} mistakes { line column code en: message bn: message(language: BN) } userErrors { code field } } }`,
      { input: { ministry: 'land', csv, idempotencyKey: key(), ...more } },
    ),
  );

async function kept(ministry: string): Promise<unknown> {
  const { data } = await town.ask(
    'onboarding',
    focalPoint(ministry),
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Ministry { serviceList { revision services { code } } } } }',
    { of: [{ __typename: 'Ministry', code: ministry }] },
  );
  const entities = data?._entities as { serviceList: unknown }[] | undefined;
  return entities?.[0]?.serviceList;
}

const HEADER = 'code,title_en,title_bn,agency,kind,fee_bdt,sla_working_days,evidence,present_way,wanted_date';
/** A line of a file: the good one, with some cells written otherwise. */
const GOOD = {
  code: 'land-lease',
  title_en: 'Lease of public land',
  title_bn: 'খাস জমি বন্দোবস্ত',
  agency: 'Land Office',
  kind: 'application',
  fee_bdt: '500',
  sla_working_days: '30',
  evidence: 'nid;photo',
  present_way: 'paper',
  wanted_date: '2026-09-01',
};
const line = (cells: Partial<typeof GOOD> = {}) => Object.values({ ...GOOD, ...cells }).join(',');
const file = (...lines: string[]) => [HEADER, ...lines].join('\n');
const other = (cells: Partial<typeof GOOD> = {}) =>
  line({ code: 'land-survey', title_en: 'Survey of a plot', title_bn: 'জমি জরিপ', ...cells });

/** A mistake of a cell of the only service, in line 2. */
const cell = (column: keyof typeof GOOD, value: string, code: string, at: string | null = column) =>
  [`${column} is "${value.slice(0, 20)}"`, file(line({ [column]: value })), [2, at, code]] as const;

/** Each row: what is wrong, the file, and the one mistake that is told: line, column, code. */
const MISTAKES: readonly (readonly [string, string, readonly [number, string | null, string]])[] = [
  // The file.
  ['nothing', '', [1, null, 'EMPTY_FILE']],
  ['blank lines', '\uFEFF \r\n\r\n', [1, null, 'EMPTY_FILE']],
  ['too long a file', file(line({ agency: 'x'.repeat(60_000) })), [1, null, 'FILE_TOO_LONG']],
  ['bytes that are no UTF-8', file(line(), other({ title_bn: '\uFFFD\uFFFD' })), [3, null, 'NOT_UTF8']],
  ['zero bytes of UTF-16', 'c\0o\0d\0e\0', [1, null, 'NOT_UTF8']],
  ['semicolons', file(line()).replaceAll(',', ';'), [1, null, 'WRONG_SEPARATOR']],
  ['tabs', file(line()).replaceAll(',', '\t'), [1, null, 'WRONG_SEPARATOR']],
  // Its first line.
  ['no column names', line(), [1, null, 'NO_HEADER']],
  ['a column left out', file(line()).replace(',fee_bdt', '').replace(',500', ''), [1, 'fee_bdt', 'MISSING_COLUMN']],
  ['a column too many', `${HEADER},remarks\n${line()},none`, [1, 'remarks', 'UNKNOWN_COLUMN']],
  ['a column twice', `${HEADER},code\n${line()},land-lease`, [1, 'code', 'COLUMN_TWICE']],
  ['a column without a name', `${HEADER},\n${line()},`, [1, '11', 'COLUMN_WITHOUT_NAME']],
  // Its lines.
  ['no service', file(), [1, null, 'NO_ROWS']],
  ['no service but empty cells', file(',,,,,,,,,'), [1, null, 'NO_ROWS']],
  [
    'too many services',
    file(...Array.from({ length: 201 }, (_, index) => line({ code: `s-${index}`, title_en: `Service ${index}` }))),
    [202, null, 'TOO_MANY_ROWS'],
  ],
  ['a cell too few', file(line().replace(',paper', '')), [2, null, 'TOO_FEW_CELLS']],
  ['a comma in a text', file(other(), line({ title_en: 'Lease, of land' })), [3, null, 'TOO_MANY_CELLS']],
  ['the first line again', file(line(), HEADER), [3, null, 'HEADER_AGAIN']],
  ['a quote that is not closed', file(line(), '', `"${other()}`), [4, 'code', 'QUOTE_NOT_CLOSED']],
  ['a quote within a text', file(line({ title_en: 'The "new" lease' })), [2, 'title_en', 'QUOTE_WITHIN_TEXT']],
  ['text after a quote', file(line(), other({ agency: '"Land" Office' })), [3, 'agency', 'TEXT_AFTER_QUOTE']],
  ['text right after a quote', file(other({ agency: '"Land"Office' })), [2, 'agency', 'TEXT_AFTER_QUOTE']],
  // Its cells.
  cell('code', '', 'REQUIRED'),
  cell('code', 'Land Lease', 'CODE_NOT_KEBAB'),
  cell('code', 'land--lease', 'CODE_NOT_KEBAB'),
  cell('code', 'ভূমি', 'CODE_NOT_KEBAB'),
  cell('code', 'well', 'CODE_OF_ANOTHER_MINISTRY'),
  cell('title_en', '', 'REQUIRED'),
  cell('title_en', 'ab', 'TOO_SHORT'),
  cell('title_en', 'x'.repeat(121), 'TOO_LONG'),
  cell('title_en', 'খাস জমি', 'NOT_IN_ENGLISH'),
  cell('title_en', '=Lease of land', 'LOOKS_LIKE_FORMULA'),
  cell('title_en', 'Lease\u202E of land', 'CONTROL_CHARACTER'),
  cell('title_en', '"Lease\nof land"', 'CONTROL_CHARACTER'),
  cell('title_bn', 'Lwm Rwg', 'NOT_IN_BANGLA'),
  cell('title_bn', '??? ???', 'BANGLA_LOST'),
  cell('agency', '@home', 'LOOKS_LIKE_FORMULA'),
  cell('kind', '', 'REQUIRED'),
  cell('kind', 'licence', 'UNKNOWN_KIND'),
  cell('fee_bdt', '-5', 'FEE_NEGATIVE'),
  cell('fee_bdt', '500 taka', 'FEE_NOT_A_NUMBER'),
  cell('fee_bdt', '"1,500"', 'FEE_NOT_A_NUMBER'),
  cell('fee_bdt', '1e3', 'FEE_NOT_A_NUMBER'),
  cell('fee_bdt', '99.5', 'FEE_NOT_WHOLE'),
  cell('fee_bdt', '100000000', 'FEE_TOO_LARGE'),
  cell('sla_working_days', 'two weeks', 'TIME_NOT_A_NUMBER'),
  cell('sla_working_days', '1.5', 'TIME_NOT_WHOLE'),
  cell('sla_working_days', '-1', 'TIME_NEGATIVE'),
  cell('sla_working_days', '720', 'TIME_TOO_LONG'),
  cell('sla_working_days', '0', 'DECISION_WITHOUT_TIME'),
  ['a lookup with a time', file(line({ kind: 'lookup' })), [2, 'sla_working_days', 'LOOKUP_WITH_TIME']],
  cell('evidence', 'nid photo', 'EVIDENCE_NOT_KEBAB'),
  cell('evidence', 'nid;nid', 'EVIDENCE_TWICE'),
  cell('evidence', Array.from({ length: 21 }, (_, index) => `d-${index}`).join(';'), 'TOO_MUCH_EVIDENCE'),
  cell('present_way', 'by pigeon', 'UNKNOWN_PRESENT_WAY'),
  cell('wanted_date', '01/09/2026', 'WANTED_DATE_NOT_A_DATE'),
  cell('wanted_date', '2026-02-30', 'WANTED_DATE_NOT_A_DATE'),
  cell('wanted_date', '2026-03-09', 'WANTED_DATE_PASSED'),
  cell('wanted_date', '2036-01-01', 'WANTED_DATE_TOO_FAR'),
  // Its services together.
  ['a code twice', file(line(), other({ code: 'land-lease' })), [3, 'code', 'CODE_TWICE']],
  ['a title twice', file(line(), other({ title_en: 'lease of  Public Land' })), [3, 'title_en', 'TITLE_TWICE']],
  ['a Bangla title twice', file(line(), other({ title_bn: GOOD.title_bn })), [3, 'title_bn', 'TITLE_TWICE']],
];

describe('a file', () => {
  test('the table holds over 30 kinds of mistake', () => {
    expect(new Set(MISTAKES.map(([, , [, , code]]) => code)).size).toBeGreaterThan(40);
  });

  test.each(MISTAKES)('with a mistake is refused, with its line and column: %s', async (_, csv, [at, column, code]) => {
    const answer = await handInCsv(csv);
    const words = { en: expect.stringMatching(/^[A-Z].*\.$/s), bn: expect.stringMatching(/\p{Script=Bengali}.*।$/su) };
    expect(answer.mistakes).toEqual([{ line: at, column, code, ...words }]);
    for (const { en, bn } of answer.mistakes) expect(en + bn).not.toMatch(/[{}]/);
    expect(answer).toMatchObject({ list: null, userErrors: [{ code: 'CSV_HAS_MISTAKES', field: 'csv' }] });
    expect(await kept('land')).toBeNull();
  });

  test('with many mistakes is told them all, in the order of the file', async () => {
    const { mistakes, userErrors } = await handInCsv(
      file(
        line({ fee_bdt: '-1', title_bn: 'none', code: 'A' }),
        'only,three,cells',
        other({ kind: '', wanted_date: 'soon', evidence: 'NID;PHOTO' }),
        other({ title_en: 'The "other"' }),
        line({ code: 'land-mela', title_en: 'Fair of land', title_bn: 'ভূমি মেলা', fee_bdt: '৳' }),
      ),
    );
    expect(mistakes.map(({ line: at, column, code }) => [at, column, code])).toEqual([
      [2, 'code', 'CODE_NOT_KEBAB'],
      [2, 'title_bn', 'NOT_IN_BANGLA'],
      [2, 'fee_bdt', 'FEE_NEGATIVE'],
      [3, null, 'TOO_FEW_CELLS'],
      [4, 'kind', 'REQUIRED'],
      [4, 'evidence', 'EVIDENCE_NOT_KEBAB'],
      [4, 'evidence', 'EVIDENCE_NOT_KEBAB'],
      [4, 'wanted_date', 'WANTED_DATE_NOT_A_DATE'],
      [5, 'title_en', 'QUOTE_WITHIN_TEXT'],
      [6, 'fee_bdt', 'FEE_NOT_A_NUMBER'],
    ]);
    expect(userErrors).toHaveLength(1);
    expect(await kept('land')).toBeNull();
  });

  test('names the first of two in the reader’s language', async () => {
    const { mistakes } = await handInCsv(file('', line(), other({ code: 'land-lease' })));
    expect(mistakes[0]?.en).toContain('at line 3 already');
    expect(mistakes[0]?.bn).toContain('লাইন ৩');
  });

  test.each<[string, string]>([
    ['as it should be', file(line(), other())],
    [
      'with a byte order mark and the line ends of Windows',
      `\uFEFF${file(line(), other()).replaceAll('\n', '\r\n')}\r\n`,
    ],
    ['with the line ends of old Macs', file(line(), other()).replaceAll('\n', '\r')],
    ['with blank lines and lines of empty cells', `\n${HEADER}\n\n${line()}\n,,,,,,,,,\n\n${other()}\n\n`],
    ['with every cell in quotes', file(line(), other()).replaceAll(/[^,\n]+/g, '"$&"')],
    ['with spaces around the cells', file(line(), other()).replaceAll(',', ' , ')],
    ['with Bangla digits', file(line({ fee_bdt: '৫০০', sla_working_days: '৩০', wanted_date: '২০২৬-০৯-০১' }), other())],
    ['with choices by their labels', file(line({ kind: 'আবেদন', present_way: 'Partly online' }), other())],
    [
      'with labels for column names',
      file(line(), other()).replace('code,title_en,title_bn', 'Code,Title in English,বাংলা নাম'),
    ],
    ['with commas and quotes in quoted texts', file(line({ title_en: '"Lease, ""khas"" land"' }), other())],
    ['with no documents and no fee', file(line({ evidence: '', fee_bdt: '0' }), other())],
    [
      'with the columns in another order',
      file(line(), other())
        .split('\n')
        .map((each) => each.split(',').reverse().join(','))
        .join('\n'),
    ],
    ['with a code that is live in the own ministry', file(line({ code: 'khatian-copy' }), other())],
  ])('%s is taken when it is only checked, and nothing is kept', async (_, csv) => {
    expect(await handInCsv(csv, { dryRun: true })).toEqual({ list: null, mistakes: [], userErrors: [] });
    expect(await kept('land')).toBeNull();
  });

  test('without a mistake is kept as a whole', async () => {
    const { list, mistakes, userErrors } = await handInCsv(
      file(line({ code: 'khatian-copy' }), other()),
      {},
      focalPoint('land'),
    );
    expect({ mistakes, userErrors }).toEqual({ mistakes: [], userErrors: [] });
    expect(list).toEqual({
      revision: 1,
      services: [
        { code: 'khatian-copy', title: 'খাস জমি বন্দোবস্ত', isLive: true },
        { code: 'land-survey', title: 'জমি জরিপ', isLive: false },
      ],
    });
    expect(await kept('land')).toMatchObject({ revision: 1 });
  });
});

describe('a list', () => {
  const service = (code: string, more: object = {}) => ({
    code,
    titleEn: `Service ${code}`,
    titleBn: `সেবা ${code}`,
    agency: 'Water Board',
    kind: 'REPORT',
    feeBdt: 0,
    slaWorkingDays: 1,
    presentWay: 'PHONE',
    wantedDate: '2026-12-16',
    ...more,
  });
  const water = (services: object[], more: object = {}) =>
    handIn(services, { ministry: 'water', ...more }, focalPoint('water'));

  test('takes the place of the one before, and a repeat gets the first answer', async () => {
    const request = { idempotencyKey: 'the-first-list' };
    const first = await water([service('leak')], request);
    expect(first).toMatchObject({ list: { revision: 1, services: [{ code: 'leak' }] }, userErrors: [] });
    expect(await water([service('leak'), service('flood')])).toMatchObject({ list: { revision: 2 } });
    expect(await water([service('leak')], request)).toEqual(first);
    expect(await water([service('flood')], request)).toMatchObject({
      list: null,
      userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: 'idempotencyKey' }],
    });
    expect(await kept('water')).toEqual({ revision: 2, services: [{ code: 'leak' }, { code: 'flood' }] });
  });

  test('of ten at once gets each its own revision, and of ten with one key there is one', async () => {
    const ten = Array.from({ length: 10 }, (_, index) => index);
    const answers = await Promise.all(ten.map((index) => water([service(`pump-${index}`)])));
    expect(answers.map(({ list }) => list?.revision).sort((one, two) => Number(one) - Number(two))).toEqual([
      3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ]);
    const same = await Promise.all(ten.map(() => water([service('dam')], { idempotencyKey: 'ten-times-the-same' })));
    expect(same.map(({ list }) => list?.revision)).toEqual(Array(10).fill(13));
  });

  test('with mistakes is refused with the place of each, and the one before stays', async () => {
    const { list, userErrors } = await water([
      service('leak', { feeBdt: -1 }),
      service('leak', { titleBn: 'no Bangla', evidence: ['nid', 'NID'] }),
    ]);
    expect(list).toBeNull();
    expect(userErrors).toEqual([
      { code: 'FEE_NEGATIVE', field: 'services.0.feeBdt' },
      { code: 'EVIDENCE_NOT_KEBAB', field: 'services.1.evidence.1' },
      { code: 'NOT_IN_BANGLA', field: 'services.1.titleBn' },
      { code: 'CODE_TWICE', field: 'services.1.code' },
      { code: 'TITLE_TWICE', field: 'services.1.titleEn' },
    ]);
    expect(await kept('water')).toMatchObject({ revision: 13 });
  });

  test.each<[string, object[], UserError]>([
    ['no service', [], { code: 'TOO_FEW', field: 'services' }],
    [
      '201 services',
      Array.from({ length: 201 }, (_, index) => service(`s-${index}`)),
      { code: 'TOO_MANY', field: 'services' },
    ],
    [
      'a code that another ministry has declared',
      [service('land-survey')],
      { code: 'CODE_OF_ANOTHER_MINISTRY', field: 'services.0.code' },
    ],
    [
      'a code that another ministry has live',
      [service('khatian-copy')],
      { code: 'CODE_OF_ANOTHER_MINISTRY', field: 'services.0.code' },
    ],
  ])('with %s is refused', async (_, services, error) => {
    expect(await water(services)).toMatchObject({ list: null, userErrors: [error] });
  });
});

test('who has a code live may declare it, whoever declared it before', async () => {
  const tour = { titleEn: 'Tour of the rivers', titleBn: 'নদী ভ্রমণ', agency: 'Tourism Board', kind: 'REPORT' };
  const declared = { ...tour, code: 'river-tour', feeBdt: 0, slaWorkingDays: 1, presentWay: 'PAPER' };
  const services = [{ ...declared, wantedDate: '2026-12-16' }];
  expect(await handIn(services, { ministry: 'health' }, focalPoint('health'))).toMatchObject({ userErrors: [] });
  const checked = () => handInCsv(file(line({ code: 'river-tour' })), { dryRun: true });
  expect((await checked()).mistakes).toMatchObject([
    { code: 'CODE_OF_ANOTHER_MINISTRY', en: expect.stringContaining('(health)') },
  ]);
  await writeFile(supergraphFile, (await publishedForTests()).replaceAll('khatian-copy', 'river-tour'));
  expect(await checked()).toMatchObject({ mistakes: [], userErrors: [] });
  await writeFile(supergraphFile, await publishedForTests());
});

describe('nobody else', () => {
  test('hands in another ministry’s services: its focal point is told so', async () => {
    const error = { code: 'NOT_YOUR_MINISTRY', field: 'ministry' };
    expect(await handInCsv(file(line()), {}, focalPoint('water'))).toEqual({
      list: null,
      mistakes: [],
      userErrors: [error],
    });
    expect(await handIn([], {}, focalPoint('water'))).toMatchObject({ list: null, userErrors: [error] });
  });

  test.each<[string, TestCaller]>([
    ['a citizen', citizen('rahima')],
    ['an official', official('land')],
    ['an operator', { sub: 'operator-1', scope: 'operator' }],
    ['a focal point of no ministry', { sub: 'somebody', scope: 'focal-point' }],
  ])('hands in a list: %s', async (_, caller) => {
    const { data, errors } = await town.ask(
      'onboarding',
      caller,
      'mutation ($input: SubmitServiceListCsvInput!) { submitServiceListCsv(input: $input) { userErrors { code } } }',
      { input: { ministry: 'land', csv: file(line()), idempotencyKey: key() } },
    );
    expect(data).toEqual({ submitServiceListCsv: null });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', messages: { bn: expect.any(String) } });
  });
});
