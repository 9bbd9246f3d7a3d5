import { buildSchema, Kind, parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Graph, startGraph } from './test/graph.ts';
import { variablesOf } from './variables.ts';

const sdl = `
  type Query { find(input: Finding, words: [String!], kind: Kind, count: Int): Int }
  enum Kind { OLD }
  input Finding { age: Int! name: String kinds: [Kind!] in: [Finding!] }
`;
const schema = buildSchema(sdl);

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({ land: { sdl, resolvers: { Query: { find: () => 3 } } } });
});
afterAll(() => graph.stop());

function misfits(type: string, value: unknown): string[] {
  const [operation] = parse(`query ($it: ${type}) { find }`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('the query has no operation');
  const given = value === undefined ? {} : { it: value };
  return (variablesOf(schema, operation, given).misfits ?? []).map(({ message }) => message);
}

const SECRET = '1990123456789';

test.each<[sentence: string, type: string, value: unknown, told: string[]]>([
  ['a text for a number', 'Int', SECRET, ['Variable "$it" does not fit at "it": it takes Int']],
  ['a choice that there is not', 'Kind', SECRET, ['Variable "$it" does not fit at "it": it takes Kind']],
  ['a number that is too large', 'Int!', Number(SECRET), ['Variable "$it" does not fit at "it": it takes Int!']],
  ['an item', '[String!]', ['a', { [SECRET]: 1 }], ['Variable "$it" does not fit at "it.1": it takes String!']],
  [
    'what is no object',
    'Finding',
    SECRET,
    ['Variable "$it" does not fit at "it": Expected type "Finding" to be an object.'],
  ],
  [
    'a field',
    'Finding',
    { age: SECRET, name: [SECRET] },
    [
      'Variable "$it" does not fit at "it.age": it takes Int!',
      'Variable "$it" does not fit at "it.name": it takes String',
    ],
  ],
  [
    'a field that is missing',
    'Finding!',
    { name: SECRET },
    ['Variable "$it" does not fit at "it": Field "age" of required type "Int!" was not provided.'],
  ],
  [
    'a field far below, in a single value for a list',
    'Finding',
    { age: 1, in: { age: 1, in: [{ age: 1, kinds: [SECRET] }] } },
    ['Variable "$it" does not fit at "it.in.in.0.kinds.0": it takes Kind!'],
  ],
  ['nothing for what must be', 'Int!', undefined, ['Variable "$it" of required type "Int!" was not provided.']],
  ['null for what must be', 'Int!', null, ['Variable "$it" of non-null type "Int!" must not be null.']],
])('%s is told without its value', (_sentence, type, value, told) => {
  expect(misfits(type, value)).toEqual(told);
});

test('of many misfits the first twenty are told', () => {
  expect(
    misfits(
      '[Int]',
      Array.from({ length: 1_000 }, () => 'x'),
    ),
  ).toHaveLength(20);
});

test('a value that does not fit is in no answer and no log', async () => {
  const variables = { input: { age: SECRET } };
  const { status, errors, text } = await graph.ask('query ($input: Finding) { find(input: $input) }', { variables });
  expect(status).toBe(400);
  expect(errors).toMatchObject([
    { message: 'Variable "$input" does not fit at "input.age": it takes Int!', extensions: { code: 'BAD_USER_INPUT' } },
  ]);
  expect(text + graph.log()).not.toContain(SECRET);
});
