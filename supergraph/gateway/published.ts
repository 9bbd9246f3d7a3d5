/** A supergraph as the gateway holds it: what the planner gets, and what is enforced beside it. */
import { buildASTSchema, type DocumentNode, type GraphQLSchema, Kind, parse, print } from 'graphql';
import { costNames } from './authority/directive-names.ts';
import { type Requirements, readRequirements } from './authority/requirements.ts';
import { withoutAuthority } from './authority/without-authority.ts';
import { type FieldCosts, readFieldCosts } from './cost/field-costs.ts';
import { type ServiceNames, serviceNames } from './subgraph/names.ts';

export type Published = {
  /** Without authorization directives. */
  readonly plannerSdl: string;
  /** With what is `@inaccessible`: subgraphs are asked for that too. */
  readonly schema: GraphQLSchema;
  readonly requirements: Requirements;
  readonly costs: FieldCosts;
  readonly names: ServiceNames;
  /** Every subgraph by its name in the supergraph. */
  readonly subgraphs: readonly string[];
};

/** @throws Error when the text is no SDL, or its types do not fit together. */
export function readPublished(sdl: string): Published {
  const document = parse(sdl, { noLocation: true });
  const forPlanner = withoutAuthority(document);
  const schema = buildASTSchema(forPlanner, { assumeValidSDL: true });
  return {
    plannerSdl: print(forPlanner),
    schema,
    requirements: readRequirements(document),
    costs: readFieldCosts(schema, costNames(document)),
    names: serviceNames(document),
    subgraphs: subgraphsOf(document),
  };
}

/** `enum join__Graph { LAND @join__graph(name: "land", url: "…") }` of the join spec. */
function subgraphsOf(document: DocumentNode): string[] {
  return document.definitions.flatMap((node) =>
    node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph'
      ? (node.values ?? []).flatMap(({ directives }) =>
          (directives ?? []).flatMap((directive) => {
            const name = directive.arguments?.find((argument) => argument.name.value === 'name')?.value;
            return directive.name.value === 'join__graph' && name?.kind === Kind.STRING ? [name.value] : [];
          }),
        )
      : [],
  );
}
