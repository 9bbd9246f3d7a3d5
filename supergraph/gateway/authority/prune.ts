/**
 * Takes out of an operation what its caller may not see, before it is planned: no subgraph hears of it, and a forbidden
 * mutation does not run. Semantics of Apollo's router: a field needs what it asks itself, what its type asks, and what a
 * fragment's type asks on the way to it. A field of an interface is a field of each type that implements it, so it needs
 * what all of those need.
 */
import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  visit,
} from 'graphql';
import type { Caller } from '../caller.ts';
import { type Refusal, refusalOf } from './permits.ts';
import type { Requirement, Requirements } from './requirements.ts';

/** A field that was taken out. */
export type RefusedField = {
  readonly refusal: Refusal;
  /** Keys of the answer; `@` stands for each item of a list, as in a query plan. */
  readonly path: readonly string[];
  /** The selections that lead to it, and itself: `@skip` on one of them means that nobody asks for it. */
  readonly way: readonly SelectionNode[];
  readonly requirement: Requirement;
};

/**
 * A refused field on the way up to the root. What lies above one is put before it, and never copied: in a chain of fragments
 * that would take time by the square of its length.
 */
type Found = Pick<RefusedField, 'refusal' | 'requirement'> & { readonly step: Step };
type Step = { readonly selection: SelectionNode; readonly path: readonly string[]; readonly next: Step | null };

export type Pruned = {
  /** What is left: the operation, and the fragments that it spreads. */
  readonly document: DocumentNode;
  /** Whether nothing is left. */
  readonly isEmpty: boolean;
  readonly refused: readonly RefusedField[];
  /** The selections that were taken out. */
  readonly nodes: ReadonlySet<SelectionNode>;
};

/** How many refusals are told: fragments that spread fragments can repeat one without end. */
const MOST_TOLD = 100;

/** The fields that every query can ask and that no type lists. */
const META_FIELDS = new Map([SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]));

/**
 * @param now when it is asked: a login may be fresh enough, or not.
 * @returns null when the caller may see everything that is asked.
 */
