import { buildSchema, Kind, parse, Source, visit } from 'graphql';
import { expect, test } from 'vitest';
import { linked } from '../../schema/link.ts';
import { type Composed, composeSubgraphs } from './compose.ts';
import type { ProblemLocation } from './composition-problem.ts';
import type { SubgraphDocument } from './subgraph-document.ts';
import { readSubgraphs } from './subgraph-files.ts';

type Row = {
  readonly sentence: string;
  /** SDL by subgraph; `alone` adds nothing to it. */
  readonly sdl: Readonly<Record<string, string>>;
  readonly code: string;
  /** All that are given, unless named. */
  readonly subgraphs?: readonly string[];
  readonly coordinate: string | null;
  /** `<subgraph>:<line>`, or a file of schema/. */
  readonly at: readonly string[];
  readonly fix: RegExp;
};

const REFUSED: readonly Row[] = [
  {
    sentence: 'two subgraphs own one root field',
    sdl: {
      health: 'extend type Query {\n  fee: Int\n}',
      land: 'extend type Query {\n  plots: Int\n  "What it costs."\n  fee(plot: ID!): String\n}',
    },
    code: 'INVALID_FIELD_SHARING',
    coordinate: 'Query.fee',
    at: ['health:2', 'land:4'],
    fix: /A root field has one owner/,
  },
  {
    sentence: 'two subgraphs have different types of one name',
    sdl: {
      health: 'extend type Query { visit: Fee }\ntype Fee {\n  amountBdt: Int\n}',
      land: 'extend type Query { plot: Fee }\ntype Fee {\n  amountBdt: Int\n}',
    },
    code: 'INVALID_FIELD_SHARING',
    coordinate: 'Fee.amountBdt',
    at: ['health:3', 'land:3'],
    fix: /schema\/shared\//,
  },
  {
    sentence: 'one field has two types',
    sdl: {
      health: 'extend type Query { visit: Fee }\ntype Fee @shareable {\n  amountBdt: Int\n}',
      land: 'extend type Query { plot: Fee }\ntype Fee @shareable {\n  amountBdt: String\n}',
    },
    code: 'FIELD_TYPE_MISMATCH',
    coordinate: 'Fee.amountBdt',
    at: ['health:3', 'land:3'],
    fix: /as the other subgraph does/,
  },
  {
    sentence: 'one name is an object and an enum',
    sdl: {
      health: 'extend type Query { visit: Fee }\n"One."\nenum Fee { FREE }',
      land: 'extend type Query { plot: Fee }\ntype Fee { amountBdt: Int }',
    },
    code: 'TYPE_KIND_MISMATCH',
    coordinate: 'Fee',
    at: ['health:3', 'land:2'],
    fix: /one name/,
  },
  {
    sentence: 'an enum that clients send and read differs',
    sdl: {
      health: 'extend type Query { visit(of: Ward): Ward }\nenum Ward { MALE }',
      land: 'extend type Query { plot(of: Ward): Ward }\nenum Ward { MALE NORTH }',
    },
    code: 'ENUM_VALUE_MISMATCH',
    coordinate: 'Ward',
    at: ['health:2', 'land:2', 'health:1'],
    fix: /only the values that every subgraph has/,
  },
  {
    sentence: 'an argument that one subgraph requires is unknown to another',
    sdl: {
      health: 'extend type Query { visit: Fee }\ntype Fee @shareable {\n  amountBdt: Int\n}',
      land: 'extend type Query { plot: Fee }\ntype Fee @shareable {\n\n  amountBdt(year: Int!): Int\n}',
    },
    code: 'REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH',
    coordinate: 'Fee.amountBdt(year:)',
    at: ['land:4', 'health:3'],
    fix: /write the same arguments/,
  },
  {
    sentence: 'a field that one form requires is unknown to another of that name',
    sdl: {
      health: 'extend type Query { visit(input: FeeInput): Int }\ninput FeeInput { year: Int }',
      land: 'extend type Query { plot(input: FeeInput): Int }\ninput FeeInput {\n  year: Int\n  plot: ID!\n}',
    },
    code: 'REQUIRED_INPUT_FIELD_MISSING_IN_SOME_SUBGRAPH',
    coordinate: 'FeeInput.plot',
    at: ['land:4', 'health:2'],
    fix: /A form belongs to one service/,
  },
  {
    sentence: 'the gateway cannot get from one subgraph to the other',
    sdl: {
      health: 'extend type Query { visit: Plot }\ntype Plot @shareable { id: ID! }',
      land: 'extend type Query { plot: Plot }\ntype Plot @shareable {\n  id: ID!\n  area: Int\n}',
    },
    code: 'SATISFIABILITY_ERROR',
    coordinate: 'Plot.area',
    at: ['health:2', 'land:4'],
    fix: /the same @key/,
  },
  {
    sentence: 'an external field has no owner',
    sdl: {
      health: 'extend type Query { visit: Int }',
      land: 'extend type Query { plot: Plot }\ntype Plot @key(fields: "id") {\n  id: ID!\n  area: Int @external\n  tax: Int @requires(fields: "area")\n}',
    },
    code: 'EXTERNAL_MISSING_ON_BASE',
    subgraphs: ['land'],
    coordinate: 'Plot.area',
    at: ['land:4'],
    fix: /ask the owner/,
  },
  {
    sentence: 'an external field serves nothing',
    sdl: {
      land: 'extend type Query { plot: Plot }\ntype Plot @key(fields: "id") {\n  id: ID!\n  area: Int @external\n}',
    },
    code: 'EXTERNAL_UNUSED',
    coordinate: 'Plot.area',
    at: ['land:4'],
    fix: /Delete the field/,
  },
  {
    sentence: 'a key names a field that is not there',
    sdl: { land: 'extend type Query { plot: Plot }\ntype Plot\n  @key(fields: "number") {\n  id: ID!\n}' },
    code: 'KEY_INVALID_FIELDS',
    coordinate: 'Plot',
    at: ['land:3', 'land:2'],
    fix: /@key\(fields: "id"\)/,
  },
  {
    sentence: 'a type is extended that nobody defines',
    sdl: { land: 'extend type Query { plot: Int }\nextend type Plot { area: Int }' },
    code: 'EXTENSION_WITH_NO_BASE',
    coordinate: 'Plot',
    at: ['land:2'],
    fix: /correct the name/,
  },
  {
    sentence: 'a type is unknown',
    sdl: { health: 'extend type Query { visit: Int }', land: 'extend type Query {\n  plot: Plott\n}' },
    code: 'INVALID_GRAPHQL',
    subgraphs: ['land'],
    coordinate: 'Query.plot',
    at: ['land:2'],
    fix: /Define the type/,
  },
  {
    sentence: 'a directive stands where it may not',
    sdl: { land: 'extend type Query {\n  plot: Int\n    @input(labelBn: "দাগ")\n}' },
    code: 'INVALID_GRAPHQL',
    coordinate: 'Query.plot',
    at: ['land:3'],
    fix: /schema\/shared\/directives\.graphql/,
  },
  {
    sentence: 'a directive lacks an argument',
    sdl: { land: 'extend schema\n  @ministry(code: "land", nameEn: "Land")\nextend type Query { plot: Int }' },
    code: 'INVALID_GRAPHQL',
    coordinate: '@ministry',
    at: ['land:2'],
    fix: /schema\/shared\/directives\.graphql/,
  },
  {
    sentence: 'a field is there twice',
    sdl: { land: 'extend type Query {\n  plot: Int\n  plot: Int\n}' },
    code: 'INVALID_GRAPHQL',
    coordinate: 'Query.plot',
    at: ['land:2', 'land:3'],
    fix: /Delete one of the two/,
  },
  {
    sentence: 'an enum value is there twice',
    sdl: { land: 'extend type Query { plot: Class }\nenum Class {\n  FARM\n  FARM\n}' },
    code: 'INVALID_GRAPHQL',
    coordinate: 'Class.FARM',
    at: ['land:3', 'land:4'],
    fix: /Delete one of the two/,
  },
  {
    sentence: 'a ministry defines a field of the shared contract',
    sdl: {
      land: `extend schema @ministry(code: "land", nameEn: "Land", nameBn: "ভূমি")
        extend type Query { plot: ApplicationPayload }
        extend type Application { status: Int }`,
    },
    code: 'INVALID_GRAPHQL',
    coordinate: 'Application.status',
    at: ['land:3', 'schema/shared/application.graphql'],
    fix: /choose another name/,
  },
  {
    sentence: 'an answer leaves out what its interface promises',
    sdl: { land: 'extend type Query { plot: Plot }\ntype Plot implements LookupPayload {\n  answers: [Answer!]!\n}' },
    code: 'INVALID_GRAPHQL',
    coordinate: 'Plot',
    at: ['land:2', 'schema/shared/application.graphql'],
    fix: /as the interface has it/,
  },
  {
    sentence: 'a subgraph links federation by itself',
    sdl: {
      land: 'extend schema\n  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\nextend type Query { plot: Int }',
    },
    code: 'INVALID_LINK_DIRECTIVE_USAGE',
    coordinate: null,
    at: ['land:2'],
    fix: /Delete @link/,
  },
  {
    sentence: 'what clients see refers to what is hidden from them',
    sdl: { land: 'extend type Query {\n  plot: Plot\n}\ntype Plot @inaccessible { area: Int }' },
    code: 'REFERENCED_INACCESSIBLE',
    coordinate: 'Plot',
    at: ['land:4', 'land:2'],
    fix: /hide both/,
  },
  {
    sentence: 'nothing can be asked',
    sdl: { land: 'type Plot { area: Int }' },
    code: 'NO_QUERIES',
    subgraphs: [],
    coordinate: null,
    at: [],
    fix: /extend type Query/,
  },
  {
    sentence: 'two services have one code',
    sdl: {
      health: `extend type Query {\n  visit: Int\n  ${service('fee')}\n}`,
      land: `extend type Query {\n  plot: Int\n\n  ${service('fee')}\n}`,
    },
    code: 'SERVICE_CODE_TAKEN',
    coordinate: 'Query.visit',
    at: ['health:3', 'land:4'],
    fix: /one service in the country/,
  },
  {
    sentence: "a ministry's code is not its folder's name",
    sdl: {
      land: 'extend schema\n  @ministry(code: "lands", nameEn: "Land", nameBn: "ভূমি")\nextend type Query { plot: Int }',
    },
    code: 'MINISTRY_CODE_MISMATCH',
    coordinate: null,
    at: ['land:2'],
    fix: /folder's name/,
  },
  {
    sentence: 'a ministry writes its own copy of what is shared',
    sdl: {
      health: 'extend type Query { visit: UserError }',
      land: `extend schema @ministry(code: "land", nameEn: "Land", nameBn: "ভূমি")
        extend type Query { plot: UserError }
        type UserError @shareable { code: String! field: String message(language: Language! = EN): String! }`,
    },
    code: 'SHARED_DEFINITION_REPEATED',
    subgraphs: ['land'],
    coordinate: 'UserError',
    at: ['land:3'],
    fix: /linked by itself/,
  },
];

