import { runStages } from '../aggregate/stages.ts';
import { sameValue } from '../bson/key.ts';
import { plainDoc } from '../bson/plain.ts';
import { type Doc, isDoc, type Value } from '../bson/value.ts';
import { StoreError } from '../errors.ts';
import { checkId } from './check-id.ts';
import type { Update } from './compiled-update.ts';

/** The stages that an update may have. Source: manual, "Updates with Aggregation Pipeline". */
const allowed = ['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith'];

/** An update written as a pipeline. What a stage leaves as it was keeps its BSON number type. */
export function compilePipelineUpdate(pipeline: readonly Value[], variables: Doc = {}): Update {
  const stages = pipeline.map((stage) => {
    const [name, ...others] = isDoc(stage) ? Object.keys(stage) : [];
    if (!isDoc(stage) || name === undefined || others.length > 0 || !allowed.includes(name)) {
      throw new StoreError('InvalidOptions', `${name ?? 'this stage'} is not allowed to be used within an update`);
    }
    return stage;
  });
  const run = runStages(stages, variables);
  return {
    isReplacement: false,
    apply: (doc) => {
      const [result] = run([plainDoc(doc)]);
      if (!isDoc(result)) throw new StoreError('BadValue', 'an update pipeline has to leave a document');
      const merged = withOldTypes(result, doc);
      if (!isDoc(merged)) return doc;
      if (!Object.hasOwn(doc, '_id')) return merged;
      const { _id: id = doc._id, ...rest } = merged;
      checkId(doc._id, id);
      return { _id: id, ...rest };
    },
  };
}

/** A value equal to what was stored is what was stored: 1.0 does not become 1, nor a Long a double. */
function withOldTypes(value: Value, stored: Value): Value {
  if (isDoc(value) && isDoc(stored)) {
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withOldTypes(field, stored[name])]));
  }
  if (Array.isArray(value) && Array.isArray(stored)) {
    return value.map((item: Value, i) => withOldTypes(item, stored[i]));
  }
  return stored !== undefined && value !== undefined && sameValue(value, stored) ? stored : value;
}
