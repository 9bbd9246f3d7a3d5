/** Finds types by name in an SDL document, definitions and extensions taken together. */
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type TypeNode,
} from 'graphql';

export type SdlIndex = {
  readonly inputs: ReadonlyMap<string, readonly InputValueDefinitionNode[]>;
  readonly enums: ReadonlyMap<string, readonly EnumValueDefinitionNode[]>;
  readonly objects: ReadonlyMap<string, ObjectParts>;
  /** Applications of directives on the schema. */
  readonly schemaDirectives: readonly ConstDirectiveNode[];
  /** Names of the root types, `Query` and `Mutation` unless the schema says otherwise. */
  readonly roots: { readonly query: string; readonly mutation: string };
};

type ObjectParts = {
  readonly fields: readonly FieldDefinitionNode[];
  readonly directives: readonly ConstDirectiveNode[];
};

export function sdlIndex(document: DocumentNode): SdlIndex {
  const inputs = new Map<string, InputValueDefinitionNode[]>();
  const enums = new Map<string, EnumValueDefinitionNode[]>();
  const objects = new Map<string, ObjectParts>();
  const schemaDirectives: ConstDirectiveNode[] = [];
  const roots = { query: 'Query', mutation: 'Mutation' };
  for (const node of document.definitions) {
    switch (node.kind) {
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      case Kind.INPUT_OBJECT_TYPE_EXTENSION:
        inputs.set(node.name.value, [...(inputs.get(node.name.value) ?? []), ...(node.fields ?? [])]);
        break;
      case Kind.ENUM_TYPE_DEFINITION:
      case Kind.ENUM_TYPE_EXTENSION:
        enums.set(node.name.value, [...(enums.get(node.name.value) ?? []), ...(node.values ?? [])]);
        break;
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.OBJECT_TYPE_EXTENSION: {
        const before = objects.get(node.name.value);
        objects.set(node.name.value, {
          fields: [...(before?.fields ?? []), ...(node.fields ?? [])],
          directives: [...(before?.directives ?? []), ...(node.directives ?? [])],
        });
        break;
      }
      case Kind.SCHEMA_DEFINITION:
      case Kind.SCHEMA_EXTENSION:
        schemaDirectives.push(...(node.directives ?? []));
        for (const { operation, type } of node.operationTypes ?? [])
          if (operation === 'query' || operation === 'mutation') roots[operation] = type.name.value;
        break;
    }
  }
  return { inputs, enums, objects, schemaDirectives, roots };
}

/** A type without its list and non-null marks, and which of them it had. `lists` counts nested lists. */
export function unwrapped(type: TypeNode): { readonly name: string; readonly lists: number } {
  if (type.kind === Kind.NAMED_TYPE) return { name: type.name.value, lists: 0 };
  const inner = unwrapped(type.type);
  return type.kind === Kind.LIST_TYPE ? { ...inner, lists: inner.lists + 1 } : inner;
}
