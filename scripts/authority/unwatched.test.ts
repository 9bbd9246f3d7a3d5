/** Who reads text of or about a person in office leaves an entry that the person reads: no type of the graph is forgotten. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applicationReads } from '../../subgraphs/kit/access-log/application-reads.ts';
import type { PersonalTypes } from '../../subgraphs/kit/access-log/watched.ts';
import { readPublished } from '../../supergraph/gateway/published.ts';
import { supergraphOf } from '../../supergraph/gateway/test/graph.ts';
import { personas } from './personas.ts';
import { unwatched } from './unwatched.ts';

const ROOT = join(import.meta.dirname, '../..');
const THEMSELVES = new Set(['anybody', 'citizen', 'entrepreneur', 'entrepreneur for a citizen']);
const IN_OFFICE = personas([], []).filter(({ name }) => !THEMSELVES.has(name));

/** Those that subgraphs watch, each in its `personal-types.ts`; and `Application`, which the kit watches in all. */
async function allPersonalTypes(): Promise<PersonalTypes> {
  const files = globSync('subgraphs/*/personal-types.ts', { cwd: ROOT });
  const modules = await Promise.all(
    files.map((file): Promise<{ personalTypes: PersonalTypes }> => import(join(ROOT, file))),
  );
  return Object.assign({ Application: applicationReads() }, ...modules.map(({ personalTypes }) => personalTypes));
}

/** What is left, and why nobody is owed an entry. Whoever adds a text has to watch its type, or say it here. */
const NOBODYS: Readonly<Record<string, readonly string[]>> = {
  // Who people are in office.
  FocalPoint: ['name'],
  NamedFocalPoint: ['name'],
  HeldRole: ['desk', 'rank'],
  RoleChange: ['by', 'desk', 'person', 'rank'],
  Acknowledgement: ['by'],
  EntrepreneurCard: ['certificateNumber', 'number', 'qrSvg', 'qrText'],
  CentreAssignment: ['centreCode'],
  // Of the entrepreneurs' work and the auditor's own; of the citizen it tells nothing.
  VouchedAssistance: ['centre', 'entrepreneur', 'finding', 'secondPerson', 'service'],
  FlaggedAccess: ['citizenReference', 'reason'],
  // Of services, ministries, lessons, and what the caller has just handed in.
  AgencyCompliance: ['agency'],
  ImplementationDirective: ['agency', 'text'],
  OnboardingTask: ['instructions', 'title'],
  ServiceDeclaration: ['agency', 'code', 'evidence', 'title'],
  ServiceListMistake: ['code', 'column', 'message'],
  OperatorListMistake: ['code', 'column', 'message'],
  TrainingModule: ['code', 'lesson', 'title'],
  TrainingQuestion: ['code', 'text'],
  TrainingChoice: ['code', 'text'],
};

test('nobody in office reads a text of the graph that leaves no entry and is somebody’s', async () => {
  const graph = readPublished(readFileSync(join(ROOT, 'schema/supergraph.graphql'), 'utf8'));
  const personal = await allPersonalTypes();
  expect(Object.keys(personal).filter((type) => !graph.schema.getType(type))).toEqual([]);
  const said = Object.entries(NOBODYS).flatMap(([type, fields]) => fields.map((field) => `${type}.${field}`));
  expect(unwatched(graph, IN_OFFICE, personal)).toEqual(said.sort());
});

const published = (sdl: string) => readPublished(supergraphOf({ one: { sdl } }));
const OFFICIALS = '@requiresScopes(scopes: [["official"]])';
const watching = (bare: readonly string[]): PersonalTypes => ({
  Letter: { bare: new Set(bare), subject: () => null },
});

test.each<[sentence: string, sdl: string, personal: PersonalTypes, found: string[]]>([
  ['a type that nobody watches', `type Query { l: Letter ${OFFICIALS} } type Letter { a: String }`, {}, ['Letter.a']],
  [
    'in a list',
    `type Query { l: L ${OFFICIALS} } type L { nodes: [Letter] } type Letter { a: String }`,
    {},
    ['Letter.a'],
  ],
  [
    'by a mutation',
    `type Query { a: Int } type Mutation { l: Letter ${OFFICIALS} } type Letter { a: String }`,
    {},
    ['Letter.a'],
  ],
  [
    'beside a watched field',
    `type Query { l: Letter ${OFFICIALS} n: Note ${OFFICIALS} } type Letter { n: Note } type Note { a: String }`,
    watching([]),
    ['Note.a'],
  ],
])('a text is found: %s', (_sentence, sdl, personal, found) => {
  expect(unwatched(published(sdl), IN_OFFICE, personal)).toEqual(found);
});

test.each<[sentence: string, sdl: string, personal: PersonalTypes]>([
  ['watched', `type Query { l: Letter ${OFFICIALS} } type Letter { a: String }`, watching([])],
  ['said to be bare', `type Query { l: Letter ${OFFICIALS} } type Letter { a: String }`, watching(['a'])],
  [
    'inside of what is watched',
    `type Query { l: Letter ${OFFICIALS} } type Letter { n: Note } type Note { a: String }`,
    watching([]),
  ],
  [
    'the citizen’s alone',
    'type Query { l: Letter @requiresScopes(scopes: [["citizen"]]) } type Letter { a: String }',
    {},
  ],
  ['the person’s own', 'type Query { l: Letter } type Letter @policy(policies: [["oneself"]]) { a: String }', {}],
  ['everybody’s', 'type Query { l: Letter } type Letter { a: String }', {}],
])('a text is fine that is %s', (_sentence, sdl, personal) => {
  expect(unwatched(published(sdl), IN_OFFICE, personal)).toEqual([]);
});
