import { sameValue } from '../bson/key.ts';
import type { Doc } from '../bson/value.ts';
import { StoreError } from '../errors.ts';
import type { IndexDefinition } from '../index/definition.ts';
import type { Collection } from './collection.ts';
import type { IndexTable } from './index-table.ts';

/** The same index already, or MongoDB's two ways of saying that another one is in the way. */
export function existingIndex(collection: Collection, wanted: IndexDefinition): IndexTable | undefined {
  for (const index of collection.indexes) {
    const { definition } = index;
    const isSameKey = sameValue(definition.key, wanted.key);
    const isSameSpec = sameSpec(definition.spec, wanted.spec);
    if (definition.name === wanted.name && isSameSpec) return index;
    if (definition.name === wanted.name) {
      throw new StoreError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index: ${wanted.name}`,
      );
    }
    if (isSameKey && sameSpec({ ...definition.spec, name: '' }, { ...wanted.spec, name: '' })) {
      throw new StoreError('IndexOptionsConflict', `Index already exists with a different name: ${definition.name}`);
    }
    if (isSameKey && definition.partialFilter === undefined && wanted.partialFilter === undefined) {
      throw new StoreError('IndexOptionsConflict', `Index already exists with different options: ${definition.name}`);
    }
  }
  return undefined;
}

function sameSpec(a: Doc, b: Doc): boolean {
  const normal = (spec: Doc) => Object.fromEntries(Object.entries(spec).sort(([x], [y]) => (x < y ? -1 : 1)));
  return sameValue(normal(a), normal(b));
}
