import { composeServices } from '@apollo/composition';
import { type DocumentNode, parse, Source } from 'graphql';
import { describe, expect, test } from 'vitest';
import { linked } from '../../../schema/link.ts';
import { ministriesOf, SchemaProblem, serviceDefinitions } from './service-definition.ts';
import { plotDocument, plotForm } from './test/service-sdl.ts';

const LAND = /* GraphQL */ `
  extend schema @ministry(code: "land", nameEn: "Ministry of Land", nameBn: "ভূমি মন্ত্রণালয়")
  extend type Mutation {
    "Changes the owner."
    applyForLandMutation(input: LandMutationInput!): ApplicationPayload
      @service(
        code: "land-mutation"
        kind: APPLICATION
        titleEn: "Land mutation"
        titleBn: "নামজারি"
        agency: "Land Reforms Board"
        feeBdt: 1170
        slaWorkingDays: 28
        evidence: ["deed", "khatian"]
        figures: KNOWN
      )
  }
  extend type Application { landMutation: String }
  input LandMutationInput {
    """
    Deed number
    It stands at the top of the first page.
    """
    deedNumber: String! @input(labelBn: "দলিল নম্বর", maxLength: 20)
    "Heirs"
    heirs: [HeirInput!]! @input(labelBn: "ওয়ারিশ", maxItems: 5)
    "Kind of land"
    land: LandKind = FARM @input(labelBn: "জমির ধরন")
  }
  input HeirInput {
    "Name"
    name: String! @input(labelBn: "নাম", maxLength: 100)
  }
  enum LandKind {
    "Farm land"
    FARM @label(bn: "কৃষি জমি")
    "Homestead"
    HOMESTEAD @label(bn: "বসতভিটা")
  }
`;

const HEALTH = /* GraphQL */ `
  extend schema @ministry(code: "health", nameEn: "Ministry of Health", nameBn: "স্বাস্থ্য মন্ত্রণালয়")
  extend type Query {
    "Finds a bed."
    freeBeds(input: FreeBedsInput!): FreeBedsPayload
      @service(code: "free-beds", kind: LOOKUP, titleEn: "Free beds", titleBn: "খালি শয্যা", agency: "DGHS")
  }
  input FreeBedsInput {
    "District"
    district: String! @input(labelBn: "জেলা", maxLength: 50)
  }
  type FreeBedsPayload { beds: Int }
`;

const APPLICATIONS = /* GraphQL */ `
  extend type Query { application(id: ID!): Application }
  extend type Mutation { withdraw(id: ID!): ApplicationPayload }
`;

const CATALOGUE = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Service @key(fields: "code") { code: String! }
  extend type Query { service(code: String!): Service }
