import { sameValue } from '../bson/key.ts';
import type { Value } from '../bson/value.ts';
import { StoreError } from '../errors.ts';

/** `_id` never changes. @throws StoreError ImmutableField. */
export function checkId(before: Value, after: Value): void {
  if (sameValue(before, after)) return;
  throw new StoreError(
    'ImmutableField',
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
}
