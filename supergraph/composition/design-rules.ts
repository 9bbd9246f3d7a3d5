/** What our design asks of the subgraphs together, and federation does not know. */
import { type DirectiveNode, Kind, visit } from 'graphql';
import { isMinistry } from '../../schema/link.ts';
import type { Finding } from './problem-reader.ts';
import type { SubgraphDocument } from './subgraph-document.ts';

/** Every breach of a rule of ours. */
export function designFindings(subgraphs: readonly SubgraphDocument[]): Finding[] {
  return [...takenServiceCodes(subgraphs), ...wrongMinistryCodes(subgraphs), ...repeatedDefinitions(subgraphs)];
}

/** A code names one service in the country: clients, applications and the catalogue know a service by it. */
function takenServiceCodes(subgraphs: readonly SubgraphDocument[]): Finding[] {
  const byCode = Map.groupBy(
    subgraphs.flatMap((subgraph) => applicationsOf('service', subgraph)),
    codeOf,
  );
  return [...byCode].flatMap(([code, nodes]) =>
    code !== undefined && nodes.length > 1
      ? [{ code: 'SERVICE_CODE_TAKEN', message: `${nodes.length} services have the code "${code}"`, nodes }]
      : [],
  );
}

/** A ministry's folder, its database, its keys and the ids of its applications all begin with one code. */
function wrongMinistryCodes(subgraphs: readonly SubgraphDocument[]): Finding[] {
  return subgraphs.flatMap((subgraph) =>
    applicationsOf('ministry', subgraph)
      .filter((node) => codeOf(node) !== subgraph.name)
      .map((node) => ({
        code: 'MINISTRY_CODE_MISMATCH',
        message: `The ministry in the folder ${subgraph.name} gives itself the code "${codeOf(node)}"`,
        nodes: [node],
      })),
  );
}

/** The shared SDL is written once: with its own copy a ministry would leave the contract that all others keep. */
function repeatedDefinitions(subgraphs: readonly SubgraphDocument[]): Finding[] {
  const definitions = subgraphs.flatMap(({ name, document }) =>
    document.definitions.flatMap((node) =>
      node.kind.endsWith('Definition') && 'name' in node && node.name
        ? [
            {
              node,
              type: node.name.value,
              isShared: node.loc?.source.name.startsWith('schema/shared/'),
              subgraph: name,
            },
          ]
        : [],
    ),
  );
  const shared = new Set(definitions.filter(({ isShared }) => isShared).map(({ type }) => type));
  const ministries = new Set(subgraphs.filter(({ document }) => isMinistry(document)).map(({ name }) => name));
  return definitions
    .filter(({ type, isShared, subgraph }) => !isShared && shared.has(type) && ministries.has(subgraph))
    .map(({ node, type }) => ({
      code: 'SHARED_DEFINITION_REPEATED',
      message: `"${type}" is defined in schema/shared/ for every subgraph`,
      nodes: [node],
    }));
}

function applicationsOf(directive: string, { document }: SubgraphDocument): DirectiveNode[] {
  const found: DirectiveNode[] = [];
  visit(document, {
    Directive: (node) => {
      if (node.name.value === directive) found.push(node);
    },
  });
  return found;
}

function codeOf(directive: DirectiveNode): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === 'code')?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}
