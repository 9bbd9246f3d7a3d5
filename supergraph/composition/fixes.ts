/**
 * What a ministry's developer does about a problem, in terms of this platform: one table, read from the top; the first
 * row that fits is the advice.
 */
import type { CompositionProblem } from './composition-problem.ts';

type Fix = {
  /** Codes of composition's errors and hints, and of our own rules. */
  readonly codes: readonly string[];
  /** The element that it is about. */
  readonly at?: RegExp;
  /** The message. */
  readonly says?: RegExp;
  readonly fix: string;
};

const ROOT_FIELD = /^(Query|Mutation|Subscription)\./;
const APPLICATION_FIELD = /^Application\./;

const FIXES: readonly Fix[] = [
  {
    codes: ['SYNTAX_ERROR'],
    fix: 'Mend the SDL there: nothing else in the file is read before.',
  },
  {
    codes: ['EVIDENCE_UNKNOWN'],
    fix: 'One table names every document in both languages, so that all forms call it the same: schema/evidence.ts.',
  },
  {
    codes: ['EVIDENCE_FIELD_TAKEN'],
    fix: 'Rename the field: the documents of `@service(evidence: …)` are linked to the form by themselves.',
  },
  {
    codes: ['SERVICE_CODE_TAKEN'],
    fix: 'A code names one service in the country: give yours another, e.g. with what your ministry calls it in front.',
  },
  {
    codes: ['MINISTRY_CODE_MISMATCH'],
    fix: "Write the folder's name as the code of @ministry, or rename the folder.",
  },
  {
    codes: ['SHARED_DEFINITION_REPEATED'],
    fix: 'Delete the definition: it is linked by itself. To add a field of yours to Application, write `extend type Application`.',
  },
  {
    codes: ['INVALID_FIELD_SHARING'],
    at: ROOT_FIELD,
    fix: 'A root field has one owner: rename yours so that its name says whose it is, e.g. `landRecord` rather than `record`.',
  },
  {
    codes: ['INVALID_FIELD_SHARING'],
    at: APPLICATION_FIELD,
    fix: 'Ministries share the type Application, each with fields of its own: rename yours after the service that it is for.',
  },
  {
    codes: ['INVALID_FIELD_SHARING'],
    fix: 'Two subgraphs answer one field: rename your type so that its name says whose it is. A type that is the same for all goes to schema/shared/, with @shareable.',
  },
  {
    codes: [
      'FIELD_TYPE_MISMATCH',
      'FIELD_ARGUMENT_TYPE_MISMATCH',
      'FIELD_ARGUMENT_DEFAULT_MISMATCH',
      'INPUT_FIELD_DEFAULT_MISMATCH',
      'INCONSISTENT_DEFAULT_VALUE_PRESENCE',
    ],
    fix: 'Rename your type, if it is not the same thing; if it is, write it as the other subgraph does.',
  },
  {
    codes: ['TYPE_KIND_MISMATCH'],
    fix: 'Two different things have one name: rename yours so that its name says whose it is.',
  },
  {
    codes: ['ENUM_VALUE_MISMATCH', 'EMPTY_MERGED_ENUM_TYPE', 'INCONSISTENT_ENUM_VALUE_FOR_INPUT_ENUM'],
    fix: 'Of an enum that clients send, only the values that every subgraph has remain: rename your enum, or write the same values.',
  },
  {
    codes: [
      'REQUIRED_INPUT_FIELD_MISSING_IN_SOME_SUBGRAPH',
      'EMPTY_MERGED_INPUT_TYPE',
      'INCONSISTENT_INPUT_OBJECT_FIELD',
    ],
    fix: 'Of an input, only the fields that every subgraph has remain. A form belongs to one service: name its input after the service.',
  },
  {
    codes: ['REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH', 'INCONSISTENT_ARGUMENT_PRESENCE'],
    fix: 'Of a shared field, only the arguments that every subgraph has remain: write the same arguments, or rename your field.',
  },
  {
    codes: ['INCONSISTENT_NON_REPEATABLE_DIRECTIVE_ARGUMENTS'],
    fix: 'Only one of the two is in the graph: write the directive the same way, or rename your element.',
  },
  {
    codes: ['INCONSISTENT_DESCRIPTION'],
    fix: 'Clients read only the first: write the same sentence in each subgraph.',
  },
  {
    codes: ['SATISFIABILITY_ERROR'],
    fix: 'The gateway cannot get from one subgraph to the other: give the type the same @key (fields: "id") in both, and load it by that key; or return only fields of your own.',
  },
  {
    codes: ['EXTERNAL_MISSING_ON_BASE'],
    at: APPLICATION_FIELD,
    fix: 'The subgraph `applications` owns this field: compose it together with the ministries. A field of your own is not @external.',
  },
  {
    codes: ['EXTERNAL_MISSING_ON_BASE'],
    fix: 'No subgraph answers the field: take @external off if it is yours, or ask the owner of the type to add it.',
  },
  {
    codes: ['EXTERNAL_UNUSED'],
    fix: 'Delete the field: @external only says what @key, @requires or @provides mean. A field that you answer has no @external.',
  },
  {
    codes: [
      'EXTERNAL_TYPE_MISMATCH',
      'EXTERNAL_ARGUMENT_MISSING',
      'EXTERNAL_ARGUMENT_TYPE_MISMATCH',
      'EXTERNAL_ARGUMENT_DEFAULT_MISMATCH',
    ],
    fix: 'Write the @external field exactly as its owner does.',
  },
  {
    codes: ['KEY_INVALID_FIELDS', 'KEY_INVALID_FIELDS_TYPE', 'KEY_FIELDS_HAS_ARGS', 'KEY_FIELDS_SELECT_INVALID_TYPE'],
    fix: 'A key names plain fields that the type has in your own SDL, e.g. @key(fields: "id").',
  },
  {
    codes: ['REQUIRES_INVALID_FIELDS', 'REQUIRES_MISSING_EXTERNAL', 'REQUIRES_FIELDS_HAS_ARGS'],
    fix: 'Write the fields that @requires names in your type too, with @external.',
  },
  {
    codes: ['PROVIDES_INVALID_FIELDS', 'PROVIDES_MISSING_EXTERNAL', 'PROVIDES_FIELDS_HAS_ARGS'],
    fix: "Write the fields that @provides names in the returned type too, with @external. A payload's `application` has it by itself.",
  },
  {
    codes: ['EXTENSION_WITH_NO_BASE'],
    fix: 'No subgraph defines the type: write `type` instead of `extend type`, or correct the name.',
  },
  {
    codes: ['INTERFACE_FIELD_NO_IMPLEM'],
    fix: 'Each type that implements the interface needs the field, in whatever subgraph it is.',
  },
  {
    codes: [
      'LINK_IMPORT_NAME_MISMATCH',
      'INVALID_LINK_DIRECTIVE_USAGE',
      'UNKNOWN_LINK_VERSION',
      'UNKNOWN_FEDERATION_LINK_VERSION',
      'DIRECTIVE_COMPOSITION_ERROR',
    ],
    fix: 'Delete @link and @composeDirective from your SDL: schema/link.ts adds them, the same for every subgraph.',
  },
  {
    codes: ['DIRECTIVE_DEFINITION_INVALID', 'TYPE_DEFINITION_INVALID'],
    fix: 'Delete the definition: schema/link.ts links it, the same for every subgraph.',
  },
  {
    codes: ['REFERENCED_INACCESSIBLE', 'ONLY_INACCESSIBLE_CHILDREN', 'REQUIRED_INACCESSIBLE'],
    fix: 'What clients may see refers to what is hidden from them: hide both with @inaccessible, or neither.',
  },
  {
    codes: ['AUTH_REQUIREMENTS_APPLIED_ON_INTERFACE', 'MISSING_TRANSITIVE_AUTH_REQUIREMENTS'],
    fix: 'Put @authenticated and @requiresScopes on fields of objects, first of all on the root field.',
  },
  {
    codes: ['NO_QUERIES'],
    fix: 'A graph has at least one query: write `extend type Query { … }` in a subgraphs/<name>/schema.graphql.',
  },
  {
    codes: ['INVALID_GRAPHQL'],
    says: /only be defined once|only one|already/,
    at: APPLICATION_FIELD,
    fix: 'The shared contract (schema/shared/application.graphql) has that field: choose another name for yours.',
  },
  {
    codes: ['INVALID_GRAPHQL'],
    says: /only be defined once|only one|already/,
    fix: 'Delete one of the two, or rename it. What schema/shared/ defines is linked by itself.',
  },
  {
    codes: ['INVALID_GRAPHQL'],
    says: /^(\[[^\]]+\] )?Unknown type/,
    fix: 'Define the type in your schema.graphql, or correct its name. A type of another subgraph is repeated with its @key, as schema/shared/references.graphql does it.',
  },
  {
    codes: ['INVALID_GRAPHQL'],
    says: /Unknown directive/,
    fix: "Correct the name. There are @service, @input, @label and @ministry (schema/shared/directives.graphql) and federation's.",
  },
  {
    codes: ['INVALID_GRAPHQL'],
    says: /irective|@\w+\(\w+:\)/,
    fix: 'schema/shared/directives.graphql says which arguments the directive takes, and where it may stand.',
  },
  {
    codes: ['INVALID_GRAPHQL'],
    says: /Interface field/,
    fix: 'Write the field as the interface has it.',
  },
  {
    codes: ['INVALID_GRAPHQL'],
    fix: 'Mend it as the message says: it is wrong by itself, whatever the other subgraphs hold.',
  },
  {
    codes: ['COMPOSITION_STOPPED'],
    fix: 'Composition itself broke on this SDL: take back the last change to see which part of it does that.',
  },
];

const GENERAL = 'Write it so that the subgraphs agree; docs/decisions/ says how the graph is shared among them.';

/** The advice for a problem. */
export function fixFor(problem: Pick<CompositionProblem, 'code' | 'coordinate' | 'message'>): string {
  const { code, coordinate, message } = problem;
  const fitting = FIXES.find(
    ({ codes, at, says }) =>
      codes.includes(code) && (!at || at.test(coordinate ?? '')) && (!says || says.test(message)),
  );
  return fitting?.fix ?? GENERAL;
}
