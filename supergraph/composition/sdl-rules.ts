/**
 * What a subgraph's SDL keeps to whatever the others hold, where composition tells it badly: it takes an enum value or an
 * argument that is there twice, stops at the first field that is, shows no line for a directive's arguments, and breaks
 * on specifications that two subgraphs link differently.
 */
import {
  type DirectiveNode,
  Kind,
  KnownDirectivesRule,
  KnownTypeNamesRule,
  type Location,
  PossibleTypeExtensionsRule,
} from 'graphql';
// Not in graphql's index, which offers these rules only to a whole schema; Apollo's packages take them here too.
import { specifiedSDLRules } from 'graphql/validation/specifiedRules.js';
import { validateSDL } from 'graphql/validation/validate.js';
import type { Finding } from './problem-reader.ts';
import type { SubgraphDocument } from './subgraph-document.ts';

/** These ask for what stands elsewhere: in another subgraph, or in federation's own definitions. Composition knows both. */
const LOOKS_ELSEWHERE: ReadonlySet<unknown> = new Set([
  KnownDirectivesRule,
  KnownTypeNamesRule,
  PossibleTypeExtensionsRule,
]);

const RULES = specifiedSDLRules.filter((rule) => !LOOKS_ELSEWHERE.has(rule));

/** What is wrong with the subgraph's SDL by itself. */
export function sdlFindings(subgraph: SubgraphDocument): Finding[] {
  const { name, document } = subgraph;
  return [
    ...validateSDL(document, undefined, RULES).map(({ message, nodes }) => ({
      code: 'INVALID_GRAPHQL',
      message: `[${name}] ${message}`,
      nodes,
    })),
    ...ownLinks(subgraph).map((node) => ({
      code: 'INVALID_LINK_DIRECTIVE_USAGE',
      message: `[${name}] @${node.name.value} is in the linked SDL already`,
      nodes: [node],
    })),
  ];
}

/** What links specifications a second time, beside the header of schema/link.ts. */
function ownLinks({ document }: SubgraphDocument): DirectiveNode[] {
  const isOfHeader = ({ loc }: { loc?: Location | undefined }) => loc?.source.name === 'schema/link.ts';
  if (!document.definitions.some(isOfHeader)) return [];
  return document.definitions
    .filter((node) => node.kind === Kind.SCHEMA_EXTENSION || node.kind === Kind.SCHEMA_DEFINITION)
    .filter((node) => !isOfHeader(node))
    .flatMap(({ directives = [] }) => directives)
    .filter(({ name }) => name.value === 'link' || name.value === 'composeDirective');
}
