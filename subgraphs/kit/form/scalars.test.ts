import {
  GraphQLBoolean,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLScalarType,
  GraphQLSchema,
  graphql,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { inWords } from '../errors/catalogue.ts';
import { problem } from '../errors/problem.ts';
import { formErrors } from './errors.ts';
import { scalars } from './scalars.ts';

/** Fields that answer what they were given. */
const echo = (input: GraphQLScalarType, output: GraphQLScalarType = input) => ({
  type: output,
  args: { of: { type: new GraphQLNonNull(input) } },
  resolve: (_: unknown, { of }: { of?: unknown }) => of,
});
const { Date: DateScalar, DateTime, JSON: JsonScalar } = scalars;
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      day: echo(DateScalar),
      instant: echo(DateTime),
      json: echo(JsonScalar),
      isDate: {
        ...echo(DateTime, GraphQLBoolean),
        resolve: (_: unknown, { of }: { of?: unknown }) => of instanceof Date,
      },
    },
  }),
});

/** The value after it went in as a variable and came out; or the error’s code. */
async function asVariable(field: 'day' | 'instant' | 'json', type: string, of: unknown) {
  const source = `query ($of: ${type}!) { ${field}(of: $of) }`;
  const { data, errors } = await graphql({ schema, source, variableValues: { of } });
  return errors?.[0] ?? data?.[field];
}

const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });

test.each([
  ['day', 'Date', '1990-05-17', '1990-05-17'],
  ['day', 'Date', ' ১৯৯০-০৫-১৭ ', '1990-05-17'],
  ['instant', 'DateTime', '2026-03-26T16:00:00+06:00', '2026-03-26T10:00:00.000Z'],
  ['instant', 'DateTime', '২০২৬-০৩-২৬T১০:০০:০০Z', '2026-03-26T10:00:00.000Z'],
  ['json', 'JSON', { a: [1, 'খ', null] }, { a: [1, 'খ', null] }],
  ['json', 'JSON', deep(8), deep(8)],
] as const)('%s: %s of %j is %j', async (field, type, value, outcome) => {
  expect(await asVariable(field, type, value)).toEqual(outcome);
});

describe('a refused value is told in both languages', () => {
  test.each([
    ['day', 'Date', '2023-02-29', /day of the calendar/],
    ['day', 'Date', '17/05/1990', /day of the calendar/],
    ['day', 'Date', 19900517, /day of the calendar/],
    ['instant', 'DateTime', '2026-03-26', /ISO 8601/],
    ['json', 'JSON', deep(9), /8 levels/],
    ['json', 'JSON', 'ক'.repeat(7000), /20 kB/],
    ['json', 'JSON', JSON.parse('{"a": {"__proto__": {"isAdmin": true}}}'), /__proto__/],
  ] as const)('%s: %s of %j', async (field, type, value, words) => {
    const refused = await asVariable(field, type, value);
    expect(refused).toMatchObject({
      extensions: {
        code: 'BAD_USER_INPUT',
        messages: { en: expect.stringMatching(words), bn: expect.stringMatching(/[ক-হ]/) },
      },
    });
  });
});

test('literals are read and refused alike', async () => {
  const ask = (source: string) => graphql({ schema, source });
  expect(await ask('{ day(of: "১৯৯০-০৫-১৭") json(of: {a: [1]}) isDate(of: "2026-03-26T10:00:00Z") }')).toMatchObject({
    data: { day: '1990-05-17', json: { a: [1] }, isDate: true },
  });
  for (const source of [
    '{ day(of: 5) }',
    '{ json(of: {__proto__: {a: 1}}) }',
    `{ json(of: ${'['.repeat(1000)}1${']'.repeat(1000)}) }`,
  ])
    expect((await ask(source)).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', messages: {} });
});

test('every text’s Bangla names what its English names', () => {
  const values = {
    minLength: 2,
    maxLength: 5,
    length: 7,
    min: 1,
    max: 9,
    minItems: 1,
    maxItems: 3,
    maxKb: 20,
    maxDepth: 8,
  };
  const days = { earliestEn: 'x', earliestBn: 'x', latestEn: 'x', latestBn: 'x' };
  for (const code of Object.keys(formErrors)) {
    const { en, bn } = inWords(problem('f', code, { ...values, ...days }), formErrors).message;
    expect(`${en}${bn}`).not.toMatch(/[{}]/);
    expect(bn).toMatch(/[ক-হ].*।$/);
  }
});
