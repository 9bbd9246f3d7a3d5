/** What holds for every operation, whoever asks: nobody is asked for what the caller may not see, and nothing else is lost. */
import fc from 'fast-check';
import { type DocumentNode, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { blank } from './authority/blank.ts';
import { prune } from './authority/prune.ts';
import type { Caller } from './caller.ts';
import { readPublished } from './published.ts';
import { type Graph, startGraph, supergraphOf } from './test/graph.ts';
import { forbiddenFields, made, oracle } from './test/guarded-schema.ts';
import { randomOperation } from './test/random-operation.ts';

const PARTS = {
  land: {
    fieldResolver: made,
    sdl: `
      type Query {
        open: Int
        sure: Int!
        closed: Int @authenticated
        shut: Int! @requiresScopes(scopes: [["a"]])
        plot: Plot
        plots: [Plot!]
        must: [Plot!]!
        found: [Found]
        named: [Named!]
        hidden: Hidden
        level: Level
      }
      type Plot implements Named @key(fields: "id") {
        id: ID!
        name: String
        size: Int!
        word: String @authenticated
        deed: Int! @requiresScopes(scopes: [["a"], ["b"]])
        next: Plot
        owner: Hidden
        found: Found
      }
      type Street implements Named { name: String size: Int! word: String }
      type Note @requiresScopes(scopes: [["b"]]) { text: String size: Int! }
      type Hidden @authenticated { name: String mine: Plot @requiresScopes(scopes: [["a"]]) }
      enum Level @requiresScopes(scopes: [["a"]]) { HIGH LOW }
      union Found = Plot | Note
      interface Named { name: String size: Int! word: String }
    `,
  },
  tax: {
    fieldResolver: made,
    sdl: `
      type Query { rate: Int rates: [Rate!] @authenticated }
      type Rate { zone: String percent: Int! @requiresScopes(scopes: [["a", "b"]]) }
      type Plot @key(fields: "id") { id: ID! zone: String dueBdt: Int @requiresScopes(scopes: [["b"]]) }
    `,
  },
};
const FRAGMENT_TYPES = ['Query', 'Plot', 'Street', 'Note', 'Hidden', 'Named', 'Found', 'Rate'];

const { schema, requirements } = readPublished(supergraphOf(PARTS));
/** Null: nobody; otherwise the scopes of somebody who has logged in. */
const callers = fc.constantFrom(null, '', 'a', 'b', 'a b');

const callerOf = (scope: string | null): Caller | null =>
  scope === null ? null : { claims: { sub: 'x', scope }, scopes: new Set(scope.split(' ').filter(Boolean)) };

function operationOf({ definitions }: DocumentNode): OperationDefinitionNode {
  const operation = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('no operation was made');
  return operation;
}

test('what is left asks nothing that is forbidden, and its answer lacks nothing else', () => {
  const unlimited = { requirements: new Map(), caller: null };
  fc.assert(
    fc.property(randomOperation(schema, FRAGMENT_TYPES), callers, ({ query, variables }, scope) => {
      const document = parse(query);
      const caller = callerOf(scope);
      const operation = operationOf(document);
      const pruned = prune(schema, requirements, document, operation, caller);
      const left = pruned?.document ?? document;
      expect(forbiddenFields(schema, left, { requirements, caller }).size).toBe(0);

      const { data } = pruned?.isEmpty ? { data: {} } : oracle(schema, left, variables, unlimited);
      const answer = pruned && data ? blank(schema, document, operation, variables, data, pruned) : data;
      expect(JSON.stringify(answer)).toBe(
        JSON.stringify(oracle(schema, document, variables, { requirements, caller }).data),
      );
    }),
    { numRuns: 400 },
  );
});

let graph: Graph;
beforeAll(async () => {
  // What the limits refuse is tested elsewhere.
  const limits = ['MAX_ALIASES', 'MAX_TOKENS', 'MAX_SELECTIONS', 'MAX_MUTATIONS', 'MAX_COST'];
  graph = await startGraph(PARTS, {
    ...Object.fromEntries(limits.map((limit) => [limit, '1000000000'])),
    MAX_DEPTH: '1000',
  });
});
beforeEach(() => {
  for (const name of ['land', 'tax']) graph.subgraph(name).forget();
});
afterAll(() => graph.stop());

// With type names: where all that is asked of an object is skipped, @apollo/gateway 2.14 makes null of the object.
const operations = randomOperation(schema, FRAGMENT_TYPES, { typenames: true });

test('no subgraph is sent what is forbidden, and the client gets the rest', async () => {
  await fc.assert(
    fc.asyncProperty(operations, callers, async ({ query, variables }, scope) => {
      const { data, errors } = await graph.ask(query, {
        variables,
        ...(scope === null ? {} : { as: { sub: 'x', scope } }),
      });
      const rights = { requirements, caller: callerOf(scope) };
      for (const sent of [...graph.subgraph('land').sent(), ...graph.subgraph('tax').sent()])
        expect(forbiddenFields(schema, parse(sent.query), rights).size).toBe(0);
      for (const name of ['land', 'tax']) graph.subgraph(name).forget();

      expect(data).toEqual(JSON.parse(JSON.stringify(oracle(schema, parse(query), variables, rights).data)));
      const told = new Set(errors.map(({ extensions }) => extensions.code));
      told.delete('UNAUTHENTICATED');
      told.delete('FORBIDDEN');
      expect([...told]).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
