import DataLoader from 'dataloader';
import type { SubgraphContext } from './context.ts';

/**
 * Makes a loader that lives as long as one request: keys asked for in the same tick become one batch, and the caller's
 * rights go with the request, so that nothing is cached from one person to another.
 * @param batch loads many at once; answers in the order of `keys`.
 */
export function requestLoader<Key, Value>(
  batch: (keys: readonly Key[], context: SubgraphContext) => Promise<ArrayLike<Value | Error>>,
): (context: SubgraphContext) => DataLoader<Key, Value> {
  const loaders = new WeakMap<SubgraphContext, DataLoader<Key, Value>>();
  return (context) => {
    const known = loaders.get(context);
    if (known) return known;
    const loader = new DataLoader<Key, Value>((keys) => batch(keys, context));
    loaders.set(context, loader);
    return loader;
  };
}
