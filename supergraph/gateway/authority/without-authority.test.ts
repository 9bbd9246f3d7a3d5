import { parse, print } from 'graphql';
import { afterEach, expect, test } from 'vitest';
import { citizen, type Graph, startGraph, supergraphOf } from '../test/graph.ts';
import { withoutAuthority } from './without-authority.ts';

let graph: Graph | undefined;
afterEach(async () => {
  await graph?.stop();
  graph = undefined;
});

test('nothing of the authorization specs is left, and all the rest is', () => {
  const plain = 'type Query { me: Citizen } type Citizen { id: ID! name: String } scalar Secret';
  const withAuthority = plain
    .replace('me: Citizen', 'me: Citizen @requiresScopes(scopes: [["a"]])')
    .replace('type Citizen', 'type Citizen @authenticated')
    .replace('name: String', 'name: String @policy(policies: [["p"]])')
    .replace('scalar Secret', 'scalar Secret @authenticated');
  const [expected, given] = [plain, withAuthority].map((sdl) =>
    parse(supergraphOf({ one: { sdl: `${sdl} extend type Citizen { secret: Secret }` } })),
  );
  if (!expected || !given) throw new Error('two supergraphs were expected');
  expect(print(given)).not.toBe(print(expected));
  expect(print(withoutAuthority(given))).toBe(print(expected));
});

test('a graph whose directives are renamed is served, and they are enforced', async () => {
  graph = await startGraph({
    one: {
      sdl: `
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
          import: [{ name: "@authenticated", as: "@login" }, { name: "@requiresScopes", as: "@needs" }, { name: "@policy", as: "@law" }])
        type Query { open: Int me: Int @login work: Int @needs(scopes: [["official"]]) law: Int @law(policies: [["p"]]) }`,
      resolvers: { Query: { open: () => 1, me: () => 2, work: () => 3, law: () => 4 } },
    },
  });
  const query = '{ open me work law }';
  expect((await graph.ask(query)).data).toEqual({ open: 1, me: null, work: null, law: null });
  expect((await graph.ask(query, { as: citizen('r') })).data).toEqual({ open: 1, me: 2, work: null, law: null });
  expect((await graph.ask(query, { as: { sub: 'o', scope: 'other official' } })).data).toEqual({
    open: 1,
    me: 2,
    work: 3,
    // A policy that nobody has written: deny unless allowed.
    law: null,
  });
});
