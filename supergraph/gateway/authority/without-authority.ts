import { type DirectiveNode, type DocumentNode, Kind, visit } from 'graphql';
import { authorityNames, isAuthorityLink } from './directive-names.ts';

/**
 * A supergraph without its authorization directives, for @apollo/gateway, which refuses one that has them ("is for:
 * SECURITY but is unsupported"). What they ask is enforced by us, before the planner sees the operation.
 */
export function withoutAuthority(supergraph: DocumentNode): DocumentNode {
  const names = new Set(Object.values(authorityNames(supergraph)));
  const isAuthority = ({ name }: DirectiveNode) => names.has(name.value);
  const isLinked = (name: string) => [...names].some((each) => name === each || name.startsWith(`${each}__`));
  return visit(supergraph, {
    Directive: (node) => (isAuthority(node) || (isLink(node) && isAuthorityLink(node)) ? null : undefined),
    DirectiveDefinition: ({ name }) => (names.has(name.value) ? null : undefined),
    ScalarTypeDefinition: ({ name }) => (isLinked(name.value) ? null : undefined),
  });
}

/** Directives of a supergraph's schema are constant; the visitor's type does not say so. */
function isLink(node: DirectiveNode): node is Parameters<typeof isAuthorityLink>[0] {
  return node.name.value === 'link' && (node.arguments ?? []).every(({ value }) => value.kind !== Kind.VARIABLE);
}
