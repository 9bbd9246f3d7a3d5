/** Every root field of the published graph: whose it is, what it requires, and a query that asks it. */
import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  Kind,
} from 'graphql';
import type { Requirement } from '../supergraph/gateway/authority/requirements.ts';
import type { Published } from '../supergraph/gateway/published.ts';

export type RootField = {
  readonly coordinate: string;
  readonly name: string;
  /** The subgraph that owns it. */
  readonly subgraph: string;
  readonly isMutation: boolean;
  /** Whether it takes a login. */
  readonly isClosed: boolean;
  /** What the field asks of its caller, and what the type asks that it returns. */
  readonly required: readonly Requirement[];
  /** The scopes of which one is needed, where it takes a login of a kind. */
  readonly scopes: readonly string[];
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
};

export function rootFields({ schema, requirements }: Pick<Published, 'schema' | 'requirements'>): RootField[] {
  return [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map((field) => {
      const isMutation = type === schema.getMutationType();
      const args = field.args.filter(isRequiredArgument);
      const declared = args.map(({ name, type: given }) => `$${name}: ${given}`).join(', ');
      const passed = args.map(({ name }) => `${name}: $${name}`).join(', ');
      const below = isCompositeType(getNamedType(field.type)) ? '{ __typename }' : '';
      const required = [`${type?.name}.${field.name}`, getNamedType(field.type).name].flatMap(
        (each) => requirements.get(each) ?? [],
      );
      return {
        coordinate: `${type?.name}.${field.name}`,
        name: field.name,
        subgraph: ownerOf(field),
        isMutation,
        isClosed: required.length > 0,
        required,
        scopes: required.flatMap(({ scopes }) => scopes.flat(2)),
        query: `${isMutation ? 'mutation' : 'query'} ${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${below} }`,
        variables: Object.fromEntries(args.map(({ name, type: given }) => [name, smallest(given)])),
      };
    }),
  );
}

/** `@join__field(graph: HOME_AFFAIRS)`: graphs of the join spec are named after their subgraphs. */
function ownerOf({ name, astNode }: GraphQLField<unknown, unknown>): string {
  const graphs = (astNode?.directives ?? []).flatMap((directive) => {
    const graph = directive.arguments?.find((argument) => argument.name.value === 'graph')?.value;
    return directive.name.value === 'join__field' && graph?.kind === Kind.ENUM ? [graph.value] : [];
  });
  const [graph] = graphs;
  if (!graph || graphs.length > 1) throw new Error(`the root field ${name} has ${graphs.length} owners`);
  return graph.toLowerCase().replaceAll('_', '-');
}

const SCALARS: Readonly<Record<string, unknown>> = {
  Boolean: true,
  Date: '2026-01-01',
  DateTime: '2026-01-01T00:00:00Z',
  Float: 1,
  ID: 'some-id-1',
  Int: 1,
  JSON: {},
  String: 'some text',
};

/** The smallest value that the type takes. */
function smallest(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return smallest(type.ofType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter(isRequiredInputField)
        .map((field) => [field.name, smallest(field.type)]),
    );
  return SCALARS[type.name];
}
