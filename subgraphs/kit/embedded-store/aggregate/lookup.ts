import { plain } from '../bson/plain.ts';
import { type Doc, isDoc, MISSING, type Value } from '../bson/value.ts';
import { StoreError, unsupported } from '../errors.ts';
import { checkExpression, evaluate, mingoOptions } from '../query/expression.ts';
import { reach, splitPath } from '../query/path.ts';
import { searchFor } from '../storage/find.ts';
import { withValue } from './paths.ts';
import type { MakeStage, Stage, Surroundings } from './stage.ts';

const fieldsOfLookup = ['from', 'localField', 'foreignField', 'as', 'let', 'pipeline'];

/** `$lookup` within the database: by equal fields through the foreign field's index, by a pipeline, or both. */
export const lookup: MakeStage = (spec, surroundings) => {
  if (!isDoc(spec)) throw new StoreError('FailedToParse', 'the $lookup specification must be an Object');
  const unknown = Object.keys(spec).find((name) => !fieldsOfLookup.includes(name));
  if (unknown !== undefined) throw new StoreError('FailedToParse', `unknown argument to $lookup: ${unknown}`);
  const { from, localField, foreignField, as, let: bindings, pipeline } = spec;
  const { read } = surroundings;
  if (typeof from !== 'string') throw unsupported('$lookup without a collection of the same database in `from`');
  if (read === undefined) throw new StoreError('InvalidOptions', '$lookup is not allowed to be used within an update');
  if (typeof as !== 'string') throw new StoreError('FailedToParse', '$lookup needs an `as` field');
  const isByField = typeof localField === 'string' && typeof foreignField === 'string';
  if (!isByField && pipeline === undefined) throw new StoreError('FailedToParse', '$lookup needs fields or a pipeline');
  const target = splitPath(as);
  const local = typeof localField === 'string' ? splitPath(localField) : [];
  const foreign = typeof foreignField === 'string' ? foreignField : '';
  const join = subPipeline(pipeline, bindings, surroundings);
  return (docs) =>
    docs.map((doc) => {
      const byField = isByField ? { [foreign]: { $in: localValues(doc, local) } } : {};
      return withValue(doc, target, join(doc, from, byField, read));
    });
};

type Read = NonNullable<Surroundings['read']>;
type Join = (doc: Doc, from: string, filter: Doc, read: Read) => readonly Doc[];

/** The foreign documents through the pipeline, whose leading `$match` takes part in the find. */
function subPipeline(pipeline: Value, bindings: Value, surroundings: Surroundings): Join {
  if (pipeline === undefined) return (_doc, from, filter, read) => read(from, searchFor(filter));
  if (!Array.isArray(pipeline)) throw new StoreError('TypeMismatch', "'pipeline' option must be specified as an array");
  surroundings.compile(pipeline, {
    ...surroundings,
    variables: { ...surroundings.variables, ...placeholders(bindings) },
  });
  const options = mingoOptions(surroundings.variables);
  const expressions = isDoc(bindings) ? Object.entries(bindings) : [];
  for (const [, expression] of expressions) checkExpression(expression);
  const [first, ...rest] = pipeline;
  const match = isDoc(first) && isDoc(first.$match) ? first.$match : undefined;
  return (doc, from, filter, read) => {
    const own = expressions.map(([name, expression]) => [name, evaluate(doc, plain(expression), options)]);
    const variables: Doc = { ...surroundings.variables, ...Object.fromEntries(own) };
    const search = searchFor(match === undefined ? filter : { $and: [filter, match] }, {}, variables);
    const stages: Stage = surroundings.compile(match === undefined ? pipeline : rest, { ...surroundings, variables });
    return stages(read(from, search));
  };
}

/** Names that the pipeline may use, so that it can be checked before any document is read. */
function placeholders(bindings: Value): Doc {
  return Object.fromEntries(Object.keys(isDoc(bindings) ? bindings : {}).map((name) => [name, null]));
}

/** A missing local field joins with null and missing; an array joins by each of its elements. */
function localValues(doc: Doc, path: readonly string[]): Value[] {
  const values: Value[] = [];
  reach(doc, path, 'whole', ({ value }) => {
    if (Array.isArray(value)) values.push(...value);
    else values.push(value === MISSING ? null : value);
    return false;
  });
  return values;
}

export const unionWith: MakeStage = (spec, surroundings) => {
  const { coll, pipeline = [] } = isDoc(spec) ? spec : { coll: spec };
  const { read } = surroundings;
  if (typeof coll !== 'string') throw unsupported('$unionWith without a collection of the same database');
  if (read === undefined)
    throw new StoreError('InvalidOptions', '$unionWith is not allowed to be used within an update');
  const stages = surroundings.compile(pipeline, surroundings);
  return (docs) => [...docs, ...stages(read(coll, searchFor({})))];
};
