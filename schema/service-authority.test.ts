import { type FieldDefinitionNode, Kind, parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { linked } from './link.ts';

/** The rules of a root field, as they stand in the linked document. */
function rulesOf(directives: string, operation: 'Query' | 'Mutation' = 'Mutation'): string[] {
  const document = linked(
    parse(`extend type ${operation} { use(input: WellInput!): Payload ${directives} }
      input WellInput { plot: String! } type Payload { id: ID }`),
  );
  const fields: FieldDefinitionNode[] = document.definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_EXTENSION ? [...(node.fields ?? [])] : [],
  );
  const rules = fields.find(({ name }) => name.value === 'use')?.directives ?? [];
  return rules.filter(({ name }) => name.value !== 'service').map((directive) => print(directive));
}

const service = (kind: string) =>
  `@service(code: "well", kind: ${kind}, titleEn: "Well", titleBn: "কূপ", agency: "Water Board")`;

test.each(['APPLICATION', 'PAYMENT', 'APPOINTMENT', 'REPORT'])(
  'a service of kind %s is the citizen’s, and whose they have let do it',
  (kind) => {
    expect(rulesOf(service(kind))).toEqual(['@requiresScopes(scopes: [["citizen"], ["service:well"]])']);
  },
);

test('what the ministry itself asks holds alone', () => {
  const inPerson = '@requiresScopes(scopes: [["citizen"]])';
  expect(rulesOf(`${inPerson} ${service('APPLICATION')}`)).toEqual([inPerson]);
  const ofDesk = '@policy(policies: [["desk:wells"]])';
  expect(rulesOf(`${ofDesk} ${service('REPORT')}`)).toEqual([ofDesk]);
});

test('how surely somebody must have logged in is asked beside', () => {
  expect(rulesOf(`@assurance(level: CODE) ${service('PAYMENT')}`)).toEqual([
    '@requiresScopes(scopes: [["citizen"], ["service:well"]])',
    '@assurance(level: CODE)',
  ]);
});

test('a look-up is open, or takes any login of somebody’s own or a consent to it', () => {
  expect(rulesOf(service('LOOKUP'), 'Query')).toEqual([]);
  expect(rulesOf(`@authenticated ${service('LOOKUP')}`, 'Query')).toEqual([
    '@policy(policies: [["oneself"], ["service:well"]])',
    '@authenticated',
  ]);
});

test('a field that is no service gets nothing', () => {
  expect(rulesOf('')).toEqual([]);
  expect(rulesOf('@authenticated')).toEqual(['@authenticated']);
});