test.each(REFUSED)('$sentence: $code', ({ sdl, code, subgraphs, coordinate, at, fix }) => {
  const [problem, ...others] = problemsOf(sdl);
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ code, coordinate, subgraphs: subgraphs ?? Object.keys(sdl) });
  expect(problem?.fix).toMatch(fix);
  expect([...new Set(problem?.locations.map(shortly))]).toEqual(at);
});

test('every file with a mistake of its own is told at once', () => {
  const sdl = 'extend type Query { plot: Int plot: Int }';
  expect(problemsOf({ health: sdl, land: sdl }).map(({ subgraphs }) => subgraphs)).toEqual([['health'], ['land']]);
});

test('a description that clients never read is a note', () => {
  const sdl = (text: string, field: string) =>
    `extend type Query { ${field}: Fee }\n"${text}"\ntype Fee @shareable { amountBdt: Int }`;
  const { notes } = graphOf({ health: sdl('A fee.', 'visit'), land: sdl('What it costs.', 'plot') });
  expect(notes).toMatchObject([{ code: 'INCONSISTENT_DESCRIPTION', coordinate: 'Fee', subgraphs: ['health', 'land'] }]);
  expect(notes[0]?.locations.map(shortly)).toEqual(['health:3', 'land:3']);
});

test('the subgraphs of this repository are one graph', () => {
  const { supergraphSdl, apiSdl } = realGraph();
  expect(fieldsWith('service', supergraphSdl)).toEqual(
    expect.arrayContaining(['Mutation.applyForPassport', 'Query.passportStatus']),
  );
  expect(fieldsWith('input', supergraphSdl)).toEqual(expect.arrayContaining(['PassportApplicationInput.fullName']));
  expect(fieldsWith('label', supergraphSdl)).toEqual(expect.arrayContaining(['PassportPages.PAGES_48']));
  expect(supergraphSdl).toContain('@ministry(code: "home-affairs"');
  expect(buildSchema(apiSdl).getMutationType()?.getFields().applyForPassport?.description).toBe(
    'Applies for an e-passport.',
  );
});

