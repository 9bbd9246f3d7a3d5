/** What people call a subgraph: a ministry's name, as `@ministry` on its schema says. */
import { type DocumentNode, Kind } from 'graphql';
import type { Text } from '../errors.ts';

/** Names by subgraph. A subgraph that is no ministry has none: it is a part of the platform. */
export type ServiceNames = ReadonlyMap<string, Text>;

export function serviceNames(supergraph: DocumentNode): ServiceNames {
  const names = new Map<string, Text>();
  for (const node of supergraph.definitions) {
    if (node.kind !== Kind.SCHEMA_DEFINITION && node.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of node.directives ?? []) {
      if (directive.name.value !== 'ministry') continue;
      const [code, en, bn] = ['code', 'nameEn', 'nameBn'].map((argument) => {
        const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
        return value?.kind === Kind.STRING ? value.value : undefined;
      });
      if (code && en && bn) names.set(code, { en, bn });
    }
  }
  return names;
}
