/**
 * Puts null where a field was taken out, so that an answer has the keys that were asked. Where the schema promises a
 * value, the null moves up to the nearest field that may be null (GraphQL spec, 6.4.4 Handling Execution Errors).
 */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

type Answer = Record<string, unknown>;

/** A promised value is missing; the nearest field that may be null becomes null. */
const MISSING = Symbol('missing');

/**
 * @param document as the client sent it.
 * @param data the answer to what was left of it.
 * @param refused the selections that were taken out.
 */
export function blank(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  data: Answer,
  refused: ReadonlySet<SelectionNode>,
): Answer | null {
  const root = schema.getRootType(operation.operation);
  if (!root) return null;
  const fragments = new Map<string, FragmentDefinitionNode>(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const whole = objectOf(operation.selectionSet, root, data);
  return whole === MISSING ? null : whole;

  function objectOf(
    selectionSet: SelectionSetNode,
    type: GraphQLCompositeType,
    value: Answer,
  ): Answer | typeof MISSING {
    const answer: Answer = {};
    return fill(answer, selectionSet, type, value) ? answer : MISSING;
  }

  /** @returns false when a promised value is missing. */
  function fill(answer: Answer, { selections }: SelectionSetNode, type: GraphQLCompositeType, value: Answer): boolean {
    return selections.every((selection) => {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const isRefused = refused.has(selection);
        if (!isRefused && !Object.hasOwn(value, key)) return true;
        const declared =
          isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
        const given = isRefused ? null : value[key];
        const shown = declared ? completed(declared.type, given, selection.selectionSet) : given;
        if (shown === MISSING) return false;
        answer[key] = merged(answer[key], shown);
        return true;
      }
      // A fragment that was taken out as a whole leaves nothing to tell, like one whose type does not apply.
      if (refused.has(selection)) return true;
      const definition = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!definition) return true;
      const on = definition.typeCondition ? schema.getType(definition.typeCondition.name.value) : type;
      return !isCompositeType(on) || !applies(on, type, value) || fill(answer, definition.selectionSet, on, value);
    });
  }

  function completed(type: GraphQLOutputType, value: unknown, selectionSet: SelectionSetNode | undefined): unknown {
    if (isNonNullType(type)) {
      const inner = completed(type.ofType, value, selectionSet);
      return inner === null ? MISSING : inner;
    }
    if (value === null || value === undefined || isLeafType(type)) return value ?? null;
    if (isListType(type)) {
      if (!Array.isArray(value)) return null;
      const items = value.map((item: unknown) => completed(type.ofType, item, selectionSet));
      return items.includes(MISSING) ? null : items;
    }
    const object = selectionSet && isAnswer(value) ? objectOf(selectionSet, type, value) : null;
    return object === MISSING ? null : object;
  }

  /** Whether a fragment on `on` applies to a value of type `type`; unknown counts as no. */
  function applies(on: GraphQLCompositeType, type: GraphQLCompositeType, value: Answer): boolean {
    if (on === type || (isAbstractType(on) && isObjectType(type) && schema.isSubType(on, type))) return true;
    const { __typename: name } = value;
    const runtime = typeof name === 'string' ? schema.getType(name) : undefined;
    return runtime === on || (isAbstractType(on) && isObjectType(runtime) && schema.isSubType(on, runtime));
  }
}

/** The same key asked twice with different fields below it. */
function merged(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) return one.map((item, index) => merged(item, other[index]));
  return isAnswer(one) && isAnswer(other)
    ? Object.fromEntries(
        [...new Set([...Object.keys(one), ...Object.keys(other)])].map((key) => [
          key,
          key in one && key in other ? merged(one[key], other[key]) : (one[key] ?? other[key]),
        ]),
      )
    : other;
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
