/** A subgraph's SDL, and where in it each element stands: what a person looks for when a type or a field is named. */
import { type ASTNode, type DefinitionNode, type DocumentNode, Kind } from 'graphql';

export type SubgraphDocument = {
  /** As its folder, e.g. `home-affairs`. */
  readonly name: string;
  /** Linked with what all subgraphs share (schema/link.ts). */
  readonly document: DocumentNode;
};

export type Place = {
  /** `Fee`, `Fee.amount`, `Fee.amount(unit:)`, `@input` or `@input(min:)`. */
  readonly coordinate: string;
  readonly node: ASTNode;
};

/** Every element, an outer one before those in it. A type and its extensions have the same coordinate. */
export function placesOf({ definitions }: DocumentNode): Place[] {
  return definitions.flatMap((node) => {
    if (!('name' in node) || !node.name) return [];
    const name = node.kind === Kind.DIRECTIVE_DEFINITION ? `@${node.name.value}` : node.name.value;
    return [
      { coordinate: name, node },
      ...argumentsOf(name, node),
      ...membersOf(node).flatMap((member) => {
        const coordinate = `${name}.${member.name.value}`;
        return [{ coordinate, node: member }, ...argumentsOf(coordinate, member)];
      }),
    ];
  });
}

/** Where the coordinate stands; if nowhere, where it would: an argument in its field, a field in its type. */
export function placesAt(coordinate: string, places: readonly Place[]): Place[] {
  const outwards = [coordinate, coordinate.replace(/\(.*/, ''), coordinate.replace(/\..*/, '')];
  return (
    outwards.map((each) => places.filter((place) => place.coordinate === each)).find((found) => found.length > 0) ?? []
  );
}

/** Fields of an object, interface or input; values of an enum. */
function membersOf(node: DefinitionNode) {
  if ('fields' in node) return node.fields ?? [];
  return 'values' in node ? (node.values ?? []) : [];
}

function argumentsOf(coordinate: string, node: ASTNode): Place[] {
  if (node.kind !== Kind.FIELD_DEFINITION && node.kind !== Kind.DIRECTIVE_DEFINITION) return [];
  return (node.arguments ?? []).map((argument) => ({
    coordinate: `${coordinate}(${argument.name.value}:)`,
    node: argument,
  }));
}
