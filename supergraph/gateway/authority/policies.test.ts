import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { citizen, type Graph, official, startGraph } from '../test/graph.ts';

/** Two ministries and the index, with policies on a type, on fields, and in two subgraphs at once. */
let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({
    index: {
      sdl: `
        type Query { case(id: ID!): Case  anything: [Anything!]  law: Int @policy(policies: [["office-hours"]]) }
        type Case @key(fields: "id") @policy(policies: [["applicant"], ["own-ministry"], ["assisting"]]) { id: ID! status: String }
        type Notice { text: String }
        union Anything = Case | Notice`,
      resolvers: {
        Query: {
          case: (_: unknown, { id }: { id: string }) => ({ id, status: 'OPEN' }),
          anything: () => [
            { __typename: 'Case', id: '1', status: 'OPEN' },
            { __typename: 'Notice', text: 'read me' },
          ],
          law: () => 1,
        },
        Case: { __resolveReference: ({ id }: { id: string }) => ({ id, status: 'OPEN' }) },
      },
    },
    women: {
      sdl: `
        type Query { beds: Int }
        type Case @key(fields: "id") {
          id: ID!
          report: String @policy(policies: [["applicant"], ["desk:women-support"]])
        }`,
      resolvers: {
        Query: { beds: () => 2 },
        Case: { __resolveReference: ({ id }: { id: string }) => ({ id, report: 'she said' }) },
      },
    },
  });
});
beforeEach(() => {
  for (const name of ['index', 'women']) graph.subgraph(name).forget();
});
afterAll(() => graph.stop());

const CASE = '{ case(id: "1") { status report } }';
const atDesk = (desk: string) => ({ ...official('women'), desk });
const assistant = { sub: 'rahima', scope: 'service:land-mutation', act: { sub: 'e', consent: 'c' } };
const sentTo = (name: string) => graph.subgraph(name).sent().length;

describe('a policy is decided before anything is planned', () => {
  test.each<[sentence: string, claims: Record<string, unknown> | null, data: unknown, subgraphs: [number, number]]>([
    ['a citizen could be the applicant', citizen('rahima'), { status: 'OPEN', report: 'she said' }, [1, 1]],
    ['an official at the desk', atDesk('women-support'), { status: 'OPEN', report: 'she said' }, [1, 1]],
    ['an official at another desk', atDesk('training'), { status: 'OPEN', report: null }, [1, 0]],
    ['an official at none', official('women'), { status: 'OPEN', report: null }, [1, 0]],
    ['who acts for a citizen', assistant, { status: 'OPEN', report: null }, [1, 0]],
    ['an operator', { sub: 'x', scope: 'operator' }, null, [0, 0]],
    ['an official without a ministry', { sub: 'x', scope: 'official', desk: 'women-support' }, null, [0, 0]],
    ['nobody', null, null, [0, 0]],
  ])('%s', async (_sentence, claims, data, [index, women]) => {
    expect((await graph.ask(CASE, claims ? { as: claims } : {})).data).toEqual({ case: data });
    expect([sentTo('index'), sentTo('women')]).toEqual([index, women]);
  });

  test('one that stands in no file is denied to everybody', async () => {
    for (const as of [citizen('rahima'), atDesk('women-support'), assistant])
      expect(await graph.ask('{ law }', { as })).toMatchObject({
        data: { law: null },
        errors: [{ extensions: { code: 'FORBIDDEN', requires: { policies: [[['office-hours']]] } } }],
      });
    expect(sentTo('index')).toBe(0);
  });

  test.each([
    ['by an alias', '{ mine: case(id: "1") { hidden: report } }'],
    ['by a fragment', '{ case(id: "1") { ...f } } fragment f on Case { report }'],
    ['by an inline fragment', '{ case(id: "1") { ... on Case { report } } }'],
    ['by a union', '{ anything { ... on Case { report } ... on Notice { text } } }'],
    [
      'by a fragment that a directive lets in',
      'query ($yes: Boolean = true) { case(id: "1") { ... @include(if: $yes) { report } } }',
    ],
  ])('and not gone round %s', async (_way, query) => {
    const { text, errors } = await graph.ask(query, { as: atDesk('training') });
    expect(text).not.toContain('she said');
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(sentTo('women')).toBe(0);
  });
});

test('a refusal says in both languages whom it takes', async () => {
  const { errors } = await graph.ask('{ case(id: "1") { status } }', { as: { sub: 'x', scope: 'operator' } });
  const { en = '', bn = '' } = errors[0]?.extensions.messages ?? {};
  for (const words of ['the applicant', 'an official of the ministry', 'an entrepreneur who made it'])
    expect(en).toContain(words);
  for (const words of ['আবেদনকারী', 'কর্মকর্তা', 'উদ্যোক্তা']) expect(bn).toContain(words);
});
