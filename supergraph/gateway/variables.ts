/** The values of an operation's variables. What does not fit is told by its place, and never by its value, which may be personal. */
import {
  coerceInputValue,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  getVariableValues,
  isInputObjectType,
  isInputType,
  isLeafType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';

type Values = Readonly<Record<string, unknown>>;

/** Misfits told of one request. */
const MOST_TOLD = 20;

/** @returns the values coerced, with their defaults; `misfits` when some do not fit. */
export function variablesOf(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Values,
): { readonly coerced: Values; readonly misfits?: readonly GraphQLError[] } {
  const { coerced, errors } = getVariableValues(schema, variableDefinitions, given, { maxErrors: MOST_TOLD });
  if (!errors) return { coerced };
  const misfits = variableDefinitions.flatMap((definition) =>
    (given[definition.variable.name.value] ?? null) === null
      ? errors.filter(({ nodes }) => nodes?.includes(definition))
      : misfitsOf(schema, definition, given),
  );
  return { coerced: {}, misfits: misfits.slice(0, MOST_TOLD) };
}

function misfitsOf(schema: GraphQLSchema, definition: VariableDefinitionNode, given: Values): GraphQLError[] {
  const { name } = definition.variable;
  const type = typeFromAST(schema, definition.type);
  if (!isInputType(type)) return [];
  const misfits: GraphQLError[] = [];
  coerceInputValue(
    given[name.value],
    type,
    (path, _value, { message }) => {
      const at = typeAt(type, path);
      // Of an object it tells which field is missing or too much; of a scalar or a choice it would repeat the value.
      const why = isLeafType(getNullableType(at)) ? `it takes ${at}` : message;
      const options = { nodes: definition, extensions: { code: 'BAD_USER_INPUT' } };
      if (misfits.length < MOST_TOLD)
        misfits.push(
          new GraphQLError(
            `Variable "$${name.value}" does not fit at "${[name.value, ...path].join('.')}": ${why}`,
            options,
          ),
        );
    },
    true,
  );
  return misfits;
}

function typeAt(type: GraphQLInputType, path: readonly (string | number)[]): GraphQLInputType | undefined {
  let at: GraphQLInputType | undefined = type;
  for (const key of path) {
    // A single value stands for a list of one, and then the path has no index.
    if (typeof key === 'string') at = itemOf(at);
    const outer: GraphQLInputType | undefined = isNonNullType(at) ? at.ofType : at;
    at = isInputObjectType(outer) ? outer.getFields()[key]?.type : isListType(outer) ? outer.ofType : undefined;
  }
  return at;
}

/** What a list is of, and what that is of; of any other type itself. */
function itemOf(type: GraphQLInputType | undefined): GraphQLInputType | undefined {
  const nullable = isNonNullType(type) ? type.ofType : type;
  return isListType(nullable) ? itemOf(nullable.ofType) : nullable;
}
