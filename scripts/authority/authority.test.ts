import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObjectType, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { linked } from '../../schema/link.ts';
import { readPublished } from '../../supergraph/gateway/published.ts';
import { supergraphOf } from '../../supergraph/gateway/test/graph.ts';
import { openings } from './openings.ts';
import { personas } from './personas.ts';
import { fieldsOf, readableBy } from './reach.ts';
import { rulesOf } from './rules.ts';
import { authorityTable } from './table.ts';

const graph = readPublished(readFileSync(join(import.meta.dirname, '../../schema/supergraph.graphql'), 'utf8'));

describe('the graph', () => {
  test('has no mutation without a rule, and nothing open that does not say so', () => {
    expect(openings(graph)).toEqual([]);
  });

  test.each(['Application', 'Citizen', 'Document', 'TimelineEntry', 'Payment', 'Decision', 'InformationRequest'])(
    'shows nothing of %s to anybody who has not logged in',
    (type) => {
      const open = readableBy(null, graph.schema, graph.requirements);
      expect([...open].filter((coordinate) => coordinate.startsWith(`${type}.`))).toEqual([]);
    },
  );

  test('lets an entrepreneur for a citizen do the services consented to, send documents, read both, and no more', () => {
    const helper = personas([], ['land-mutation']).find(({ name }) => name === 'entrepreneur for a citizen');
    const open = readableBy(null, graph.schema, graph.requirements);
    const more = [...readableBy(helper?.caller ?? null, graph.schema, graph.requirements)].filter(
      (coordinate) => !open.has(coordinate),
    );
    expect(more.filter((coordinate) => /^(Query|Mutation)\./.test(coordinate)).sort()).toEqual([
      'Mutation.applyForLandMutation',
      'Mutation.createDocument',
      'Query.application',
      'Query.document',
    ]);
    expect(more).toContain('Application.landMutation');
    expect(more.filter((coordinate) => coordinate.startsWith('Citizen.'))).toEqual([]);
  });

  test('shows focal points, operators, auditors, developers and machines no application', () => {
    for (const { name, caller } of personas([], [])) {
      const reads = readableBy(caller, graph.schema, graph.requirements).has('Application.id');
      expect({ name, reads }).toEqual({
        name,
        reads: ['citizen', 'official', 'entrepreneur for a citizen'].includes(name),
      });
    }
  });
});

const published = (sdl: string) => readPublished(supergraphOf({ one: { sdl } }));

describe('an opening is found', () => {
  test.each<[sentence: string, sdl: string, found: string[]]>([
    [
      'a mutation without a rule',
      'type Query { a: Int @authenticated } type Mutation { go: Int }',
      ['Mutation.go has'],
    ],
    ['a type that anybody reads', 'type Query { plot: Plot } type Plot { area: Int }', ['Plot can']],
    [
      'by way of another',
      'type Query { a: A @authenticated b: B } type A { c: C } type B @tag(name: "public") { c: C } type C { d: Int }',
      ['C can'],
    ],
    [
      'through a union',
      'type Query { u: U } union U = A | B type A { x: Int } type B @authenticated { x: Int }',
      ['A can'],
    ],
    [
      'through an interface',
      'type Query { i: I } interface I @tag(name: "public") { x: Int } type A implements I { x: Int y: Int }',
      ['A can'],
    ],
    [
      'a field that tells of a person on a public type',
      'type Query { p: P } type P @tag(name: "public") { mobile: String area: Int }',
      ['P.mobile tells'],
    ],
    [
      'in a page of a list',
      'type Query { list: List } type List { nodes: [P] owner: Int } type P { a: Int }',
      ['List can', 'P can'],
    ],
  ])('%s', (_sentence, sdl, found) => {
    const told = openings(published(sdl));
    expect(told.map((each) => each.split(' ').slice(0, 2).join(' '))).toEqual(found);
  });

  test.each<[sentence: string, sdl: string]>([
    ['closed where it is returned', 'type Query { plot: Plot @authenticated } type Plot { mobile: Int }'],
    ['closed itself', 'type Query { plot: Plot } type Plot @authenticated { mobile: Int }'],
    [
      'called public',
      'type Query { plot: Plot } type Plot @tag(name: "public") { area: Int mobile: Int @tag(name: "public") }',
    ],
    ['closed field by field', 'type Query { plot: Plot } type Plot { area: Int @authenticated }'],
  ])('and none where it is %s', (_sentence, sdl) => {
    expect(openings(published(sdl))).toEqual([]);
  });
});

test('the table names every field of the graph, who may read it, and by whose rule', () => {
  const sdl = `
    type Query { me: Person  price: Price  law: Int @policy(policies: [["office-hours"]]) }
    type Person @policy(policies: [["oneself"]]) { name: String inbox: [Letter] @requiresScopes(scopes: [["citizen"]]) }
    type Letter { text: String }
    type Price { taka: Int } `;
  const table = authorityTable(published(sdl), rulesOf([{ name: 'post', document: linked(parse(sdl)) }]));
  const row = (type: string, field: string) =>
    table
      .split(`## ${type}\n`)[1]
      ?.split('## ')[0]
      ?.split('\n')
      .find((line) => line.startsWith(`| ${field} |`));
  expect(row('Query', 'price')).toBe('| price | anybody |  |');
  expect(row('Query', 'law')).toBe('| law | nobody | `@policy(policies: [["office-hours"]])` (post) |');
  expect(row('Letter', 'text')).toBe('| text | citizen |  |');
  expect(row('Person', 'name')).toMatch(/^\| name \| citizen, entrepreneur, official, focal point, /);
  expect(table).toContain('By Person.inbox.');
  const types = Object.values(published(sdl).schema.getTypeMap()).filter((type) => isObjectType(type));
  for (const type of types.filter(({ name }) => !name.startsWith('__')))
    for (const { name } of fieldsOf(type)) expect(row(type.name, name), `${type.name}.${name}`).toBeDefined();
});
