/**
 * The ministry's view of the application contract, derived from the owner's so that it is written once.
 *
 * `applications` owns the shared fields of `Application`. In a ministry they are `@external`, and the payload's field
 * `@provides` all of them: so a mutation answers in one hop and reads its own write, and the query planner is given no
 * other path from a ministry to the shared fields (docs/decisions/0002-application-contract.md).
 */
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from 'graphql';

/** @param shared every shared definition, as `applications` sees them. */
export function asContractOfMinistry(shared: readonly DefinitionNode[]): DefinitionNode[] {
  const objects = new Map(shared.filter(isObject).map((node) => [node.name.value, node]));
  const application = objects.get('Application');
  if (!application) throw new Error('schema/shared/application.graphql no longer defines Application');
  const provided = (application.fields ?? []).filter((field) => !isKey(field));
  return shared.map((node) => {
    if (node === application)
      return {
        ...node,
        directives: (node.directives ?? []).filter(({ name }) => name.value !== 'shareable'),
        fields: (node.fields ?? []).map(asExternal),
      };
    if (!isObject(node)) return node;
    return {
      ...node,
      fields: (node.fields ?? []).map((field) =>
        namedType(field.type) === 'Application'
          ? withDirective(field, 'provides', provided.map((each) => selection(each, objects)).join(' '))
          : field,
      ),
    };
  });
}

function isObject(node: DefinitionNode): node is ObjectTypeDefinitionNode {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION;
}

function isKey(field: FieldDefinitionNode): boolean {
  return field.name.value === 'id';
}

function asExternal(field: FieldDefinitionNode): FieldDefinitionNode {
  return isKey(field) ? field : withDirective(field, 'external');
}

/** A leaf by its name; an object with one leaf of it: what else the object has is its own (`@shareable`), not external. */
function selection(field: FieldDefinitionNode, objects: Map<string, ObjectTypeDefinitionNode>): string {
  const object = objects.get(namedType(field.type));
  if (!object) return field.name.value;
  const leaf = object.fields?.find((each) => !each.arguments?.length && !objects.has(namedType(each.type)));
  if (!leaf) throw new Error(`${object.name.value} has no plain field that @provides could name`);
  return `${field.name.value} { ${leaf.name.value} }`;
}

function withDirective(field: FieldDefinitionNode, name: string, fields?: string): FieldDefinitionNode {
  const directive: ConstDirectiveNode = {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments:
      fields === undefined
        ? []
        : [
            {
              kind: Kind.ARGUMENT,
              name: { kind: Kind.NAME, value: 'fields' },
              value: { kind: Kind.STRING, value: fields },
            },
          ],
  };
  return { ...field, directives: [...(field.directives ?? []), directive] };
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
