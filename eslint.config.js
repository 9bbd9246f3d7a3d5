/**
 * GraphQL lint (TypeScript is Biome's). Rules of graphql-eslint that need a whole schema are left out: it keeps one for
 * the process, and each subgraph has its own. What our design adds are the sentences and one rule at the end.
 */
import graphql from '@graphql-eslint/eslint-plugin';

const ROOT = ':matches(ObjectTypeDefinition, ObjectTypeExtension)[name.value=/^(Query|Mutation|Subscription)$/]';
const MUTATION = ':matches(ObjectTypeDefinition, ObjectTypeExtension)[name.value=Mutation]';

const SENTENCES = [
  {
    selector: `${ROOT} > FieldDefinition:not([description])`,
    message: 'Describe the root field: clients find it by this sentence.',
  },
  {
    selector: `${ROOT} > FieldDefinition[gqlType.kind=NonNullType]`,
    message: 'Make the root field nullable: a subgraph that is down then costs its own field, not the whole answer.',
  },
  {
    selector: 'ObjectTypeExtension[name.value=Application] > FieldDefinition[gqlType.kind=NonNullType]',
    message: "Make the ministry's field on Application nullable: other ministries' applications have none.",
  },
  {
    selector: `${MUTATION} > FieldDefinition:not([arguments.length=1])`,
    message: 'Give the mutation one argument, `input`.',
  },
  {
    selector: `${MUTATION} > FieldDefinition > InputValueDefinition:not([name.value=input])`,
    message: "Name the mutation's argument `input`.",
  },
  {
    selector: `${MUTATION} > FieldDefinition > InputValueDefinition:not([gqlType.gqlType.name.value=/Input$/])`,
    message: "Give the mutation's argument a non-null type whose name ends with Input.",
  },
  {
    selector: 'ObjectTypeDefinition[name.value=/Connection$/]:not(:has(> FieldDefinition[name.value=nodes]))',
    message: 'Give the connection `nodes` beside `edges`: most clients need no cursor for each.',
  },
  ...['node', 'cursor'].map((field) => ({
    selector: `ObjectTypeDefinition[name.value=/Edge$/]:not(:has(> FieldDefinition[name.value=${field}]))`,
    message: `Give the edge a \`${field}\` (Relay Cursor Connections).`,
  })),
  ...['first', 'after'].map((argument) => ({
    selector: `FieldDefinition:matches([gqlType.name.value=/Connection$/], [gqlType.gqlType.name.value=/Connection$/]):not(:has(> InputValueDefinition[name.value=${argument}]))`,
    message: `Give the field that returns a connection the argument \`${argument}\` (Relay Cursor Connections).`,
  })),
  {
    selector:
      ':matches(FieldDefinition, InputValueDefinition)[name.value=/Bdt$/]:not([gqlType.name.value=Int], [gqlType.gqlType.name.value=Int])',
    message: 'Money is whole taka: make the field an Int.',
  },
];

/** A type that nothing in its file names is dead: the shared SDL never refers to a subgraph's own types. */
const noUnusedTypes = {
  meta: { messages: { unused: 'Nothing uses `{{name}}`: delete it, or let a field return it.' }, schema: [] },
  create(context) {
    const used = new Set(['Query', 'Mutation', 'Subscription']);
    const defined = [];
    const isEntity = (node) => node.directives?.some(({ name }) => name.value === 'key');
    return {
      NamedType: (node) => void used.add(node.name.value),
      'ObjectTypeDefinition, InterfaceTypeDefinition, UnionTypeDefinition, EnumTypeDefinition, ScalarTypeDefinition, InputObjectTypeDefinition':
        (node) => {
          if (!isEntity(node) && !node.interfaces?.length) defined.push(node);
        },
      'Program:exit'() {
        for (const { name } of defined)
          if (!used.has(name.value)) context.report({ node: name, messageId: 'unused', data: { name: name.value } });
      },
    };
  },
};

const rules = {
  '@graphql-eslint/naming-convention': [
    'error',
    {
      types: 'PascalCase',
      FieldDefinition: 'camelCase',
      InputValueDefinition: 'camelCase',
      DirectiveDefinition: 'camelCase',
      EnumValueDefinition: 'UPPER_CASE',
      InputObjectTypeDefinition: { style: 'PascalCase', requiredPattern: /(Input|Filter)$/ },
      EnumTypeDefinition: { style: 'PascalCase', forbiddenSuffixes: ['Enum'] },
      'FieldDefinition[parent.name.value=Query]': { style: 'camelCase', forbiddenPrefixes: ['get', 'list', 'query'] },
    },
  ],
  '@graphql-eslint/no-hashtag-description': 'error',
  '@graphql-eslint/no-typename-prefix': 'error',
  '@graphql-eslint/relay-connection-types': 'error',
  '@graphql-eslint/require-deprecation-reason': 'error',
  '@graphql-eslint/require-description': [
    'error',
    {
      types: true,
      DirectiveDefinition: true,
      EnumValueDefinition: true,
      InputValueDefinition: true,
      ignoredSelectors: [
        // An argument is said by its name and its field; a field of an input is a line of a form.
        ':matches(FieldDefinition, DirectiveDefinition) > InputValueDefinition',
        'ObjectTypeDefinition[name.value=/^(Query|Mutation|Subscription)$/]',
      ],
    },
  ],
  '@graphql-eslint/unique-enum-value-names': 'error',
  'no-restricted-syntax': ['error', ...SENTENCES],
};

const base = {
  languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: {} } },
  plugins: { '@graphql-eslint': graphql, nagarik: { rules: { 'no-unused-types': noUnusedTypes } } },
  rules,
};

export default [
  { files: ['schema/shared/*.graphql'], ...base },
  {
    files: ['subgraphs/*/schema.graphql'],
    ...base,
    rules: { ...rules, 'nagarik/no-unused-types': 'error' },
  },
];
