/**
 * The oracle of the gateway's properties: graphql-js itself over one schema, in which a forbidden field fails when it is
 * resolved. What it answers is what somebody without the right may see, nulls included.
 */
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FieldNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { refusalOf } from '../authority/permits.ts';
import type { Requirements } from '../authority/requirements.ts';
import type { Caller } from '../caller.ts';

type Rights = { readonly requirements: Requirements; readonly caller: Caller | null };

/** The fields that the rights forbid: for themselves, for their type, or for a type that they may turn out to be of. */
export function forbiddenFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  { requirements, caller }: Rights,
): ReadonlySet<FieldNode> {
  const fields = new Set<FieldNode>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node) => {
        const parent = types.getParentType();
        const owners = isInterfaceType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : parent ? [parent] : [];
        const coordinates = [
          getNamedType(types.getType())?.name ?? '',
          ...owners.flatMap(({ name }) => [name, `${name}.${node.name.value}`]),
        ];
        if (coordinates.some((coordinate) => refusalOf(requirements.get(coordinate), caller) !== null))
          fields.add(node);
      },
    }),
  );
  return fields;
}

/** The answer that the rights allow. A fragment on a forbidden type leaves nothing, as in Apollo's router. */
export function oracle(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown>,
  rights: Rights,
): ExecutionResult {
  const { requirements, caller } = rights;
  const closed = new Set([...requirements.keys()].filter((name) => refusalOf(requirements.get(name), caller) !== null));
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node.typeCondition.name.value]] : [],
    ),
  );
  const open = visit(document, {
    InlineFragment: ({ typeCondition }) => (closed.has(typeCondition?.name.value ?? '') ? null : undefined),
    FragmentSpread: ({ name }) => (closed.has(fragments.get(name.value) ?? '') ? null : undefined),
  });
  const forbidden = forbiddenFields(schema, open, rights);
  const result = execute({
    schema,
    document: open,
    variableValues: variables,
    fieldResolver: (source, args, context, info) => {
      if (info.fieldNodes.every((node) => forbidden.has(node))) throw new Error('forbidden');
      return made(source, args, context, info);
    },
  });
  if ('then' in result) throw new Error('the oracle answers at once');
  return result;
}

/** A value of the field's type, the same for the same field. */
export const made: GraphQLFieldResolver<unknown, unknown> = (
  _source,
  _args,
  _context,
  { returnType, schema, fieldName },
) => {
  const value = (type: typeof returnType): unknown => {
    if (isNonNullType(type)) return value(type.ofType);
    if (isListType(type)) return [value(type.ofType), value(type.ofType)];
    if (isAbstractType(type)) return { __typename: namesOf(schema.getPossibleTypes(type))[fieldName.length % 2] };
    if (isObjectType(type)) return {};
    if (isEnumType(type)) return type.getValues()[0]?.value;
    return type.name === 'Int' ? fieldName.length : fieldName;
  };
  return value(returnType);
};

/** In an order that is the same in every schema. */
function namesOf(types: readonly { readonly name: string }[]): string[] {
  return types.map(({ name }) => name).sort();
}