`;

test('a service is read whole from its subgraph’s document', () => {
  const [service] = serviceDefinitions(linkedSdl(LAND));
  expect(service).toEqual({
    code: 'land-mutation',
    kind: 'APPLICATION',
    titleEn: 'Land mutation',
    titleBn: 'নামজারি',
    agency: 'Land Reforms Board',
    feeBdt: 1170,
    slaWorkingDays: 28,
    evidence: ['deed', 'khatian'],
    figures: 'KNOWN',
    confidentialTo: null,
    keywords: [],
    description: 'Changes the owner.',
    operation: 'mutation',
    field: 'applyForLandMutation',
    inputType: 'LandMutationInput',
    payloadType: 'ApplicationPayload',
    subgraph: null,
    form: [
      field('deedNumber', 'Deed number', 'দলিল নম্বর', {
        description: 'It stands at the top of the first page.',
        limits: { maxLength: 20 },
      }),
      field('heirs', 'Heirs', 'ওয়ারিশ', {
        type: 'HeirInput',
        list: true,
        limits: { maxItems: 5 },
        fields: [field('name', 'Name', 'নাম', { limits: { maxLength: 100 } })],
      }),
      field('land', 'Kind of land', 'জমির ধরন', {
        type: 'LandKind',
        required: false,
        options: [
          { value: 'FARM', labelEn: 'Farm land', labelBn: 'কৃষি জমি' },
          { value: 'HOMESTEAD', labelEn: 'Homestead', labelBn: 'বসতভিটা' },
        ],
      }),
      field('evidence', 'Documents', 'কাগজপত্র', {
        type: 'LandMutationEvidenceInput',
        required: false,
        description: 'What is not attached is brought to the desk.',
        fields: [document('deed', 'Registered deed', 'নিবন্ধিত দলিল'), document('khatian', 'Khatian', 'খতিয়ান')],
      }),
    ],
  });
});

test('a composed supergraph holds the same services, and says which subgraph answers each', () => {
  const supergraph = composed({ land: LAND, health: HEALTH, applications: APPLICATIONS, catalogue: CATALOGUE });
  const [land] = serviceDefinitions(linkedSdl(LAND));
  const [health] = serviceDefinitions(linkedSdl(HEALTH));
  expect(serviceDefinitions(supergraph)).toEqual([
    { ...health, subgraph: 'health' },
    { ...land, subgraph: 'land' },
  ]);
  expect(ministriesOf(supergraph).sort((one, other) => one.code.localeCompare(other.code))).toEqual([
    { code: 'health', nameEn: 'Ministry of Health', nameBn: 'স্বাস্থ্য মন্ত্রণালয়' },
    { code: 'land', nameEn: 'Ministry of Land', nameBn: 'ভূমি মন্ত্রণালয়' },
  ]);
});

test('a ministry is read from its own document', () => {
  expect(ministriesOf(linkedSdl(LAND))).toEqual([{ code: 'land', nameEn: 'Ministry of Land', nameBn: 'ভূমি মন্ত্রণালয়' }]);
});

describe('what is wrong with a field is told with its fix', () => {
  const PLOT_KIND = 'enum PlotKind { "Farm" FARM @label(bn: "কৃষি") BARE }';
  test.each([
    [
      'no @input',
      '"Mouza" mouza: Int',
      '',
      /plot-record, PlotInput\.mouza \(land\/schema\.graphql:4\): has no Bangla label/,
    ],
    ['no description', 'mouza: Int @input(labelBn: "মৌজা")', '', /has no description/],
    ['text without a limit', '"M" mouza: String @input(labelBn: "মৌজা")', '', /has no maxLength/],
    ['a list without a limit', '"M" mouza: [Int!] @input(labelBn: "মৌজা")', '', /has no maxItems/],
    ['a list of lists', '"M" mouza: [[Int]] @input(labelBn: "মৌজা", maxItems: 2)', '', /list of lists/],
    [
      'a choice without words',
      '"K" kind: PlotKind @input(labelBn: "ধরন")',
      PLOT_KIND,
      /PlotKind\.BARE .*has no description/,
    ],
    ['an English label', '"M" mouza: Int @input(labelBn: "Mouza")', '', /has no Bangla label/],
    ['a choice without Bangla', '"K" kind: PlotKind @input(labelBn: "ধরন")', PLOT_KIND, /PlotKind\.BARE .*@label/],
    [
      'a circle',
      '"O" owner: Owner @input(labelBn: "ক")',
      'input Owner { "O" of: Owner @input(labelBn: "খ") }',
      /leads back to Owner/,
    ],
    [
      'a limit of another type',
      '"A" area: Int @input(labelBn: "ক", maxLength: 3)',
      '',
      /maxLength has an effect on String or ID only/,
    ],
    ['limits crossed', '"A" area: Int @input(labelBn: "ক", min: 3, max: 2)', '', /min 3 is more than max 2/],
    ['a broken pattern', '"S" slip: String @input(labelBn: "ক", pattern: "(", example: "1")', '', /does not compile/],
    ['half a pattern', '"S" slip: String @input(labelBn: "ক", pattern: "a)|(b", example: "a")', '', /does not compile/],
    [
      'an endless pattern',
      '"S" slip: String @input(labelBn: "ক", pattern: "\\\\d+", example: "1")',
      '',
      /there is no maxLength/,
    ],
    [
      'a pattern that backtracks',
      '"S" slip: String @input(labelBn: "ক", pattern: "(a+)+b", maxLength: 50, example: "ab")',
      '',
      /inside another/,
    ],
    ['a pattern nobody can guess', '"S" slip: String @input(labelBn: "ক", pattern: "\\\\d{4}")', '', /no example/],
    [
      'a date that is none',
      '"D" day: Date @input(labelBn: "ক", earliest: "2023-02-29")',
      '',
      /earliest "2023-02-29" is not an ISO date/,
    ],
    [
      'dates crossed',
      '"D" day: Date @input(labelBn: "ক", earliest: "today+2", latest: "today")',
      '',
      /is after latest/,
    ],
    [
      'an example that goes stale',
      '"D" day: Date @input(labelBn: "ক", earliest: "today-9", example: "2026-01-01")',
      '',
      /write it from today/,
    ],
    [
      'an example that is refused',
      '"M" phone: String @input(labelBn: "ক", format: MOBILE, example: "0171")',
      '',
      /NOT_A_MOBILE/,
    ],
    ['an example that is too large', '"A" area: Int @input(labelBn: "ক", max: 5, example: "6")', '', /TOO_LARGE/],
  ])('%s', (_, fields, more, words) => {
    expect(() => plotForm(fields, more)).toThrow(words);
  });
});

describe('what is wrong with a service is told with its fix', () => {
  const service = (more: string) => `@service(titleEn: "T", titleBn: "ট", agency: "A", ${more})`;
  const INPUT = 'input In { "A" a: Int @input(labelBn: "ক") }';
  test.each([
    [
      'a code in capitals',
      `type Query { a(input: In!): Int ${service('code: "PlotRecord", kind: LOOKUP')} }`,
      /kebab-case/,
    ],
    [
      'an English title twice',
      `type Query { a(input: In!): Int @service(code: "a", kind: LOOKUP, titleEn: "T", titleBn: "T", agency: "A") }`,
      /titleBn "T" is not in Bangla/,
    ],
    ['no input', `type Query { a: Int ${service('code: "a", kind: LOOKUP')} }`, /exactly one argument, `input`/],
    ['an input that may be null', `type Query { a(input: In): Int ${service('code: "a", kind: LOOKUP')} }`, /non-null/],
    ['two arguments', `type Query { a(input: In!, b: Int): Int ${service('code: "a", kind: LOOKUP')} }`, /exactly one/],
    [
      'an input that is no input type',
      `type Query { a(input: Int!): Int ${service('code: "a", kind: LOOKUP')} }`,
      /Int is not an input type/,
    ],
    [
      'an application that is a query',
      `type Query { a(input: In!): Int ${service('code: "a", kind: REPORT')} }`,
      /a REPORT is a field of Mutation/,
    ],
    [
      'a desk in words',
      `type Mutation { a(input: In!): Int ${service('code: "a", kind: REPORT, confidentialTo: "Legal aid"')} }`,
      /confidentialTo "Legal aid" names no desk in kebab-case/,
    ],
    [
      'a look-up for one desk',
      `type Query { a(input: In!): Int ${service('code: "a", kind: LOOKUP, confidentialTo: "legal-aid"')} }`,
      /a LOOKUP keeps nothing/,
    ],
    [
      'one code twice',
      `type Query { a(input: In!): Int ${service('code: "a", kind: LOOKUP')} }
       extend type Query { b(input: In!): Int ${service('code: "a", kind: LOOKUP')} }`,
      /a, Query\.b \(.*\): Query\.a has the same code/,
    ],
  ])('%s', (_, sdl, words) => {
    expect(() => serviceDefinitions(parse(`${sdl} ${INPUT}`))).toThrow(words);
  });
});

test('all problems are told at once, each once', () => {
  const document = plotDocument('a: Int\n"B" b: String @input(labelBn: "খ")');
  try {
    serviceDefinitions(document);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(SchemaProblem);
    expect(error instanceof SchemaProblem && error.problems).toHaveLength(3);
  }
});

test('the idempotency key is no part of the form, and needs no file to be read', () => {
  const document = parse('type Query { a: Int } input In { idempotencyKey: ID! }', { noLocation: true });
  expect(serviceDefinitions(document)).toEqual([]);
  expect(plotForm('idempotencyKey: ID!\n"A" a: Int @input(labelBn: "ক")').map(({ name }) => name)).toEqual(['a']);
});

function linkedSdl(sdl: string): DocumentNode {
  return linked(parse(new Source(sdl, 'schema.graphql')));
}

function composed(subgraphs: Record<string, string>): DocumentNode {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, sdl]) => ({
      name,
      typeDefs: name === 'catalogue' ? parse(sdl) : linkedSdl(sdl),
      url: `http://${name}.test`,
    })),
  );
  if (!supergraphSdl) throw new Error(errors?.map(String).join('\n'));
  return parse(supergraphSdl);
}

function field(name: string, labelEn: string, labelBn: string, more: object) {
  const plain = { description: '', type: 'String', list: false, required: true, options: [], fields: [], limits: {} };
  return { name, labelEn, labelBn, ...plain, ...more };
}

/** What schema/link.ts adds for a document that the service asks for. */
function document(code: string, labelEn: string, labelBn: string) {
  const description = `A document that was sent as "${code}" (\`createDocument\`), by its reference.`;
  return field(code, labelEn, labelBn, {
    description,
    required: false,
    limits: { format: 'DOCUMENT', maxLength: 2000 },
  });
}
