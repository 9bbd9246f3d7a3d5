/** How a supergraph calls the directives that the gateway reads: its `@link`s may rename them. */
import { type ConstDirectiveNode, type DocumentNode, Kind } from 'graphql';

export type AuthorityNames = {
  readonly authenticated?: string;
  readonly requiresScopes?: string;
  readonly policy?: string;
};

const SPEC = /^https:\/\/specs\.apollo\.dev\/(authenticated|requiresScopes|policy)\/v[\d.]+$/;

/** Where `@service` and its like are specified (schema/link.ts). */
const OWN_SPEC = 'https://specs.nagarik.gov.bd/service/';

/** Only what a `@link` brings in: a directive of the same name that somebody else defined means something else. */
export function authorityNames(supergraph: DocumentNode): AuthorityNames {
  return Object.fromEntries(
    schemaLinks(supergraph).flatMap((link) => {
      const feature = featureOf(link);
      return feature ? [[feature, importedName(link, feature) ?? stringArgument(link, 'as') ?? feature] as const] : [];
    }),
  );
}

/** What a supergraph calls `@assurance`; undefined where nothing of the kind is linked. */
export function assuranceName(supergraph: DocumentNode): string | undefined {
  return schemaLinks(supergraph)
    .filter((link) => stringArgument(link, 'url')?.startsWith(OWN_SPEC))
    .map((link) => importedName(link, 'assurance'))
    .find((name) => name !== undefined);
}

export type CostNames = { readonly cost: string; readonly listSize: string };

const COST_SPEC = 'https://specs.apollo.dev/cost/';

/** What a supergraph calls `@cost` and `@listSize`; null where it has neither. */
export function costNames(supergraph: DocumentNode): CostNames | null {
  const link = schemaLinks(supergraph).find((each) => stringArgument(each, 'url')?.startsWith(COST_SPEC));
  if (!link) return null;
  const spec = stringArgument(link, 'as') ?? 'cost';
  return {
    cost: importedName(link, 'cost') ?? spec,
    listSize: importedName(link, 'listSize') ?? `${spec}__listSize`,
  };
}

/** Whether a `@link` brings in one of the authorization specs. */
export function isAuthorityLink(link: ConstDirectiveNode): boolean {
  return link.name.value === 'link' && featureOf(link) !== undefined;
}

function featureOf(link: ConstDirectiveNode): string | undefined {
  return SPEC.exec(stringArgument(link, 'url') ?? '')?.[1];
}

function schemaLinks(supergraph: DocumentNode): ConstDirectiveNode[] {
  return supergraph.definitions.flatMap((node) =>
    node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION
      ? (node.directives ?? []).filter(({ name }) => name.value === 'link')
      : [],
  );
}

/** The name of `import: [{ name: "@authenticated", as: "@login" }]`, without its `@`. */
function importedName(link: ConstDirectiveNode, feature: string): string | undefined {
  const imports = link.arguments?.find(({ name }) => name.value === 'import')?.value;
  if (imports?.kind !== Kind.LIST) return undefined;
  for (const item of imports.values) {
    if (item.kind === Kind.STRING && item.value === `@${feature}`) return feature;
    if (item.kind !== Kind.OBJECT) continue;
    const [name, as] = ['name', 'as'].map((key) => {
      const value = item.fields.find((field) => field.name.value === key)?.value;
      return value?.kind === Kind.STRING ? value.value : undefined;
    });
    if (name === `@${feature}`) return as?.slice(1) ?? feature;
  }
  return undefined;
}

function stringArgument(directive: ConstDirectiveNode, argument: string): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}
