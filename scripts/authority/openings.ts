/**
 * What stands open and should not, or does not say that it should. Nobody has to remember to mark what is personal: a type
 * that anybody can read says so itself (`@tag(name: "public")` in its SDL), and on such a type a field whose name tells of a
 * person says it once more.
 */
import { type DirectiveNode, type GraphQLSchema, isInterfaceType, isObjectType, Kind } from 'graphql';
import type { Requirements } from '../../supergraph/gateway/authority/requirements.ts';
import type { Published } from '../../supergraph/gateway/published.ts';
import { fieldsOf, readableBy } from './reach.ts';

/** Fields of pages and of answers: they hold others, and nothing of their own. */
const STRUCTURE: ReadonlySet<string> = new Set([
  ...['nodes', 'edges', 'pageInfo', 'totalCount', 'cursor', 'node'],
  ...['record', 'answers', 'userErrors'],
]);

/** The ways in, and shared types without content of their own: what they say is as open as what leads to them. */
const CARRIERS: ReadonlySet<string> = new Set(['Query', 'Mutation', 'PageInfo', 'UserError', 'Answer']);

/** Words of a field's name that tell of a person, as far as names can tell. */
const TELLS_OF_A_PERSON =
  /national|nid$|mobile|phone|email|birth|father|mother|spouse|husband|wife|gender|religion|blood|disab|income|salary|address|photo|applicant|citizen/i;

/** Every opening that nobody has owned to, each with what to do about it. */
export function openings({ schema, requirements }: Pick<Published, 'schema' | 'requirements'>): string[] {
  return [...mutationsWithoutRule(schema, requirements), ...unsaid(schema, readableBy(null, schema, requirements))];
}

function mutationsWithoutRule(schema: GraphQLSchema, requirements: Requirements): string[] {
  return Object.keys(schema.getMutationType()?.getFields() ?? {})
    .filter((name) => !requirements.has(`Mutation.${name}`))
    .map((name) => `Mutation.${name} has no rule: say who may do it with @requiresScopes or @policy`);
}

function unsaid(schema: GraphQLSchema, open: ReadonlySet<string>): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    const fields = fieldsOf(type).filter(({ name }) => open.has(`${type.name}.${name}`) && !STRUCTURE.has(name));
    if (fields.length === 0 || CARRIERS.has(type.name)) return [];
    if (!isCalledPublic(type.astNode))
      return [
        `${type.name} can be read by anybody: close what leads to it with @authenticated, @requiresScopes or @policy; or, if everybody is meant to read it, write @tag(name: "public") on the type`,
      ];
    return fields
      .filter(({ name, astNode }) => TELLS_OF_A_PERSON.test(name) && !isCalledPublic(astNode))
      .map(
        ({ name }) =>
          `${type.name}.${name} tells of a person, by its name, and can be read by anybody: close it; or, if everybody is meant to read it, write @tag(name: "public") on the field too`,
      );
  });
}

function isCalledPublic(
  node: { readonly directives?: readonly DirectiveNode[] | undefined } | null | undefined,
): boolean {
  return (node?.directives ?? []).some(({ name, arguments: given }) => {
    const tag = given?.find((argument) => argument.name.value === 'name')?.value;
    return name.value === 'tag' && tag?.kind === Kind.STRING && tag.value === 'public';
  });
}
