/** What somebody can read of a graph: every field that a path of open fields leads to. By the gateway's own rules. */
import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { refusalOf } from '../../supergraph/gateway/authority/permits.ts';
import type { Requirements } from '../../supergraph/gateway/authority/requirements.ts';
import type { Caller } from '../../supergraph/gateway/caller.ts';

/** @returns coordinates, `Type.field`. */
export function readableBy(
  caller: Caller | null,
  schema: GraphQLSchema,
  requirements: Requirements,
): ReadonlySet<string> {
  const isOpen = (coordinate: string) => refusalOf(requirements.get(coordinate), caller) === null;
  const readable = new Set<string>();
  const seen = new Set<GraphQLCompositeType>();
  const waiting: GraphQLCompositeType[] = [schema.getQueryType(), schema.getMutationType()].flatMap(
    (type) => type ?? [],
  );
  for (let type = waiting.pop(); type; type = waiting.pop()) {
    if (seen.has(type)) continue;
    seen.add(type);
    if (isAbstractType(type)) waiting.push(...schema.getPossibleTypes(type).filter(({ name }) => isOpen(name)));
    for (const field of fieldsOf(type)) {
      const returned = getNamedType(field.type);
      if (![...coordinatesOf(schema, type, field.name), returned.name].every(isOpen)) continue;
      readable.add(`${type.name}.${field.name}`);
      if (isCompositeType(returned)) waiting.push(returned);
    }
  }
  return readable;
}

/** The field, and, of an interface, the same field of every type that it may turn out to be. */
function coordinatesOf(schema: GraphQLSchema, type: GraphQLCompositeType, field: string): string[] {
  const types = isInterfaceType(type) ? schema.getPossibleTypes(type) : [];
  return [`${type.name}.${field}`, ...types.flatMap(({ name }) => [name, `${name}.${field}`])];
}

/** A type's fields; a union has none of its own. */
export function fieldsOf(type: GraphQLCompositeType): readonly GraphQLField<unknown, unknown>[] {
  return isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
}