export function prune(
  schema: GraphQLSchema,
  requirements: Requirements,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  caller: Caller | null,
  now = new Date(),
): Pruned | null {
  const root = schema.getRootType(operation.operation);
  if (!root) return null;
  const nodes = new Set<SelectionNode>();
  const fragments = new Map<string, { definition: FragmentDefinitionNode; refused: readonly Found[] }>();
  const written = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const kept = selectionsOf(operation.selectionSet, root);
  if (kept.refused.length === 0) return null;
  const left = { ...operation, selectionSet: { ...operation.selectionSet, selections: kept.selections } };
  return {
    document: { ...document, definitions: [left, ...spreadBy(left)] },
    isEmpty: kept.selections.length === 0,
    refused: kept.refused.map(told),
    nodes,
  };

  /** The fragments that are left and spread by something that is left. */
  function spreadBy(node: ASTNode, found = new Set<FragmentDefinitionNode>()): ReadonlySet<FragmentDefinitionNode> {
    visit(node, {
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value)?.definition;
        if (!fragment || found.has(fragment)) return;
        found.add(fragment);
        spreadBy(fragment, found);
      },
    });
    return found;
  }

  function selectionsOf(
    { selections }: SelectionSetNode,
    parent: GraphQLCompositeType,
  ): { selections: SelectionNode[]; refused: readonly Found[] } {
    const left: SelectionNode[] = [];
    const refused: Found[] = [];
    for (const selection of selections) {
      const part = partOf(selection, parent);
      if (part.selection) left.push(part.selection);
      else nodes.add(selection);
      refused.push(...part.refused.slice(0, MOST_TOLD - refused.length));
    }
    return { selections: left, refused };
  }

  type Part = { selection: SelectionNode | null; refused: readonly Found[] };

  function partOf(selection: SelectionNode, parent: GraphQLCompositeType): Part {
    if (selection.kind === Kind.FIELD) return fieldOf(selection, parent);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return spreadOf(selection.name.value, selection);
    const type = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : parent;
    if (!isCompositeType(type)) return { selection, refused: [] };
    const refusal = refuse([type.name], selection);
    if (refusal) return { selection: null, refused: [refusal] };
    const inner = selectionsOf(selection.selectionSet, type);
    return {
      selection: { ...selection, selectionSet: filled(inner.selections, type) },
      refused: under(selection, [], inner.refused),
    };
  }

  function fieldOf(field: FieldNode, parent: GraphQLCompositeType): Part {
    const { name } = field;
    const own = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name.value] : undefined;
    const definition = own ?? META_FIELDS.get(name.value);
    // `__typename`.
    if (!definition) return { selection: field, refused: [] };
    const type = getNamedType(definition.type);
    const path = [field.alias?.value ?? name.value, ...listsOf(definition.type)];
    const refusal = refuse([...coordinatesOf(parent, name.value), type.name], field, path);
    if (refusal) return { selection: null, refused: [refusal] };
    if (!field.selectionSet || !isCompositeType(type)) return { selection: field, refused: [] };
    const inner = selectionsOf(field.selectionSet, type);
    return {
      selection: { ...field, selectionSet: filled(inner.selections, type) },
      refused: under(field, path, inner.refused),
    };
  }

  function spreadOf(name: string, selection: SelectionNode): Part {
    const known = fragments.get(name) ?? fragmentOf(name);
    if (!known) return { selection, refused: [] };
    const refusal = refuse([known.definition.typeCondition.name.value], selection);
    return refusal
      ? { selection: null, refused: [refusal] }
      : { selection, refused: under(selection, [], known.refused) };
  }

  function fragmentOf(name: string) {
    const definition = written.get(name);
    const type = definition && schema.getType(definition.typeCondition.name.value);
    if (!definition || !isCompositeType(type)) return undefined;
    const inner = selectionsOf(definition.selectionSet, type);
    const selectionSet = filled(inner.selections, type);
    const pruned = { definition: { ...definition, selectionSet }, refused: inner.refused };
    fragments.set(name, pruned);
    return pruned;
  }

  /** The field, and, of an interface, the same field of every type that it may turn out to be. */
  function coordinatesOf(parent: GraphQLCompositeType, field: string): string[] {
    const types = isInterfaceType(parent) ? schema.getPossibleTypes(parent) : [];
    return [`${parent.name}.${field}`, ...types.flatMap(({ name }) => [name, `${name}.${field}`])];
  }

  function refuse(
    coordinates: readonly string[],
    selection: SelectionNode,
    path: readonly string[] = [],
  ): Found | null {
    for (const coordinate of coordinates) {
      const requirement = requirements.get(coordinate);
      const refusal = refusalOf(requirement, caller, now);
      if (requirement && refusal) return { refusal, requirement, step: { selection, path, next: null } };
    }
    return null;
  }
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * A selection set cannot be empty, and where the type of an object is open, it is asked: blank.ts must know which
 * fragments apply. It keeps only what the client asked.
 */
function filled(selections: readonly SelectionNode[], type: GraphQLCompositeType): SelectionSetNode {
  const isOpen = selections.length === 0 || isAbstractType(type);
  return { kind: Kind.SELECTION_SET, selections: isOpen ? [TYPENAME, ...selections] : selections };
}

function under(selection: SelectionNode, path: readonly string[], refused: readonly Found[]): Found[] {
  return refused.map(({ refusal, requirement, step }) => ({
    refusal,
    requirement,
    step: { selection, path, next: step },
  }));
}

function told({ refusal, requirement, step }: Found): RefusedField {
  const steps: Step[] = [];
  for (let each: Step | null = step; each; each = each.next) steps.push(each);
  return {
    refusal,
    requirement,
    path: steps.flatMap(({ path }) => path),
    way: steps.map(({ selection }) => selection),
  };
}

function listsOf(type: GraphQLOutputType): string[] {
  if (isNonNullType(type)) return listsOf(type.ofType);
  return isListType(type) ? ['@', ...listsOf(type.ofType)] : [];
}
