/**
 * Takes out of an operation what its caller may not see, before it is planned: no subgraph hears of it, and a forbidden
 * mutation does not run. Semantics of Apollo's router: a field needs what it asks itself, what its type asks, and what a
 * fragment's type asks on the way to it.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Caller } from '../caller.ts';
import { type Refusal, refusalOf } from './permits.ts';
import type { Requirement, Requirements } from './requirements.ts';

/** A field that was taken out. */
export type RefusedField = {
  readonly refusal: Refusal;
  /** Keys of the answer; `@` stands for each item of a list, as in a query plan. */
  readonly path: readonly string[];
  readonly requirement: Requirement;
};

/** `operation`: what is left of it; null when nothing is. `nodes`: the selections that were taken out. */
export type Pruned = {
  readonly document: DocumentNode;
  readonly isEmpty: boolean;
  readonly refused: readonly RefusedField[];
  readonly nodes: ReadonlySet<SelectionNode>;
};

/** How many refusals are told: fragments that spread fragments can repeat one without end. */
const MOST_TOLD = 100;

/** @returns null when the caller may see everything that is asked. */
export function prune(
  schema: GraphQLSchema,
  requirements: Requirements,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  caller: Caller | null,
): Pruned | null {
  const root = schema.getRootType(operation.operation);
  if (!root) return null;
  const nodes = new Set<SelectionNode>();
  const fragments = new Map<string, { definition: FragmentDefinitionNode; refused: readonly RefusedField[] }>();
  const written = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const kept = selectionsOf(operation.selectionSet, root);
  if (kept.refused.length === 0) return null;
  const selectionSet = { ...operation.selectionSet, selections: kept.selections };
  return {
    document: {
      ...document,
      definitions: [{ ...operation, selectionSet }, ...[...fragments.values()].map(({ definition }) => definition)],
    },
    isEmpty: kept.selections.length === 0,
    refused: kept.refused,
    nodes,
  };

  function selectionsOf(
    { selections }: SelectionSetNode,
    parent: GraphQLCompositeType,
  ): { selections: SelectionNode[]; refused: readonly RefusedField[] } {
    const left: SelectionNode[] = [];
    const refused: RefusedField[] = [];
    for (const selection of selections) {
      const part = partOf(selection, parent);
      if (part.selection) left.push(part.selection);
      else nodes.add(selection);
      refused.push(...part.refused.slice(0, MOST_TOLD - refused.length));
    }
    return { selections: left, refused };
  }

  type Part = { selection: SelectionNode | null; refused: readonly RefusedField[] };

  function partOf(selection: SelectionNode, parent: GraphQLCompositeType): Part {
    if (selection.kind === Kind.FIELD) return fieldOf(selection, parent);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return spreadOf(selection.name.value, selection);
    const type = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : parent;
    if (!isCompositeType(type)) return { selection, refused: [] };
    const refusal = refuse(type.name, []);
    if (refusal) return { selection: null, refused: [refusal] };
    const inner = selectionsOf(selection.selectionSet, type);
    return { selection: { ...selection, selectionSet: filled(inner.selections) }, refused: inner.refused };
  }

  function fieldOf(field: FieldNode, parent: GraphQLCompositeType): Part {
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined;
    // `__typename` and introspection; what may be introspected is the server's setting.
    if (!definition) return { selection: field, refused: [] };
    const type = getNamedType(definition.type);
    const path = [field.alias?.value ?? field.name.value, ...listsOf(definition.type)];
    const refusal = refuse(`${parent.name}.${field.name.value}`, path) ?? refuse(type.name, path);
    if (refusal) return { selection: null, refused: [refusal] };
    if (!field.selectionSet || !isCompositeType(type)) return { selection: field, refused: [] };
    const inner = selectionsOf(field.selectionSet, type);
    if (inner.refused.length === 0) return { selection: field, refused: [] };
    return { selection: { ...field, selectionSet: filled(inner.selections) }, refused: under(path, inner.refused) };
  }

  function spreadOf(name: string, selection: SelectionNode): Part {
    const known = fragments.get(name) ?? fragmentOf(name);
    if (!known) return { selection, refused: [] };
    const refusal = refuse(known.definition.typeCondition.name.value, []);
    return refusal ? { selection: null, refused: [refusal] } : { selection, refused: known.refused };
  }

  function fragmentOf(name: string) {
    const definition = written.get(name);
    const type = definition && schema.getType(definition.typeCondition.name.value);
    if (!definition || !isCompositeType(type)) return undefined;
    const inner = selectionsOf(definition.selectionSet, type);
    const pruned = { definition: { ...definition, selectionSet: filled(inner.selections) }, refused: inner.refused };
    fragments.set(name, pruned);
    return pruned;
  }

  function refuse(coordinate: string, path: readonly string[]): RefusedField | null {
    const requirement = requirements.get(coordinate);
    const refusal = refusalOf(requirement, caller);
    return requirement && refusal ? { refusal, requirement, path } : null;
  }
}

/** A selection set cannot be empty: what is asked instead is in no answer (blank.ts keeps only what was asked). */
function filled(selections: readonly SelectionNode[]): SelectionSetNode {
  const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
  return { kind: Kind.SELECTION_SET, selections: selections.length > 0 ? selections : [typename] };
}

function under(path: readonly string[], refused: readonly RefusedField[]): RefusedField[] {
  return refused.map((each) => ({ ...each, path: [...path, ...each.path] }));
}

function listsOf(type: GraphQLOutputType): string[] {
  if (isNonNullType(type)) return listsOf(type.ofType);
  return isListType(type) ? ['@', ...listsOf(type.ofType)] : [];
}
