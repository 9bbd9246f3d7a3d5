/** Which subgraph asks what of whom: the rules of every type and field as the SDLs write them. */
import { type DefinitionNode, type DirectiveNode, Kind, print } from 'graphql';
import type { SubgraphDocument } from '../../supergraph/composition/subgraph-document.ts';

/** A rule as it is written, and by whom. */
export type Rule = { readonly text: string; readonly subgraphs: readonly string[] };

const RULES: ReadonlySet<string> = new Set(['authenticated', 'requiresScopes', 'policy', 'assurance']);

/** Rules by coordinate, `Type` or `Type.field`. */
export function rulesOf(subgraphs: readonly SubgraphDocument[]): ReadonlyMap<string, readonly Rule[]> {
  const written = subgraphs.flatMap(({ name, document }) =>
    document.definitions
      .flatMap(placesIn)
      .flatMap(({ coordinate, directives }) =>
        directives
          .filter((directive) => RULES.has(directive.name.value))
          .map((directive) => ({ coordinate, text: print(directive), subgraph: name })),
      ),
  );
  return new Map(
    [...Map.groupBy(written, ({ coordinate }) => coordinate)].map(([coordinate, all]) => [
      coordinate,
      [...Map.groupBy(all, ({ text }) => text)].map(([text, same]) => ({
        text,
        subgraphs: [...new Set(same.map(({ subgraph }) => subgraph))].sort(),
      })),
    ]),
  );
}

type Placed = { readonly coordinate: string; readonly directives: readonly DirectiveNode[] };

function placesIn(node: DefinitionNode): Placed[] {
  if (node.kind === Kind.DIRECTIVE_DEFINITION || !('name' in node) || !node.name) return [];
  const own = 'directives' in node ? (node.directives ?? []) : [];
  const isOutput =
    node.kind === Kind.OBJECT_TYPE_DEFINITION ||
    node.kind === Kind.OBJECT_TYPE_EXTENSION ||
    node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    node.kind === Kind.INTERFACE_TYPE_EXTENSION;
  const { value } = node.name;
  const fields = isOutput ? (node.fields ?? []) : [];
  return [
    { coordinate: value, directives: own },
    ...fields.map((field) => ({ coordinate: `${value}.${field.name.value}`, directives: field.directives ?? [] })),
  ];
}