test('every service and every form of the SDL files is in the supergraph', () => {
  const { supergraphSdl } = realGraph();
  for (const directive of ['service', 'input']) {
    const written = realSubgraphs().flatMap(({ document }) => fieldsWith(directive, document));
    expect(new Set(fieldsWith(directive, supergraphSdl))).toEqual(new Set(written));
  }
});

test('the result is the same in any order of the subgraphs, and each time', () => {
  const graph = realGraph();
  expect(composeSubgraphs(realSubgraphs())).toEqual(graph);
  expect(composeSubgraphs(realSubgraphs().toReversed())).toEqual(graph);
});

test('clients see plain GraphQL: what is deprecated says so, what is inaccessible is not there', () => {
  const { apiSdl } = graphOf({
    land: `extend type Query {
      plot: Plot ${service('plot')}
      old: Int @deprecated(reason: "Ask for plot.")
      hidden: Hidden @inaccessible
    }
    "A plot."
    type Plot { area: Int owner: Hidden @inaccessible }
    type Hidden @inaccessible { a: Int }`,
  });
  expect(apiSdl).toContain('"""A plot."""\ntype Plot {\n  area: Int\n}\n');
  expect(apiSdl).toContain('type Query {\n  plot: Plot\n  old: Int @deprecated(reason: "Ask for plot.")\n}\n');
  expect(apiSdl).not.toMatch(/Hidden|directive|@(?!deprecated)/);
});

