/**
 * What somebody in office reads of the graph without an entry for the person whose data it is: text that is written by or of
 * people, on a type that no subgraph watches and that nobody has said to be free of it.
 */
import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
} from 'graphql';
import type { PersonalTypes } from '../../subgraphs/kit/access-log/watched.ts';
import type { Requirement, Requirements } from '../../supergraph/gateway/authority/requirements.ts';
import type { Published } from '../../supergraph/gateway/published.ts';
import type { Persona } from './personas.ts';
import { fieldsOf, readableBy } from './reach.ts';

/** @returns coordinates of texts that leave no entry, in their order. */
export function unwatched(
  { schema, requirements }: Pick<Published, 'schema' | 'requirements'>,
  inOffice: readonly Persona[],
  personal: PersonalTypes,
): string[] {
  const open = readableBy(null, schema, requirements);
  const found = inOffice.flatMap((persona) => textsOf(persona, schema, requirements, personal));
  return [...new Set(found)].filter((coordinate) => !open.has(coordinate)).sort();
}

function textsOf({ caller }: Persona, schema: GraphQLSchema, requirements: Requirements, personal: PersonalTypes) {
  const readable = readableBy(caller, schema, requirements);
  const seen = new Set<GraphQLCompositeType>();
  const waiting: GraphQLCompositeType[] = [schema.getQueryType(), schema.getMutationType()].flatMap(
    (type) => type ?? [],
  );
  const texts: string[] = [];
  for (let type = waiting.pop(); type; type = waiting.pop()) {
    if (seen.has(type)) continue;
    seen.add(type);
    if (isAbstractType(type)) waiting.push(...schema.getPossibleTypes(type));
    const watch = Object.hasOwn(personal, type.name) ? personal[type.name] : undefined;
    for (const field of fieldsOf(type)) {
      const returned = getNamedType(field.type);
      // What is inside of a watched field is watched with it; a look-up's record is, by the kit.
      const isWatched = watch !== undefined && !watch.bare.has(field.name);
      if (isWatched || isLookUp(field) || isOnesOwn(requirements.get(returned.name))) continue;
      if (!readable.has(`${type.name}.${field.name}`)) continue;
      if (isCompositeType(returned)) waiting.push(returned);
      // A field that its type's watch calls bare is said to be so; a cursor is a place in a list.
      else if (returned.name === 'String' && watch === undefined && field.name !== 'cursor')
        texts.push(`${type.name}.${field.name}`);
    }
  }
  return texts;
}

/** Whether a rule lets nobody through but the person. */
function isOnesOwn(requirement: Requirement | undefined): boolean {
  return (requirement?.policies ?? []).some((anyOf) => anyOf.every((policies) => policies.includes('oneself')));
}

function isLookUp({ astNode }: GraphQLField<unknown, unknown>): boolean {
  return (astNode?.directives ?? []).some(
    ({ name, arguments: given }) =>
      name.value === 'service' &&
      given?.some(({ name, value }) => name.value === 'kind' && value.kind === Kind.ENUM && value.value === 'LOOKUP'),
  );
}
