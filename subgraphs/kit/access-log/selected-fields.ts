import { type FieldNode, type GraphQLResolveInfo, Kind } from 'graphql';

/** What is asked for inside of a field, also by way of fragments; `__typename` tells nothing of anybody and is left out. */
export function selectedFields(node: FieldNode, fragments: GraphQLResolveInfo['fragments']): FieldNode[] {
  const fieldsOf = (set: FieldNode['selectionSet']): FieldNode[] =>
    (set?.selections ?? []).flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === '__typename' ? [] : [selection];
      return fieldsOf(
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : fragments[selection.name.value]?.selectionSet,
      );
    });
  return fieldsOf(node.selectionSet);
}