test('the supergraph names no address of a machine', () => {
  expect(graphOf({ land: 'extend type Query { plot: Int }' }).supergraphSdl).toContain(
    'LAND @join__graph(name: "land", url: "http://land.invalid")',
  );
});

function service(code: string): string {
  return `@service(code: "${code}", kind: LOOKUP, titleEn: "Fee", titleBn: "ফি", agency: "Land")`;
}

function documents(sdl: Row['sdl']): SubgraphDocument[] {
  return Object.entries(sdl).map(([name, text]) => ({
    name,
    document: linked(parse(new Source(text, `subgraphs/${name}/schema.graphql`))),
  }));
}

function problemsOf(sdl: Row['sdl']) {
  const result = composeSubgraphs(documents(sdl));
  return 'problems' in result ? result.problems : [];
}

function graphOf(sdl: Row['sdl']): Composed {
  return composed(documents(sdl));
}

function composed(subgraphs: readonly SubgraphDocument[]): Composed {
  const result = composeSubgraphs(subgraphs);
  if ('problems' in result) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result;
}

function realSubgraphs(): readonly SubgraphDocument[] {
  const read = readSubgraphs();
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.subgraphs;
}

function realGraph(): Composed {
  return composed(realSubgraphs());
}

/** Coordinates of the fields and enum values that carry the directive. */
function fieldsWith(directive: string, sdl: string | SubgraphDocument['document']): string[] {
  const found: string[] = [];
  for (const type of (typeof sdl === 'string' ? parse(sdl) : sdl).definitions) {
    if (!('name' in type) || type.kind === Kind.DIRECTIVE_DEFINITION) continue;
    visit(type, {
      enter: (node) => {
        if ('directives' in node && 'name' in node && node.directives?.some(({ name }) => name.value === directive))
          found.push(`${type.name?.value}.${node.name?.value}`);
      },
    });
  }
  return found;
}

/** `land:3` for a line of a subgraph's file; of schema/ the file only, whose lines move. */
function shortly({ file, line }: ProblemLocation): string {
  const subgraph = /^subgraphs\/(.+)\/schema\.graphql$/.exec(file)?.[1];
  return subgraph ? `${subgraph}:${line}` : file;
}
