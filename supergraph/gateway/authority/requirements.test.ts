import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { supergraphOf } from '../test/graph.ts';
import { refusalOf } from './permits.ts';
import { type Requirement, readRequirements } from './requirements.ts';

const requirementsOf = (...sdls: string[]) =>
  Object.fromEntries(
    readRequirements(parse(supergraphOf(Object.fromEntries(sdls.map((sdl, index) => [`s${index}`, { sdl }]))))),
  );

const linked = (imports: string, own = '') => `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}]) ${own}
`;
const login: Requirement = { scopes: [], policies: [] };

test('each coordinate has what its directives ask', () => {
  expect(
    requirementsOf(`
      type Query {
        open: Open
        login: Int @authenticated
        scopes: Int @requiresScopes(scopes: [["a", "b"], ["c"]])
        policies: Int @policy(policies: [["p"], ["q", "r"]])
        all: Int @authenticated @requiresScopes(scopes: [["a"]]) @policy(policies: [["p"]])
      }
      type Open { id: ID }
      type Closed @authenticated { id: ID }
      enum Level @requiresScopes(scopes: [["a"]]) { LOW }
      scalar Secret @authenticated
      extend type Query { closed: Closed level: Level secret: Secret }
    `),
  ).toEqual({
    'Query.login': login,
    'Query.scopes': { scopes: [[['a', 'b'], ['c']]], policies: [] },
    'Query.policies': { scopes: [], policies: [[['p'], ['q', 'r']]] },
    'Query.all': { scopes: [[['a']]], policies: [[['p']]] },
    Closed: login,
    Level: { scopes: [[['a']]], policies: [] },
    Secret: login,
  });
});

test('what several subgraphs ask of one type is asked together', () => {
  const citizenType = (directive: string) =>
    `type Query { q: Int @shareable } type Citizen @key(fields: "id") ${directive} { id: ID! }`;
  const { Citizen } = requirementsOf(
    citizenType('@requiresScopes(scopes: [["a"]])'),
    citizenType('@requiresScopes(scopes: [["b"]])'),
    citizenType('@authenticated'),
  );
  const caller = (...scopes: string[]) => ({ scopes: new Set(scopes), claims: {} });
  expect(refusalOf(Citizen, null)).toBe('UNAUTHENTICATED');
  expect(refusalOf(Citizen, caller('a'))).toBe('FORBIDDEN');
  expect(refusalOf(Citizen, caller('b'))).toBe('FORBIDDEN');
  expect(refusalOf(Citizen, caller('b', 'a'))).toBeNull();
});

test('directives that a supergraph has renamed by import are read', () => {
  const sdl = `${linked('{ name: "@authenticated", as: "@login" }, { name: "@requiresScopes", as: "@needs" }')}
    type Query { me: Int @login  work: Int @needs(scopes: [["official"]])  open: Int }`;
  const supergraph = supergraphOf({ one: { sdl } });
  expect(supergraph).toContain('@login');
  expect(supergraph).not.toContain('@authenticated on');
  expect(requirementsOf(sdl)).toEqual({
    'Query.me': login,
    'Query.work': { scopes: [[['official']]], policies: [] },
  });
});

test('directives that a supergraph has renamed by `as` on the link are read', () => {
  const supergraph = `
    schema @link(url: "https://specs.apollo.dev/link/v1.0")
      @link(url: "https://specs.apollo.dev/authenticated/v0.1", as: "auth", for: SECURITY) { query: Query }
    directive @auth on FIELD_DEFINITION
    directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
    scalar link__Import enum link__Purpose { SECURITY }
    type Query { me: Int @auth }`;
  expect(Object.fromEntries(readRequirements(parse(supergraph)))).toEqual({ 'Query.me': login });
});

test('a directive of the same name that somebody defined for themselves asks nothing', () => {
  const sdl = `${linked('"@composeDirective"', '@link(url: "https://example.com/own/v1.0", import: ["@authenticated"]) @composeDirective(name: "@authenticated")')}
    directive @authenticated on FIELD_DEFINITION
    type Query { me: Int @authenticated }`;
  const supergraph = supergraphOf({ one: { sdl } });
  expect(supergraph).toContain('me: Int @authenticated');
  expect(requirementsOf(sdl)).toEqual({});
});

test('a single value stands for a list of one', () => {
  const supergraph = `
    schema @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY) { query: Query }
    type Query { me: Int @requiresScopes(scopes: "citizen") }`;
  expect(Object.fromEntries(readRequirements(parse(supergraph)))).toEqual({
    'Query.me': { scopes: [[['citizen']]], policies: [] },
  });
});
