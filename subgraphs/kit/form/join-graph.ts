/** Says which subgraph answers a root field of a supergraph, from the join directives of composition. */
import type { FieldDefinitionNode } from 'graphql';
import { directiveOf, isTrue, textOf } from './directive-arguments.ts';
import type { SdlIndex } from './sdl-index.ts';

/**
 * @returns a function from a root type's name and one of its fields to the subgraph's name; null when the document is a
 * subgraph's own, or when several subgraphs answer the field.
 */
export function subgraphOfField(index: SdlIndex): (typeName: string, field: FieldDefinitionNode) => string | null {
  const names = new Map(
    (index.enums.get('join__Graph') ?? []).flatMap((value) => {
      const graph = directiveOf(value, 'join__graph');
      const name = graph && textOf(graph, 'name');
      return name === undefined ? [] : [[value.name.value, name] as const];
    }),
  );
  return (typeName, field) => {
    const onField = (field.directives ?? []).filter(
      (each) => each.name.value === 'join__field' && !isTrue(each, 'external') && !isTrue(each, 'usedOverridden'),
    );
    const onType = (index.objects.get(typeName)?.directives ?? []).filter((each) => each.name.value === 'join__type');
    const [graph, ...others] = onField.length > 0 ? onField : onType;
    if (!graph || others.length > 0) return null;
    return names.get(textOf(graph, 'graph') ?? '') ?? null;
  };
}
