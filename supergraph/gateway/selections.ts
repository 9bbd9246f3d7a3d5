/**
 * Rules of validation about what an operation selects when each fragment is put where it is spread. Each fragment is counted
 * once, so the rules take time by the length of the document; they also hold out against fragments that spread themselves,
 * which another rule refuses.
 */
import {
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLError,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';

/**
 * At most `most` selections. Nothing else bounds the work of planning: a few fragments of which each spreads the next twice,
 * once with `@skip` and once with `@include`, are billions of selections.
 */
export function maxSelectionsRule(most: number, error: GraphQLError): ValidationRule {
  return (context) => {
    const known = new Map<string, number>();
    const countOf = ({ selections }: SelectionSetNode): number => {
      const spread = new Set<string>();
      return selections.reduce((count, selection) => {
        if (selection.kind !== Kind.FRAGMENT_SPREAD)
          return count + 1 + (selection.selectionSet ? countOf(selection.selectionSet) : 0);
        const { value: name } = selection.name;
        return count + (isAgain(selection, spread) ? 0 : 1 + countOfFragment(name, context.getFragment(name)));
      }, 0);
    };
    const countOfFragment = (name: string, fragment: FragmentDefinitionNode | null | undefined): number => {
      const before = known.get(name);
      if (before !== undefined || !fragment) return before ?? 0;
      known.set(name, 0);
      const count = countOf(fragment.selectionSet);
      known.set(name, count);
      return count;
    };
    return {
      OperationDefinition: ({ selectionSet }) => {
        if (countOf(selectionSet) > most) context.reportError(error);
      },
    };
  };
}

/** At most `most` fields of a mutation. */
export function maxMutationsRule(most: number, error: GraphQLError): ValidationRule {
  return (context) => {
    const addKeys = ({ selections }: SelectionSetNode, keys: Set<string>, spread: Set<string>): Set<string> => {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) keys.add(selection.alias?.value ?? selection.name.value);
        else if (selection.kind === Kind.INLINE_FRAGMENT) addKeys(selection.selectionSet, keys, spread);
        else if (!spread.has(selection.name.value)) {
          const fragment = context.getFragment(selection.name.value);
          if (fragment) addKeys(fragment.selectionSet, keys, spread.add(selection.name.value));
        }
      }
      return keys;
    };
    return {
      OperationDefinition: ({ operation, selectionSet }) => {
        if (operation === OperationTypeNode.MUTATION && addKeys(selectionSet, new Set(), new Set()).size > most)
          context.reportError(error);
      },
    };
  };
}

/** Only kinds of operation that the graph has: no other rule asks, and the planner takes it for a fault of ours. */
export function knownOperationRule(errorFor: (operation: OperationTypeNode) => GraphQLError): ValidationRule {
  return (context) => ({
    OperationDefinition: ({ operation }) => {
      if (!context.getSchema().getRootType(operation)) context.reportError(errorFor(operation));
    },
  });
}

/**
 * Whether a fragment stands in one place again: the planner puts it there once, unless it stands under conditions.
 * @param spread names of those that came before; this one's is added.
 */
export function isAgain({ name, directives = [] }: FragmentSpreadNode, spread: Set<string>): boolean {
  const isKnown = directives.length === 0 && spread.has(name.value);
  spread.add(name.value);
  return isKnown;
}
