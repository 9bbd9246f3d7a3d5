/**
 * Puts null where a field was taken out, so that an answer has the keys that were asked. Where the schema promises a
 * value, the null moves up to the nearest field that may be null (GraphQL spec, 6.4.4 Handling Execution Errors).
 */
import {
  type DocumentNode,
  type FieldNode,
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
import { isAsked } from './asked.ts';
import type { Pruned } from './prune.ts';

type Answer = Record<string, unknown>;

/** A field as it is selected, and the type that it is selected of. */
type Selected = { readonly field: FieldNode; readonly parent: GraphQLCompositeType };

/** A promised value is missing; the nearest field that may be null becomes null. */
const MISSING = Symbol('missing');

/**
 * @param document as the client sent it.
 * @param variables coerced, with their defaults.
 * @param data the answer to what was left of it.
 */
export function blank(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  data: Answer,
  { nodes: refused }: Pick<Pruned, 'nodes'>,
): Answer | null {
  const root = schema.getRootType(operation.operation);
  if (!root) return null;
  const fragments = new Map<string, FragmentDefinitionNode>(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const whole = objectOf(root, [operation.selectionSet], data);
  return whole === MISSING ? null : whole;

  function objectOf(
    type: GraphQLCompositeType,
    selectionSets: readonly SelectionSetNode[],
    value: Answer,
  ): Answer | typeof MISSING {
    // Without a prototype: a client may give a field the alias `__proto__`.
    const answer: Answer = Object.create(null);
    for (const [key, selected] of collected(type, selectionSets, value)) {
      const shown = shownOf(selected, value, key);
      if (shown === MISSING) return MISSING;
      if (shown !== undefined) answer[key] = shown;
    }
    return answer;
  }

  /** Undefined: it is not in the answer. */
  function shownOf(selected: readonly Selected[], value: Answer, key: string): unknown {
    const open = selected.filter(({ field }) => !refused.has(field));
    const [{ field, parent } = {}] = open.length > 0 ? open : selected;
    if (!field || !parent) return undefined;
    if (open.length > 0 && !Object.hasOwn(value, key)) return undefined;
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined;
    const given = open.length > 0 ? value[key] : null;
    if (!definition) return given;
    const selectionSets = open.flatMap((each) => (each.field.selectionSet ? [each.field.selectionSet] : []));
    return completed(definition.type, selectionSets, given);
  }

  function completed(
    type: GraphQLOutputType,
    selectionSets: readonly SelectionSetNode[],
    value: unknown,
  ): unknown | typeof MISSING {
    if (isNonNullType(type)) {
      const inner = completed(type.ofType, selectionSets, value);
      return inner === null ? MISSING : inner;
    }
    if (value === null || value === undefined || isLeafType(type)) return value ?? null;
    if (isListType(type)) {
      if (!Array.isArray(value)) return null;
      const items = value.map((item: unknown) => completed(type.ofType, selectionSets, item));
      return items.includes(MISSING) ? null : items;
    }
    const object = isAnswer(value) ? objectOf(type, selectionSets, value) : null;
    return object === MISSING ? null : object;
  }

  /** The fields of an object by their key in the answer (GraphQL spec, 6.3.2 CollectFields): each fragment once. */
  function collected(
    type: GraphQLCompositeType,
    selectionSets: readonly SelectionSetNode[],
    value: Answer,
  ): Map<string, Selected[]> {
    const fields = new Map<string, Selected[]>();
    const spread = new Set<string>();
    const collect = (selection: SelectionNode, parent: GraphQLCompositeType): void => {
      if (!isAsked(selection, variables)) return;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const before = fields.get(key);
        if (before) before.push({ field: selection, parent });
        else fields.set(key, [{ field: selection, parent }]);
        return;
      }
      // A fragment that was taken out as a whole leaves nothing to tell, like one whose type does not apply.
      if (refused.has(selection)) return;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (spread.has(selection.name.value)) return;
        spread.add(selection.name.value);
      }
      const definition = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const on = definition?.typeCondition ? schema.getType(definition.typeCondition.name.value) : parent;
      if (!definition || !isCompositeType(on) || !applies(on, type, value)) return;
      for (const each of definition.selectionSet.selections) collect(each, on);
    };
    for (const { selections } of selectionSets) for (const selection of selections) collect(selection, type);
    return fields;
  }

  /** Whether a fragment on `on` applies to a value of type `type`; unknown counts as no. */
  function applies(on: GraphQLCompositeType, type: GraphQLCompositeType, value: Answer): boolean {
    if (on === type || (isAbstractType(on) && isObjectType(type) && schema.isSubType(on, type))) return true;
    const { __typename: name } = value;
    const runtime = typeof name === 'string' ? schema.getType(name) : undefined;
    return runtime === on || (isAbstractType(on) && isObjectType(runtime) && schema.isSubType(on, runtime));
  }
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
