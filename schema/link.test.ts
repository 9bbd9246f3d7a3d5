import { type DocumentNode, type GraphQLError, Kind, parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { EVIDENCE, evidenceField } from './evidence.ts';
import { linked } from './link.ts';

/** A ministry with one service that asks for these documents. */
function passport(evidence: string, fields = '"Name" fullName: String!', kind = 'APPLICATION'): DocumentNode {
  const root = kind === 'LOOKUP' ? 'Query' : 'Mutation';
  return parse(`
    extend schema @ministry(code: "home-affairs", nameEn: "Home", nameBn: "স্বরাষ্ট্র")
    extend type ${root} {
      passport(input: PassportInput!): Int @service(code: "passport", kind: ${kind}, titleEn: "P", titleBn: "পা", agency: "A",
        evidence: ${evidence})
    }
    input PassportInput { ${fields} }`);
}

/** The fields of an input type as the linked document has them, without their descriptions and limits. */
function fieldsOf(document: DocumentNode, type: string): string[] | undefined {
  const found = linked(document).definitions.find(
    (node) => node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && node.name.value === type,
  );
  if (found?.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION) return undefined;
  return found.fields?.map(({ name, type }) => `${name.value}: ${print(type)}`);
}

test('a form takes each document that its service asks for, and none has to be attached', () => {
  const document = passport('["nid", "old-passport"]');
  expect(fieldsOf(document, 'PassportInput')).toEqual([
    'fullName: String!',
    'evidence: PassportEvidenceInput',
    'idempotencyKey: ID!',
  ]);
  expect(fieldsOf(document, 'PassportEvidenceInput')).toEqual(['nid: String', 'oldPassport: String']);
});

test.each([
  ['asks for none', passport('[]'), ['fullName: String!', 'idempotencyKey: ID!']],
  ['is a look-up', passport('["nid"]', '"Name" fullName: String!', 'LOOKUP'), ['fullName: String!']],
])('a service that %s has a form without documents', (_, document, fields) => {
  expect(fieldsOf(document, 'PassportInput')).toEqual(fields);
  expect(fieldsOf(document, 'PassportEvidenceInput')).toBeUndefined();
});

test('a document that has no name in the table is told with its place', () => {
  const error = problemOf(passport('["nid", "nidd", "pasport"]'));
  expect(error.message).toBe(
    'schema/evidence.ts has no document with the code "nidd", "pasport"; take one of its codes, or add yours there with its English and its Bangla name',
  );
  expect(error.locations).toMatchObject([{ line: 5 }, { line: 5 }]);
});

test("a ministry's own field of that name is told", () => {
  expect(problemOf(passport('["nid"]', '"Which" evidence: String')).message).toBe(
    'PassportInput has a field evidence, which every form with evidence gets by itself; give yours another name',
  );
});

test('a field tells the code again, and every document has a name in both languages', () => {
  const codeOf = (field: string) => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  for (const [code, { en, bn }] of EVIDENCE) {
    expect(codeOf(evidenceField(code))).toBe(code);
    // Both stand in SDL, in quotes.
    expect(en).toMatch(/^[A-Z][^"\\]+$|^e-TIN/);
    expect(bn).toMatch(/^[^"\\A-Za-z]+$/);
  }
});

function problemOf(document: DocumentNode): GraphQLError {
  try {
    linked(document);
  } catch (error) {
    return error as GraphQLError;
  }
  throw new Error('it was linked');
}
